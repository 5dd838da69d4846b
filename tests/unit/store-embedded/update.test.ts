import { Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { codeOf, type UpdateOptions, useProbe } from './probe.ts';

const probe = useProbe();

type Case = [string, Document, Document | Document[], Document, UpdateOptions?];

describe('field operators', () => {
  const cases: Case[] = [
    ['$set makes the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set by position, padding with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    [
      '$set adds new fields by name',
      {},
      { $set: { z: 1, b: 2, 'm.10': 1, 'm.9': 2 } },
      { b: 2, m: { 9: 2, 10: 1 }, z: 1 },
    ],
    ['$unset', { a: 1, b: 2 }, { $unset: { a: '', q: '' } }, { b: 2 }],
    ['$unset of an array element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$inc', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
    ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 3 } }, { a: 3, b: 5, c: 1 }],
    ['$min over types', { a: 'x' }, { $min: { a: 5 } }, { a: 5 }],
    ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
    ['$rename over another field', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
    ['$rename of nothing', { b: 2 }, { $rename: { a: 'c' } }, { b: 2 }],
    ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
    ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { a: 2, b: 2 } }, { a: 1 }],
    ['a replacement keeps the _id', { a: 1, b: 2 }, [{ $replaceWith: { c: 3 } }], { c: 3 }],
    ['an empty $set', { a: 1 }, { $set: {} }, { a: 1 }],
  ];
  test.each(cases)('%s', async (_, document, update, expected, options = {}) => {
    const found = await probe.updated(document, update, options);
    expect(found).toEqual(expected);
    expect(Object.keys(found ?? {})).toEqual(Object.keys(expected));
  });

  test.each([
    ['int + int', new Int32(1), new Int32(1), 'Int32'],
    ['int + int beyond int32', new Int32(2147483647), new Int32(1), 'Long'],
    ['int + long', new Int32(1), new Long(1), 'Long'],
    ['double + int', new Double(1), new Int32(1), 'Double'],
    ['int + decimal', new Int32(1), new Decimal128('1'), 'Decimal128'],
  ] as [string, unknown, unknown, string][])('$inc keeps the wider type: %s', async (_, value, by, type) => {
    await probe.collection.insertOne({ _id: 1, a: value } as never);
    await probe.collection.updateOne({ _id: 1 } as never, { $inc: { a: by } } as never);
    expect((await probe.collection.findOne({}, { promoteValues: false }))?.a._bsontype).toBe(type);
  });

  test('$currentDate sets a date and a timestamp', async () => {
    const found = await probe.updated({}, { $currentDate: { a: true, b: { $type: 'timestamp' } } });
    expect(found?.a).toBeInstanceOf(Date);
    expect(found?.b._bsontype).toBe('Timestamp');
  });
});

describe('array operators', () => {
  const cases: Case[] = [
    ['$push', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
    ['$push makes the array', {}, { $push: { a: { x: 1 } } }, { a: [{ x: 1 }] }],
    ['$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
    [
      '$push $position',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push negative $position',
      { a: [1, 4] },
      { $push: { a: { $each: [3], $position: -1 } } },
      { a: [1, 3, 4] },
    ],
    [
      '$push $slice from the end',
      { a: [1, 2] },
      { $push: { a: { $each: [3, 4], $slice: -3 } } },
      { a: [2, 3, 4] },
    ],
    ['$push $slice on a new array', {}, { $push: { a: { $each: [1, 2, 3], $slice: 2 } } }, { a: [1, 2] }],
    [
      '$push $sort by two fields',
      { a: [{ x: 1, y: 2 }] },
      {
        $push: {
          a: {
            $each: [
              { x: 1, y: 1 },
              { x: 0, y: 9 },
            ],
            $sort: { x: 1, y: 1 },
          },
        },
      },
      {
        a: [
          { x: 0, y: 9 },
          { x: 1, y: 1 },
          { x: 1, y: 2 },
        ],
      },
    ],
    ['$push $sort of scalars', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1 } } }, { a: [3, 2, 1] }],
    ['$addToSet', { a: [1, 2] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
    ['$addToSet $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }, { a: [1, 2, 3] }],
    [
      '$addToSet sees the order of fields',
      { a: [{ x: 1, y: 2 }] },
      { $addToSet: { a: { y: 2, x: 1 } } },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$pop last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
    ['$pop first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull documents by their fields',
      { a: [{ x: 1, y: 1 }, { x: 2 }] },
      { $pull: { a: { x: 1 } } },
      { a: [{ x: 2 }] },
    ],
    [
      '$pull documents by condition',
      { a: [{ x: 1 }, { x: 5 }] },
      { $pull: { a: { x: { $gt: 2 } } } },
      { a: [{ x: 1 }] },
    ],
    ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    ['$pull of nothing', {}, { $pull: { a: 1 } }, {}],
    [
      'the positional $',
      { a: [{ k: 1 }, { k: 2 }] },
      { $set: { 'a.$.v': 'x' } },
      { a: [{ k: 1 }, { k: 2, v: 'x' }] },
      { filter: { 'a.k': 2 } },
    ],
    [
      'two fields under one $',
      { a: [{ k: 1 }, { k: 2 }] },
      { $set: { 'a.$.v': 1, 'a.$.w': 2 } },
      { a: [{ k: 1 }, { k: 2, v: 1, w: 2 }] },
      { filter: { 'a.k': 2 } },
    ],
    [
      '$ after $elemMatch',
      {
        a: [
          { k: 1, n: 1 },
          { k: 1, n: 5 },
        ],
      },
      { $inc: { 'a.$.n': 1 } },
      {
        a: [
          { k: 1, n: 1 },
          { k: 1, n: 6 },
        ],
      },
      { filter: { a: { $elemMatch: { k: 1, n: 5 } } } },
    ],
    ['$ on scalars', { a: [1, 2, 3] }, { $set: { 'a.$': 9 } }, { a: [1, 9, 3] }, { filter: { a: 2 } }],
    [
      '$ on scalars by $gte',
      { a: [1, 2, 3] },
      { $set: { 'a.$': 9 } },
      { a: [1, 9, 3] },
      { filter: { a: { $gte: 2 } } },
    ],
    ['$[]', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
    [
      '$[] on fields',
      { a: [{ x: 1 }, { x: 2 }] },
      { $set: { 'a.$[].y': 0 } },
      {
        a: [
          { x: 1, y: 0 },
          { x: 2, y: 0 },
        ],
      },
    ],
    [
      '$[id]',
      { a: [1, 5, 9] },
      { $set: { 'a.$[big]': 0 } },
      { a: [1, 0, 0] },
      { arrayFilters: [{ big: { $gte: 5 } }] },
    ],
    [
      '$[id] with $or',
      { a: [{ x: 1 }, { x: 2 }, { x: 3 }] },
      { $set: { 'a.$[e].y': 1 } },
      { a: [{ x: 1, y: 1 }, { x: 2 }, { x: 3, y: 1 }] },
      { arrayFilters: [{ $or: [{ 'e.x': 1 }, { 'e.x': 3 }] }] },
    ],
    [
      'nested $[id]',
      { a: [{ b: [{ c: 1 }, { c: 2 }] }] },
      { $set: { 'a.$[].b.$[e].c': 9 } },
      { a: [{ b: [{ c: 1 }, { c: 9 }] }] },
      { arrayFilters: [{ 'e.c': 2 }] },
    ],
  ];
  test.each(cases)('%s', async (_, document, update, expected, options = {}) => {
    expect(await probe.updated(document, update, options)).toEqual(expected);
  });
});

describe('pipeline updates', () => {
  const cases: Case[] = [
    ['$set from another field', { a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }], { a: 1, b: 2 }],
    ['$unset', { a: 1, b: 2 }, [{ $unset: 'b' }], { a: 1 }],
    ['$project', { a: 1, b: 2 }, [{ $project: { b: 1 } }], { b: 2 }],
    ['stages see each other', { a: 1 }, [{ $set: { a: 2 } }, { $set: { b: '$a' } }], { a: 2, b: 2 }],
  ];
  test.each(cases)('%s', async (_, document, update, expected) => {
    expect(await probe.updated(document, update)).toEqual(expected);
  });
});

describe('refusals', () => {
  const cases: [string, Document, Document | Document[], number, UpdateOptions?][] = [
    ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, 14],
    ['$inc beyond int64', { a: new Long('9223372036854775807') }, { $inc: { a: 1 } }, 2],
    ['$push to a scalar', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$addToSet to a scalar', { a: 1 }, { $addToSet: { a: 1 } }, 2],
    ['$pull from a scalar', { a: 1 }, { $pull: { a: 1 } }, 2],
    ['$pop of a scalar', { a: 1 }, { $pop: { a: 1 } }, 14],
    ['$pop by 2', { a: [1] }, { $pop: { a: 2 } }, 9],
    ['two changes of one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a change above another', { a: 1 }, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['an unknown modifier', { a: 1 }, { $foo: { a: 1 } }, 9],
    ['another _id', { a: 1 }, { $set: { _id: 2 } }, 66],
    ['$unset of the _id', { a: 1 }, { $unset: { _id: '' } }, 66],
    ['$ without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an unused array filter', { a: [1] }, { $set: { b: 1 } }, 9, { arrayFilters: [{ e: 1 }] }],
    ['a missing array filter', { a: [1] }, { $set: { 'a.$[e]': 1 } }, 2],
    ['$[] on a scalar', { a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
    ['a stage that no update may have', { a: 1 }, [{ $group: { _id: 1 } }], 72],
    ['an empty field name', { a: 1 }, { $set: { '': 1 } }, 56],
    ['a $-prefixed field', { a: 1 }, { $set: { $a: 1 } }, 52],
    ['$rename onto itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
    ['$bit of a double', { a: new Double(1.5) }, { $bit: { a: { and: 1 } } }, 2],
  ];
  test.each(cases)('%s', async (_, document, update, code, options = {}) => {
    expect(await codeOf(probe.updated(document, update, options))).toBe(code);
    const { _id, ...left } = (await probe.collection.findOne({})) ?? {};
    expect(JSON.stringify(left)).toBe(JSON.stringify(document));
  });
});

describe('upserts', () => {
  test('take what the query demands by equality', async () => {
    await probe.collection.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }] },
      { $set: { f: 4 }, $setOnInsert: { g: 5 } },
      { upsert: true },
    );
    const { _id, ...fields } = (await probe.collection.findOne({})) ?? {};
    expect(fields).toEqual({ a: 1, b: { c: 2 }, e: 3, f: 4, g: 5 });
  });

  test('of a replacement take the _id alone', async () => {
    await probe.collection.replaceOne({ _id: 7, x: 1 } as never, { y: 2 }, { upsert: true });
    expect(await probe.collection.findOne({})).toEqual({ _id: 7, y: 2 });
  });

  test('report the _id and their index', async () => {
    const result = await probe.collection.bulkWrite([
      { updateOne: { filter: { _id: 1 } as never, update: { $set: { a: 1 } }, upsert: true } },
      { updateOne: { filter: { _id: 1 } as never, update: { $inc: { a: 1 } }, upsert: true } },
      { deleteOne: { filter: { _id: 99 } as never } },
    ]);
    expect(result.upsertedIds).toEqual({ 0: 1 });
    expect(result.matchedCount).toBe(1);
    expect(await probe.collection.findOne({})).toEqual({ _id: 1, a: 2 });
  });

  test('with $inc and $push on nothing', async () => {
    await probe.collection.updateOne(
      { k: 'x' },
      { $inc: { n: 1 }, $push: { l: 1 } as never },
      { upsert: true },
    );
    const { _id, ...fields } = (await probe.collection.findOne({})) ?? {};
    expect(fields).toEqual({ k: 'x', l: [1], n: 1 });
  });
});

describe('results', () => {
  test('what does not change is matched, not modified', async () => {
    await probe.collection.insertOne({ _id: 1, a: 1 } as never);
    const result = await probe.collection.updateOne({ a: 1 }, { $set: { a: 1 } });
    expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0]);
  });

  test('many are changed once each, though the change moves them in the index that finds them', async () => {
    await probe.collection.createIndex({ n: 1 });
    await probe.collection.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, n: i })) as never);
    const result = await probe.collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(result.modifiedCount).toBe(300);
    expect(await probe.collection.countDocuments({ n: { $lt: 1300 } })).toBe(300);
  });

  test('findAndModify gives the old, the new, the deleted', async () => {
    await probe.collection.insertMany([
      { _id: 1, n: 2 },
      { _id: 2, n: 1 },
    ] as never);
    const sort = { n: 1 } as const;
    expect(await probe.collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort })).toEqual({
      _id: 2,
      n: 1,
    });
    expect(
      await probe.collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort, returnDocument: 'after' }),
    ).toEqual({ _id: 1, n: 12 });
    expect(await probe.collection.findOneAndDelete({}, { sort, projection: { _id: 1 } })).toEqual({ _id: 2 });
    expect(await probe.collection.findOneAndUpdate({ _id: 99 } as never, { $set: { a: 1 } })).toBeNull();
    const raw = await probe.collection.findOneAndUpdate(
      { _id: 5 } as never,
      { $set: { a: 1 } },
      { upsert: true, returnDocument: 'after', includeResultMetadata: true },
    );
    expect(raw).toMatchObject({
      lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 },
      value: { _id: 5, a: 1 },
    });
    expect(
      await probe.collection.findOneAndReplace({ _id: 5 } as never, { b: 1 }, { returnDocument: 'after' }),
    ).toEqual({ _id: 5, b: 1 });
  });

  test('an ordered batch ends at its error, an unordered one goes on', async () => {
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never;
    expect(await codeOf(probe.collection.insertMany(docs))).toBe(11000);
    expect(await probe.collection.countDocuments()).toBe(1);
    expect(await codeOf(probe.collection.insertMany(docs, { ordered: false }))).toBe(11000);
    expect(await probe.collection.countDocuments()).toBe(2);
  });

  test('an unacknowledged write arrives', async () => {
    await probe.collection.insertOne({ _id: 1 } as never, { writeConcern: { w: 0 } });
    for (let i = 0; i < 50 && (await probe.collection.countDocuments()) === 0; i++)
      await new Promise((done) => setTimeout(done, 10));
    expect(await probe.collection.countDocuments()).toBe(1);
  });
});
