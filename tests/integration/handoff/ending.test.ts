import { newWorkItem, workOf } from '../../../handoff/workItem.ts';
import {
  addAgent,
  addQueue,
  asksForPerson,
  causesOf,
  heldBy,
  openWorld,
  ownersOf,
  requesterEnds,
  signIn,
  standingOf,
  textsOf,
  type World,
  waitingConversation,
} from './world.ts';

let world: World;
let id: string;
let workItemId: string;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  ({ id, workItemId } = await waitingConversation(world, 'IMS0000001', { shortDescription: '' }));
  await world.node.handoff.accept('anna', workItemId);
  await world.node.handoff.settled();
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

const stateOfWork = async (): Promise<string | undefined> =>
  (await world.node.deps.workItems.get(workItemId))?.state;

test('resolved: the conversation closes as agent ended, the work closes, the unit is free (P03)', async () => {
  const { handoff, deps } = world.node;
  expect(await handoff.end('anna', 'IMS0000001', 'resolved', 'VPN profile renewed')).toEqual({
    state: 'closed_complete',
    stateReason: 'agent_ended',
  });
  const { header } = await deps.conversations.load(id);
  expect(header).toMatchObject({
    closeRule: 'P03',
    closedBy: { kind: 'agent', name: 'Anna' },
    resolution: 'resolved',
    shortDescription: 'VPN profile renewed',
    owner: 'none',
  });
  expect((await textsOf(world.node, id)).at(-1)).toBe('Anna has ended the conversation.');
  expect(await stateOfWork()).toBe('closed');
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

test('closing needs a short description: without one nothing changes (D4)', async () => {
  const { handoff } = world.node;
  await expect(handoff.end('anna', id, 'resolved', '  ')).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ path: 'shortDescription' }],
  });
  expect(await stateOfWork()).toBe('accepted');
  expect(await handoff.holds('anna', id)).toBe(true);
});

test('only the agent who holds it may end it or give it back', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'bert');
  await expect(handoff.end('bert', id, 'resolved', 'x')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(handoff.end('bert', id, 'unresolved')).rejects.toMatchObject({ code: 'forbidden' });
  expect(await stateOfWork()).toBe('accepted');
});

test('unresolved: back to the old place, the requester is told, the agent is left in peace for a while', async () => {
  const { handoff, deps, notes } = world.node;
  world.clock.advance(5_000);
  const behind = await waitingConversation(world, 'IMS0000002');
  expect(await handoff.end('anna', 'IMS0000001', 'unresolved')).toEqual({
    state: 'on_hold',
    stateReason: null,
  });
  await handoff.settled();
  expect((await textsOf(world.node, id)).at(-1)).toBe(
    'Anna has passed your conversation on to colleagues. You are next in the queue.',
  );
  expect((await deps.conversations.load(id)).header).toMatchObject({
    owner: 'queue',
    assignedTo: null,
    resolution: 'unresolved',
  });
  expect(await standingOf(world.node, id)).toMatchObject({ name: 'IT Help', position: 1 });
  expect(await standingOf(world.node, behind.workItemId)).toMatchObject({ position: 2 });
  // Anna is free now: the next in line is hers, the one that she gave back is not.
  expect(notes.findLast((note) => note.kind === 'offer_made')).toMatchObject({
    agentId: 'anna',
    offer: { interaction: 'IMS0000002' },
  });
});

test('the requester ends: the work is closed and the unit is free, once', async () => {
  const { handoff, notes } = world.node;
  const state = await requesterEnds(world.node, id);
  await handoff.settle(state);
  expect(await stateOfWork()).toBe('closed');
  expect(await heldBy(world.node, 'anna')).toEqual([]);
  expect(notes.filter((note) => note.kind === 'inbox_changed').length).toBe(2);
  await expect(handoff.end('anna', id, 'resolved', 'x')).rejects.toMatchObject({ code: 'forbidden' });
});

test('back to the Virtual Agent: the work is over, and the next request is new work that stays', async () => {
  const { deps, handoff } = world.node;
  const { state } = await deps.conversations.change(id, (current) => ({
    cause: { kind: 'agent', action: 'returned', agent: { id: 'anna', name: 'Anna' } },
    events: [{ type: 'owner_changed', from: current.header.owner, to: 'virtual_agent', why: 'given back' }],
    messages: [],
  }));
  await handoff.settle(state);
  expect(await stateOfWork()).toBe('closed');
  expect(await heldBy(world.node, 'anna')).toEqual([]);

  const again = await asksForPerson(world, id);
  // The first settle comes late, from a slow node.
  await handoff.settle(state);
  expect((await deps.workItems.get(again))?.state).toBe('pending_accept');
  await handoff.accept('anna', again);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna', 'virtual_agent', 'queue', 'anna']);
});

test('back to the Virtual Agent, which asks for a person in the same turn: the old work does not stay beside the new', async () => {
  const { deps, handoff } = world.node;
  const queue = { id: 'it', name: 'IT Help' };
  const { state } = await deps.conversations.change(id, (current) => ({
    cause: { kind: 'agent', action: 'handed_back', agent: { id: 'anna', name: 'Anna' } },
    events: [
      { type: 'owner_changed', from: current.header.owner, to: 'virtual_agent', why: 'given back' },
      {
        type: 'handoff_requested',
        outcome: 'queued',
        queue,
        shortDescription: 'again',
        workItemId: 'anew',
        skills: [],
        context: {},
        reasons: [],
      },
      { type: 'owner_changed', from: 'virtual_agent', to: 'queue', why: 'asked', queue, workItemId: 'anew' },
    ],
    messages: [],
  }));
  await handoff.enqueue(workOf(state, 'anew', 'it'));
  expect((await deps.workItems.openOf(id)).map((item) => item.id)).toEqual(['anew']);
  expect(await heldBy(world.node, 'anna')).not.toContain(workItemId);
  // What a crash left beside it goes too.
  await deps.workItems.insert({ ...newWorkItem(workOf(state, 'ghost', 'it'), world.clock.now()) });
  await (await world.addNode()).handoff.sweep();
  expect((await deps.workItems.openOf(id)).map((item) => item.id)).toEqual(['anew']);
});

test('the log names who did what', async () => {
  await world.node.handoff.end('anna', id, 'resolved', 'done');
  expect((await causesOf(world.node, id)).map(({ kind, action }) => `${kind} ${action}`)).toEqual([
    'requester opened',
    'requester message',
    'agent accepted',
    'agent ended',
  ]);
});
