import { encodeDoc } from '../bson/encode.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, Oid, toDoc, type Value } from '../bson/values.ts';
import { failedToParse, notSupported, StoreError } from '../errors.ts';
import { compileMatcher, type Matcher } from '../query/matcher.ts';
import { parseSort } from '../query/sort.ts';
import { CollectionWriter, checkId, type Stored } from '../storage/collection.ts';
import { compileUpdate, type Update } from '../update/compileUpdate.ts';
import { upsertDocument } from '../update/upsertDocument.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  deadlineOf,
  flag,
  namespaceOf,
  type Reply,
} from './command.ts';
import { type Search, searchFor, searching } from './find.ts';
import { ensureCollection, orderedOf, runStatements, statements, withId } from './insert.ts';

const allowedInStatement = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'sort'];

export function update(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['updates', 'ordered', 'bypassDocumentValidation', 'bypassEmptyTsReplacement'], ['let']);
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const writeErrors = runStatements(
    statements(body, 'updates', 'update'),
    orderedOf(body),
    (statement, index) => {
      const outcome = updateStatement(command, statement);
      n += outcome.matched;
      nModified += outcome.modified;
      if (outcome.upserted !== undefined) {
        n += 1;
        upserted.push(toDoc({ index, _id: outcome.upserted }));
      }
    },
  );
  return toDoc({ n, nModified, upserted: upserted.length > 0 ? upserted : undefined, writeErrors });
}

interface Outcome {
  matched: number;
  modified: number;
  upserted?: Value;
}

function updateStatement(command: Command, statement: Doc): Outcome {
  for (const [field, value] of statement) {
    if (allowedInStatement.includes(field)) continue;
    if (field === 'collation' && isDoc(value) && value.get('locale') === 'simple') continue;
    if (field === 'collation' || field === 'c') throw notSupported(`'${field}'`);
    throw new StoreError(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
  }
  const filter = statement.get('q');
  if (!isDoc(filter))
    throw new StoreError(14, "BSON field 'update.updates.q' is the wrong type, expected type 'object'");
  const multi = flag(statement, 'multi');
  const change = compileUpdate(statement.get('u') ?? null, statement.get('arrayFilters'));
  if (multi && change.kind === 'replacement')
    throw failedToParse('multi update is not supported for replacement-style update');
  if (multi && statement.has('sort')) throw failedToParse('Cannot specify sort with multi=true');
  const matcher = compileMatcher(filter);
  const info = collectionOf(command);
  const sort = parseSort(statement.get('sort'));
  const search = searchFor(info, filter, matcher, {
    sort,
    limit: multi ? 0 : 1,
    hint: statement.get('hint'),
  });
  const outcome: Outcome = { matched: 0, modified: 0 };
  if (info) {
    const writer = new CollectionWriter(command.kv, command.catalog, info);
    for (const stored of targets(command, writer, search, multi)) {
      outcome.matched += 1;
      if (changeStored(command, writer, stored, change, matcher).changed) outcome.modified += 1;
    }
  }
  if (outcome.matched === 0 && flag(statement, 'upsert')) {
    outcome.upserted = insertUpsert(command, filter, change).get('_id') as Value;
  }
  return outcome;
}

/**
 * The documents to change or delete. A scan in the order of `_id` stays put under a change and is streamed; an
 * index scan is read to its end first, because a change could move a document ahead of the scan (and it would
 * be changed again).
 */
export function* targets(
  command: Command,
  writer: CollectionWriter,
  search: Search,
  multi: boolean,
): Generator<Stored, void> {
  const rows = searching(command.kv, writer.info, search, deadlineOf(command.body));
  if (!multi || search.plan.kind === 'scan' || search.plan.kind === 'id') {
    yield* rows;
    return;
  }
  const ids: Value[] = [];
  for (const stored of rows) ids.push(stored.doc.get('_id') as Value);
  for (const id of ids) {
    const stored = writer.get(id);
    if (stored) yield stored;
  }
}

/** Applies an update to one stored document and writes it unless nothing changed. */
export function changeStored(
  command: Command,
  writer: CollectionWriter,
  stored: Stored,
  change: Update,
  matcher: Matcher,
): { changed: boolean; bytes: Uint8Array } {
  const { doc } = stored;
  const next = change.apply(stored.fresh(), {
    inserting: false,
    position: () => matcher.position(doc),
    now: command.now(),
  });
  const bytes = encodeDoc(next);
  if (Buffer.compare(bytes, stored.bytes) === 0) return { changed: false, bytes };
  command.beginWrite();
  writer.replace(stored, doc, next, bytes);
  return { changed: true, bytes };
}

/** Inserts what an upsert makes of the filter and the update; gives the document. */
export function insertUpsert(command: Command, filter: Doc, change: Update): Doc {
  const start = upsertDocument(filter, change.kind === 'replacement');
  const wanted = start.get('_id');
  const made = change.apply(start, { inserting: true, position: () => -1, now: command.now() });
  const id = made.get('_id');
  if (
    wanted !== undefined &&
    id !== undefined &&
    Buffer.compare(encodeDoc(new Map([['_id', wanted]])), encodeDoc(new Map([['_id', id]]))) !== 0
  ) {
    throw new StoreError(
      66,
      "After applying the update, the (immutable) field '_id' was found to have been altered",
    );
  }
  if (id !== undefined) checkId(id);
  const doc = withId(made.has('_id') ? made : new Map<string, Value>([['_id', Oid.generate()], ...made]));
  const writer = new CollectionWriter(
    command.kv,
    command.catalog,
    ensureCollection(command, namespaceOf(command)),
  );
  writer.insert(doc, encodeDoc(doc));
  return doc;
}

export function deleteCommand(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['deletes', 'ordered'], ['let']);
  let n = 0;
  const writeErrors = runStatements(statements(body, 'deletes', 'delete'), orderedOf(body), (statement) => {
    n += deleteStatement(command, statement);
  });
  return toDoc({ n, writeErrors });
}

function deleteStatement(command: Command, statement: Doc): number {
  for (const [field, value] of statement) {
    if (['q', 'limit', 'hint'].includes(field)) continue;
    if (field === 'collation' && isDoc(value) && value.get('locale') === 'simple') continue;
    if (field === 'collation') throw notSupported(`'${field}'`);
    throw new StoreError(40415, `BSON field 'delete.deletes.${field}' is an unknown field.`);
  }
  const filter = statement.get('q');
  if (!isDoc(filter))
    throw new StoreError(14, "BSON field 'delete.deletes.q' is the wrong type, expected type 'object'");
  const limit = asWhole(statement.get('limit')) ?? -1;
  if (limit !== 0 && limit !== 1)
    throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const info = collectionOf(command);
  const matcher = compileMatcher(filter);
  const search = searchFor(info, filter, matcher, { sort: [], limit, hint: statement.get('hint') });
  if (!info) return 0;
  const writer = new CollectionWriter(command.kv, command.catalog, info);
  let n = 0;
  for (const stored of targets(command, writer, search, limit === 0)) {
    command.beginWrite();
    writer.delete(stored);
    n += 1;
  }
  return n;
}
