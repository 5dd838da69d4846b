import { type AgentClient, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { topicsFolder } from '../../support/topicsFolder.ts';

/** Asking whether anybody is there, and asking for a person, get the same answer in the same turn (domain F7 5). */

const topic = (name: string, keyword: string, queue = ''): string => `name: ${name}
title: ${name}
keywords:
  en: [${keyword}]
elements:
  - id: ask
    kind: agent_availability
    into: people
    ${queue}
  - id: told
    kind: text
    text: "Beforehand: {{ vaVars.people.outcome }} {{ vaVars.people.queue }}."
  - id: script
    kind: script
    into: there
    script: return vaSystem.isLiveAgentAvailable()
  - id: told_too
    kind: text
    text: "By script: {{ vaVars.there }}."
  - id: transfer
    kind: transfer
    ${queue}
`;
const { folder, remove } = topicsFolder({
  beforehand: topic('beforehand', 'xylophone'),
  misnamed: topic('misnamed', 'zeppelin', 'queue: nowhere'),
});
let app: InProcess;
let agent: AgentClient;
beforeEach(async () => {
  app = await startInProcess({ topicsDir: folder, settings: { survey: { probability: 0 } } });
  agent = await openAgent(app.url, await app.login('agent1@example.com'));
  await agent.is('available');
});
afterEach(async () => {
  agent.leave();
  await app.close();
});
afterAll(remove);

const change = (collection: string, id: string, set: Record<string, unknown>) =>
  app.store.connection.collection<{ _id: string }>(collection).updateOne({ _id: id }, { $set: set });
const closed = { timeZone: 'UTC', hours: [], holidays: [] };

/** What the topic was told beforehand, and what became of the transfer. */
async function answers(words = 'xylophone', session: Record<string, unknown> = {}) {
  const requester = await openRequester(app.url, session);
  await requester.says(words);
  const { text } = await requester.hears(/Beforehand: /);
  const { text: script } = await requester.hears(/By script: /);
  requester.leave();
  const turns = await app.store.connection.collection('turns').find().sort({ seq: 1 }).toArray();
  const asked = turns.flatMap(({ events }) => events).filter(({ type }) => type === 'handoff_requested');
  const { outcome, queue } = asked.at(-1);
  expect(text).toBe(`Beforehand: ${outcome} ${queue.name}.`);
  expect(script).toBe(`By script: ${outcome === 'offered' || outcome === 'queued'}.`);
  return { outcome, queue: queue.id };
}

test('a queue that takes the work by a condition', async () => {
  await change('queues', 'network', { when: 'context.plan == "gold"' });
  await change('queues', 'service_desk', { schedule: closed });
  expect(await answers('xylophone', { context: { plan: 'gold' } })).toEqual({
    outcome: 'offered',
    queue: 'network',
  });
});

test('messaging while the queue is closed', async () => {
  await change('queues', 'service_desk', { schedule: closed });
  expect(await answers('xylophone', { channel: 'async_web' })).toMatchObject({ outcome: 'queued' });
});

test('agents of another domain', async () => {
  await change('agents', 'agent1', { scope: { domain: 'global/acme', application: 'global' } });
  expect(await answers()).toMatchObject({ outcome: 'no_agents' });
});

test('a queue that is not there', async () => {
  expect(await answers('zeppelin')).toEqual({ outcome: 'offered', queue: 'service_desk' });
});
