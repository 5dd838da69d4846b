import { rank } from '../bson/compare.ts';
import { prefixEnd } from '../bson/keys.ts';
import type { IndexSpec } from '../storage/catalog.ts';
import { indexPrefix } from '../storage/collection.ts';
import type { Kv } from '../storage/kv.ts';

/** What the planner asks of an index before it chooses. Ranges are of stored bytes, without the index's own prefix. */
export interface Probe {
  /** How many entries the ranges have together; counts no further than `most`. */
  count(index: IndexSpec, ranges: readonly [Uint8Array, Uint8Array][], most: number): number;
  /** The texts that entries of the range begin with, encoded; undefined: more than `most`, or other values. */
  texts(index: IndexSpec, range: [Uint8Array, Uint8Array], most: number): Uint8Array[] | undefined;
}

export function createProbe(kv: Kv): Probe {
  return {
    count(index, ranges, most) {
      const base = indexPrefix(index);
      let n = 0;
      for (const [low, high] of ranges) {
        if (n >= most) break;
        n += kv.count(Buffer.concat([base, low]), upTo(base, high), most - n);
      }
      return n;
    },
    texts(index, [low, high], most) {
      const base = indexPrefix(index);
      const end = upTo(base, high);
      const found: Uint8Array[] = [];
      let from: Uint8Array = Buffer.concat([base, low]);
      for (;;) {
        const [entry] = kv.range(from, end, false, 1);
        if (entry === undefined) return found;
        const length = textLength(entry.key, base.length);
        if (length === undefined || found.length === most) return undefined;
        const text = entry.key.subarray(base.length, base.length + length);
        found.push(text);
        from = prefixEnd(Buffer.concat([base, text]));
      }
    },
  };
}

function upTo(base: Buffer, high: Uint8Array): Uint8Array {
  return high.length === 0 ? prefixEnd(base) : Buffer.concat([base, high]);
}

/** How long the encoded text at `start` is (bson/keys.ts: ended by 00 01); undefined when it is no text. */
function textLength(key: Uint8Array, start: number): number | undefined {
  if (key[start] !== rank.string) return undefined;
  for (let at = start + 1; at + 1 < key.length; at++) {
    if (key[at] !== 0) continue;
    if (key[at + 1] === 1) return at + 2 - start;
    at += 1;
  }
  return undefined;
}
