import fc from 'fast-check';
import { useProbe } from './probe.ts';

const probe = useProbe();

const words = ['a', 'ab', 'abc', 'b', 'b\0', 'ba', 'c'];
const word = fc.constantFrom(...words);
const documentOf = fc.record(
  {
    k: fc.oneof(
      { weight: 6, arbitrary: fc.array(word, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.oneof(word, fc.constantFrom(null, 1, ['a'], [['a']])) },
    ),
    t: fc.oneof({ weight: 8, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.constantFrom(null, 'x') }),
    u: fc.nat(4),
  },
  { requiredKeys: ['u'] },
);
const about = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 2, arbitrary: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map(($in) => ({ $in })) },
  { weight: 1, arbitrary: word.map((start) => new RegExp(`^${start.replace('\0', '')}`)) },
  {
    weight: 1,
    arbitrary: fc.tuple(word, word).map(([one, start]) => ({ $in: [one, new RegExp(`^${start[0]}`)] })),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, { $gt: 'a' }, { $ne: 'b' }, { $all: ['a', 'b'] }) },
);
const conditionOf = fc.oneof(
  { weight: 5, arbitrary: about.map((k) => ({ k })) },
  { weight: 1, arbitrary: fc.nat(4).map((t) => ({ t: { $gte: t } })) },
  { weight: 1, arbitrary: fc.nat(4).map((u) => ({ u: { $lte: u } })) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.nat(4), { minLength: 1 }).map(($in) => ({ u: { $in } })) },
);
const sortOf = fc.constantFrom(
  { t: -1, _id: -1 },
  { t: 1, _id: 1 },
  { u: -1, _id: -1 },
  { u: 1, t: 1, _id: 1 },
  { k: 1, t: -1, _id: -1 },
);

test('conditions on an array, in the order of what stands behind it in the index: found as a scan finds it', async () => {
  const { collection } = probe;
  await collection.createIndex({ k: 1, t: -1, _id: -1 });
  await collection.createIndex({ u: -1, _id: -1 });
  await collection.createIndex({ u: 1, t: 1, _id: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(documentOf, { minLength: 1, maxLength: 40 }),
      fc.array(
        fc.tuple(fc.array(conditionOf, { minLength: 1, maxLength: 4 }), sortOf, fc.constantFrom(0, 1, 5)),
        {
          minLength: 10,
          maxLength: 10,
        },
      ),
      async (documents, queries) => {
        await collection.deleteMany({});
        await collection.insertMany(documents.map((each, i) => ({ ...each, _id: i })) as never);
        for (const [conditions, sort, limit] of queries) {
          const filter = { $and: conditions } as never;
          const options = { sort: sort as never, limit };
          const scanned = await collection.find(filter, { ...options, hint: { $natural: 1 } }).toArray();
          const found = await collection.find(filter, options).toArray();
          expect({ conditions, sort, limit, found }).toEqual({ conditions, sort, limit, found: scanned });
        }
      },
    ),
    { numRuns: Number(process.env.STORE_RUNS ?? 60) },
  );
}, 120_000);

/** Whether the store sorted what it had found. */
async function sorts(filter: object, sort: object): Promise<boolean> {
  const plan = await probe.collection.find(filter, { sort: sort as never, limit: 5 }).explain('queryPlanner');
  return JSON.stringify(plan.queryPlanner.winningPlan).includes('"SORT"');
}

describe('with an index on an array and a time', () => {
  beforeEach(async () => {
    await probe.collection.createIndex({ k: 1, t: -1 });
    await probe.collection.createIndex({ u: -1 });
    const many = Array.from({ length: 2_500 }, (_, i) => ({
      k: ['all', i % 2 === 0 ? 'even' : 'odd', `n${i % 10}`],
      t: i,
      u: -i,
    }));
    await probe.collection.insertMany(many);
  });

  it('one value, several values and the beginning of a few come in order without a sort', async () => {
    for (const k of ['all', { $in: ['even', 'n1'] }, /^n/, { $in: [/^o/, 'n2'] }])
      expect([k, await sorts({ k }, { t: -1 })]).toEqual([k, false]);
  });

  it('what filters little does not keep a limit from another order', async () => {
    expect(await sorts({ k: 'all' }, { u: -1 })).toBe(false);
    expect(await sorts({ k: 'n3' }, { u: -1 })).toBe(true);
  });

  it('the documents that two values share are found in order over many that have only one', async () => {
    const found = await probe.collection
      .find({ $and: [{ k: 'all' }, { k: 'even' }, { k: { $in: ['n4', 'n5'] } }] }, { sort: { t: 1 } })
      .toArray();
    expect(found.map(({ t }) => Number(t))).toEqual(Array.from({ length: 250 }, (_, i) => i * 10 + 4));
    const none = await probe.collection
      .find({ $and: [{ k: 'even' }, { k: 'odd' }] }, { sort: { t: -1 } })
      .toArray();
    expect(none).toEqual([]);
  });
});
