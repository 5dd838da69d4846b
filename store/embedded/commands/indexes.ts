import { compareValues, equalValues } from '../bson/compare.ts';
import { encodeDoc } from '../bson/encode.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, toDoc, type Value } from '../bson/values.ts';
import { badValue, notSupported, StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { type CollectionInfo, type IndexSpec, readIndex } from '../storage/catalog.ts';
import { CollectionWriter } from '../storage/collection.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  countArgument,
  docArgument,
  namespaceOf,
  type Reply,
} from './command.ts';
import { ensureCollection } from './insert.ts';

const known = [
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
];
const refused = [
  'collation',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'storageEngine',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
  'dropDups',
];
const maxIndexes = 64;

export function createIndexes(command: Command): Reply {
  checkFields(command.body, ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']);
  const given = command.body.get('indexes');
  if (!Array.isArray(given) || given.length === 0)
    throw badValue('Must specify at least one index to create');
  const docs = given.map((each) => {
    if (!isDoc(each)) throw new StoreError(14, "The elements of the 'indexes' array must be objects");
    return checkedIndex(each);
  });
  const existed = collectionOf(command) !== undefined;
  const info = ensureCollection(command, namespaceOf(command));
  const before = info.indexes.length + 1;
  const added: IndexSpec[] = [];
  const writer = new CollectionWriter(command.kv, command.catalog, info);
  try {
    for (const doc of docs) {
      if (isId(doc.get('key') as Doc) || alreadyThere(info, doc)) continue;
      if (info.indexes.length + 1 >= maxIndexes)
        throw new StoreError(67, `add index fails, too many indexes for ${info.ns}`);
      const index = readIndex(doc, command.catalog.newId());
      added.push(index);
      writer.build(index);
      info.indexes.push(index);
    }
  } catch (error) {
    // What was built of the refused indexes goes; the statement leaves nothing.
    for (const index of added) writer.clear(index);
    info.indexes = info.indexes.filter((each) => !added.includes(each));
    if (!existed) command.catalog.remove(info);
    throw error;
  }
  if (added.length > 0) command.catalog.save(info);
  return toDoc({
    numIndexesBefore: before,
    numIndexesAfter: info.indexes.length + 1,
    createdCollectionAutomatically: !existed,
    note: added.length === 0 ? 'all indexes already exist' : undefined,
  });
}

function isId(key: Doc): boolean {
  return key.size === 1 && key.has('_id');
}

function checkedIndex(spec: Doc): Doc {
  for (const name of spec.keys()) {
    if (refused.includes(name)) {
      const value = spec.get(name);
      if (name === 'collation' && isDoc(value) && value.get('locale') === 'simple') continue;
      throw notSupported(`the index option '${name}'`);
    }
    if (!known.includes(name))
      throw new StoreError(
        197,
        `The field '${name}' is not valid for an index specification. Specification: index`,
      );
  }
  const key = spec.get('key');
  if (!isDoc(key) || key.size === 0) throw new StoreError(67, 'Index keys cannot be empty.');
  if (key.size > 32) throw new StoreError(67, 'Index key pattern too large');
  for (const [path, direction] of key) checkKeyField(path, direction);
  const name =
    spec.get('name') ??
    [...key].map(([path, direction]) => `${path}_${asWhole(direction) ?? String(direction)}`).join('_');
  if (typeof name !== 'string' || name === '' || name === '*')
    throw new StoreError(67, 'index name cannot be empty');
  const doc: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', name],
  ]);
  for (const option of ['unique', 'sparse', 'hidden']) if (isTrue(spec.get(option))) doc.set(option, true);
  copyPartial(spec, doc);
  copyExpiry(spec, key, doc);
  if (isId(key)) {
    for (const option of ['sparse', 'hidden', 'partialFilterExpression', 'expireAfterSeconds']) {
      if (doc.has(option))
        throw new StoreError(197, `The field '${option}' is not valid for an _id index specification.`);
    }
  }
  return doc;
}

function checkKeyField(path: string, direction: Value): void {
  if (typeof direction === 'string') throw notSupported(`the index type '${direction}'`);
  const way = isNumber(direction) ? asWhole(direction) : undefined;
  if (way === undefined || way === 0)
    throw new StoreError(
      67,
      'Values in v:2 index key pattern cannot be of this type or zero. Only numbers > 0, numbers < 0, and strings are allowed.',
    );
  if (path === '' || path.split('.').includes(''))
    throw new StoreError(67, 'Index keys cannot contain an empty field.');
  if (path.includes('$**')) throw notSupported('a wildcard index');
  if (path.split('.').some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part))) {
    throw new StoreError(67, "Index key contains an illegal field name: field name starts with '$'.");
  }
}

function isTrue(value: Value | undefined): boolean {
  return value === true || (isNumber(value) && asWhole(value) !== 0);
}

const partialOperators = ['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in'];

function copyPartial(spec: Doc, doc: Doc): void {
  const filter = spec.get('partialFilterExpression');
  if (filter === undefined) return;
  if (!isDoc(filter)) throw new StoreError(14, "The field 'partialFilterExpression' must be an object");
  if (doc.get('sparse') === true)
    throw new StoreError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  compileMatcher(filter);
  checkPartial(filter);
  doc.set('partialFilterExpression', filter);
}

function checkPartial(filter: Doc): void {
  for (const [name, value] of filter) {
    if (name === '$and' || name === '$or') {
      for (const each of value as Value[]) if (isDoc(each)) checkPartial(each);
    } else if (name.startsWith('$')) throw unsupportedPartial(name);
    else if (isDoc(value)) {
      for (const [operator, argument] of value) {
        if (
          operator.startsWith('$') &&
          (!partialOperators.includes(operator) || (operator === '$exists' && argument === false))
        ) {
          throw unsupportedPartial(operator);
        }
      }
    }
  }
}

function unsupportedPartial(name: string): StoreError {
  return new StoreError(67, `Expression not supported in partial index: ${name}`);
}

function copyExpiry(spec: Doc, key: Doc, doc: Doc): void {
  const seconds = spec.get('expireAfterSeconds');
  if (seconds === undefined) return;
  const whole = isNumber(seconds) ? asWhole(seconds) : undefined;
  if (whole === undefined) throw new StoreError(67, "TTL index 'expireAfterSeconds' option must be numeric");
  if (whole < 0 || whole > 2147483647)
    throw new StoreError(
      67,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${whole}.`,
    );
  if (key.size > 1)
    throw new StoreError(
      67,
      'TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec',
    );
  doc.set('expireAfterSeconds', seconds);
}

/** Whether an equal index exists. Throws 85/86 for one that is equal only in name or only in key. */
function alreadyThere(info: CollectionInfo, doc: Doc): boolean {
  const name = doc.get('name') as string;
  if (name === '_id_') throw new StoreError(67, `The index name '_id_' is reserved for the _id index`);
  for (const index of info.indexes) {
    const sameKey = equalValues(index.doc.get('key') as Value, doc.get('key') as Value);
    const sameFilter =
      compareValues(index.partial?.filter ?? null, doc.get('partialFilterExpression') ?? null) === 0;
    if (index.name === name) {
      const same = sameKey && sameFilter && equalOptions(index.doc, doc);
      if (same) return true;
      if (!sameKey) {
        throw new StoreError(
          86,
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${name}`,
        );
      }
      throw new StoreError(
        sameFilter ? 86 : 86,
        `An existing index has the same name as the requested index. Requested index: ${name}`,
      );
    }
    if (sameKey && sameFilter) {
      if (!equalOptions(index.doc, doc))
        throw new StoreError(
          85,
          `An equivalent index already exists with the same name but different options. Requested index: ${name}`,
        );
      throw new StoreError(85, `Index already exists with a different name: ${index.name}`);
    }
  }
  return false;
}

function equalOptions(a: Doc, b: Doc): boolean {
  return ['unique', 'sparse', 'expireAfterSeconds'].every((name) => {
    const x = a.get(name);
    const y = b.get(name);
    return x === undefined || y === undefined ? x === y : equalValues(x, y);
  });
}

export function listIndexes(command: Command): Reply {
  checkFields(command.body, ['cursor']);
  const ns = namespaceOf(command);
  const info = command.catalog.get(ns);
  if (!info) throw new StoreError(26, `ns does not exist: ${ns}`);
  const docs = [toDoc({ v: 2, key: { _id: 1 }, name: '_id_' }), ...info.indexes.map((index) => index.doc)];
  const size = docArgument(command.body, 'cursor');
  const batch = size.has('batchSize') ? countArgument(size, 'batchSize', 0) : undefined;
  return command.cursors.first(ns, docs.map(encodeDoc)[Symbol.iterator](), batch, false);
}

export function dropIndexes(command: Command): Reply {
  checkFields(command.body, ['index']);
  const ns = namespaceOf(command);
  const info = command.catalog.get(ns);
  if (!info) throw new StoreError(26, `ns not found ${ns}`);
  const wanted = command.body.get('index');
  const before = info.indexes.length + 1;
  const gone =
    wanted === '*'
      ? info.indexes
      : (Array.isArray(wanted) ? wanted : [wanted]).map((each) => named(info, each));
  command.beginWrite();
  const writer = new CollectionWriter(command.kv, command.catalog, info);
  for (const index of gone) writer.clear(index);
  info.indexes = info.indexes.filter((index) => !gone.includes(index));
  command.catalog.save(info);
  return toDoc({ nIndexesWas: before });
}

function named(info: CollectionInfo, wanted: Value | undefined): IndexSpec {
  if (wanted === '_id_' || (isDoc(wanted) && isId(wanted))) throw new StoreError(72, 'cannot drop _id index');
  const found = info.indexes.find((index) =>
    isDoc(wanted) ? equalValues(index.doc.get('key') as Value, wanted) : index.name === wanted,
  );
  if (found) return found;
  throw new StoreError(
    27,
    isDoc(wanted) ? "can't find index with key" : `index not found with name [${String(wanted)}]`,
  );
}
