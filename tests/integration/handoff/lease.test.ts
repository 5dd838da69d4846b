import {
  addAgent,
  addQueue,
  heldBy,
  openWorld,
  ownersOf,
  signIn,
  textsOf,
  type World,
  waitingConversation,
} from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { capacity: 2 });
  await signIn(world.node, 'anna');
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

async function held(): Promise<{ id: string; workItemId: string }> {
  const waiting = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.accept('anna', waiting.workItemId);
  return waiting;
}

test('an agent who vanishes loses the work after the lease: old place, requester told in the same turn', async () => {
  const { handoff, deps, notes } = world.node;
  const { id, workItemId } = await held();
  world.clock.advance(45_000);
  await handoff.sweep();
  expect(await handoff.holds('anna', id)).toBe(true);
  world.clock.advance(1);
  notes.splice(0);
  await handoff.sweep();

  expect(await handoff.holds('anna', id)).toBe(false);
  const [turn] = (await deps.turns.after(id, 0)).slice(-1);
  expect(turn?.events).toMatchObject([{ type: 'owner_changed', from: 'agent', to: 'queue' }]);
  expect(turn?.messages.map(({ text }) => text)).toEqual([
    'The connection to Anna was lost. A colleague will take over. You are next in the queue.',
  ]);
  expect(await heldBy(world.node, 'anna')).toEqual([]);
  expect(await handoff.agent('anna')).toMatchObject({ presence: 'offline' });
  expect(notes).toContainEqual({ kind: 'presence_changed', agentId: 'anna' });
  const item = await deps.workItems.get(workItemId);
  expect(item).toMatchObject({ state: 'queued', enqueuedAt: new Date('2026-03-02T12:00:00.000Z') });
  expect(item?.offers.at(-1)).toMatchObject({ agentId: 'anna', outcome: 'lost' });
});

test('a node that could not keep its own agents’ leases up takes nothing back in that round', async () => {
  const { handoff } = world.node;
  const { id } = await held();
  world.clock.advance(60_000);
  await handoff.sweep({ takeBack: false });
  expect(await handoff.holds('anna', id)).toBe(true);
  await handoff.beat(['anna']);
  await handoff.sweep();
  expect(await handoff.holds('anna', id)).toBe(true);
});

test('heartbeats keep the work', async () => {
  const { handoff } = world.node;
  const { id } = await held();
  for (let beat = 0; beat < 10; beat += 1) {
    world.clock.advance(20_000);
    await handoff.beat(['anna']);
    await handoff.sweep();
  }
  expect(await handoff.holds('anna', id)).toBe(true);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
});

test('a reload of the page within the lease loses nothing', async () => {
  const { handoff } = world.node;
  const { id } = await held();
  await handoff.left('anna');
  world.clock.advance(44_000);
  await handoff.sweep();
  await handoff.arrived('anna');
  world.clock.advance(44_000);
  await handoff.sweep();
  expect(await handoff.holds('anna', id)).toBe(true);
  expect(await handoff.agent('anna')).toMatchObject({ presence: 'available' });
});

test('without a socket there are no offers, though the lease goes on', async () => {
  const { handoff, notes } = world.node;
  await handoff.left('anna');
  await waitingConversation(world, 'IMS0000001');
  expect(notes.filter((note) => note.kind === 'offer_made')).toEqual([]);
  await handoff.arrived('anna');
  await handoff.settled();
  expect(notes.filter((note) => note.kind === 'offer_made')).toHaveLength(1);
});

test('tabs on two nodes are one agent: closing one of them changes nothing', async () => {
  const other = await world.addNode();
  await other.handoff.arrived('anna');
  await world.node.handoff.left('anna');
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await expect(other.handoff.accept('anna', workItemId)).resolves.toMatchObject({ workItemId });
  world.clock.advance(44_000);
  await other.handoff.beat(['anna']);
  world.clock.advance(44_000);
  await world.node.handoff.sweep();
  expect(await other.handoff.holds('anna', workItemId)).toBe(false);
  expect(await other.handoff.holds('anna', 'IMS0000001')).toBe(true);
});

test('who comes back later finds an empty desk and the work with a colleague', async () => {
  const { handoff } = world.node;
  const { id, workItemId } = await held();
  await addAgent(world.node, 'bert');
  world.clock.advance(46_000);
  await signIn(world.node, 'bert');
  await handoff.sweep();
  await handoff.accept('bert', workItemId);
  await handoff.arrived('anna');
  expect(await handoff.inbox('anna')).toMatchObject({ conversations: [], capacity: { held: 0, max: 2 } });
  await expect(handoff.end('anna', id, 'resolved', 'x')).rejects.toMatchObject({ code: 'forbidden' });
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna', 'queue', 'bert']);
  expect((await textsOf(world.node, id)).at(-1)).toBe('Bert has joined the conversation.');
});

test('two nodes that sweep at once take the work back once', async () => {
  const other = await world.addNode();
  const { id } = await held();
  world.clock.advance(46_000);
  await Promise.all([world.node.handoff.sweep(), other.handoff.sweep()]);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna', 'queue']);
  const told = [...world.node.notes, ...other.notes].filter((note) => note.kind === 'presence_changed');
  // That Anna came, and that Anna is gone.
  expect(told).toHaveLength(2);
});

test('an unknown presence or agent is refused', async () => {
  const { handoff } = world.node;
  await expect(handoff.setPresence('anna', 'dancing')).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ path: 'state' }],
  });
  await expect(handoff.setPresence('nobody', 'away')).rejects.toMatchObject({ code: 'not_found' });
});
