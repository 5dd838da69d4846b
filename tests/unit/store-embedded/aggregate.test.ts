import { Decimal128, type Document, Double, Long, ObjectId } from 'mongodb';
import { codeOf, useProbe } from './probe.ts';

const probe = useProbe();
const sales: Document[] = [
  { _id: 1, item: 'a', qty: 2, price: new Double(1.5), tags: ['x', 'y'] },
  { _id: 2, item: 'b', qty: 1, price: 4, tags: [] },
  { _id: 3, item: 'a', qty: 5, price: new Double(2.5) },
];

describe('stages', () => {
  const cases: [string, Document[], Document[]][] = [
    [
      '$match $sort $limit',
      [{ $match: { qty: { $gt: 1 } } }, { $sort: { qty: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
      [{ _id: 3 }],
    ],
    [
      '$group with sums',
      [{ $group: { _id: '$item', n: { $sum: '$qty' }, c: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: 'a', n: 7, c: 2 },
        { _id: 'b', n: 1, c: 1 },
      ],
    ],
    [
      '$group of all',
      [{ $group: { _id: null, avg: { $avg: '$qty' }, min: { $min: '$qty' }, max: { $max: '$qty' } } }],
      [{ _id: null, avg: 8 / 3, min: 1, max: 5 }],
    ],
    [
      '$group by a document',
      [{ $group: { _id: { i: '$item' }, q: { $push: '$qty' } } }, { $sort: { _id: 1 } }],
      [
        { _id: { i: 'a' }, q: [2, 5] },
        { _id: { i: 'b' }, q: [1] },
      ],
    ],
    [
      '$group $first $last $addToSet',
      [
        { $sort: { _id: 1 } },
        { $group: { _id: null, f: { $first: '$qty' }, l: { $last: '$qty' }, s: { $addToSet: '$item' } } },
      ],
      [{ _id: null, f: 2, l: 5, s: ['a', 'b'] }],
    ],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
      ],
    ],
    [
      '$unwind with empties and index',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'x', i: Long.fromNumber(0) },
        { _id: 1, tags: 'y', i: Long.fromNumber(1) },
        { _id: 2, i: null },
        { _id: 3, i: null },
      ],
    ],
    ['$count', [{ $match: { item: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
    ['$count of nothing gives nothing', [{ $match: { item: 'z' } }, { $count: 'n' }], []],
    ['$skip', [{ $sort: { _id: 1 } }, { $skip: 2 }, { $project: { _id: 1 } }], [{ _id: 3 }]],
    [
      '$set and $unset',
      [
        { $match: { _id: 2 } },
        { $set: { 'a.b': { $multiply: ['$qty', 3] } } },
        { $unset: ['tags', 'price', 'item', 'qty'] },
      ],
      [{ _id: 2, a: { b: 3 } }],
    ],
    ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { v: '$qty' } } }], [{ v: 2 }]],
    [
      '$sortByCount',
      [{ $sortByCount: '$item' }],
      [
        { _id: 'a', count: 2 },
        { _id: 'b', count: 1 },
      ],
    ],
    [
      '$bucket',
      [
        {
          $bucket: {
            groupBy: '$qty',
            boundaries: [0, 2, 4],
            default: 'more',
            output: { n: { $sum: 1 }, items: { $push: '$item' } },
          },
        },
      ],
      [
        { _id: 0, n: 1, items: ['b'] },
        { _id: 2, n: 1, items: ['a'] },
        { _id: 'more', n: 1, items: ['a'] },
      ],
    ],
    [
      '$facet',
      [
        {
          $facet: {
            a: [{ $match: { item: 'a' } }, { $count: 'n' }],
            b: [{ $sort: { qty: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
          },
        },
      ],
      [{ a: [{ n: 2 }], b: [{ _id: 2 }] }],
    ],
    [
      '$project with computed fields',
      [{ $match: { _id: 1 } }, { $project: { _id: 0, total: { $multiply: ['$qty', '$price'] }, item: 1 } }],
      [{ item: 'a', total: 3 }],
    ],
  ];
  test.each(cases)('%s', async (_, pipeline, expected) => {
    expect(await probe.piped(sales, pipeline)).toEqual(expected);
  });

  test.each([
    ['an unknown stage', [{ $foo: 1 }], 40324],
    ['$lookup', [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }], 238],
    ['$out', [{ $out: 'x' }], 238],
    ['a stage of two fields', [{ $match: {}, $limit: 1 }], 40323],
    ['$limit 0', [{ $limit: 0 }], 15958],
    ['an unknown accumulator', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    ['$group without _id', [{ $group: { a: { $sum: 1 } } }], 15955],
    ['an unknown expression', [{ $project: { a: { $foo: 1 } } }], 168],
    ['$function', [{ $project: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }], 238],
    ['division by zero', [{ $project: { a: { $divide: [1, 0] } } }], 2],
    ['$size of a missing field', [{ $project: { a: { $size: '$nothing' } } }], 17124],
  ] as [string, Document[], number][])('refuses %s', async (_, pipeline, code) => {
    expect(await codeOf(probe.piped(sales, pipeline))).toBe(code);
  });
});

describe('expressions', () => {
  const at = new Date('2024-03-10T15:30:45.123Z');
  const cases: [string, unknown, Document, unknown][] = [
    ['$add keeps long', { $add: ['$a', 1] }, { a: Long.fromNumber(5) }, Long.fromNumber(6)],
    ['$add with a date', { $add: ['$d', 1000] }, { d: at }, new Date(at.getTime() + 1000)],
    ['$add with null', { $add: [1, null] }, {}, null],
    ['$subtract dates', { $subtract: ['$d', new Date(0)] }, { d: new Date(5) }, Long.fromNumber(5)],
    ['$divide', { $divide: [7, 2] }, {}, 3.5],
    [
      '$sum of decimals',
      { $sum: ['$a', '$b'] },
      { a: new Decimal128('0.1'), b: new Decimal128('0.2') },
      new Decimal128('0.3'),
    ],
    ['$round half to even', { $map: { input: [0.5, 1.5, 2.5], in: { $round: ['$$this'] } } }, {}, [0, 2, 2]],
    ['$round to places', { $round: [1.255, 1] }, {}, 1.3],
    ['$cmp over types', { $cmp: [1, 'a'] }, {}, -1],
    ['$eq of missing and null', { $eq: ['$nothing', null] }, {}, false],
    ['$gt of missing', { $lt: ['$nothing', null] }, {}, true],
    ['$ifNull', { $ifNull: ['$nothing', null, 5] }, {}, 5],
    ['$cond', { $cond: { if: { $gt: ['$a', 1] }, then: 'y', else: 'n' } }, { a: 2 }, 'y'],
    [
      '$switch',
      { $switch: { branches: [{ case: { $eq: ['$a', 1] }, then: 'one' }], default: 'other' } },
      { a: 2 },
      'other',
    ],
    ['$let', { $let: { vars: { x: '$a' }, in: { $add: ['$$x', 1] } } }, { a: 1 }, 2],
    ['a path through an array', '$a.b', { a: [{ b: 1 }, { c: 2 }, { b: 3 }] }, [1, 3]],
    ['$filter', { $filter: { input: '$a', as: 'n', cond: { $gt: ['$$n', 1] } } }, { a: [1, 2, 3] }, [2, 3]],
    [
      '$reduce',
      { $reduce: { input: '$a', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
      { a: [1, 2, 3] },
      6,
    ],
    ['$arrayElemAt from the end', { $arrayElemAt: ['$a', -1] }, { a: [1, 2] }, 2],
    ['$slice', { $slice: ['$a', 1, 1] }, { a: [1, 2, 3] }, [2]],
    ['$in', { $in: [2, '$a'] }, { a: [1, 2] }, true],
    ['$concatArrays', { $concatArrays: ['$a', [9]] }, { a: [1] }, [1, 9]],
    ['$range', { $range: [0, 6, 2] }, {}, [0, 2, 4]],
    [
      '$setUnion',
      {
        $setUnion: [
          [1, 2],
          [2, 3],
        ],
      },
      {},
      [1, 2, 3],
    ],
    ['$concat', { $concat: ['a', '$b'] }, { b: 'c' }, 'ac'],
    ['$concat with null', { $concat: ['a', '$b'] }, {}, null],
    ['$toUpper', { $toUpper: 'aé' }, {}, 'Aé'],
    ['$substrCP', { $substrCP: ['a😀b', 1, 1] }, {}, '😀'],
    ['$strLenBytes', { $strLenBytes: 'é' }, {}, 2],
    ['$split', { $split: ['a-b', '-'] }, {}, ['a', 'b']],
    ['$trim', { $trim: { input: ' x ' } }, {}, 'x'],
    ['$regexMatch', { $regexMatch: { input: 'Hello', regex: 'hello', options: 'i' } }, {}, true],
    ['$mergeObjects', { $mergeObjects: [{ a: 1 }, null, { b: 2 }] }, {}, { a: 1, b: 2 }],
    ['$objectToArray', { $objectToArray: '$a' }, { a: { x: 1 } }, [{ k: 'x', v: 1 }]],
    ['$type of missing', { $type: '$nothing' }, {}, 'missing'],
    [
      '$toObjectId',
      { $toObjectId: '0123456789abcdef01234567' },
      {},
      new ObjectId('0123456789abcdef01234567'),
    ],
    ['$toInt of text', { $toInt: '42' }, {}, 42],
    ['$toDate of text', { $toDate: '2024-01-02' }, {}, new Date('2024-01-02T00:00:00Z')],
    [
      '$dateToString',
      { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M' } },
      { d: at },
      '2024-03-10 15:30',
    ],
    [
      '$dateToString in a zone',
      { $dateToString: { date: '$d', format: '%H:%M %z', timezone: 'America/New_York' } },
      { d: at },
      '11:30 -0400',
    ],
    [
      '$dateTrunc to a day in a zone',
      { $dateTrunc: { date: '$d', unit: 'day', timezone: 'America/New_York' } },
      { d: at },
      new Date('2024-03-10T05:00:00Z'),
    ],
    [
      '$dateTrunc to a week',
      { $dateTrunc: { date: '$d', unit: 'week', startOfWeek: 'monday' } },
      { d: at },
      new Date('2024-03-04T00:00:00Z'),
    ],
    [
      '$dateAdd of a month',
      { $dateAdd: { startDate: new Date('2024-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
      {},
      new Date('2024-02-29T00:00:00Z'),
    ],
    [
      '$dateDiff',
      {
        $dateDiff: {
          startDate: new Date('2024-01-31T23:00:00Z'),
          endDate: new Date('2024-02-01T01:00:00Z'),
          unit: 'day',
        },
      },
      {},
      Long.fromNumber(1),
    ],
    ['$year', { $year: '$d' }, { d: at }, 2024],
    ['$isoWeek', { $isoWeek: '$d' }, { d: at }, 10],
  ];
  test.each(cases)('%s', async (_, expression, document, expected) => {
    expect(await probe.evaluated(expression, document)).toEqual(expected);
  });
});
