import { prefixEnd } from '../bson/keys.ts';
import { StoreError } from '../errors.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { after, documentPrefix, indexPrefix, Stored } from '../storage/collection.ts';
import type { Kv } from '../storage/kv.ts';
import type { Plan } from './planner.ts';

/** Called between documents; throws when the operation has used up its time. */
export type Deadline = () => void;

/**
 * The documents that a plan leads to, each once. Reads in small pieces and remembers only the last key, so it
 * may rest between two `getMore` while others write; what they change ahead of it is then seen or not, as
 * MongoDB's cursors do it.
 */
export function* runPlan(
  kv: Kv,
  info: CollectionInfo,
  plan: Plan,
  deadline: Deadline,
): Generator<Stored, void> {
  switch (plan.kind) {
    case 'id': {
      const prefix = documentPrefix(info);
      for (const key of plan.keys) {
        const bytes = kv.get(Buffer.concat([prefix, key]));
        if (bytes) yield new Stored(key, bytes);
      }
      return;
    }
    case 'scan':
      yield* scanAll(kv, info, plan.reverse, deadline);
      return;
    case 'index':
      yield* scanIndex(kv, info, plan, deadline);
      return;
    case 'or': {
      const seen = new Set<string>();
      for (const part of plan.plans) {
        for (const stored of runPlan(kv, info, part, deadline)) {
          const id = Buffer.from(stored.id).toString('latin1');
          if (seen.has(id)) continue;
          seen.add(id);
          yield stored;
        }
      }
    }
  }
}

function* scanAll(
  kv: Kv,
  info: CollectionInfo,
  reverse: boolean,
  deadline: Deadline,
): Generator<Stored, void> {
  const prefix = documentPrefix(info);
  for (const { key, value } of pieces(kv, prefix, prefixEnd(prefix), reverse, deadline)) {
    yield new Stored(key.subarray(prefix.length), value);
  }
}

function* scanIndex(
  kv: Kv,
  info: CollectionInfo,
  plan: IndexPlan,
  deadline: Deadline,
): Generator<Stored, void> {
  const documents = documentPrefix(info);
  // One document can have several entries only when arrays are about, or when it moves while the cursor rests.
  const seen = new Set<string>();
  const several = plan.index.arrays.size > 0;
  for (const id of plan.merge === undefined
    ? inTurn(kv, plan, deadline)
    : merged(kv, plan, plan.merge, deadline)) {
    if (several) {
      const text = Buffer.from(id).toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    const bytes = kv.get(Buffer.concat([documents, id]));
    if (bytes) yield new Stored(id, bytes);
  }
}

type IndexPlan = Extract<Plan, { kind: 'index' }>;
type Entries = Generator<{ key: Uint8Array; value: Uint8Array }, void>;

function* inTurn(kv: Kv, plan: IndexPlan, deadline: Deadline): Generator<Uint8Array, void> {
  for (let i = 0; i < plan.ranges.length; i++)
    for (const { value } of entriesOf(kv, plan, i, deadline)) yield value;
}

/** All ranges side by side, in the order of what follows their leading values. */
function* merged(
  kv: Kv,
  plan: IndexPlan,
  cuts: readonly number[],
  deadline: Deadline,
): Generator<Uint8Array, void> {
  const base = indexPrefix(plan.index).length;
  const way = plan.reverse ? -1 : 1;
  const heads: Head[] = [];
  for (let i = 0; i < plan.ranges.length; i++) {
    const entries = entriesOf(kv, plan, i, deadline);
    const cut = base + (cuts[i] as number);
    const first = entries.next();
    if (first.value)
      heads.push({ rest: first.value.key.subarray(cut), value: first.value.value, cut, entries });
  }
  while (heads.length > 0) {
    let at = 0;
    for (let i = 1; i < heads.length; i++)
      if (Buffer.compare((heads[i] as Head).rest, (heads[at] as Head).rest) * way < 0) at = i;
    const head = heads[at] as Head;
    yield head.value;
    const next = head.entries.next();
    if (next.value) {
      head.rest = next.value.key.subarray(head.cut);
      head.value = next.value.value;
    } else heads.splice(at, 1);
  }
}

interface Head {
  rest: Uint8Array;
  value: Uint8Array;
  cut: number;
  entries: Entries;
}

/** The entries of one range of the plan: those whose array holds what else it must. */
function entriesOf(kv: Kv, plan: IndexPlan, at: number, deadline: Deadline): Entries {
  const base = indexPrefix(plan.index);
  const [low, high] = plan.ranges[at] as [Uint8Array, Uint8Array];
  const start = Buffer.concat([base, low]);
  const end = high.length === 0 ? prefixEnd(base) : Buffer.concat([base, high]);
  if (plan.also === undefined) return pieces(kv, start, end, plan.reverse, deadline);
  const groups = plan.also.groups.map((group) => group.map((value) => Buffer.concat([base, value])));
  return together(
    kv,
    start,
    end,
    plan.reverse,
    base.length + (plan.also.cuts[at] as number),
    groups,
    deadline,
  );
}

/** Looks at larger and larger stretches: the first rows come at once, and a rare combination is not asked for forever. */
function* together(
  kv: Kv,
  low: Uint8Array,
  high: Uint8Array,
  reverse: boolean,
  cut: number,
  groups: readonly (readonly Uint8Array[])[],
  deadline: Deadline,
): Entries {
  let from = low;
  let to = high;
  for (let size = 256; ; size = Math.min(size * 2, 4096)) {
    deadline();
    const edge = kv.keyAt(from, to, reverse, size);
    // Read backwards, the edge itself belongs to the stretch that ends with it.
    const stretch: [Uint8Array, Uint8Array] =
      edge === undefined ? [from, to] : reverse ? [edge, to] : [from, edge];
    yield* kv.rangeWith(stretch[0], stretch[1], reverse, cut, groups);
    if (edge === undefined) return;
    if (reverse) to = edge;
    else from = edge;
  }
}

function* pieces(
  kv: Kv,
  low: Uint8Array,
  high: Uint8Array,
  reverse: boolean,
  deadline: Deadline,
): Generator<{ key: Uint8Array; value: Uint8Array }, void> {
  let from = low;
  let to = high;
  let size = 8;
  for (;;) {
    deadline();
    const entries = kv.range(from, to, reverse, size);
    yield* entries;
    const last = entries.at(-1);
    if (entries.length < size || !last) return;
    if (reverse) to = last.key;
    else from = after(last.key);
    size = Math.min(size * 2, pieceFor(entries));
  }
}

/** Not more than about 1 MB of documents at a time. */
function pieceFor(entries: readonly { value: Uint8Array }[]): number {
  let bytes = 0;
  for (const { value } of entries) bytes += value.length;
  return Math.max(1, Math.min(256, Math.floor((1 << 20) / (bytes / entries.length + 1))));
}

/** A deadline `ms` from now; 0 is none. Throws code 50. */
export function deadlineAfter(ms: number): Deadline {
  if (ms <= 0) return () => {};
  const end = Date.now() + ms;
  return () => {
    if (Date.now() > end) throw new StoreError(50, 'operation exceeded time limit');
  };
}
