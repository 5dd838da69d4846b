import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../contracts/settings.ts';
import type { Owner } from '../../contracts/states.ts';
import { type Conversations, createConversations } from '../../interactions/conversations.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import { createWatchers, type Watcher, type Watchers } from '../../server/sockets/watchers.ts';
import { openStores } from '../../server/stores.ts';
import { eventually } from '../support/clients.ts';
import { simulatedClock } from '../support/clock.ts';
import { openTestStore, type TestStore } from '../support/testStore.ts';

/** Fails the test: nothing may go wrong beside what is looked at. */
const failed = (error: unknown): never => {
  throw error;
};

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

// The race: the socket's catch-up reads the state, the turn is committed, the catch-up reads the log.
test('a turn that falls into a catch-up brings its words and the state that it made', async () => {
  const stores = await openStores(store.connection);
  const id = randomUUID();
  let watchers: Watchers | null = null;
  const conversations: Conversations = createConversations({
    ...stores,
    clock: simulatedClock(),
    newId: randomUUID,
    settings: defaultSettings,
    committed: (turn, state) => watchers?.committed(turn, state),
    found: () => undefined,
    failed,
  });
  await conversations.open(id, 'IMS0000001', () => said('Hello', 'queue'));
  let joined: Promise<unknown> | null = null;
  watchers = createWatchers(
    {
      ...stores.turns,
      async after(...range) {
        joined ??= conversations.change(id, () => said('Ada has joined', 'agent'));
        await joined;
        return stores.turns.after(...range);
      },
    },
    () => conversations,
    failed,
  );

  const heard: string[] = [];
  const shown: Owner[] = [];
  await watchers.add(socketOf(id, heard, shown), 0);
  await eventually(() => shown.at(-1) === 'agent', 'the agent as the owner');
  await conversations.settled(id);
  expect(heard).toEqual(['Hello', 'Ada has joined']);
  expect(shown).toEqual(['queue', 'agent']);
});

test('whoever connects while the log cannot be read is sent it as soon as it can', async () => {
  const stores = await openStores(store.connection);
  const id = randomUUID();
  const conversations: Conversations = createConversations({
    ...stores,
    clock: simulatedClock(),
    newId: randomUUID,
    settings: defaultSettings,
    committed: () => undefined,
    found: () => undefined,
    failed,
  });
  await conversations.open(id, 'IMS0000002', () => said('Hello', 'queue'));
  let away = true;
  const failures: string[] = [];
  const watchers = createWatchers(
    {
      ...stores.turns,
      async after(...range) {
        if (away) throw new Error('the store is away');
        return stores.turns.after(...range);
      },
    },
    () => conversations,
    (error) => failures.push(String(error)),
  );
  const heard: string[] = [];
  const shown: Owner[] = [];
  await watchers.add(socketOf(id, heard, shown), 0);
  await watchers.retry();
  expect(heard).toEqual([]);
  away = false;
  await watchers.retry();
  await watchers.retry();
  expect(heard).toEqual(['Hello']);
  expect(shown).toEqual(['queue']);
  expect(failures).toEqual(['Error: the store is away', 'Error: the store is away']);
  await conversations.settled(id);
});

/** Keeps the words that it was sent, and whose the conversation was said to be. */
function socketOf(conversationId: string, heard: string[], shown: Owner[]): Watcher {
  return {
    conversationId,
    post: (messages) => heard.push(...messages.map(({ text }) => text)),
    view: async ({ header }) => ({ key: header.owner, tell: () => shown.push(header.owner) }),
  };
}

function said(text: string, to: Owner): TurnDraft {
  return {
    cause: { kind: 'system', action: 'test' },
    events: [{ type: 'owner_changed', from: 'virtual_agent', to, why: 'test' }],
    messages: [{ type: 'text', text, from: { kind: 'system', name: 'System' } }],
  };
}
