import {
  addAgent,
  addQueue,
  type Node,
  openWorld,
  signIn,
  type World,
  waitingConversation,
} from './world.ts';

/** What agents are, what they were, and what follows from letting an offer pass or doing nothing (domain D1). */

let world: World;
let other: Node;
beforeEach(async () => {
  world = await openWorld();
  other = await world.addNode();
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { groups: ['first_line'] });
  await signIn(world.node, 'anna');
});
afterEach(async () => {
  expect([...world.node.failures, ...other.failures]).toEqual([]);
  await other.handoff.settled();
  await world.close();
});

const presenceOf = async (id: string) => {
  const agent = await world.node.handoff.agent(id);
  return [agent?.presence, agent?.presenceReason];
};
const statesOf = async (id: string) =>
  (await world.node.handoff.presenceHistory(id, 50)).map(({ state, reason }) => [state, reason]);
/** Time passes with Anna's tab open. */
async function passes(seconds: number): Promise<void> {
  world.clock.advance(seconds * 1_000);
  await world.node.handoff.beat(['anna']);
}

test('what an agent was is kept, with reasons and times', async () => {
  const { handoff } = world.node;
  await passes(600);
  await handoff.setPresence('anna', 'break', 'Lunch');
  await passes(1_800);
  await handoff.setPresence('anna', 'available');
  const [now, lunch, before] = await handoff.presenceHistory('anna', 3);
  expect(now).toMatchObject({ state: 'available', reason: null, to: null });
  expect(lunch).toMatchObject({ state: 'break', reason: 'Lunch', to: now?.from });
  expect(Number(lunch?.to) - Number(lunch?.from)).toBe(1_800_000);
  expect(before).toMatchObject({ state: 'available', to: lunch?.from });
});

test('the same presence again, from another tab, is no other time', async () => {
  const since = (await world.node.handoff.agent('anna'))?.presenceSince;
  await passes(10);
  await Promise.all([world.node, other].map(({ handoff }) => handoff.setPresence('anna', 'available')));
  expect((await world.node.handoff.agent('anna'))?.presenceSince).toEqual(since);
  expect(await statesOf('anna')).toEqual([
    ['available', null],
    ['offline', null],
  ]);
});

test('set on two nodes at once, each time is kept once and none overlaps', async () => {
  await passes(5);
  await Promise.all(
    ['away', 'break', 'busy', 'available', 'away', 'break'].map((state, n) =>
      (n % 2 === 0 ? world.node : other).handoff.setPresence('anna', state),
    ),
  );
  const times = await world.node.handoff.presenceHistory('anna', 50);
  const [now, ...over] = times;
  expect(now?.state).toBe((await world.node.handoff.agent('anna'))?.presence);
  for (const [index, { to }] of over.entries()) expect(to).toEqual(times[index]?.from);
});

test('a reason that there is not, and a state for other groups, are refused', async () => {
  const { handoff } = world.node;
  world.settings.presence.states.push({
    name: 'training',
    label: 'Training others',
    available: false,
    types: [],
    groups: ['trainers'],
  });
  await expect(handoff.setPresence('anna', 'break', 'No idea')).rejects.toMatchObject({ code: 'invalid' });
  await expect(handoff.setPresence('anna', 'training')).rejects.toMatchObject({ code: 'invalid' });
  await addAgent(world.node, 'anna', { groups: ['trainers'] });
  await handoff.setPresence('anna', 'training');
  expect(await presenceOf('anna')).toEqual(['training', null]);
});

test('a presence of one’s own takes work when it says so', async () => {
  const { handoff } = world.node;
  world.settings.presence.states.push({
    name: 'backup',
    label: 'Backup',
    available: true,
    types: ['chat'],
    groups: [],
  });
  await handoff.setPresence('anna', 'backup');
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  expect((await world.node.deps.workItems.get(workItemId))?.offeredTo).toBe('anna');
});

test('a presence that excludes what is on offer gives it to others at once; what it takes stays', async () => {
  const { handoff, deps } = world.node;
  const calls = { name: 'calls', label: 'Calls', available: true, types: ['phone' as const], groups: [] };
  world.settings.presence.states.push(calls, { ...calls, name: 'chats', types: ['chat'] });
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await handoff.setPresence('anna', 'chats');
  expect((await deps.workItems.get(workItemId))?.offeredTo).toBe('anna');
  await handoff.setPresence('anna', 'calls');
  await handoff.settled();
  expect(await deps.workItems.get(workItemId)).toMatchObject({ state: 'queued', offeredTo: null });
});

test('whoever is in a presence that is removed is away, and is told', async () => {
  const { handoff, notes } = world.node;
  world.settings.presence.states.push({ name: 'backup', label: '', available: true, types: [], groups: [] });
  await handoff.setPresence('anna', 'backup');
  world.settings.presence.states.pop();
  await passes(30);
  notes.splice(0);
  await handoff.sweep();
  expect(await presenceOf('anna')).toEqual(['away', 'state removed']);
  expect(notes).toContainEqual({ kind: 'presence_changed', agentId: 'anna' });
  await handoff.setPresence('anna', 'available');
});

describe('an offer that nobody answers', () => {
  beforeEach(() => {
    world.settings.handoff.presenceAfterTimeout = 'away';
  });

  test('sets the agent to what the settings say, with the reason, and offers that stand go on', async () => {
    const { handoff, notes } = world.node;
    await addAgent(world.node, 'anna', { capacity: 2 });
    await waitingConversation(world, 'IMS0000001');
    await passes(20);
    const second = await waitingConversation(world, 'IMS0000002');
    await passes(10);
    notes.splice(0);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['away', 'let an offer pass']);
    expect((await world.node.deps.workItems.get(second.workItemId))?.state).toBe('queued');
    expect(notes).toContainEqual({ kind: 'presence_changed', agentId: 'anna' });
  });

  test('leaves alone who chose something meanwhile', async () => {
    const { handoff, deps } = world.node;
    await waitingConversation(world, 'IMS0000001');
    await passes(20);
    await deps.agents.setPresence('anna', 'busy', null, world.clock.now());
    await passes(10);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['busy', null]);
  });

  test('and the agent who sets another presence at that moment: the agent’s own stands', async () => {
    for (let round = 0; round < 5; round += 1) {
      await world.node.handoff.setPresence('anna', 'available');
      await waitingConversation(world, `IMS000000${round}`);
      await passes(31);
      await Promise.all([
        world.node.handoff.sweep(),
        other.handoff.sweep(),
        other.handoff.setPresence('anna', 'break', 'Lunch'),
      ]);
      expect(await presenceOf('anna')).toEqual(['break', 'Lunch']);
      const { deps, handoff } = world.node;
      for (const item of await deps.workItems.waiting('it', 10))
        await deps.workItems.step(item, {
          to: 'cancelled',
          set: { open: false, offeredTo: null },
        });
      await handoff.settled();
    }
  });
});

describe('doing nothing', () => {
  beforeEach(() => {
    world.settings.presence.inactiveSeconds = 300;
  });

  test('an available agent is away after the time, whatever the heartbeats say', async () => {
    const { handoff } = world.node;
    await passes(299);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['available', null]);
    await passes(1);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['away', 'inactive']);
    expect((await statesOf('anna'))[0]).toEqual(['away', 'inactive']);
  });

  test('whoever does something is not', async () => {
    const { handoff } = world.node;
    await passes(200);
    await handoff.acted('anna');
    await passes(200);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['available', null]);
  });

  test('who takes no work anyhow is left alone, and nobody is where it is off', async () => {
    const { handoff } = world.node;
    await handoff.setPresence('anna', 'break', 'Meeting');
    await passes(1_000);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['break', 'Meeting']);
    world.settings.presence.inactiveSeconds = 0;
    await handoff.setPresence('anna', 'available');
    await passes(10_000);
    await handoff.sweep();
    expect(await presenceOf('anna')).toEqual(['available', null]);
  });

  test('an act that comes between the look and the write wins', async () => {
    const { agents } = world.node.deps;
    await passes(301);
    const read = await agents.get('anna');
    if (read === null) throw new Error('there is no Anna');
    const since = new Date(world.clock.now().getTime() - 300_000);
    await other.handoff.acted('anna');
    expect(await agents.putPresence(read, 'away', 'inactive', world.clock.now(), since)).toBeNull();
    expect(await presenceOf('anna')).toEqual(['available', null]);
  });
});
