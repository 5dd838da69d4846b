import { randomUUID } from 'node:crypto';
import { asBuffer, decodeDoc } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import { prefixEnd } from '../bson/keys.ts';
import { Bin, type Doc, isDoc, toDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { compileMatcher, type Matcher } from '../query/matcher.ts';
import type { Kv } from './kv.ts';

export interface IndexField {
  path: string;
  parts: readonly string[];
  descending: boolean;
}

/** An index as the engine works with it; `doc` is what `listIndexes` shows. */
export interface IndexSpec {
  id: number;
  name: string;
  doc: Doc;
  fields: IndexField[];
  unique: boolean;
  sparse: boolean;
  hidden: boolean;
  partial: { filter: Doc; matcher: Matcher } | undefined;
  /** Seconds after the date in the only field, for TTL. */
  expireAfterSeconds: number | undefined;
  /** Paths at which some document of the collection had an array; they only ever grow. */
  arrays: Set<string>;
}

export interface CollectionInfo {
  ns: string;
  db: string;
  name: string;
  id: number;
  uuid: Bin;
  indexes: IndexSpec[];
}

/**
 * The names of collections and indexes and their numbers. Held in memory, written through to the key range
 * that starts with `c`; `reload` after a rollback brings memory back to what the disk says.
 */
export class Catalog {
  private collections = new Map<string, CollectionInfo>();
  private nextId = 1;

  constructor(private readonly kv: Kv) {
    this.reload();
  }

  reload(): void {
    this.collections = new Map();
    this.nextId = 1;
    const low = Buffer.from('c');
    for (const entry of this.kv.range(low, prefixEnd(low), false, 1_000_000)) {
      const info = readCollection(decodeDoc(asBuffer(entry.value)));
      this.collections.set(info.ns, info);
      this.nextId = Math.max(this.nextId, info.id + 1, ...info.indexes.map((index) => index.id + 1));
    }
    // Numbers of dropped collections are not used again within a process; nothing is left under them anyway.
  }

  get(ns: string): CollectionInfo | undefined {
    return this.collections.get(ns);
  }

  all(): CollectionInfo[] {
    return [...this.collections.values()];
  }

  ofDatabase(db: string): CollectionInfo[] {
    return this.all().filter((info) => info.db === db);
  }

  newId(): number {
    return this.nextId++;
  }

  /** Creates a collection without secondary indexes. */
  create(ns: string): CollectionInfo {
    const { db, name } = splitNamespace(ns);
    const uuid = new Bin(4, Buffer.from(randomUUID().replaceAll('-', ''), 'hex'));
    const info: CollectionInfo = { ns, db, name, id: this.newId(), uuid, indexes: [] };
    this.collections.set(ns, info);
    this.save(info);
    return info;
  }

  save(info: CollectionInfo): void {
    const indexes = info.indexes.map((index) =>
      toDoc({ id: index.id, doc: index.doc, arrays: [...index.arrays] }),
    );
    const doc = toDoc({ ns: info.ns, id: info.id, uuid: info.uuid, indexes });
    this.kv.put(Buffer.from(`c${info.ns}`), encodeDoc(doc));
  }

  remove(info: CollectionInfo): void {
    this.collections.delete(info.ns);
    this.kv.del(Buffer.from(`c${info.ns}`));
  }
}

function readCollection(doc: Doc): CollectionInfo {
  const ns = doc.get('ns') as string;
  const indexes = (doc.get('indexes') as Doc[]).map((each) => {
    const spec = readIndex(each.get('doc') as Doc, each.get('id') as number);
    for (const path of each.get('arrays') as string[]) spec.arrays.add(path);
    return spec;
  });
  return { ns, ...splitNamespace(ns), id: doc.get('id') as number, uuid: doc.get('uuid') as Bin, indexes };
}

/** The working form of an index document whose fields have been checked already. */
export function readIndex(doc: Doc, id: number): IndexSpec {
  const key = doc.get('key') as Doc;
  const filter = doc.get('partialFilterExpression');
  const expire = doc.get('expireAfterSeconds');
  return {
    id,
    doc,
    name: doc.get('name') as string,
    fields: [...key].map(([path, direction]) => ({
      path,
      parts: path.split('.'),
      descending: Number(numeric(direction)) < 0,
    })),
    unique: doc.get('unique') === true,
    sparse: doc.get('sparse') === true,
    hidden: doc.get('hidden') === true,
    partial: isDoc(filter) ? { filter, matcher: compileMatcher(filter) } : undefined,
    expireAfterSeconds: expire === undefined ? undefined : Number(numeric(expire)),
    arrays: new Set(),
  };
}

function numeric(value: Value): number {
  if (typeof value === 'object' && value !== null && 'value' in value) return Number(value.value);
  return Number(value);
}

/** `db.collection` taken apart. Throws code 73 for a name that MongoDB does not allow. */
export function splitNamespace(ns: string): { db: string; name: string } {
  const dot = ns.indexOf('.');
  const db = ns.slice(0, dot);
  const name = ns.slice(dot + 1);
  if (dot < 1 || name === '' || /[/\\. "$\0]/.test(db) || db.length > 63) {
    throw new StoreError(73, `Invalid namespace specified '${ns}'`);
  }
  if (name.startsWith('.') || name.endsWith('.') || /[$\0]/.test(name) || Buffer.byteLength(ns) > 255) {
    throw new StoreError(73, `Invalid collection name: ${name}`);
  }
  return { db, name };
}
