import { encodeKey, prefixEnd } from '../bson/keys.ts';
import type { Doc } from '../bson/values.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { after, documentPrefix, indexPrefix, Stored } from '../storage/collection.ts';
import type { Kv } from '../storage/kv.ts';
import { conjunction } from './bounds.ts';
import type { IndexPlan, Plan } from './planner.ts';
import type { Deadline } from './scan.ts';

/**
 * One document for each value of a field, however many have it: from value to value in an index that has the field right
 * behind the values that the filter names. Undefined: this plan has no such index. MongoDB calls it a distinct scan.
 */
export function oneOfEach(
  kv: Kv,
  info: CollectionInfo,
  plan: Plan,
  filter: Doc,
  key: string,
  deadline: Deadline,
): Iterable<Stored> | undefined {
  if (plan.kind !== 'index' || plan.reverse || plan.ranges.length !== 1) return undefined;
  const { index, merge, also, by } = plan;
  if (merge !== undefined || also !== undefined || by !== undefined) return undefined;
  const named = conjunction(filter);
  const isNamed = named.every(({ path, bounds }) => {
    const at = index.fields.findIndex((field) => field.path === path);
    return at >= 0 && at < named.length && bounds?.single === true;
  });
  const behind = index.fields[named.length];
  const whole = !index.sparse && index.arrays.size === 0 && named.length === filter.size;
  if (!isNamed || !whole || behind?.path !== key || behind.descending || behind.parts.length > 1)
    return undefined;
  return fromValueToValue(kv, info, plan, key, deadline);
}

function* fromValueToValue(
  kv: Kv,
  info: CollectionInfo,
  { index, ranges: [range] }: IndexPlan,
  key: string,
  deadline: Deadline,
): Generator<Stored, void> {
  if (range === undefined) return;
  const base = indexPrefix(index);
  const documents = documentPrefix(info);
  const [low, high] = range;
  const end = high.length === 0 ? prefixEnd(base) : Buffer.concat([base, high]);
  for (let from: Uint8Array = Buffer.concat([base, low]); ; ) {
    deadline();
    const [entry] = kv.range(from, end, false, 1);
    const bytes = entry && kv.get(Buffer.concat([documents, entry.value]));
    if (!bytes) return;
    const stored = new Stored(entry.value, bytes);
    stored.only = new Set([key]);
    yield stored;
    const value = stored.doc.get(key);
    // Where it is missing the entry says null: one that has it may stand behind.
    from = value === undefined ? after(entry.key) : prefixEnd(Buffer.concat([base, low, encodeKey(value)]));
  }
}
