import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, typeName } from '../bson/values.ts';
import { badValue, notSupported, StoreError } from '../errors.ts';
import { type Deadline, deadlineAfter } from '../query/scan.ts';
import type { Catalog, CollectionInfo } from '../storage/catalog.ts';
import type { Kv } from '../storage/kv.ts';
import type { Cursors } from './cursors.ts';

/** What a command works with. `wrote` is called before the first write of a command: it opens the transaction. */
export interface Session {
  kv: Kv;
  catalog: Catalog;
  cursors: Cursors;
  beginWrite(): void;
  now(): Date;
}

export interface Command extends Session {
  name: string;
  db: string;
  body: Doc;
  connection: Connection;
}

/** What the engine remembers of one socket. */
export interface Connection {
  id: number;
  user: string | undefined;
  /** A SASL conversation under way. */
  sasl: unknown;
}

export type Reply = Doc | { raw: Uint8Array };

/** Fields that any command may carry. */
const generic = new Set([
  '$db',
  'lsid',
  '$readPreference',
  '$clusterTime',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
]);

/**
 * Refuses what a command carries and this store does not know: code 40415 for an unknown field. `declined`
 * names fields that MongoDB knows and that are refused here unless they are off.
 */
export function checkFields(body: Doc, allowed: readonly string[], declined: readonly string[] = []): void {
  const [name] = body.keys();
  for (const [field, value] of body) {
    if (field === name || generic.has(field) || allowed.includes(field)) continue;
    if (declined.includes(field)) {
      if (value === false || value === null || (isDoc(value) && value.size === 0)) continue;
      if (field === 'collation' && isDoc(value) && value.get('locale') === 'simple' && value.size === 1)
        continue;
      throw notSupported(`'${field}'`);
    }
    throw new StoreError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
}

/** Refuses transactions, and concerns that a standalone server cannot give. */
export function checkGeneric(body: Doc): void {
  if (body.has('txnNumber') || body.has('startTransaction') || body.has('autocommit')) {
    throw new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const write = body.get('writeConcern');
  if (isDoc(write)) {
    const w = write.get('w');
    if (isNumber(w) && (asWhole(w) ?? 0) > 1)
      throw badValue("cannot use 'w' > 1 when a host is not replicated");
    if (typeof w === 'string' && w !== 'majority')
      throw badValue(`cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`);
  }
  const read = body.get('readConcern');
  if (isDoc(read)) {
    const level = read.get('level');
    if (level !== undefined && !['local', 'available', 'majority'].includes(String(level))) {
      throw new StoreError(123, `node needs to be a replica set member to use read concern ${String(level)}`);
    }
  }
}

/** The namespace that the command's first field names. */
export function namespaceOf(command: Command): string {
  const name = command.body.get(command.name);
  if (typeof name !== 'string')
    throw new StoreError(73, `collection name has invalid type ${typeName(name)}`);
  return `${command.db}.${name}`;
}

export function collectionOf(command: Command): CollectionInfo | undefined {
  return command.catalog.get(namespaceOf(command));
}

/** A document argument; missing is empty. Throws code 14 for another type. */
export function docArgument(body: Doc, field: string): Doc {
  const value = body.get(field);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value))
    throw new StoreError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    );
  return value;
}

/** A number argument without fraction, not below zero. Throws code 14 for another type, 51024 below zero. */
export function countArgument(body: Doc, field: string, missing: number): number {
  const value = body.get(field);
  if (value === undefined || value === null) return missing;
  const number = isNumber(value) ? asWhole(value) : undefined;
  if (number === undefined)
    throw new StoreError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double']`,
    );
  if (number < 0)
    throw new StoreError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function flag(body: Doc, field: string): boolean {
  const value = body.get(field);
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return asWhole(value) !== 0;
  throw new StoreError(
    14,
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[bool, long, int, decimal, double']`,
  );
}

export function deadlineOf(body: Doc): Deadline {
  return deadlineAfter(countArgument(body, 'maxTimeMS', 0));
}

export type Handler = (command: Command) => Reply;
