import {
  type AgentClient,
  connectRequester,
  eventually,
  openAgent,
  openRequester,
} from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

/** T5 on two nodes without Redis: what a node remembers of a guest who went on elsewhere is not what counts. */
const settings = { handoff: { leaseSeconds: 600 } };
let store: TestStore;
let here: InProcess;
let there: InProcess;
let agent: AgentClient;
beforeAll(async () => {
  store = await openTestStore();
  here = await startInProcess({ store, settings });
  there = await startInProcess({ store, settings, clock: here.clock });
  agent = await openAgent(there.url, await there.login('agent1@example.com'));
  await agent.is('available');
});
afterAll(async () => {
  agent.leave();
  await here.close();
  await there.close();
  await store.close();
});

test('a guest who began here, and is lost there while a person has the conversation, is out after the grace time', async () => {
  const began = await openRequester(here.url);
  await began.hears(/./);
  await began.says('hello');
  began.leave();
  const { session } = began;
  const guest = await connectRequester(there.url, session, 0);
  await guest.says('agent');
  await agent.accepts(await agent.isOffered(session.interactionNumber));
  await guest.becomes('agent');
  guest.leave();
  const presence = store.connection.collection('guest_presence');
  await eventually(
    async () =>
      (await presence.countDocuments({ conversationId: session.conversationId, goneAt: { $exists: true } })) >
      0,
    'the lost connection to be known',
  );
  for (const seconds of [155, 150]) {
    here.clock.advance(seconds * 1_000);
    await here.server.sweep();
  }
  const headers = store.connection.collection<{ _id: string; header: { state: string } }>('interactions');
  await eventually(
    async () => (await headers.findOne({ _id: session.conversationId }))?.header.state === 'closed_abandoned',
    'the conversation to be closed',
  );
});
