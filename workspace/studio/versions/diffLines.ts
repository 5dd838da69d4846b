export interface DiffLine {
  change: 'same' | 'added' | 'removed';
  text: string;
  /** The line's number before and after, from 1; null where it is not. */
  before: number | null;
  after: number | null;
}

/** Above so many comparisons two texts are shown as replaced rather than compared. */
const mostCells = 6_000_000;

/** The lines of two texts, told apart by their longest common subsequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const head = countSame(old.length, now.length, (at) => old[at] === now[at]);
  const most = Math.min(old.length, now.length) - head;
  const tail = countSame(most, most, (at) => old[old.length - 1 - at] === now[now.length - 1 - at]);
  const kept = matches(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const lines: DiffLine[] = [];
  let a = 0;
  let b = 0;
  const same = (count: number) => {
    for (let step = 0; step < count; step += 1) {
      lines.push({ change: 'same', text: old[a] ?? '', before: a + 1, after: b + 1 });
      a += 1;
      b += 1;
    }
  };
  const differ = (toA: number, toB: number) => {
    for (; a < toA; a += 1) lines.push({ change: 'removed', text: old[a] ?? '', before: a + 1, after: null });
    for (; b < toB; b += 1) lines.push({ change: 'added', text: now[b] ?? '', before: null, after: b + 1 });
  };
  same(head);
  for (const [inOld, inNow] of kept) {
    differ(head + inOld, head + inNow);
    same(1);
  }
  differ(old.length - tail, now.length - tail);
  same(tail);
  return lines;
}

/** Leaves out what is the same far from any change; a `null` stands for what was left out. */
export function aroundChanges(lines: readonly DiffLine[], around: number): (DiffLine | null)[] {
  const near = new Set<number>();
  lines.forEach(({ change }, at) => {
    if (change === 'same') return;
    for (let each = at - around; each <= at + around; each += 1) near.add(each);
  });
  const shown: (DiffLine | null)[] = [];
  lines.forEach((line, at) => {
    if (near.has(at)) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  });
  return shown;
}

function countSame(a: number, b: number, same: (at: number) => boolean): number {
  let count = 0;
  while (count < a && count < b && same(count)) count += 1;
  return count;
}

/** Pairs of places with the same line, in order. */
function matches(old: readonly string[], now: readonly string[]): [number, number][] {
  if (old.length * now.length > mostCells) return [];
  const width = now.length + 1;
  // lengths[i * width + j]: the longest common subsequence of what follows place i and place j.
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
