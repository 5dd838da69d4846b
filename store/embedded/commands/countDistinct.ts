import { encodeKey, prefixEnd } from '../bson/keys.ts';
import { toDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { oneOfEach } from '../query/oneOfEach.ts';
import { visitPath } from '../query/paths.ts';
import { documentPrefix, type Stored } from '../storage/collection.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  countArgument,
  deadlineOf,
  docArgument,
  type Reply,
} from './command.ts';
import { type Search, searchFor, searching } from './find.ts';

export function count(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['query', 'limit', 'skip', 'hint', 'fields'], ['collation']);
  const filter = docArgument(body, 'query');
  const info = collectionOf(command);
  const limit = Math.abs(Number(body.get('limit') ?? 0));
  const skip = countArgument(body, 'skip', 0);
  const matcher = compileMatcher(filter);
  const search = searchFor(info, filter, matcher, { sort: [], limit, skip, hint: body.get('hint') });
  if (!info) return toDoc({ n: 0 });
  if (filter.size === 0) {
    const prefix = documentPrefix(info);
    const all = Math.max(0, command.kv.count(prefix, prefixEnd(prefix)) - skip);
    return toDoc({ n: limit > 0 ? Math.min(limit, all) : all });
  }
  let n = 0;
  for (const _ of searching(command.kv, info, search, deadlineOf(body))) n += 1;
  return toDoc({ n });
}

const maxReply = 16 * 1024 * 1024;

export function distinct(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['key', 'query', 'hint'], ['collation']);
  const key = body.get('key');
  if (typeof key !== 'string')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  if (key === '' || key.includes('\0')) throw new StoreError(56, 'distinct key may not be empty');
  const filter = docArgument(body, 'query');
  const info = collectionOf(command);
  const search = searchFor(info, filter, compileMatcher(filter), {
    sort: [{ path: key, descending: false }],
    hint: body.get('hint'),
  });
  const found = new Map<string, Value>();
  let bytes = 0;
  const parts = key.split('.');
  for (const stored of documents(command, search, key)) {
    visitPath(stored.doc, parts, true, (value) => {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each === undefined) continue;
        const encoded = encodeKey(each).toString('latin1');
        if (found.has(encoded)) continue;
        bytes += encoded.length;
        if (bytes > maxReply) throw new StoreError(17217, 'distinct too big, 16mb cap');
        found.set(encoded, each);
      }
      return false;
    });
  }
  return toDoc({
    values: [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
  });
}

/** Those that the values are read from: one of each value where an index leads from one to the next. */
function documents(command: Command, search: Search, key: string): Iterable<Stored> {
  const info = collectionOf(command);
  if (!info) return [];
  const deadline = deadlineOf(command.body);
  return (
    oneOfEach(command.kv, info, search.plan, search.filter, key, deadline) ??
    searching(command.kv, info, { ...search, sort: [] }, deadline)
  );
}
