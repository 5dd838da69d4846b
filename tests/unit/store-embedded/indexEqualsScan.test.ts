import fc from 'fast-check';
import { Decimal128, type Document, Double, Long, MongoServerError } from 'mongodb';
import { useProbe } from './probe.ts';

const probe = useProbe();

/** Few values of many types, so that random filters find something. */
const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 2, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'é') },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      new Double(0.5),
      new Long(1),
      new Decimal128('2'),
      new Decimal128('0.5'),
      new Double(Number.NaN),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(5)) },
);
const inner: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ c: scalar }, { requiredKeys: [] }) },
);
const value = fc.oneof(
  { weight: 6, arbitrary: inner },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
);
const documentOf = fc.record(
  {
    a: value,
    b: value,
    d: fc.oneof(value, fc.array(fc.record({ x: inner, y: inner }, { requiredKeys: [] }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
);
const paths = ['a', 'b', 'a.c', 'd.x', 'd.y', 'd'];
const path = fc.constantFrom(...paths);

const operand = fc.oneof(
  scalar.map((each) => each as unknown),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), inner)
    .map(([name, argument]) => ({ [name]: argument })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(scalar, { maxLength: 3 }).map((list) => ({ $in: list })),
  fc.array(scalar, { maxLength: 2 }).map((list) => ({ $nin: list })),
  fc.array(inner, { maxLength: 2 }),
  fc.boolean().map((flag) => ({ $exists: flag })),
  fc.constantFrom(
    { $regex: '^a' },
    { $type: 'string' },
    { $size: 1 },
    { $not: { $gt: 1 } },
    { $all: [1, 2] },
    { $elemMatch: { $gt: 0, $lt: 3 } },
    { $elemMatch: { x: 1, y: { $gt: 0 } } },
    { $mod: [2, 0] },
  ),
);
const simple = fc.dictionary(path, operand, { minKeys: 1, maxKeys: 3 });
const filterOf = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: fc.array(simple, { minLength: 1, maxLength: 2 }).map((list) => ({ $or: list })) },
  { weight: 1, arbitrary: fc.array(simple, { minLength: 1, maxLength: 2 }).map((list) => ({ $and: list })) },
);
const direction = fc.constantFrom(1, -1);
const sortOf = fc.dictionary(path, direction, { maxKeys: 2 });
const indexOf = fc.record({
  key: fc.dictionary(path, direction, { minKeys: 1, maxKeys: 3 }),
  kind: fc.constantFrom('plain', 'plain', 'sparse', 'partial', 'unique'),
  partial: fc.constantFrom({ a: { $exists: true } }, { a: { $gt: 0 } }, { b: 1 }, { b: { $type: 'string' } }),
});

const render = (each: unknown): string =>
  JSON.stringify(each, (_, inside) => (typeof inside === 'bigint' ? String(inside) : inside));

test('what an index finds is what a scan finds, in the same order', async () => {
  const { collection } = probe;
  await fc.assert(
    fc.asyncProperty(
      fc.array(documentOf, { minLength: 1, maxLength: 12 }),
      fc.array(indexOf, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(filterOf, sortOf), { minLength: 4, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(11), documentOf), { maxLength: 3 }),
      async (documents, indexes, queries, changes) => {
        await collection.drop();
        for (const [i, index] of indexes.entries()) {
          const options =
            index.kind === 'partial'
              ? { partialFilterExpression: index.partial }
              : index.kind === 'plain'
                ? {}
                : { [index.kind]: true };
          await tolerated(
            collection.createIndex(index.key as never, { name: `i${i}`, ...options }),
            [85, 86],
          );
        }
        // Half of the documents come before an index is made over them: another one, at the end.
        const all = documents.map((each, i) => ({ ...each, _id: i }));
        await tolerated(collection.insertMany(all as never, { ordered: false }), [11000, 171]);
        for (const [id, change] of changes)
          await tolerated(collection.replaceOne({ _id: id } as never, change as never), [11000, 171]);
        await tolerated(collection.createIndex({ a: 1, 'd.x': -1 }, { name: 'late' }), [171, 85, 86]);
        for (const [filter, sort] of queries) {
          const options = { sort: { ...sort, _id: 1 } as never };
          const scanned = await tolerated(
            collection.find(filter as Document, { ...options, hint: { $natural: 1 } }).toArray(),
            [2],
          );
          const found = await tolerated(collection.find(filter as Document, options).toArray(), [2]);
          expect(render([filter, sort, found])).toBe(render([filter, sort, scanned]));
          // Without the `_id` in the sort, an index may give the order; ties may then fall differently.
          const loose = await tolerated(
            collection.find(filter as Document, { sort: sort as never }).toArray(),
            [2],
          );
          if (scanned && loose)
            expect(render(loose.map((each) => each._id).sort())).toBe(
              render(scanned.map((each) => each._id).sort()),
            );
          if (scanned && loose) await sameOrder(loose, sort);
        }
      },
    ),
    { numRuns: Number(process.env.STORE_RUNS ?? 60) },
  );
}, 120_000);

/** The documents, put in the order found, must still be sorted when the store sorts just them. */
async function sameOrder(found: Document[], sort: Document): Promise<void> {
  if (Object.keys(sort).length === 0 || found.length < 2) return;
  const ranked = await probe.client
    .db('probe')
    .collection('ranks')
    .drop()
    .then(() =>
      probe.client
        .db('probe')
        .collection('ranks')
        .insertMany(found.map((each, i) => ({ ...each, _id: i })) as never),
    )
    .then(() =>
      probe.client
        .db('probe')
        .collection('ranks')
        .find({}, { sort: { ...sort, _id: 1 } as never })
        .toArray(),
    );
  expect(ranked.map((each) => each._id)).toEqual(found.map((_, i) => i));
}

async function tolerated<T>(work: Promise<T>, codes: number[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof MongoServerError && codes.includes(error.code as number)) return undefined;
    throw error;
  }
}
