import { type AgentClient, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { topicsFolder } from '../../support/topicsFolder.ts';

/** Whatever the topic of a rung asks for, the ladder ends: nobody goes round in queues without a word (domain F7 4). */

const { folder, remove } = topicsFolder({
  again: `name: again
title: Ask once more
elements:
  - id: ask
    kind: transfer
    on:
      no_agents: second
  - id: second
    kind: transfer
    queue: network
`,
  later: `name: later
title: Ask a little later
elements:
  - id: wait
    kind: pause
    seconds: 5
  - id: ask
    kind: transfer
`,
  broken: `name: broken
title: Fails
elements:
  - id: ask
    kind: callback
    phone: '"no number"'
`,
  asks: `name: asks
title: Asks first
elements:
  - id: sure
    kind: yes_no_input
    prompt: Shall I try once more?
    yes: ask
    no: no_more
  - id: ask
    kind: transfer
  - id: no_more
    kind: text
    text: As you like.
`,
});
let app: InProcess;
/** Somebody is there and takes nothing, so that a second request would wait again. */
let agent: AgentClient;
beforeEach(async () => {
  app = await startInProcess({ topicsDir: folder, settings: { survey: { probability: 0 } } });
  agent = await openAgent(app.url, await app.login('agent1@example.com'));
  await agent.is('away');
});
afterEach(async () => {
  agent.leave();
  await app.close();
});
afterAll(remove);

async function climbsTo(topic: string) {
  const queues = app.store.connection.collection<{ _id: string }>('queues');
  const ladder = [{ kind: 'topic', topic }];
  await queues.updateMany({}, { $set: { maxWaitSeconds: 60, ladder } });
  const requester = await openRequester(app.url);
  await requester.says('agent');
  await requester.becomes('queue');
  await app.pass(60);
  return requester;
}

const openWork = () => app.store.connection.collection('work_items').countDocuments({ open: true });
const requests = async () => {
  const turns = await app.store.connection.collection('turns').find().sort({ seq: 1 }).toArray();
  return turns
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'handoff_requested')
    .map(({ outcome }) => outcome);
};

test.each(['again', 'later', 'broken'])(
  'the rung’s topic %s puts nobody into a queue again',
  async (topic) => {
    const requester = await climbsTo(topic);
    await requester.becomes('virtual_agent');
    await app.pass(10);
    expect(await openWork()).toBe(0);
    const [first, ...others] = await requests();
    expect(first).toBe('queued');
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others)).toEqual(new Set(['no_agents']));
    await app.pass(120);
    expect(await openWork()).toBe(0);
    expect(requester.changes.at(-1)).toMatchObject({ owner: 'virtual_agent' });
    requester.leave();
  },
);

test('who asks for it after that waits again', async () => {
  const requester = await climbsTo('asks');
  await requester.hears(/try once more/);
  await requester.says('yes');
  await requester.becomes('queue');
  // The requester hears of it before the work enters the queue.
  await eventually(async () => (await openWork()) === 1, 'the work');
  expect(await requests()).toEqual(['queued', 'queued']);
  requester.leave();
});
