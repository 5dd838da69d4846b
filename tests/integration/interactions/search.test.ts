import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { InteractionHeader } from '../../../contracts/header.ts';
import {
  facetNames,
  type InteractionSort,
  interactionSorts,
  interactionsQuery,
} from '../../../contracts/interactionsQuery.ts';
import { closeReasons, interactionStates, sentiments } from '../../../contracts/states.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { createInteractions, type Interactions } from '../../../interactions/interactions.store.ts';
import { backfillKeys } from '../../../interactions/search/backfillKeys.ts';
import { facetValue, facetValues } from '../../../interactions/search/facets.ts';
import { allRights } from '../../../interactions/search/interactionsFilter.ts';
import { createTurns, type Turns } from '../../../interactions/turns.store.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

let store: TestStore;
let interactions: Interactions;
let turns: Turns;
beforeEach(async () => {
  store = await openTestStore();
  interactions = createInteractions(store.connection);
  turns = createTurns(store.connection);
  await syncIndexes(store.connection);
});
afterEach(async () => {
  await store.close();
});

const people = [
  { id: 'u1', name: 'Jörg Müller', email: 'joerg@example.com' },
  { id: 'u2', name: 'Ana Núñez', email: 'ana@example.org' },
  { id: 'guest', name: 'Guest', guest: true },
];
const agents = [null, { id: 'a1', name: 'Agent One' }, { id: 'a2', name: 'Agent, Two' }];
const queues = [null, { id: 'it', name: 'IT support' }, { id: 'hr', name: 'HR' }];
const saidWords = ['printer', 'vpn', 'passwort', 'hr', 'jorg'];

const fields = fc.record({
  state: fc.constantFrom(...interactionStates),
  stateReason: fc.constantFrom(null, ...closeReasons.slice(0, 3)),
  openedFor: fc.constantFrom(...people),
  assignedTo: fc.constantFrom(...agents),
  queue: fc.constantFrom(...queues),
  sentiment: fc.constantFrom(null, ...sentiments),
  tags: fc.uniqueArray(fc.constantFrom('vip', 'Größe', 'a,b'), { maxLength: 2 }),
  topics: fc.uniqueArray(fc.constantFrom('reset_password', 'vpn'), { maxLength: 2 }),
  domain: fc.constantFrom('global', 'global/acme', 'global/acme/eu', 'global/acmeeu'),
  virtualAgent: fc.boolean(),
  shortDescription: fc.constantFrom('', 'My VPN is down', 'Drucker für Köln', 'Passwort vergessen', 'VPNs'),
  // Few times: many rows have the same.
  openedAt: fc.integer({ min: 0, max: 4 }).map((day) => `2026-01-0${day + 1}T00:00:00.000Z`),
  updatedAt: fc.integer({ min: 0, max: 4 }).map((day) => `2026-02-0${day + 1}T00:00:00.000Z`),
  closedAt: fc.constantFrom(null, '2026-01-03T00:00:00.000Z', '2026-01-05T00:00:00.000Z'),
});
const rowOf = fc.record({
  first: fields,
  then: fc.option(fields, { nil: null }),
  said: fc.uniqueArray(fc.constantFrom(...saidWords), { maxLength: 3 }),
});

const values = <T extends string>(...all: T[]) =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }).map((some) => some.join(','));
const queryOf = fc.record(
  {
    state: values(...interactionStates),
    stateReason: values(...closeReasons.slice(0, 3)),
    openedFor: values('u1', 'ANA@example.org', 'jörg müller', 'nobody'),
    assignedTo: values('a1', 'Agent\\, Two', 'a2'),
    queue: values('it', 'hr', 'it SUPPORT'),
    sentiment: values(...sentiments),
    tag: values('vip', 'größe', 'a\\,b'),
    topic: values('vpn', 'reset_password'),
    domain: values('global', 'global/acme', 'global/acme/eu'),
    virtualAgent: values('true', 'false'),
    from: fc.constantFrom('2026-01-02T00:00:00Z', '2026-01-09T00:00:00Z'),
    to: fc.constantFrom('2026-01-03T00:00:00Z'),
    closedFrom: fc.constantFrom('2026-01-03T00:00:00Z'),
    closedTo: fc.constantFrom('2026-01-04T00:00:00Z'),
    q: fc.constantFrom(
      'vpn',
      'vp',
      'vpn ',
      'koln',
      'Köln',
      'koeln',
      'mueller',
      'müll',
      'jorg vp',
      'printer',
      'print',
      'hr',
      'ims',
      '!',
      'for vpn',
    ),
  },
  { requiredKeys: [] },
);

interface Row {
  header: InteractionHeader;
  said: string[];
}

async function add(index: number, row: { first: object; then: object | null; said: string[] }): Promise<Row> {
  const number = `IMS${String(index).padStart(7, '0')}`;
  const state = emptyConversation(randomUUID(), number, '2026-01-01T00:00:00.000Z');
  await interactions.create(state, null);
  let saved = state;
  for (const change of row.then === null ? [row.first] : [row.first, row.then]) {
    saved = { ...saved, lastSeq: saved.lastSeq + 1, header: { ...saved.header, ...change } };
    await interactions.save(saved, null, true, row.said);
  }
  return { header: saved.header, said: row.said };
}

async function everyPage(query: Record<string, unknown>, rights = allRights): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await interactions.list(
      interactionsQuery.parse({ ...query, limit: 7, ...(cursor == null ? {} : { cursor }) }),
      rights,
    );
    numbers.push(...page.items.map(({ number }) => number));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return numbers;
}

/** The same by looking at every header. */
function scan(rows: Row[], asked: Record<string, string>): Row[] {
  const query = interactionsQuery.parse(asked);
  return rows.filter(({ header, said }) => {
    for (const name of facetNames) {
      const wanted = query[name]?.map(facetValue);
      if (wanted !== undefined && !facetValues(name, header).some((value) => wanted.includes(value)))
        return false;
    }
    const within = (at: string | null, from?: string, to?: string): boolean =>
      (from === undefined || (at !== null && at >= new Date(from).toISOString())) &&
      (to === undefined || (at !== null && at <= new Date(to).toISOString()));
    if (!within(header.openedAt, query.from, query.to)) return false;
    if (!within(header.closedAt, query.closedFrom, query.closedTo)) return false;
    return hasText({ header, said }, query.q ?? '');
  });
}

function hasText({ header, said }: Row, q: string): boolean {
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const both = (text: string) => `${plain(text)} ${plain(text.toLowerCase().replace(/([äöü])/g, '$1e'))}`;
  const { number, shortDescription, openedFor, assignedTo, tags, topics } = header;
  const all = [
    number,
    shortDescription,
    openedFor.name,
    openedFor.email ?? '',
    assignedTo?.name ?? '',
    ...tags,
    ...topics,
  ];
  const has = new Set([...both(all.join(' ')).split(/[^a-z0-9]+/), ...said]);
  const words = q.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.every((word, index) => {
    const forms = both(word).split(' ');
    if (index < words.length - 1 || /\s$/.test(q)) return forms.some((form) => has.has(form));
    return [...has].some((known) => forms.some((form) => known.startsWith(form)));
  });
}

function inOrder(rows: Row[], sort: InteractionSort): string[] {
  const field = sort.replace('-', '') as 'openedAt' | 'updatedAt' | 'number';
  const way = sort.startsWith('-') ? -1 : 1;
  return rows
    .toSorted(
      (a, b) => way * (compare(a.header[field], b.header[field]) || compare(a.header.id, b.header.id)),
    )
    .map(({ header }) => header.number);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

it('a filtered list finds what looking at every header finds, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowOf, { minLength: 10, maxLength: 40 }),
      fc.array(fc.record({ filter: queryOf, sort: fc.constantFrom(...interactionSorts) }), {
        minLength: 20,
        maxLength: 20,
      }),
      async (made, asked) => {
        await store.connection.collection('interactions').deleteMany({});
        const rows: Row[] = [];
        for (const [index, row] of made.entries()) rows.push(await add(index, row));
        for (const { filter, sort } of asked)
          expect(await everyPage({ ...filter, sort })).toEqual(inOrder(scan(rows, filter), sort));
      },
    ),
    { numRuns: 8 },
  );
});

it('pages neither lose nor repeat a row of equal times while rows are added', async () => {
  const at = { openedAt: '2026-01-01T00:00:00.000Z', state: 'on_hold' };
  for (let index = 0; index < 20; index += 1) await add(index, { first: at, then: null, said: [] });
  const query = (cursor?: string) => interactionsQuery.parse({ state: 'on_hold', limit: 5, cursor });
  const seen: string[] = [];
  let page = await interactions.list(query());
  for (let next = 100; ; next += 1) {
    seen.push(...page.items.map(({ number }) => number));
    if (page.nextCursor === null) break;
    await add(next, {
      first: { openedAt: '2026-01-02T00:00:00.000Z', state: 'on_hold' },
      then: null,
      said: [],
    });
    page = await interactions.list(query(page.nextCursor));
  }
  expect(new Set(seen).size).toBe(20);
  expect(seen).toHaveLength(20);
});

it('interactions from before there were keys are found once the chore has been there, and it may be stopped between', async () => {
  for (let index = 0; index < 12; index += 1)
    await add(index, { first: { tags: ['old'] }, then: null, said: [] });
  await store.connection.collection('interactions').updateMany({}, { $unset: { keys: 1, keysVersion: 1 } });
  expect(await everyPage({ tag: 'old' })).toEqual([]);
  expect(await backfillKeys(interactions, turns, 5)).toBe(5);
  expect(await everyPage({ tag: 'old' })).toHaveLength(5);
  while ((await backfillKeys(interactions, turns, 5)) > 0);
  expect(await everyPage({ tag: 'old' })).toHaveLength(12);
});

it('words of a transcript count only where the caller may read it', async () => {
  await add(1, { first: { assignedTo: agents[1] }, then: null, said: ['printer'] });
  await add(2, { first: { assignedTo: agents[2] }, then: null, said: ['printer'] });
  await add(3, { first: { shortDescription: 'Printer' }, then: null, said: [] });
  const found = (said: Record<string, unknown> | null) =>
    everyPage({ q: 'printer', sort: 'number' }, { scope: {}, said });
  expect(await found({})).toEqual(['IMS0000001', 'IMS0000002', 'IMS0000003']);
  expect(await found(null)).toEqual(['IMS0000003']);
  expect(await found({ 'header.assignedTo.id': 'a1' })).toEqual(['IMS0000001', 'IMS0000003']);
});
