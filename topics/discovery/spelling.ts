/** True when `said` is `word` with a slip of the finger or two; short words allow none (TD8). */
export function isMisspelling(said: string, word: string): boolean {
  return editsBetween(said, word, allowedEdits(word.length)) !== null;
}

/** How many slips a word of this length may have and still be recognised. */
export function allowedEdits(length: number): number {
  return length < 4 ? 0 : length < 9 ? 1 : 2;
}

/** Edits (insert, delete, replace, swap neighbours) from one word to the other; null when more than `most`. */
export function editsBetween(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return null;
    beforeLast = last;
    last = row;
  }
  const edits = last[b.length] ?? most + 1;
  return edits <= most ? edits : null;
}
