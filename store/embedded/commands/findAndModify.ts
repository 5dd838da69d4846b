import { asBuffer, decodeDoc } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import { type Doc, toDoc, type Value } from '../bson/values.ts';
import { failedToParse } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { CollectionWriter, type Stored } from '../storage/collection.ts';
import { compileUpdate } from '../update/compileUpdate.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  deadlineOf,
  docArgument,
  flag,
  type Reply,
} from './command.ts';
import { searchFor, searching } from './find.ts';
import { changeStored, insertUpsert } from './update.ts';

const allowed = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'arrayFilters',
  'hint',
  'bypassDocumentValidation',
  'bypassEmptyTsReplacement',
];

export function findAndModify(command: Command): Reply {
  const { body } = command;
  checkFields(body, allowed, ['collation', 'let']);
  const remove = flag(body, 'remove');
  const returnNew = flag(body, 'new');
  const upsert = flag(body, 'upsert');
  const given = body.get('update');
  if (remove && given !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (!remove && given === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  if (remove && upsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (remove && returnNew)
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  const change = remove ? undefined : compileUpdate(given as Value, body.get('arrayFilters'));
  const filter = docArgument(body, 'query');
  const matcher = compileMatcher(filter);
  const project = compileProjection(docArgument(body, 'fields'), true, matcher);
  const shown = (doc: Doc): Doc => (project ? project(doc) : doc);
  const info = collectionOf(command);
  const search = searchFor(info, filter, matcher, {
    sort: parseSort(body.get('sort')),
    limit: 1,
    hint: body.get('hint'),
  });
  const writer = info && new CollectionWriter(command.kv, command.catalog, info);
  let stored: Stored | undefined;
  if (info) for (const each of searching(command.kv, info, search, deadlineOf(body))) stored ??= each;
  if (stored && writer) {
    if (!change) {
      const value = shown(stored.doc);
      command.beginWrite();
      writer.delete(stored);
      return toDoc({ lastErrorObject: { n: 1 }, value });
    }
    const old = returnNew ? undefined : shown(stored.doc);
    const { bytes } = changeStored(command, writer, stored, change, matcher);
    const value = old ?? shown(decodeDoc(asBuffer(bytes)));
    return toDoc({ lastErrorObject: { n: 1, updatedExisting: true }, value });
  }
  if (!change || !upsert) {
    return toDoc({ lastErrorObject: remove ? { n: 0 } : { n: 0, updatedExisting: false }, value: null });
  }
  const doc = insertUpsert(command, filter, change);
  return toDoc({
    lastErrorObject: { n: 1, updatedExisting: false, upserted: doc.get('_id') },
    value: returnNew ? shown(decodeDoc(encodeDoc(doc))) : null,
  });
}
