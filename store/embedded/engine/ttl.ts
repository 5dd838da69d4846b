import { rank } from '../bson/compare.ts';
import { encodeKey } from '../bson/keys.ts';
import { toRange } from '../query/bounds.ts';
import { deadlineAfter, runPlan } from '../query/scan.ts';
import type { Catalog, IndexSpec } from '../storage/catalog.ts';
import { CollectionWriter } from '../storage/collection.ts';
import type { Kv } from '../storage/kv.ts';

/** At most this many documents go in one sweep of an index, so that commands are not kept waiting. */
const perSweep = 5000;

/**
 * Deletes the documents whose date lies further back than their TTL index allows (of an array of dates the
 * earliest counts; documents without a date stay). Gives how many.
 */
export function expireDocuments(kv: Kv, catalog: Catalog, now: Date, beginWrite: () => void): number {
  let gone = 0;
  for (const info of catalog.all()) {
    const writer = new CollectionWriter(kv, catalog, info);
    for (const index of info.indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      const stale = [...overdue(kv, index, now, writer)];
      if (stale.length > 0) beginWrite();
      for (const stored of stale) writer.delete(stored);
      gone += stale.length;
    }
  }
  return gone;
}

function* overdue(kv: Kv, index: IndexSpec, now: Date, writer: CollectionWriter) {
  const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  if (Number.isNaN(limit.getTime())) return;
  const tag = Buffer.from([rank.date]);
  const interval = { low: tag, lowIn: true, high: encodeKey(limit), highIn: true };
  const range = toRange(interval, index.fields[0]?.descending ?? false);
  const plan = { kind: 'index' as const, index, ranges: [range], reverse: false, sorted: true };
  let count = 0;
  for (const stored of runPlan(kv, writer.info, plan, deadlineAfter(0))) {
    yield stored;
    count += 1;
    if (count >= perSweep) return;
  }
}
