import type { WorkItem } from '../../../handoff/workItem.ts';
import { acceptStep, finishStep, offerStep, takeBackStep } from '../../../handoff/workItemSteps.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { expectConsistent } from './invariants.ts';
import {
  addAgent,
  addQueue,
  heldBy,
  type Node,
  openWorld,
  ownersOf,
  requestOnly,
  signIn,
  standingOf,
  textsOf,
  type World,
  waitingConversation,
} from './world.ts';

/** A process dies between two steps; another one starts and sweeps. The half states are made by the stores' own calls. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { capacity: 2 });
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

/** The node that starts after the crash has swept: its first sweep repairs. */
async function restart(): Promise<Node> {
  const node = await world.addNode();
  await node.handoff.sweep();
  await node.handoff.settled();
  await node.deps.conversations.settled();
  expect(node.failures).toEqual([]);
  return node;
}

async function read(workItemId: string): Promise<WorkItem> {
  const item = await world.node.deps.workItems.get(workItemId);
  if (item === null) throw new Error('there is no such work item');
  return item;
}

/** Away, so that nothing is offered beside what the test makes. */
async function annaIsAway(): Promise<void> {
  await world.node.deps.agents.beat(['anna'], 'node-1', world.clock.now());
  await world.node.deps.agents.setPresence('anna', 'away', null, world.clock.now());
}

async function held(): Promise<{ id: string; workItemId: string }> {
  await annaIsAway();
  const waiting = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.claim('anna', waiting.id);
  return waiting;
}

test('after the request, before the queue: the work is made from the log, at its old place, skills and all', async () => {
  const early = await world.conversation('IMS0000001');
  const workItemId = await requestOnly(world, early, { skills: ['vpn'], shortDescription: 'VPN' });
  await world.node.deps.conversations.settled();
  world.clock.advance(60_000);
  await waitingConversation(world, 'IMS0000002');
  const node = await restart();
  expect(await read(workItemId)).toMatchObject({
    state: 'queued',
    skills: [{ skill: 'vpn', level: 1, mandatory: true }],
    shortDescription: 'VPN',
    enqueuedAt: new Date('2026-03-02T12:00:00.000Z'),
  });
  expect(await standingOf(node, early)).toMatchObject({ position: 1 });
  await expectConsistent(world, [early], node);
});

test('after the unit, before the work item: the unit is given back once nobody can be accepting any more', async () => {
  await annaIsAway();
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await world.node.deps.agents.take('anna', unit(workItemId, world.clock.now()), () => true);
  await restart();
  expect(await heldBy(world.node, 'anna')).toEqual([workItemId]);
  world.clock.advance(45_000);
  await world.node.handoff.beat(['anna']);
  await restart();
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

test('after the work item, before the log: the log says who has it, and the requester reads it', async () => {
  await annaIsAway();
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  const item = await read(workItemId);
  await world.node.deps.agents.take('anna', unit(workItemId, world.clock.now()), () => true);
  await world.node.deps.workItems.step(item, acceptStep(item, 'anna', world.clock.now()));
  const node = await restart();
  expect(await ownersOf(node, id)).toEqual(['queue', 'anna']);
  expect((await textsOf(node, id)).at(-1)).toBe('Anna has joined the conversation.');
  await expectConsistent(world, [id], node);
});

test('work that is held without a unit gets one', async () => {
  await annaIsAway();
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  const item = await read(workItemId);
  await world.node.deps.workItems.step(item, acceptStep(item, 'anna', world.clock.now()));
  await restart();
  expect(await heldBy(world.node, 'anna')).toEqual([workItemId]);
  await expectConsistent(world, [id]);
});

test('after giving the work back, before anything else: the unit is free and the requester is told', async () => {
  const { id, workItemId } = await held();
  const item = await read(workItemId);
  await world.node.deps.workItems.step(item, takeBackStep(item, world.clock.now(), 'returned', 'unresolved'));
  const node = await restart();
  expect(await ownersOf(node, id)).toEqual(['queue', 'anna', 'queue']);
  expect((await textsOf(node, id)).at(-1)).toBe(
    'Anna has passed your conversation on to colleagues. You are next in the queue.',
  );
  // The unit may have been taken anew for this very work; it goes when that cannot be any more.
  world.clock.advance(45_000);
  await node.handoff.beat(['anna']);
  await node.handoff.sweep();
  await expectConsistent(world, [id], node);
});

test('after the end in the log, before the work item: the work is closed and the unit is free', async () => {
  const { id, workItemId } = await held();
  world.node.dies = true;
  await world.node.deps.conversations.change(id, (state) => ({
    cause: { kind: 'agent', action: 'ended', agent: { id: 'anna', name: 'Anna' } },
    events: closeEvents(state, 'agent_end', { kind: 'agent', name: 'Anna' }, 'done'),
    messages: [],
  }));
  await world.node.deps.conversations.settled();
  const node = await restart();
  expect(await read(workItemId)).toMatchObject({ state: 'closed', open: false });
  await expectConsistent(world, [id], node);
});

test('the header was not written either: the log is what counts', async () => {
  const { id, workItemId } = await held();
  const state = await world.node.deps.conversations.load(id);
  await world.node.deps.turns.insert({
    v: 1,
    _id: 'the-last-turn',
    interactionId: id,
    seq: state.lastSeq + 1,
    lastSeq: state.lastSeq + 1,
    at: world.clock.now(),
    cause: { kind: 'requester', action: 'ended' },
    events: closeEvents(state, 'requester_end', { kind: 'requester', name: 'Rita' }, 'done'),
    messages: [],
    sentiment: null,
  });
  // Nothing looks wrong from the header; the agent who tries to give it back finds out.
  await expect(world.node.handoff.end('anna', id, 'unresolved')).rejects.toMatchObject({ code: 'closed' });
  await world.node.handoff.settled();
  expect((await read(workItemId)).open).toBe(false);
  await expectConsistent(world, [id]);
});

test('after the work item ended, before its unit: the unit is free at once', async () => {
  const { id, workItemId } = await held();
  const item = await read(workItemId);
  world.node.dies = true;
  await world.node.deps.conversations.change(id, (state) => ({
    cause: { kind: 'requester', action: 'ended' },
    events: closeEvents(state, 'requester_end', { kind: 'requester', name: 'Rita' }, 'done'),
    messages: [],
  }));
  await world.node.deps.conversations.settled();
  await world.node.deps.workItems.step(item, finishStep(item, world.clock.now(), 'over'));
  await restart();
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

test('after an offer, before the agent heard of it: it goes on when its time is over (T10)', async () => {
  await annaIsAway();
  await addAgent(world.node, 'bert');
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  const item = await read(workItemId);
  const now = world.clock.now();
  await world.node.deps.workItems.step(
    item,
    offerStep(item, 'anna', now, 30, { at: now, agentId: 'anna', reasons: [] }),
  );
  await signIn(world.node, 'bert');
  world.clock.advance(30_000);
  const node = await restart();
  expect(node.notes).toContainEqual(expect.objectContaining({ kind: 'offer_made', agentId: 'bert' }));
});

test('an agent marked as lost still has work: it goes back', async () => {
  const { id } = await held();
  world.clock.advance(46_000);
  const now = world.clock.now();
  await world.node.deps.agents.markLost('anna', now, now);
  const node = await restart();
  expect(await ownersOf(node, id)).toEqual(['queue', 'anna', 'queue']);
  await expectConsistent(world, [id], node);
});

test('work ended and its conversation did not: it gets new work, so that nobody waits for ever', async () => {
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001', { skills: ['vpn'] });
  const item = await read(workItemId);
  await world.node.deps.workItems.step(item, finishStep(item, world.clock.now(), 'a bug'));
  const [one, two] = await Promise.all([world.addNode(), world.addNode()]);
  await Promise.all([one.handoff.sweep(), two.handoff.sweep()]);
  const [anew, ...more] = await world.node.deps.workItems.openOf(id);
  expect(more).toEqual([]);
  expect(anew).toMatchObject({ state: 'queued', skills: [{ skill: 'vpn', level: 1, mandatory: true }] });
  expect(anew?.id).not.toBe(workItemId);
  await expectConsistent(world, [id], one);
});

test('work of a conversation that does not exist is cancelled', async () => {
  const { deps } = world.node;
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  const item = await read(workItemId);
  await deps.workItems.insert({ ...item, id: 'orphan', interactionId: 'nowhere', number: 'IMS9' });
  await restart();
  expect(await read('orphan')).toMatchObject({ state: 'cancelled', why: 'the conversation does not exist' });
});

test('heartbeats of dead nodes are removed', async () => {
  await world.node.deps.agents.beat(['anna'], 'dead', world.clock.now());
  world.clock.advance(60_000);
  await world.node.handoff.arrived('anna');
  await restart();
  expect(Object.keys((await world.node.deps.agents.get('anna'))?.beats ?? {})).toEqual(['node-1']);
});

test('where nothing is wrong, repair on two nodes at once writes nothing', async () => {
  const { id, workItemId } = await held();
  const waiting = await waitingConversation(world, 'IMS0000002');
  await world.node.deps.conversations.settled();
  await world.node.handoff.sweep();
  const before = [await read(workItemId), await read(waiting.workItemId), await heldBy(world.node, 'anna')];
  const nodes = [await world.addNode(), await world.addNode()];
  await Promise.all(nodes.map((node) => node.handoff.sweep()));
  expect([await read(workItemId), await read(waiting.workItemId), await heldBy(world.node, 'anna')]).toEqual(
    before,
  );
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
});

test('the expensive part runs at the first sweep and then every half minute', async () => {
  const { handoff, deps } = world.node;
  await annaIsAway();
  await handoff.sweep();
  // Old enough that nobody is about to open it.
  const long = new Date(world.clock.now().getTime() - 45_000);
  await deps.agents.take('anna', unit('no-such-work', long), () => true);
  await handoff.sweep();
  expect(await heldBy(world.node, 'anna')).toEqual(['no-such-work']);
  world.clock.advance(30_000);
  await handoff.sweep();
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

function unit(workItemId: string, at: Date) {
  return { workItemId, at, type: 'chat', size: 1 } as const;
}
