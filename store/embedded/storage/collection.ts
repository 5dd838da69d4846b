import { asBuffer, decodeDoc } from '../bson/decode.ts';
import { formatValue } from '../bson/format.ts';
import { encodeKey, prefixEnd } from '../bson/keys.ts';
import { type Doc, isDoc, Regex, Special, toDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import type { Catalog, CollectionInfo, IndexSpec } from './catalog.ts';
import { hasAnyField, type IndexKeys, indexKeys } from './indexKeys.ts';
import type { Kv } from './kv.ts';

/** A document as it is stored: its place, its bytes, and its decoded form when somebody asks for it. */
export class Stored {
  private decoded: Doc | undefined;
  /** Of what lies at the top, what its reader looks at; undefined: everything. Set before `doc` is asked for. */
  only: ReadonlySet<string> | undefined;
  constructor(
    /** The encoded `_id`. */
    readonly id: Uint8Array,
    readonly bytes: Uint8Array,
    decoded?: Doc,
  ) {
    this.decoded = decoded;
  }
  get doc(): Doc {
    this.decoded ??= decodeDoc(asBuffer(this.bytes), 0, this.only);
    return this.decoded;
  }
  /** A decoded copy that the caller may change. */
  fresh(): Doc {
    return decodeDoc(asBuffer(this.bytes));
  }
}

const maxDocument = 16 * 1024 * 1024;
/** Entries that a build sorts at a time: about 100 MB. */
const mostWaiting = 300_000;

/** The key prefix of a collection's documents: `d` and its number. */
export function documentPrefix(info: CollectionInfo): Buffer {
  return numbered('d', info.id);
}

/** The key prefix of an index's entries: `i` and its number. */
export function indexPrefix(index: IndexSpec): Buffer {
  return numbered('i', index.id);
}

function numbered(letter: string, id: number): Buffer {
  const prefix = Buffer.allocUnsafe(5);
  prefix[0] = letter.charCodeAt(0);
  prefix.writeUInt32BE(id, 1);
  return prefix;
}

/**
 * Writes documents together with their index entries. Everything that can be refused is checked before the
 * first byte is written, so a refused statement leaves nothing; what fails in the engine rolls back the turn.
 */
export class CollectionWriter {
  private readonly prefix: Buffer;

  constructor(
    private readonly kv: Kv,
    private readonly catalog: Catalog,
    readonly info: CollectionInfo,
  ) {
    this.prefix = documentPrefix(info);
  }

  get(id: Value): Stored | undefined {
    const key = encodeKey(id);
    const bytes = this.kv.get(Buffer.concat([this.prefix, key]));
    return bytes && new Stored(key, bytes);
  }

  /** `doc` has its `_id`; `bytes` is its BSON. Throws 11000 for a duplicate of any unique key. */
  insert(doc: Doc, bytes: Uint8Array): void {
    checkSize(bytes.length);
    const id = doc.get('_id') as Value;
    const idKey = encodeKey(id);
    const key = Buffer.concat([this.prefix, idKey]);
    if (this.kv.get(key)) throw duplicate(this.info.ns, '_id_', toDoc({ _id: 1 }), [id]);
    const wanted = this.info.indexes.map((index) => keysOf(doc, index));
    wanted.forEach((keys, i) => {
      this.checkUnique(this.info.indexes[i] as IndexSpec, keys, idKey);
    });
    this.kv.put(key, bytes);
    wanted.forEach((keys, i) => {
      const index = this.info.indexes[i] as IndexSpec;
      this.noteArrays(index, keys);
      for (const each of keys?.keys ?? []) this.putEntry(index, each, idKey);
    });
  }

  /** `old` as stored, `doc`/`bytes` what takes its place; the `_id` is the same. */
  replace(old: Stored, oldDoc: Doc, doc: Doc, bytes: Uint8Array): void {
    if (bytes.length > maxDocument) {
      throw new StoreError(17419, `Resulting document after update is larger than ${maxDocument}`);
    }
    const touched = this.info.indexes.filter((index) => !sameEntries(oldDoc, doc, index));
    const changes = touched.map((index) => {
      const before = keysOf(oldDoc, index)?.keys ?? [];
      const after = keysOf(doc, index);
      this.checkUnique(index, after, old.id);
      return { index, before, after };
    });
    this.kv.put(Buffer.concat([this.prefix, old.id]), bytes);
    for (const { index, before, after } of changes) {
      this.noteArrays(index, after);
      const kept = new Set((after?.keys ?? []).map((key) => key.toString('latin1')));
      const had = new Set(before.map((key) => key.toString('latin1')));
      for (const key of before)
        if (!kept.has(key.toString('latin1'))) this.kv.del(entryKey(index, key, old.id));
      for (const key of after?.keys ?? [])
        if (!had.has(key.toString('latin1'))) this.putEntry(index, key, old.id);
    }
  }

  delete(old: Stored): void {
    const { doc } = old;
    this.kv.del(Buffer.concat([this.prefix, old.id]));
    for (const index of this.info.indexes) {
      for (const key of keysOf(doc, index)?.keys ?? []) this.kv.del(entryKey(index, key, old.id));
    }
  }

  /** Fills a new index from the documents that are there. The caller removes the index again when this throws. */
  build(index: IndexSpec): void {
    let low: Uint8Array = this.prefix;
    const high = prefixEnd(this.prefix);
    // Put in order, entries that lie side by side are written together: random places would be written again and again.
    let waiting: [Buffer, Uint8Array][] = [];
    const putWaiting = (): void => {
      waiting.sort(([a], [b]) => Buffer.compare(a, b));
      for (const [key, id] of waiting) this.kv.put(key, id);
      waiting = [];
    };
    for (;;) {
      const entries = this.kv.range(low, high, false, 256);
      for (const { key, value } of entries) {
        const id = key.subarray(this.prefix.length);
        const keys = keysOf(decodeDoc(asBuffer(value)), index);
        this.checkUnique(index, keys, id);
        // A unique index must have each key before the next document is looked at.
        if (index.unique) for (const each of keys?.keys ?? []) this.putEntry(index, each, id);
        else for (const each of keys?.keys ?? []) waiting.push([entryKey(index, each, id), id]);
        for (const path of keys?.arrays ?? []) index.arrays.add(path);
      }
      if (waiting.length > mostWaiting) putWaiting();
      const last = entries.at(-1);
      if (entries.length < 256 || !last) {
        putWaiting();
        return;
      }
      low = after(last.key);
    }
  }

  /** Removes all entries of an index. */
  clear(index: IndexSpec): void {
    const prefix = indexPrefix(index);
    this.kv.delRange(prefix, prefixEnd(prefix));
  }

  /** Removes all documents and index entries. */
  clearAll(): void {
    this.kv.delRange(this.prefix, prefixEnd(this.prefix));
    for (const index of this.info.indexes) this.clear(index);
  }

  private checkUnique(index: IndexSpec, keys: IndexKeys | undefined, id: Uint8Array): void {
    if (!index.unique || !keys) return;
    const prefix = indexPrefix(index);
    keys.keys.forEach((key, i) => {
      const owner = this.kv.get(Buffer.concat([prefix, key]));
      if (owner && Buffer.compare(owner, id) !== 0) {
        throw duplicate(this.info.ns, index.name, index.doc.get('key') as Doc, keys.values[i] as Value[]);
      }
    });
  }

  private putEntry(index: IndexSpec, key: Uint8Array, id: Uint8Array): void {
    this.kv.put(entryKey(index, key, id), id);
  }

  private noteArrays(index: IndexSpec, keys: IndexKeys | undefined): void {
    if (!keys || keys.arrays.size === 0) return;
    const before = index.arrays.size;
    for (const path of keys.arrays) index.arrays.add(path);
    if (index.arrays.size !== before) this.catalog.save(this.info);
  }
}

/** The smallest key above `key`. */
export function after(key: Uint8Array): Buffer {
  return Buffer.concat([key, Buffer.from([0])]);
}

function entryKey(index: IndexSpec, key: Uint8Array, id: Uint8Array): Buffer {
  // A unique index needs no _id behind the key: one document owns it.
  return index.unique
    ? Buffer.concat([indexPrefix(index), key])
    : Buffer.concat([indexPrefix(index), key, id]);
}

/**
 * Whether the two have the same entries, as far as that can be seen at a glance: an update that leaves a long array alone
 * must not pay for its keys. In doubt no.
 */
function sameEntries(before: Doc, after: Doc, index: IndexSpec): boolean {
  if (index.partial) return false;
  return index.fields.every(({ parts }) => {
    const [one, other] = [plainValue(before, parts), plainValue(after, parts)];
    if (!Array.isArray(one) || !Array.isArray(other)) return isPlain(one) && one === other;
    return one.length === other.length && one.every((each, i) => isPlain(each) && each === other[i]);
  });
}

/** What lies at the path when no array is on the way; else undefined, which is nothing plain. */
function plainValue(doc: Doc, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const name of parts) {
    if (!isDoc(value)) return undefined;
    value = value.get(name);
  }
  return value;
}

function isPlain(value: Value | undefined): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' || value === null
  );
}

/** The document's keys in the index, or undefined when the index does not take it. */
function keysOf(doc: Doc, index: IndexSpec): IndexKeys | undefined {
  if (index.partial && !index.partial.matcher.test(doc)) return undefined;
  if (index.sparse && !hasAnyField(doc, index)) return undefined;
  return indexKeys(doc, index);
}

function duplicate(ns: string, name: string, pattern: Doc, values: readonly Value[]): StoreError {
  const keyValue: Doc = new Map([...pattern.keys()].map((path, i) => [path, values[i] as Value]));
  return new StoreError(
    11000,
    `E11000 duplicate key error collection: ${ns} index: ${name} dup key: ${formatValue(keyValue)}`,
    new Map<string, Value>([
      ['keyPattern', pattern],
      ['keyValue', keyValue],
    ]),
  );
}

function checkSize(size: number): void {
  if (size > maxDocument) {
    throw new StoreError(2, `object to insert too large. size in bytes: ${size}, max size: ${maxDocument}`);
  }
}

/** Throws MongoDB's error for a value that cannot be an `_id`. */
export function checkId(id: Value): void {
  if (Array.isArray(id)) throw new StoreError(53, "The '_id' value cannot be of type array");
  if (id instanceof Regex) throw new StoreError(53, "The '_id' value cannot be of type regex");
  if (id === Special.undefined) throw new StoreError(53, "The '_id' value cannot be of type undefined");
  if (isDoc(id)) {
    for (const name of id.keys()) {
      if (name.startsWith('$'))
        throw new StoreError(
          52,
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        );
    }
  }
}
