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
  plan: Extract<Plan, { kind: 'index' }>,
  deadline: Deadline,
): Generator<Stored, void> {
  const base = indexPrefix(plan.index);
  const documents = documentPrefix(info);
  // One document can have several entries only when arrays are about, or when it moves while the cursor rests.
  const seen = new Set<string>();
  const several = plan.index.arrays.size > 0;
  for (const [low, high] of plan.ranges) {
    const start = Buffer.concat([base, low]);
    const end = high.length === 0 ? prefixEnd(base) : Buffer.concat([base, high]);
    for (const { value: id } of pieces(kv, start, end, plan.reverse, deadline)) {
      if (several) {
        const text = Buffer.from(id).toString('latin1');
        if (seen.has(text)) continue;
        seen.add(text);
      }
      const bytes = kv.get(Buffer.concat([documents, id]));
      if (bytes) yield new Stored(id, bytes);
    }
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
