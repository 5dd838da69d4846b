import { createCounters } from '../../../interactions/counters.store.ts';
import { createRecords, type Records } from '../../../interactions/records/records.store.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { simulatedClock } from '../../support/clock.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

const clock = simulatedClock();
let store: TestStore;
let records: Records;
beforeAll(async () => {
  store = await openTestStore();
  records = createRecords(store.connection, createCounters(store.connection));
  await syncIndexes(store.connection);
});
afterAll(() => store.close());

const create = (id: string, short_description: string) =>
  records.create(
    { table: 'incident', id, number: `INC${id.padStart(7, '0')}`, fields: { short_description } },
    clock.now(),
  );
const say = (id: string, comment: string, text: string) =>
  records.comment(
    'incident',
    id,
    {
      id: comment,
      kind: 'comment',
      text,
      at: clock.now().toISOString(),
      by: { id: 'agent1', name: 'Ada' },
    },
    clock.now(),
  );

test('a comment that arrives twice at once stands once, and none pushes another out', async () => {
  await create('1', 'Printer jams');
  const twice = await Promise.all([say('1', 'a', 'hello'), say('1', 'a', 'hello'), say('1', 'b', 'there')]);
  expect(twice).toEqual(['added', 'added', 'added']);
  expect((await records.get('incident', '1'))?.comments?.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  expect(await say('nobody', 'c', 'x')).toBe('missing');
});

test('a record takes 200 comments and says that it is full; what is there already is no news', async () => {
  await create('2', 'Noisy');
  for (let n = 0; n < 200; n += 1) expect(await say('2', `c${n}`, 'x')).toBe('added');
  expect(await say('2', 'one more', 'x')).toBe('full');
  expect(await say('2', 'c0', 'x')).toBe('added');
  expect((await records.get('incident', '2'))?.comments).toHaveLength(200);
});

test('records of earlier versions are found by words once the server has started', async () => {
  await create('3', 'Beamer flickers');
  await store.connection
    .collection<{ _id: string }>('records')
    .updateOne({ _id: '3' }, { $unset: { words: '' } });
  const found = async () =>
    (await records.list('incident', { q: 'beam', sort: 'number', limit: 10 })).items.map(({ id }) => id);
  expect(await found()).toEqual([]);
  await records.fillWords();
  expect(await found()).toEqual(['3']);
  await records.update('incident', '3', { short_description: 'Projector flickers' }, 'k', clock.now());
  expect(await found()).toEqual([]);
});

test('a list goes on from its cursor in both orders', async () => {
  for (const id of ['11', '12', '13']) await create(id, 'Cursor');
  for (const [sort, order] of [
    ['number', '11 12 13'],
    ['-number', '13 12 11'],
  ] as const) {
    const first = await records.list('incident', { q: 'cursor', sort, limit: 2 });
    const rest = await records.list('incident', {
      q: 'cursor',
      sort,
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    expect([...first.items, ...rest.items].map(({ id }) => id).join(' ')).toBe(order);
    expect(rest.nextCursor).toBeNull();
  }
});
