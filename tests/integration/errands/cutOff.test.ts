import type { Turn } from '../../../interactions/turn.ts';
import { type AgentClient, api, eventually, openAgent, type Requester } from '../../support/clients.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** Whatever takes the requester from a topic that runs beside a person: the log says that the topic ended, once. */
const { folder, remove } = errandTopics();
let node: Errands;
let supervisor: AgentClient;
beforeAll(async () => {
  node = await openErrands(folder, { settings: { handoff: { leaseSeconds: 45, defaultCapacity: 20 } } });
  supervisor = await openAgent(node.url, await node.login('supervisor@example.com'));
  await supervisor.is('away');
});
afterAll(async () => {
  node.agent.leave();
  supervisor.leave();
  await node.close();
  remove();
});

interface Talk {
  requester: Requester;
  number: string;
}
const ways: Record<string, (talk: Talk) => Promise<unknown>> = {
  'the requester ends': ({ requester }) => requester.ends(),
  'the agent ends': ({ number }) => node.agent.ends(number, { shortDescription: 'a mouse' }),
  'a supervisor ends': ({ number }) =>
    api(node.url, `/interactions/${number}/close`, supervisor.token, {
      method: 'POST',
      body: { shortDescription: 'a mouse' },
    }),
  'it is passed on': ({ number }) =>
    node.agent.socket.emitWithAck('conversation:transfer', {
      interaction: number,
      to: { agent: 'supervisor' },
    }),
  'a supervisor takes over': ({ number }) =>
    supervisor.socket.emitWithAck('work:claim', { interaction: number }),
  'it goes back to the Virtual Agent': ({ number }) =>
    node.agent.socket.emitWithAck('conversation:return', { interaction: number }),
  'the guest is gone': async ({ requester }) => {
    requester.leave();
    const presence = node.store.connection.collection('guest_presence');
    const { conversationId } = requester.session;
    await eventually(
      async () => (await presence.countDocuments({ conversationId, goneAt: { $exists: true } })) > 0,
      'the lost connection to be known',
    );
    await node.pass(155);
    await node.pass(155);
  },
};

const eventsOf = async ({ requester }: Talk): Promise<Turn['events']> => {
  const turns = node.store.connection.collection<Pick<Turn, 'events' | 'interactionId'>>('turns');
  const found = await turns
    .find({ interactionId: requester.session.conversationId })
    .sort({ seq: 1 })
    .toArray();
  return found.flatMap(({ events }) => events);
};

test.each(Object.entries(ways))('%s', async (_, takes) => {
  const talk = await inTalk(node);
  await node.agent.socket.emitWithAck('topic:start', { interaction: talk.number, topic: 'device' });
  await talk.requester.hears(/What is the device called/);
  await takes(talk);
  await eventually(
    async () => (await eventsOf(talk)).some(({ type }) => type === 'errand_ended'),
    'the end of the topic in the log',
  );
  const events = await eventsOf(talk);
  const ended = events.filter((event) => event.type === 'errand_ended');
  expect(ended).toEqual([{ type: 'errand_ended', topic: 'device', outcome: 'stopped' }]);
  const runs = events.flatMap((event) => (event.type === 'topic_started' ? [event] : []));
  const device = runs.find(({ topic }) => topic === 'device')?.runId;
  const over = events.filter((event) => event.type === 'topic_ended' && event.runId === device);
  expect(over).toMatchObject([{ topic: 'device', outcome: 'cancelled' }]);
  talk.requester.leave();
});
