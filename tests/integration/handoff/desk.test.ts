import { comparePlaces } from '../../../handoff/routing/positionOf.ts';
import {
  addAgent,
  addQueue,
  openWorld,
  requesterEnds,
  signIn,
  standingOf,
  type World,
  waitingConversation,
} from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

test('the inbox shows offers, conversations with their last message, capacity, and how many wait', async () => {
  const { handoff, deps } = world.node;
  await addAgent(world.node, 'anna', { capacity: 2 });
  await signIn(world.node, 'anna');
  const first = await waitingConversation(world, 'IMS0000001');
  await handoff.accept('anna', first.workItemId);
  world.clock.advance(5_000);
  await deps.conversations.change(first.id, () => ({
    cause: { kind: 'requester', action: 'message' },
    events: [],
    messages: [{ type: 'text', text: 'hello?', from: { kind: 'requester', name: 'Rita' } }],
  }));
  const second = await waitingConversation(world, 'IMS0000002');
  await waitingConversation(world, 'IMS0000003');
  world.clock.advance(2_000);
  await deps.conversations.settled();

  expect(await handoff.inbox('anna')).toEqual({
    offers: [
      {
        workItemId: second.workItemId,
        interaction: 'IMS0000002',
        queue: 'IT Help',
        expiresAt: '2026-03-02T12:00:35.000Z',
        openedFor: 'Rita',
        shortDescription: 'VPN keeps dropping',
        sentiment: null,
        waitSeconds: 2,
        mayReject: true,
      },
    ],
    invitations: [],
    conversations: [
      {
        interaction: 'IMS0000001',
        workItemId: first.workItemId,
        openedFor: 'Rita',
        shortDescription: 'VPN keeps dropping',
        sentiment: null,
        state: 'work_in_progress',
        role: 'holder',
        help: false,
        acceptedAt: '2026-03-02T12:00:00.000Z',
        lastMessage: {
          text: 'hello?',
          at: '2026-03-02T12:00:05.000Z',
          from: { kind: 'requester', name: 'Rita' },
        },
      },
    ],
    capacity: { held: 1, max: 2 },
    waiting: 2,
    lost: [],
  });
  await expect(handoff.inbox('nobody')).rejects.toMatchObject({ code: 'not_found' });
});

test('places move up when somebody leaves, and everybody’s banner comes from one read', async () => {
  const { handoff, deps, notes } = world.node;
  const waiting = [];
  for (let n = 1; n <= 4; n += 1) {
    waiting.push(await waitingConversation(world, `IMS000000${n}`));
    world.clock.advance(1_000);
  }
  const places = async () =>
    (await handoff.waitingIn('it')).map(({ interactionId, position }) => [interactionId, position]);
  expect(await places()).toEqual(waiting.map(({ id }, index) => [id, index + 1]));
  const moved = notes.filter((note) => note.kind === 'queue_moved').length;
  await requesterEnds(world.node, waiting[1]?.id ?? '');
  expect(notes.filter((note) => note.kind === 'queue_moved').length).toBeGreaterThan(moved);
  expect(await places()).toEqual([
    [waiting[0]?.id, 1],
    [waiting[2]?.id, 2],
    [waiting[3]?.id, 3],
  ]);
  const items = await deps.workItems.waiting('it', 10);
  for (const [index, item] of items.toSorted(comparePlaces).entries())
    expect((await standingOf(world.node, item.id))?.position).toBe(index + 1);
});

test('who waits is told an estimate once there are examples, and it grows with the place', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'anna', { capacity: 10 });
  await world.node.deps.agents.beat(['anna'], 'node-1', world.clock.now());
  await world.node.deps.agents.setPresence('anna', 'away', null, world.clock.now());
  for (let n = 1; n <= 3; n += 1) {
    const { id } = await waitingConversation(world, `IMS000000${n}`);
    expect((await standingOf(world.node, id))?.estimatedWaitRange).toBeNull();
    world.clock.advance(60_000);
    await handoff.beat(['anna']);
    await handoff.claim('anna', id);
  }
  const next = await waitingConversation(world, 'IMS0000004');
  const after = await waitingConversation(world, 'IMS0000005');
  expect(await standingOf(world.node, next.id)).toMatchObject({ position: 1, estimatedWaitRange: [60, 60] });
  expect(await standingOf(world.node, after.id)).toMatchObject({
    position: 2,
    estimatedWaitRange: [120, 120],
  });
});

test('what does not wait has no place', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'anna');
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await handoff.claim('anna', id);
  expect(await standingOf(world.node, id)).toBeNull();
  expect(await standingOf(world.node, workItemId)).toBeNull();
  expect(await standingOf(world.node, 'nothing')).toBeNull();
});

test('a change of an agent’s profile keeps presence and held work', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await handoff.accept('anna', workItemId);
  await addAgent(world.node, 'anna', { capacity: 3, skills: ['vpn'] });
  expect(await handoff.agent('anna')).toMatchObject({
    presence: 'available',
    held: [{ workItemId }],
    capacity: 3,
    skills: [{ skill: 'vpn', level: 1 }],
  });
});
