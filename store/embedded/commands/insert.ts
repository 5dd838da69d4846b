import { encodeDoc } from '../bson/encode.ts';
import { type Doc, isDoc, Oid, toDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { type CollectionInfo, splitNamespace } from '../storage/catalog.ts';
import { CollectionWriter, checkId } from '../storage/collection.ts';
import { type Command, checkFields, flag, namespaceOf, type Reply } from './command.ts';

export const maxBatch = 100_000;

export function insert(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['documents', 'ordered', 'bypassDocumentValidation', 'bypassEmptyTsReplacement']);
  const documents = statements(body, 'documents', 'insert');
  const writer = writerFor(command);
  let n = 0;
  const writeErrors = runStatements(documents, orderedOf(body), (document) => {
    const doc = withId(document);
    writer.insert(doc, encodeDoc(doc));
    n += 1;
  });
  return toDoc({ n, writeErrors });
}

/** The document with its `_id` in front, made when there is none. */
export function withId(document: Doc): Doc {
  const id = document.get('_id');
  if (id !== undefined) checkId(id);
  const [first] = document.keys();
  if (first === '_id') return document;
  const doc: Doc = new Map([['_id', id === undefined ? Oid.generate() : id]]);
  for (const [name, value] of document) if (name !== '_id') doc.set(name, value);
  return doc;
}

/** The collection to write to, made when there is none. */
export function writerFor(command: Command): CollectionWriter {
  return new CollectionWriter(command.kv, command.catalog, ensureCollection(command, namespaceOf(command)));
}

export function ensureCollection(command: Command, ns: string): CollectionInfo {
  splitNamespace(ns);
  if (ns.slice(ns.indexOf('.') + 1).startsWith('system.'))
    throw new StoreError(73, `cannot write to '${ns}'`);
  command.beginWrite();
  return command.catalog.get(ns) ?? command.catalog.create(ns);
}

export function orderedOf(body: Doc): boolean {
  return body.has('ordered') ? flag(body, 'ordered') : true;
}

/** The statements of a write command. Throws code 72 (InvalidLength is not told apart) for none or too many. */
export function statements(body: Doc, field: string, name: string): Doc[] {
  const given = body.get(field);
  if (!Array.isArray(given)) {
    throw new StoreError(
      given === undefined ? 40414 : 14,
      `BSON field '${name}.${field}' is missing but a required field`,
    );
  }
  if (given.length === 0 || given.length > maxBatch) {
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${given.length} operations.`,
    );
  }
  return given.map((each) => {
    if (!isDoc(each))
      throw new StoreError(14, `BSON field '${name}.${field}.0' is the wrong type, expected type 'object'`);
    return each;
  });
}

/**
 * Runs statements one after the other. An error becomes an entry of `writeErrors`; it ends an ordered batch.
 * Gives undefined when there was none.
 */
export function runStatements(
  all: readonly Doc[],
  ordered: boolean,
  run: (statement: Doc, index: number) => void,
): Doc[] | undefined {
  const errors: Doc[] = [];
  for (let index = 0; index < all.length; index++) {
    try {
      run(all[index] as Doc, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const entry: Doc = new Map<string, Value>([
        ['index', index],
        ['code', error.code],
      ]);
      for (const [name, value] of error.details ?? []) entry.set(name, value);
      entry.set('errmsg', error.message);
      errors.push(entry);
      if (ordered) break;
    }
  }
  return errors.length === 0 ? undefined : errors;
}
