import { createConnection } from 'node:net';
import { type Document, Long, MongoClient, MongoServerError } from 'mongodb';
import { codeOf, useProbe } from './probe.ts';

const probe = useProbe();
const command = (spec: Document): Promise<Document> => probe.client.db('probe').command(spec);
const planOf = async (filter: Document, sort: Document = {}): Promise<string> => {
  const plan = (await probe.collection
    .find(filter)
    .sort(sort as never)
    .explain('queryPlanner')) as Document;
  const text = JSON.stringify(plan.queryPlanner.winningPlan);
  const index = /"indexName":"([^"]+)"/.exec(text)?.[1] ?? 'COLLSCAN';
  return text.includes('"SORT"') ? `SORT ${index}` : index;
};

describe('the server', () => {
  test('says that it is a standalone of wire version 21', async () => {
    const hello = await command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, maxWireVersion: 21, ok: 1 });
    expect(hello.setName).toBeUndefined();
    expect(hello.logicalSessionTimeoutMinutes).toBeUndefined();
  });

  test.each([
    ['an unknown command', { foo: 1 }, 59],
    [
      'a transaction number',
      { insert: 'x', documents: [{ a: 1 }], txnNumber: new Long(1), lsid: { id: 1 } },
      20,
    ],
    ['an unknown field', { find: 'x', foo: 1 }, 40415],
    ['a collation', { find: 'x', collation: { locale: 'de' } }, 238],
    ['w: 2', { insert: 'x', documents: [{ a: 1 }], writeConcern: { w: 2 } }, 2],
    ['no documents', { insert: 'x', documents: [] }, 16],
    ['a filter that is no document', { find: 'x', filter: 1 }, 14],
    ['a negative skip', { find: 'x', skip: -1 }, 51024],
    ['a bad namespace', { insert: 'a$b', documents: [{ a: 1 }] }, 73],
    ['an _id that is an array', { insert: 'x', documents: [{ _id: [1] }] }, undefined],
    ['a hint that is not there', { find: 'x', filter: {}, hint: 'nope' }, 2],
  ] as [string, Document, number | undefined][])('answers %s with its code', async (_, spec, code) => {
    expect(await codeOf(command(spec))).toBe(code);
  });

  test('malformed bytes end that connection alone', async () => {
    const path = decodeURIComponent(/mongodb:\/\/([^/]+)\//.exec(probe.store.uri)?.[1] ?? '');
    const broken = createConnection(path);
    const closed = new Promise((done) => broken.once('close', done));
    broken.write(
      Buffer.from('30000000010000000000000 garbage that is no message at all'.padEnd(80), 'latin1'),
    );
    await closed;
    const half = createConnection(path);
    const message = Buffer.alloc(26);
    message.writeInt32LE(26, 0);
    message.writeInt32LE(2013, 12);
    message.writeInt32LE(5, 21);
    half.write(message);
    await new Promise((done) => half.once('close', done));
    expect(await command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('a document over 16 MiB is refused, one below is kept', async () => {
    await probe.collection.insertOne({ _id: 1, a: 'x'.repeat(15 * 1024 * 1024) } as never);
    expect(((await probe.collection.findOne({})) as Document).a.length).toBe(15 * 1024 * 1024);
    expect(
      await codeOf(
        probe.collection.updateOne({ _id: 1 } as never, { $set: { b: 'x'.repeat(2 * 1024 * 1024) } }),
      ),
    ).toBe(17419);
  });

  test('a session of the driver is tolerated, a transaction is not', async () => {
    const session = probe.client.startSession();
    await expect(
      session.withTransaction(() => probe.collection.insertOne({ a: 1 }, { session })),
    ).rejects.toThrow();
    await session.endSession();
  });
});

describe('collections', () => {
  test('are made, listed and dropped', async () => {
    const db = probe.client.db('lists');
    await db.createCollection('a');
    await db.collection('b').insertOne({});
    expect(await codeOf(db.createCollection('a') as Promise<unknown>)).toBe(48);
    expect((await db.listCollections({}, { nameOnly: true }).toArray()).map((each) => each.name)).toEqual([
      'a',
      'b',
    ]);
    expect((await db.listCollections({ name: 'b' }).toArray()).map((each) => each.name)).toEqual(['b']);
    expect((await db.admin().listDatabases()).databases.map((each) => each.name)).toContain('lists');
    await db.collection('a').drop();
    await db.dropDatabase();
    expect(await db.listCollections().toArray()).toEqual([]);
  });

  test('listing the indexes of a missing collection is 26', async () => {
    expect(await codeOf(command({ listIndexes: 'nothing' }))).toBe(26);
  });
});

describe('indexes', () => {
  test('are made over what is there, and refused when it is not unique', async () => {
    await probe.collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await codeOf(probe.collection.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
    await probe.collection.createIndex({ a: 1 });
    expect((await probe.collection.indexes()).map((each) => each.name)).toEqual(['_id_', 'a_1']);
  });

  test('tell a duplicate by its key', async () => {
    await probe.collection.createIndex({ 'a.b': 1, c: -1 }, { unique: true });
    await probe.collection.insertOne({ a: { b: 1 }, c: 2 });
    const error = await probe.collection.insertOne({ a: { b: 1 }, c: 2 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MongoServerError);
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { 'a.b': 1, c: -1 },
      keyValue: { 'a.b': 1, c: 2 },
    });
  });

  test.each([
    ['the same name, another key', { b: 1 }, { name: 'a_1' }, 86],
    ['the same key, another name', { a: 1 }, { name: 'other' }, 85],
    ['the same key, other options', { a: 1 }, { unique: true }, 86],
    ['a text index', { a: 'text' }, {}, 238],
    ['a geo index', { a: '2dsphere' }, {}, 238],
    ['a wildcard index', { '$**': 1 }, {}, 238],
    ['TTL over two fields', { x: 1, y: 1 }, { expireAfterSeconds: 1 }, 67],
    ['a partial index with $ne', { x: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }, 67],
    ['sparse and partial', { x: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }, 67],
  ] as [string, Document, Document, number][])('refuses %s', async (_, key, options, code) => {
    await probe.collection.createIndex({ a: 1 });
    expect(await codeOf(probe.collection.createIndex(key as never, options))).toBe(code);
  });

  test('parallel arrays are 171', async () => {
    await probe.collection.createIndex({ a: 1, b: 1 });
    expect(await codeOf(probe.collection.insertOne({ a: [1], b: [1] }))).toBe(171);
  });

  test('unique with missing fields, sparse and partial', async () => {
    await probe.collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await probe.collection.createIndex(
      { b: 1 },
      { unique: true, partialFilterExpression: { b: { $exists: true } } },
    );
    await probe.collection.insertMany([{}, {}, { b: 1, a: 1 }]);
    expect(await codeOf(probe.collection.insertOne({ a: 2, b: 1 }))).toBe(11000);
    await probe.collection.createIndex({ c: 1 }, { name: 'c' });
    expect(await codeOf(probe.collection.createIndex({ d: 1 }, { unique: true }))).toBe(11000);
  });

  test('one document may have a value twice in a unique index', async () => {
    await probe.collection.createIndex({ t: 1 }, { unique: true });
    await probe.collection.insertOne({ t: ['x', 'x'] });
    expect(await codeOf(probe.collection.insertOne({ t: ['y', 'x'] }))).toBe(11000);
  });

  test('drop', async () => {
    await probe.collection.createIndex({ a: 1 });
    expect(await codeOf(probe.collection.dropIndex('nope'))).toBe(27);
    expect(await codeOf(probe.collection.dropIndex('_id_'))).toBe(72);
    await probe.collection.dropIndex('a_1');
    expect((await probe.collection.indexes()).length).toBe(1);
  });

  test('the planner picks the index that serves', async () => {
    await probe.collection.createIndex({ user: 1, at: -1 });
    await probe.collection.createIndex({ state: 1 }, { partialFilterExpression: { state: 'open' } });
    await probe.collection.createIndex({ mail: 1 }, { unique: true, sparse: true });
    await probe.collection.createIndex({ tags: 1 });
    await probe.collection.insertOne({ user: 1, at: 1, tags: ['x'], mail: 'm' });
    expect(await planOf({ _id: 1 })).toBe('_id_');
    expect(await planOf({ _id: { $in: [] } })).toBe('_id_');
    expect(await planOf({ user: 1 }, { at: -1 })).toBe('user_1_at_-1');
    expect(await planOf({ user: 1 }, { at: 1 })).toBe('user_1_at_-1');
    expect(await planOf({ user: { $in: [1, 2] } }, { at: -1 })).toBe('user_1_at_-1');
    expect(await planOf({ user: { $in: [1, 2] }, at: { $gt: 5 } }, { other: 1 })).toBe('SORT user_1_at_-1');
    expect(await planOf({ user: 1, at: { $gt: 5 } })).toBe('user_1_at_-1');
    expect(await planOf({}, { user: 1, at: -1 })).toBe('user_1_at_-1');
    expect(await planOf({}, { user: 1, at: 1 })).toBe('SORT COLLSCAN');
    expect(await planOf({ at: 1 })).toBe('COLLSCAN');
    expect(await planOf({ state: 'open' })).toBe('state_1');
    expect(await planOf({ state: 'new' })).toBe('COLLSCAN');
    expect(await planOf({ mail: 'x' })).toBe('mail_1');
    expect(await planOf({ mail: null })).toBe('COLLSCAN');
    expect(await planOf({ tags: 'x' })).toBe('tags_1');
    expect(await planOf({}, { tags: 1 })).toBe('SORT COLLSCAN');
    expect(await planOf({ $or: [{ user: 1 }, { tags: 'x' }] })).toBe('user_1_at_-1');
    expect(await planOf({ user: /^ab/ })).toBe('user_1_at_-1');
  });
});

test('TTL removes what is over', async () => {
  const { startStoreProcess } = await import('../../support/storeProcess.ts');
  const store = await startStoreProcess({ args: ['--setParameter', 'ttlMonitorSleepSecs=1'] });
  const client = await new MongoClient(store.uri).connect();
  try {
    const items = client.db('t').collection('items');
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 10 });
    await items.insertMany([{ at: new Date(Date.now() - 20_000) }, { at: new Date() }, { at: 'never' }, {}]);
    for (let i = 0; i < 60 && (await items.countDocuments()) > 3; i++)
      await new Promise((done) => setTimeout(done, 50));
    expect(await items.countDocuments()).toBe(3);
  } finally {
    await client.close();
    await store.remove();
  }
});
