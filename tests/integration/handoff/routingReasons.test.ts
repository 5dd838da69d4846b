import { explainAnew } from '../../../handoff/routing/explain.ts';
import type { WorkItem } from '../../../handoff/workItem.ts';
import { newWorkItem } from '../../../handoff/workItem.ts';
import { addAgent, addQueue, openWorld, readsAll, signIn, type World } from './world.ts';

/** Everybody who waits has a reason that is true, whatever else waits (domain D2, F7 9). */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});
beforeEach(async () => {
  for (const name of ['agents', 'work_items', 'queues'])
    await world.node.connection.collection(name).deleteMany({});
  await addQueue(world.node);
});
afterEach(() => {
  expect(world.node.failures).toEqual([]);
});

/** Work as a node left it that died before it looked for an agent. */
async function left(id: string, more: Partial<WorkItem> = {}): Promise<void> {
  const work = {
    workItemId: id,
    interactionId: `of ${id}`,
    number: `IMS ${id}`,
    queueId: 'it',
    type: more.type ?? 'chat',
    skills: [],
    shortDescription: '',
    openedFor: { id: 'rita', name: 'Rita' },
    sentiment: null,
  };
  await world.node.deps.workItems.insert({ ...newWorkItem(work, world.clock.now()), ...more });
}
const decisionOf = async (id: string) => (await world.node.deps.workItems.get(id))?.decision;
const now = async (id: string) => (await world.node.handoff.routing(`IMS ${id}`, readsAll)).now;

/** As in `sweep`, without the repair that would miss the conversations of this work. */
async function looks(): Promise<void> {
  await world.node.handoff.assign();
  await explainAnew(world.node.deps);
}

test('what waits for the opening says so, and does not stand before the reasons of others', async () => {
  const closed = { timeZone: 'UTC', hours: [], holidays: [] };
  await addQueue(world.node, { id: 'night', name: 'Night', isDefault: false, schedule: closed });
  await addAgent(world.node, 'anna', { queues: ['night', 'it'], capacity: 4 });
  await signIn(world.node, 'anna');
  for (let n = 0; n < 60; n += 1) await left(`message ${n}`, { queueId: 'night', type: 'messaging' });
  await left('chat', { skills: [{ skill: 'cobol', level: 1, mandatory: true }] });
  await looks();
  await looks();
  expect(await decisionOf('chat')).toMatchObject({ reasons: [{ agentId: 'anna', why: 'lacks cobol' }] });
  const why = 'waits for the opening';
  expect(await decisionOf('message 59')).toMatchObject({ agentId: null, why, reasons: [] });
  expect(await now('message 59')).toMatchObject({ agent: null, why, candidates: [] });
});

test('what comes after others is not said to be for the agent that they get', async () => {
  await addAgent(world.node, 'anna', { capacity: 1 });
  await signIn(world.node, 'anna');
  await left('first');
  await left('second');
  expect(await now('first')).toMatchObject({ agent: { id: 'anna' } });
  expect(await now('second')).toMatchObject({
    agent: null,
    why: 'comes after 1 others',
    candidates: [{ agent: { id: 'anna' }, why: 'full: 0 held and 1 on offer, of 1', chosen: false }],
  });
});

test('what was passed on to one agent speaks of that agent alone', async () => {
  for (const id of ['anna', 'bert']) await addAgent(world.node, id);
  await signIn(world.node, 'anna');
  await left('kept', { reservedFor: 'bert' });
  expect(await now('kept')).toMatchObject({ agent: null, candidates: [{ agent: { id: 'bert' } }] });
});
