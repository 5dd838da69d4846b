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
  /**
   * The entries of the range for which each group has an entry that begins with one of the group's texts and goes on as
   * the entry itself does behind its first `cut` bytes.
   */
  rangeWith(
    low: Uint8Array,
    high: Uint8Array,
    reverse: boolean,
    cut: number,
    groups: readonly (readonly Uint8Array[])[],
  ): Entry[];
  /** The key `offset` entries into the range, or undefined when there are not so many. */
  keyAt(low: Uint8Array, high: Uint8Array, reverse: boolean, offset: number): Uint8Array | undefined;
  begin(): void;
  /** Returns after the data has reached the disk (a completed sync). */
  commit(): void;
  rollback(): void;
  /** Bytes of the file, for statistics. */
  size(): number;
  close(): void;
  readonly engine: string;
}

export interface Entry {
  key: Uint8Array;
  value: Uint8Array;
}
