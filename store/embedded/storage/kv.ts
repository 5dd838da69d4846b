/**
 * An ordered map from bytes to bytes on a disk: all that the store asks of a storage engine. Ranges include
 * `low` and exclude `high`. Every method may throw `StorageError`; after one, `rollback` is the only thing to call.
 */
export interface Kv {
  get(key: Uint8Array): Uint8Array | undefined;
  put(key: Uint8Array, value: Uint8Array): void;
  del(key: Uint8Array): void;
  delRange(low: Uint8Array, high: Uint8Array): void;
  /** At most `limit` entries of the range, from its low end, or from its high end when `reverse`. */
  range(low: Uint8Array, high: Uint8Array, reverse: boolean, limit: number): Entry[];
  /** How many entries the range has; counts no further than `most`. */
  count(low: Uint8Array, high: Uint8Array, most?: number): number;
  /** The first `limit` entries of the range, from the end that `reverse` says, for which each group has one of its entries. */
  rangeWith(range: Cut, groups: Groups, reverse: boolean, limit: number): Entry[];
  /**
   * The entries of the ranges for which each group has one of its entries, in the order of what follows `by.prefix` and the
   * entry's own value in the key of another entry; only those where that lies from `by.low` up to, not including, `by.high`.
   */
  rangesBy(
    ranges: readonly Cut[],
    groups: Groups,
    by: { prefix: Uint8Array; low: Uint8Array; high: Uint8Array },
    reverse: boolean,
    limit: number,
    offset: number,
  ): Entry[];
  begin(): void;
  /** Returns after the data has reached the disk (a completed sync). */
  commit(): void;
  rollback(): void;
  /** Bytes of the file, for statistics. */
  size(): number;
  close(): void;
  readonly engine: string;
}

/** A range whose entries begin with the same `cut` bytes. */
export interface Cut {
  low: Uint8Array;
  high: Uint8Array;
  cut: number;
}

/** Of each group there must be an entry that begins with one of its texts and goes on as the found one does behind its cut. */
export type Groups = readonly (readonly Uint8Array[])[];

export interface Entry {
  key: Uint8Array;
  value: Uint8Array;
}
