import {
  Binary,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { codeOf, useProbe } from './probe.ts';

const probe = useProbe();

describe('comparison', () => {
  const mixed: Document[] = [
    { v: new MinKey() },
    { v: null },
    { v: new Double(Number.NaN) },
    { v: new Decimal128('-1E+6000') },
    { v: -1 },
    { v: new Long(0) },
    { v: new Double(0.5) },
    { v: new Decimal128('0.75') },
    { v: new Long('9007199254740993') },
    { v: '' },
    { v: 'a' },
    { v: '\uffff' },
    { v: '😀' },
    { v: { a: 1 } },
    { v: { a: 'x' } },
    { v: { b: 'x' } },
    { v: new Binary(Buffer.from([1])) },
    { v: new ObjectId('000000000000000000000001') },
    { v: false },
    { v: true },
    { v: new Date(-1) },
    { v: new Date(0) },
    { v: new Timestamp({ t: 1, i: 1 }) },
    { v: /a/ },
    { v: new MaxKey() },
  ];
  const order = mixed.map((_, i) => i + 1);
  test.each([
    ['a scan', false],
    ['an index', true],
  ])('sorts values of all types in BSON order by %s', async (_, indexed) => {
    await probe.collection.insertMany(mixed.map((each, i) => ({ _id: i + 1, ...each })).reverse() as never);
    if (indexed) await probe.collection.createIndex({ v: 1 });
    const up = await probe.collection.find({}, { sort: { v: 1 } }).toArray();
    expect(up.map((each) => each._id)).toEqual(order);
    const down = await probe.collection.find({}, { sort: { v: -1 } }).toArray();
    expect(down.map((each) => each._id)).toEqual([...order].reverse());
  });

  const cases: [string, Document[], Document, number[]][] = [
    [
      'numbers of all types are equal by value',
      [{ a: 1 }, { a: new Long(1) }, { a: new Double(1) }, { a: new Decimal128('1.00') }],
      { a: 1 },
      [1, 2, 3, 4],
    ],
    [
      '0.1 is not the decimal 0.1',
      [{ a: 0.1 }, { a: new Decimal128('0.1') }],
      { a: new Decimal128('0.1') },
      [2],
    ],
    [
      'a long beyond 2^53 is told apart',
      [{ a: new Long('9007199254740993') }, { a: 9007199254740992 }],
      { a: new Long('9007199254740993') },
      [1],
    ],
    ['null finds missing too', [{ a: null }, {}, { a: 0 }, { a: [null] }, { a: [] }], { a: null }, [1, 2, 4]],
    ['$ne null', [{ a: null }, {}, { a: 0 }, { a: [null, 1] }], { a: { $ne: null } }, [3]],
    [
      'null below a scalar',
      [{ a: 1 }, { a: {} }, { a: { b: 1 } }, {}, { a: [] }, { a: [1] }, { a: [{}] }],
      { 'a.b': null },
      [1, 2, 4, 7],
    ],
    ['$gte null is equality to null', [{ a: null }, {}, { a: 1 }], { a: { $gte: null } }, [1, 2]],
    ['$gt null finds nothing', [{ a: null }, {}, { a: 1 }], { a: { $gt: null } }, []],
    ['$in with null', [{ a: null }, {}, { a: 1 }, { a: 2 }], { a: { $in: [null, 1] } }, [1, 2, 3]],
    ['$nin', [{ a: 1 }, { a: [1, 2] }, { a: 3 }, {}], { a: { $nin: [1] } }, [3, 4]],
    [
      'comparison stays inside the type',
      [{ a: 5 }, { a: '5' }, { a: new Date(5) }, { a: null }, { a: true }],
      { a: { $gt: 1 } },
      [1],
    ],
    ['$lt on strings', [{ a: 'a' }, { a: 'b' }, { a: 1 }], { a: { $lt: 'b' } }, [1]],
    ['$gt MinKey goes over types', [{ a: 1 }, { a: 'x' }, {}], { a: { $gt: new MinKey() } }, [1, 2, 3]],
    ['NaN equals NaN', [{ a: new Double(Number.NaN) }, { a: 1 }], { a: Number.NaN }, [1]],
    ['NaN is in no range', [{ a: new Double(Number.NaN) }, { a: 1 }], { a: { $lt: 5 } }, [2]],
    [
      'object equality sees the order of fields',
      [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
      { a: { x: 1, y: 2 } },
      [1],
    ],
    ['object equality sees every field', [{ a: { x: 1 } }, { a: { x: 1, y: 2 } }], { a: { x: 1 } }, [1]],
    ['-0 equals 0', [{ a: new Double(-0) }], { a: 0 }, [1]],
    ['booleans are not numbers', [{ a: true }, { a: 1 }], { a: 1 }, [2]],
    ['dates compare', [{ a: new Date(1) }, { a: new Date(5) }], { a: { $gte: new Date(2) } }, [2]],
    [
      'ObjectIds compare',
      [{ a: new ObjectId('0'.repeat(24)) }, { a: new ObjectId('f'.repeat(24)) }],
      { a: { $gt: new ObjectId(`1${'0'.repeat(23)}`) } },
      [2],
    ],
  ];
  test.each(cases)('%s', async (_, documents, filter, ids) => {
    expect(await probe.finds(documents, filter)).toEqual(ids);
  });
});

describe('arrays', () => {
  const cases: [string, Document[], Document, number[]][] = [
    ['an element or the whole', [{ a: [1, 2] }, { a: [[1, 2]] }, { a: 1 }], { a: [1, 2] }, [1, 2]],
    ['a scalar finds an element', [{ a: [1, 2] }, { a: 2 }, { a: [[2]] }], { a: 2 }, [1, 2]],
    [
      'two conditions may be met by two elements',
      [{ a: [1, 10] }, { a: [5] }, { a: [1] }],
      { a: { $gt: 4, $lt: 6 } },
      [1, 2],
    ],
    [
      '$elemMatch needs one element for both',
      [{ a: [1, 10] }, { a: [5] }],
      { a: { $elemMatch: { $gt: 4, $lt: 6 } } },
      [2],
    ],
    [
      '$elemMatch on documents',
      [{ a: [{ x: 1, y: 2 }] }, { a: [{ x: 1 }, { y: 2 }] }, { a: { x: 1, y: 2 } }],
      { a: { $elemMatch: { x: 1, y: 2 } } },
      [1],
    ],
    [
      '$elemMatch with $or inside',
      [{ a: [{ x: 1 }] }, { a: [{ x: 3 }] }],
      { a: { $elemMatch: { $or: [{ x: 1 }, { x: 2 }] } } },
      [1],
    ],
    ['dotted path into an array', [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] }], { 'a.b': 2 }, [1]],
    ['dotted path by position', [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }] }], { 'a.1.b': 2 }, [1]],
    ['position as the last part', [{ a: [1, 2] }, { a: [2, 1] }], { 'a.0': 1 }, [1]],
    [
      'a name that is a number',
      [{ a: { 0: 'x' } }, { a: ['x'] }, { a: [{ 0: 'x' }] }],
      { 'a.0': 'x' },
      [1, 2, 3],
    ],
    ['$size', [{ a: [1, 2] }, { a: [] }, { a: 1 }, {}], { a: { $size: 0 } }, [2]],
    ['$all', [{ a: [1, 2, 3] }, { a: [1] }, { a: 1 }], { a: { $all: [1] } }, [1, 2, 3]],
    ['$all of several', [{ a: [1, 2, 3] }, { a: [1] }], { a: { $all: [1, 3] } }, [1]],
    ['$all with nothing finds nothing', [{ a: [] }, { a: [1] }], { a: { $all: [] } }, []],
    [
      '$all with $elemMatch',
      [{ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }] }],
      { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] } },
      [1],
    ],
    ['$ne on an array', [{ a: [1, 2] }, { a: [3] }], { a: { $ne: 1 } }, [2]],
    ['$not over elements', [{ a: [1, 10] }, { a: [1] }, {}], { a: { $not: { $gt: 5 } } }, [2, 3]],
    ['empty array equality', [{ a: [] }, { a: [[]] }, { a: null }], { a: [] }, [1, 2]],
    ['$type sees elements', [{ a: ['x'] }, { a: 'x' }, { a: 1 }], { a: { $type: 'string' } }, [1, 2]],
    ['$type array', [{ a: [] }, { a: [[1]] }, { a: 1 }], { a: { $type: 'array' } }, [1, 2]],
  ];
  test.each(cases)('%s', async (_, documents, filter, ids) => {
    expect(await probe.finds(documents, filter)).toEqual(ids);
  });
});

describe('operators', () => {
  const cases: [string, Document[], Document, number[]][] = [
    ['$exists true sees null', [{ a: null }, {}, { a: 1 }], { a: { $exists: true } }, [1, 3]],
    ['$exists false', [{ a: null }, {}], { a: { $exists: false } }, [2]],
    [
      '$exists below an array',
      [{ a: [{ b: 1 }, {}] }, { a: [{}] }, { a: [] }],
      { 'a.b': { $exists: true } },
      [1],
    ],
    ['$or', [{ a: 1 }, { b: 2 }, { c: 3 }], { $or: [{ a: 1 }, { b: 2 }] }, [1, 2]],
    ['$nor', [{ a: 1 }, { b: 2 }, { c: 3 }], { $nor: [{ a: 1 }, { b: 2 }] }, [3]],
    [
      '$and of two conditions on one field',
      [{ a: 1 }, { a: 5 }, { a: 9 }],
      { $and: [{ a: { $gt: 2 } }, { a: { $lt: 7 } }] },
      [2],
    ],
    [
      '$type by alias number',
      [{ a: 1 }, { a: new Long(1) }, { a: new Double(1.5) }, { a: 'x' }, { a: new Decimal128('1') }],
      { a: { $type: 'number' } },
      [1, 2, 3, 5],
    ],
    ['$type objectId', [{ a: new ObjectId() }, { a: 'x' }], { a: { $type: 'objectId' } }, [1]],
    ['$type of several', [{ a: 1 }, { a: 'x' }, { a: true }], { a: { $type: ['int', 'bool'] } }, [1, 3]],
    ['$mod', [{ a: 4 }, { a: 5 }, { a: new Double(4.9) }, { a: 'x' }], { a: { $mod: [4, 0] } }, [1, 3]],
    ['$mod of negatives', [{ a: -5 }, { a: 5 }], { a: { $mod: [4, -1] } }, [1]],
    ['$regex with options', [{ a: 'Hello' }, { a: 'world' }], { a: { $regex: '^h', $options: 'i' } }, [1]],
    ['$regex m', [{ a: 'x\nhello' }, { a: 'xhello' }], { a: { $regex: '^hello', $options: 'm' } }, [1]],
    ['$regex x', [{ a: 'ab' }], { a: { $regex: 'a b # both', $options: 'x' } }, [1]],
    ['$regex \\A and \\z', [{ a: 'ab' }, { a: 'xab' }], { a: { $regex: '\\Aab\\z' } }, [1]],
    ['$regex inline flag', [{ a: 'AB' }], { a: { $regex: '(?i)ab' } }, [1]],
    ['a regex literal in $in', [{ a: 'abc' }, { a: 'xyz' }], { a: { $in: [/^a/, 'q'] } }, [1]],
    ['$ before a last line end', [{ a: 'ab\n' }, { a: 'ab\n\n' }], { a: /ab$/ }, [1]],
    [
      'the dot does not match a line end, but a carriage return',
      [{ a: 'a\nb' }, { a: 'a\rb' }],
      { a: /a.b/ },
      [2],
    ],
    ['$not with a regex', [{ a: 'x' }, { a: 'y' }, {}], { a: { $not: /x/ } }, [2, 3]],
    ['$bitsAllSet', [{ a: 7 }, { a: 5 }, { a: 'x' }], { a: { $bitsAllSet: 6 } }, [1]],
    ['$bitsAnySet by positions', [{ a: 1 }, { a: 4 }], { a: { $bitsAnySet: [0, 1] } }, [1]],
    ['$bitsAllClear of a negative', [{ a: -1 }, { a: 0 }], { a: { $bitsAllClear: [63] } }, [2]],
    [
      '$expr',
      [
        { a: 1, b: 2 },
        { a: 3, b: 2 },
      ],
      { $expr: { $gt: ['$a', '$b'] } },
      [2],
    ],
    ['$comment', [{ a: 1 }], { a: 1, $comment: 'why' }, [1]],
    ['a field with a dot in a nested document', [{ a: { 'x.y': 1 } }], { a: { 'x.y': 1 } }, [1]],
  ];
  test.each(cases)('%s', async (_, documents, filter, ids) => {
    expect(await probe.finds(documents, filter)).toEqual(ids);
  });

  const refusals: [string, Document, number][] = [
    ['an unknown operator', { a: { $foo: 1 } }, 2],
    ['an unknown operator at the top', { $foo: 1 }, 2],
    ['$where', { $where: 'true' }, 238],
    ['$text', { $text: { $search: 'x' } }, 238],
    ['$near', { a: { $near: [0, 0] } }, 238],
    ['$in without an array', { a: { $in: 1 } }, 2],
    ['an empty $or', { $or: [] }, 2],
    ['$mod by zero', { a: { $mod: [0, 1] } }, 2],
    ['a bad regex', { a: { $regex: '(' } }, 51091],
    ['a possessive quantifier', { a: { $regex: 'a++' } }, 51091],
    ['a pattern that is too long', { a: { $regex: 'a'.repeat(5000) } }, 51091],
    ['an unknown type', { a: { $type: 'text' } }, 2],
    ['a negative $size', { a: { $size: -1 } }, 2],
    ['an unknown expression', { $expr: { $foo: 1 } }, 168],
  ];
  test.each(refusals)('refuses %s', async (_, filter, code) => {
    expect(await codeOf(probe.collection.find(filter).toArray())).toBe(code);
  });
});

describe('projection', () => {
  const doc = {
    _id: 1,
    a: 1,
    b: { c: 2, d: 3 },
    list: [1, 2, 3, 4],
    docs: [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
  };
  const cases: [string, Document, Document][] = [
    ['inclusion keeps _id', { a: 1 }, { _id: 1, a: 1 }],
    ['inclusion without _id', { a: 1, _id: 0 }, { a: 1 }],
    ['exclusion', { b: 0, list: 0, docs: 0 }, { _id: 1, a: 1 }],
    ['a nested field', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['a nested document', { b: { d: 1 } }, { _id: 1, b: { d: 3 } }],
    ['in every document of an array', { 'docs.x': 1 }, { _id: 1, docs: [{ x: 1 }, { x: 2 }] }],
    ['$slice from the front', { list: { $slice: 2 }, docs: 0, b: 0 }, { _id: 1, a: 1, list: [1, 2] }],
    ['$slice from the end', { list: { $slice: -1 }, docs: 0, b: 0 }, { _id: 1, a: 1, list: [4] }],
    ['$slice with a skip', { list: { $slice: [1, 2] }, a: 1 }, { _id: 1, a: 1, list: [2, 3] }],
    ['$elemMatch', { docs: { $elemMatch: { x: 2 } } }, { _id: 1, docs: [{ x: 2, y: 2 }] }],
    ['an expression', { sum: { $add: ['$a', 1] }, a: 1 }, { _id: 1, a: 1, sum: 2 }],
    ['only _id', { _id: 1 }, { _id: 1 }],
  ];
  test.each(cases)('%s', async (_, projection, expected) => {
    await probe.collection.insertOne(doc as never);
    expect(await probe.collection.findOne({}, { projection })).toEqual(expected);
  });

  test('the positional $ gives the element that matched', async () => {
    await probe.collection.insertOne(doc as never);
    expect(await probe.collection.findOne({ 'docs.x': 2 }, { projection: { 'docs.$': 1 } })).toEqual({
      _id: 1,
      docs: [{ x: 2, y: 2 }],
    });
  });

  test('fields come in the order of the document', async () => {
    await probe.collection.insertOne({ _id: 1, z: 1, a: 2 } as never);
    expect(Object.keys((await probe.collection.findOne({}, { projection: { a: 1, z: 1 } })) ?? {})).toEqual([
      '_id',
      'z',
      'a',
    ]);
  });

  test.each([
    ['a mixture', { a: 1, b: 0 }, 31254],
    ['a mixture the other way', { a: 0, b: 1 }, 31253],
    ['a collision', { b: 1, 'b.c': 1 }, 31249],
  ] as [string, Document, number][])('refuses %s', async (_, projection, code) => {
    await probe.collection.insertOne(doc as never);
    expect(await codeOf(probe.collection.findOne({}, { projection }))).toBe(code);
  });
});

describe('sorting and cursors', () => {
  test('an array sorts by its least element upwards and its greatest downwards', async () => {
    await probe.collection.insertMany([
      { _id: 1, a: [5, 1] },
      { _id: 2, a: [3] },
      { _id: 3, a: [] },
      { _id: 4 },
    ] as never);
    expect((await probe.collection.find({}, { sort: { a: 1 } }).toArray()).map((each) => each._id)).toEqual([
      3, 4, 1, 2,
    ]);
    expect((await probe.collection.find({}, { sort: { a: -1 } }).toArray()).map((each) => each._id)).toEqual([
      1, 2, 4, 3,
    ]);
  });

  test('skip, limit and a compound sort', async () => {
    await probe.collection.insertMany(
      Array.from({ length: 10 }, (_, i) => ({ _id: i, g: i % 2, n: -i })) as never,
    );
    const found = await probe.collection.find({}, { sort: { g: -1, n: 1 }, skip: 1, limit: 3 }).toArray();
    expect(found.map((each) => each._id)).toEqual([7, 5, 3]);
  });

  test('a cursor goes on over batches while documents come and go', async () => {
    await probe.collection.insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: i })) as never);
    const seen: unknown[] = [];
    for await (const each of probe.collection.find({}, { batchSize: 50 })) {
      seen.push(each._id);
      if (Number(each._id) === 10) await probe.collection.deleteOne({ _id: 499 } as never);
    }
    expect(seen).toEqual(Array.from({ length: 499 }, (_, i) => i));
  });

  test('getMore of an unknown cursor is 43', async () => {
    const work = probe.client.db('probe').command({ getMore: new Long(123456), collection: 'x' });
    expect(await codeOf(work)).toBe(43);
  });

  test('closing a cursor kills it', async () => {
    await probe.collection.insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: i })) as never);
    const cursor = probe.collection.find({}, { batchSize: 2 });
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    expect(
      await codeOf(
        probe.client.db('probe').command({ getMore: id, collection: probe.collection.collectionName }),
      ),
    ).toBe(43);
  });

  test('count, estimated count and distinct', async () => {
    await probe.collection.insertMany([{ a: 1, t: ['x', 'y'] }, { a: new Double(1), t: ['y'] }, { a: 'q' }]);
    expect(await probe.collection.countDocuments({ a: 1 })).toBe(2);
    expect(await probe.collection.estimatedDocumentCount()).toBe(3);
    expect(await probe.collection.distinct('t')).toEqual(['x', 'y']);
    expect(await probe.collection.distinct('a', { a: { $exists: true } })).toEqual([1, 'q']);
  });

  test('distinct goes from value to value where an index has them in order, and says the same as without', async () => {
    const values = [undefined, null, 1, new Double(1), 'a', 'a\0b', '\uffff', { x: 1 }, new Date(0)];
    await probe.collection.insertMany(
      Array.from({ length: 300 }, (_, n) => ({
        q: n % 3,
        s: n % 2 === 0 ? 'in' : 'out',
        ...(n % 9 === 0 ? {} : { v: values[n % 9] }),
        n,
      })) as never,
    );
    const ask = () =>
      Promise.all(
        [
          {},
          { q: 1 },
          { q: 1, s: 'in' },
          { s: 'in' },
          { q: { $in: [0, 2] }, s: 'in' },
          { q: 7, s: 'in' },
        ].map((filter) => probe.collection.distinct('v', filter)),
      );
    const without = await ask();
    await probe.collection.createIndex({ q: 1, s: 1, v: 1, n: -1 }, { partialFilterExpression: { s: 'in' } });
    expect(await ask()).toEqual(without);
    await probe.collection.createIndex({ v: 1 });
    expect(await ask()).toEqual(without);
    // One element of an array is not one document.
    await probe.collection.insertOne({ q: 1, s: 'in', v: ['b', 'c'] } as never);
    expect(await probe.collection.distinct('v', { q: 1, s: 'in' })).toEqual(
      expect.arrayContaining(['b', 'c']),
    );
  });

  test('values keep their types', async () => {
    const value = {
      i: new Int32(1),
      d: new Double(1),
      l: new Long(5),
      n: new Decimal128('1.10'),
      b: new Binary(Buffer.from('x'), 5),
      t: new Timestamp({ t: 5, i: 6 }),
    };
    await probe.collection.insertOne({ _id: 1, ...value } as never);
    await probe.collection.updateOne({ _id: 1 } as never, { $set: { z: 1 } });
    const found = await probe.collection.findOne({}, { promoteValues: false });
    expect(found?.i._bsontype).toBe('Int32');
    expect(found?.d._bsontype).toBe('Double');
    expect(found?.l._bsontype).toBe('Long');
    expect(found?.n.toString()).toBe('1.10');
    expect(found?.b.sub_type).toBe(5);
    expect(found?.t.toString()).toBe(value.t.toString());
  });
});
