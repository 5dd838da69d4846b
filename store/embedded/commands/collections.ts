import { encodeDoc } from '../bson/encode.ts';
import { Double, toDoc } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { splitNamespace } from '../storage/catalog.ts';
import { CollectionWriter } from '../storage/collection.ts';
import {
  type Command,
  checkFields,
  countArgument,
  docArgument,
  flag,
  namespaceOf,
  type Reply,
} from './command.ts';
import { ensureCollection } from './insert.ts';

const declinedOptions = [
  'capped',
  'timeseries',
  'clusteredIndex',
  'viewOn',
  'pipeline',
  'collation',
  'validator',
  'encryptedFields',
  'changeStreamPreAndPostImages',
  'expireAfterSeconds',
  'indexOptionDefaults',
  'storageEngine',
  'size',
  'max',
  'autoIndexId',
  'validationLevel',
  'validationAction',
  'idIndex',
];

export function create(command: Command): Reply {
  checkFields(command.body, [], declinedOptions);
  const ns = namespaceOf(command);
  splitNamespace(ns);
  if (command.catalog.get(ns)) throw new StoreError(48, `Collection ${ns} already exists.`);
  ensureCollection(command, ns);
  return new Map();
}

export function drop(command: Command): Reply {
  checkFields(command.body, []);
  const ns = namespaceOf(command);
  const info = command.catalog.get(ns);
  // Since MongoDB 7.0 dropping what is not there succeeds.
  if (!info) return new Map();
  command.beginWrite();
  new CollectionWriter(command.kv, command.catalog, info).clearAll();
  command.catalog.remove(info);
  return toDoc({ nIndexesWas: info.indexes.length + 1, ns });
}

export function dropDatabase(command: Command): Reply {
  checkFields(command.body, []);
  const collections = command.catalog.ofDatabase(command.db);
  if (collections.length > 0) command.beginWrite();
  for (const info of collections) {
    new CollectionWriter(command.kv, command.catalog, info).clearAll();
    command.catalog.remove(info);
  }
  return collections.length > 0 ? toDoc({ dropped: command.db }) : new Map();
}

export function listCollections(command: Command): Reply {
  const { body } = command;
  checkFields(body, ['filter', 'nameOnly', 'authorizedCollections', 'cursor']);
  const matcher = compileMatcher(docArgument(body, 'filter'));
  const nameOnly = flag(body, 'nameOnly');
  const docs = command.catalog
    .ofDatabase(command.db)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((info) => {
      const head = { name: info.name, type: 'collection' };
      const rest = {
        options: {},
        info: { readOnly: false, uuid: info.uuid },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      };
      return {
        full: toDoc({ ...head, ...rest }),
        shown: nameOnly ? toDoc(head) : toDoc({ ...head, ...rest }),
      };
    })
    .filter(({ full }) => matcher.test(full))
    .map(({ shown }) => encodeDoc(shown));
  const cursor = docArgument(body, 'cursor');
  const batch = cursor.has('batchSize') ? countArgument(cursor, 'batchSize', 0) : undefined;
  return command.cursors.first(`${command.db}.$cmd.listCollections`, docs[Symbol.iterator](), batch, false);
}

export function listDatabases(command: Command): Reply {
  const { body } = command;
  if (command.db !== 'admin')
    throw new StoreError(13, 'listDatabases may only be run against the admin database.');
  checkFields(body, ['filter', 'nameOnly', 'authorizedDatabases']);
  const matcher = compileMatcher(docArgument(body, 'filter'));
  const names = [...new Set(command.catalog.all().map((info) => info.db))].sort();
  const nameOnly = flag(body, 'nameOnly');
  const databases = names
    .map((name) =>
      toDoc({
        name,
        sizeOnDisk: nameOnly ? undefined : new Double(command.kv.size()),
        empty: nameOnly ? undefined : false,
      }),
    )
    .filter((doc) => matcher.test(doc));
  return toDoc({ databases, totalSize: nameOnly ? undefined : new Double(command.kv.size()) });
}
