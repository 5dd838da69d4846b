import { prefixEnd } from '../bson/keys.ts';
import { StoreError } from '../errors.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { after, documentPrefix, indexPrefix, Stored } from '../storage/collection.ts';
import type { Cut, Entry, Kv } from '../storage/kv.ts';
import type { By, IndexPlan, Plan } from './planner.ts';

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
  const all = { low: prefix, high: prefixEnd(prefix) };
  const read = ({ low, high }: Range, limit: number) => kv.range(low, high, reverse, limit);
  for (const { key, value } of pieces(all, reverse, deadline, read)) {
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
  for (const id of idsOf(kv, plan, deadline)) {
    if (several) {
      const text = Buffer.from(id).toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    const bytes = kv.get(Buffer.concat([documents, id]));
    if (bytes) yield new Stored(id, bytes);
  }
}

type Entries = Generator<Entry, void>;

function idsOf(kv: Kv, plan: IndexPlan, deadline: Deadline): Generator<Uint8Array, void> {
  if (plan.by !== undefined) return ordered(kv, plan, plan.by, deadline);
  return plan.merge === undefined ? inTurn(kv, plan, deadline) : merged(kv, plan, plan.merge, deadline);
}

/** What the first page needs; then the others, which are not many (planner.ts). */
const firstOrdered = 128;

/** What all ranges lead to, in the order of the values that another index has for it. */
function* ordered(kv: Kv, plan: IndexPlan, by: By, deadline: Deadline): Generator<Uint8Array, void> {
  const ranges = plan.ranges.map((_, at) => rangeOf(plan, at));
  const values = { prefix: indexPrefix(by.index), low: by.low, high: by.high };
  const groups = groupsOf(plan);
  for (const [limit, offset] of [
    [firstOrdered, 0],
    [-1, firstOrdered],
  ] as const) {
    deadline();
    const entries = kv.rangesBy(ranges, groups, values, by.reverse, limit, offset);
    for (const { value } of entries) yield value;
    if (entries.length < limit) return;
  }
}

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
  const range = rangeOf(plan, at);
  const groups = groupsOf(plan);
  return pieces(range, plan.reverse, deadline, (rest, limit) =>
    groups.length === 0
      ? kv.range(rest.low, rest.high, plan.reverse, limit)
      : kv.rangeWith({ ...rest, cut: range.cut }, groups, plan.reverse, limit),
  );
}

function rangeOf(plan: IndexPlan, at: number): Cut {
  const base = indexPrefix(plan.index);
  const [low, high] = plan.ranges[at] as [Uint8Array, Uint8Array];
  return {
    low: Buffer.concat([base, low]),
    high: high.length === 0 ? prefixEnd(base) : Buffer.concat([base, high]),
    cut: base.length + (plan.also?.cuts[at] ?? 0),
  };
}

function groupsOf({ index, also }: IndexPlan): Uint8Array[][] {
  const base = indexPrefix(index);
  return (also?.groups ?? []).map((group) => group.map((value) => Buffer.concat([base, value])));
}

interface Range {
  low: Uint8Array;
  high: Uint8Array;
}

function* pieces(
  { low, high }: Range,
  reverse: boolean,
  deadline: Deadline,
  read: (range: Range, limit: number) => Entry[],
): Entries {
  let from = low;
  let to = high;
  let size = 8;
  for (;;) {
    deadline();
    const entries = read({ low: from, high: to }, size);
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
