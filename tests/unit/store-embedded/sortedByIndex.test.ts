import fc from 'fast-check';
import type { Sort } from 'mongodb';
import { useProbe } from './probe.ts';

const probe = useProbe();

const row = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'ab'), { maxLength: 3 }),
  at: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
});
const filters = [
  { keys: 'a' },
  { keys: { $in: ['a', 'b'] } },
  { keys: { $in: ['a', /^ab/] } },
  { keys: { $in: [/^x/] } },
  { $and: [{ keys: 'a' }, { keys: { $in: ['b', 'c'] } }] },
  { $and: [{ keys: 'a' }, { keys: 'b' }, { keys: 'c' }] },
  { $and: [{ keys: 'a' }, { at: { $gte: 1 } }, { at: { $lt: 3 } }] },
  { $and: [{ keys: 'a' }, { at: null }] },
  { keys: 'b', other: { $exists: false } },
];
const sorts: Sort[] = [{ at: 1 }, { at: -1 }, { at: 1, _id: 1 }, { at: -1, _id: -1 }, { at: 1, _id: -1 }];

it('an index that begins with _id sorts what a filter finds as its documents are sorted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...filters),
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 12 }),
      async (rows, filter, sort, limit) => {
        const { collection } = probe;
        await collection.drop().catch(() => false);
        await collection.insertMany(rows.map((each, _id) => ({ _id: _id as never, ...each })));
        const find = () =>
          collection.find(filter).sort({ ...(sort as object), _id: -1, ...(sort as object) });
        const scanned = await find().limit(limit).toArray();
        await collection.createIndex({ keys: 1 });
        await collection.createIndex({ _id: 1, at: 1 });
        expect(await find().limit(limit).toArray()).toEqual(scanned);
        expect(await find().skip(2).limit(limit).toArray()).toEqual(
          (
            await find()
              .limit(limit + 2)
              .toArray()
          ).slice(2),
        );
      },
    ),
    { numRuns: 60 },
  );
});

it('more rows than the first part of such a list come in order, each once, and without those that the filter refuses', async () => {
  const { collection } = probe;
  await collection.insertMany(
    Array.from({ length: 400 }, (_, n) => ({
      _id: n as never,
      keys: ['a', 'b'],
      at: (n * 7) % 400,
      odd: n % 2 === 1,
    })),
  );
  await collection.createIndex({ keys: 1 });
  await collection.createIndex({ _id: 1, at: 1 });
  const found = await collection
    .find({ keys: { $in: ['a', 'b'] }, odd: true })
    .sort({ at: -1 })
    .limit(190)
    .batchSize(20)
    .toArray();
  expect(found.map(({ at }) => Number(at))).toEqual(Array.from({ length: 190 }, (_, i) => 399 - 2 * i));
});
