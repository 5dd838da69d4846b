import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../../contracts/settings.ts';
import { createConversations } from '../../../interactions/conversations.ts';
import { createCounters } from '../../../interactions/counters.store.ts';
import { createInsights } from '../../../interactions/insights.store.ts';
import { createInteractions } from '../../../interactions/interactions.store.ts';
import type { RecordQuery } from '../../../interactions/records/record.ts';
import { createRecords, type Records } from '../../../interactions/records/records.store.ts';
import { createTurns } from '../../../interactions/turns.store.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { simulatedClock } from '../../support/clock.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

const clock = simulatedClock();
let store: TestStore;
let records: Records;
beforeAll(async () => {
  store = await openTestStore();
  records = createRecords(store.connection, createCounters(store.connection));
  const incidents = [
    ['INC0000001', 'VPN is slow', 'New', 2],
    ['INC0000002', 'Printer (3rd floor) is on fire', 'Closed', 1],
    ['INC0000003', 'vpn is down', 'New', 1],
    ['INC0000004', 'No Wi-Fi', 'On Hold', null],
  ] as const;
  for (const [number, short_description, state, priority] of incidents) {
    clock.advance(1_000);
    const fields = { short_description, state, priority };
    await records.create({ table: 'incident', id: number.toLowerCase(), number, fields }, clock.now());
  }
});
afterAll(() => store.close());

const found = async (query: Partial<RecordQuery>): Promise<string> => {
  const all = await records.find({ table: 'incident', conditions: [], limit: 10, ...query });
  return all.map(({ number }) => number.slice(-1)).join(' ');
};
const where = (field: string, op: RecordQuery['conditions'][number]['op'], value: never) => ({
  conditions: [{ field, op, value }],
  sort: { field: 'number', order: 'asc' as const },
});

test.each([
  ['state', 'eq', 'New', '1 3'],
  ['state', 'ne', 'New', '2 4'],
  ['state', 'in', ['Closed', 'On Hold'], '2 4'],
  ['state', 'in', [], ''],
  ['short_description', 'contains', 'vpn', '1 3'],
  ['short_description', 'contains', '(3rd', '2'],
  ['short_description', 'contains', '.*', ''],
  ['short_description', 'starts_with', 'vpn', '1 3'],
  ['short_description', 'starts_with', 'is', ''],
  ['priority', 'gt', 1, '1'],
  ['priority', 'gte', 1, '1 2 3'],
  ['priority', 'lt', 2, '2 3'],
  ['priority', 'lte', 2, '1 2 3'],
  ['priority', 'eq', null, '4'],
  ['number', 'eq', 'INC0000003', '3'],
  ['id', 'eq', 'inc0000002', '2'],
] as const)('a lookup with %s %s %j finds %j', async (field, op, value, numbers) =>
  expect(await found(where(field, op, value as never))).toBe(numbers),
);

test('a lookup sorts and takes so many; the newest first unless said', async () => {
  expect(await found({})).toBe('4 3 2 1');
  expect(await found({ sort: { field: 'short_description', order: 'asc' }, limit: 2 })).toBe('4 2');
  expect(await found({ sort: { field: 'priority', order: 'desc' }, limit: 1 })).toBe('1');
});

test.each([
  { conditions: [{ field: '$where', op: 'eq' as const, value: 'true' }] },
  { conditions: [{ field: 'state', op: 'eq' as const, value: ['New'] }] },
  { sort: { field: 'applied', order: 'asc' as const } },
  { table: 'accounts' },
])('%j reaches no query', async (query) => expect(found(query)).rejects.toThrow());

test('a file that a topic links is with its record once, however often the turn is written', async () => {
  const conversations = createConversations({
    turns: createTurns(store.connection),
    interactions: createInteractions(store.connection),
    records,
    insights: createInsights(store.connection),
    clock,
    newId: randomUUID,
    settings: defaultSettings,
    committed: () => undefined,
    found: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  await syncIndexes(store.connection);
  const id = randomUUID();
  const file = { attachmentId: 'f1', name: 'a.png' };
  const record = { table: 'incident', id: 'inc0000001', number: 'INC0000001' };
  await conversations.open(id, 'IMS0000001', () => ({
    cause: { kind: 'requester', action: 'opened' },
    events: [{ type: 'file_attached', ...record, ...file }],
    messages: [],
  }));
  await conversations.settled();
  await records.attach(record.table, record.id, { conversationId: id, ...file }, clock.now());
  expect((await records.get('incident', 'INC0000001'))?.attachments).toEqual([
    { conversationId: id, ...file },
  ]);
  expect(await records.get('incident', 'INC0000002')).not.toHaveProperty('attachments');
});
