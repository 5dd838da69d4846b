import {
  addAgent,
  addQueue,
  heldBy,
  openWorld,
  signIn,
  type World,
  waitingConversation,
} from '../handoff/world.ts';
import { dyingStores } from './dyingStores.ts';

/** Callbacks on the store, with any number of nodes (domain D3). */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
  await addAgent(world.node, 'anna');
});
afterEach(() => world.close());

/** The requester of this conversation asks to be called, as the topic's element does it. Answers the callback's id. */
async function asks(
  id: string,
  at: string | null = null,
  node = world.node,
  to = '+41446681800',
): Promise<string> {
  const callbackId = `callback-of-${id}-${at ?? 'now'}-${to}`;
  await node.deps.conversations.change(id, () => ({
    cause: { kind: 'requester', action: 'message' },
    events: [{ type: 'callback_requested', callbackId, queue: null, to, at }],
    messages: [],
  }));
  await node.deps.conversations.settled();
  return callbackId;
}

async function pass(seconds: number, ...nodes: (typeof world.node)[]): Promise<void> {
  world.clock.advance(seconds * 1_000);
  await world.node.handoff.beat(['anna']);
  const all = nodes.length === 0 ? [world.node] : nodes;
  await Promise.all(all.map(({ handoff }) => handoff.sweep()));
  for (const node of all) {
    await node.handoff.settled();
    await node.deps.conversations.settled();
  }
}

async function callsOf(from: string) {
  const { header } = await world.node.deps.conversations.load(from);
  const calls = await world.store.connection
    .collection('interactions')
    .find({ 'header.clonedFrom': header.number })
    .sort({ 'header.number': 1 })
    .toArray();
  return calls.map(({ header: call }) => call);
}

/** The agent takes the call that is on offer and ends it. */
async function answers(resolution: 'resolved' | 'unresolved', disposition?: string): Promise<void> {
  const [offered] = await world.node.deps.workItems.offeredTo('anna');
  if (offered === undefined) throw new Error('no call is on offer');
  await world.node.handoff.accept('anna', offered.id);
  await world.node.handoff.end('anna', offered.number, resolution, 'Called back', disposition);
  await world.node.deps.conversations.settled();
}

test('a call goes out at once to the agents of the queue, linked to where it was asked for', async () => {
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  await signIn(world.node, 'anna');
  await pass(1);
  const [call] = await callsOf(id);
  expect(call).toMatchObject({
    type: 'phone',
    subtype: 'callback',
    direction: 'outbound',
    clonedFrom: 'IMS0000100',
    owner: 'queue',
    openedFor: { name: 'Rita' },
  });
  await answers('resolved');
  await pass(5);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({
    state: 'done',
    attempts: 1,
  });
  await pass(3_600);
  expect(await callsOf(id)).toHaveLength(1);
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

test('one for a time comes a minute before it', async () => {
  const id = await world.conversation('IMS0000100');
  await asks(id, new Date(world.clock.now().getTime() + 600_000).toISOString());
  await pass(539);
  expect(await callsOf(id)).toHaveLength(0);
  await pass(1);
  expect(await callsOf(id)).toHaveLength(1);
});

test('who is not reached is called again after a while, and not more often than the settings say', async () => {
  Object.assign(world.settings.callbacks, { attempts: 3, retrySeconds: 900, timeoutSeconds: 172_800 });
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  await signIn(world.node, 'anna');
  await pass(1);
  await answers('unresolved');
  await pass(5);
  expect(await callsOf(id)).toHaveLength(1);
  await pass(900);
  expect(await callsOf(id)).toHaveLength(2);
  await pass(1);
  await answers('resolved', 'No answer');
  await pass(5);
  await pass(900);
  await pass(1);
  await answers('unresolved');
  await pass(5);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'given_up', attempts: 3 });
  await pass(3_600);
  expect(await callsOf(id)).toHaveLength(3);
  expect(world.node.failures).toEqual([]);
});

test('a call that nobody takes in time leaves the queue', async () => {
  world.settings.callbacks.timeoutSeconds = 3_600;
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  await pass(1);
  await pass(3_600);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'given_up' });
  expect((await callsOf(id))[0]).toMatchObject({ owner: 'none' });
  expect(await world.node.deps.workItems.countWaiting(['it'])).toBe(0);
});

test('a call that was opened before a crash leaves the queue, too, when nobody takes it in time', async () => {
  world.settings.callbacks.timeoutSeconds = 3_600;
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  for (let at = 1, opened = false; !opened; at += 1) {
    const dying = await world.addNode(dyingStores(at).wrap);
    await pass(60, dying).catch(() => undefined);
    opened = (await callsOf(id)).length > 0;
  }
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'waiting' });
  await pass(3_600);
  await pass(5);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'given_up' });
  expect((await callsOf(id))[0]).toMatchObject({ owner: 'none' });
  expect(await world.node.deps.workItems.countWaiting(['it'])).toBe(0);
});

test('a call that is deleted is followed no longer', async () => {
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  await pass(1);
  const [call] = await callsOf(id);
  await world.store.connection.collection<{ _id: string }>('interactions').deleteOne({ _id: call.id });
  await world.store.connection.collection('work_items').deleteMany({ interactionId: call.id });
  world.node.deps.conversations.forget(call.id);
  await pass(5);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'given_up' });
  expect(world.node.failures).toEqual([]);
});

test('one that somebody takes at the last moment is not given up before it has ended', async () => {
  world.settings.callbacks.timeoutSeconds = 3_600;
  const id = await world.conversation('IMS0000100');
  const callbackId = await asks(id);
  await pass(1);
  await signIn(world.node, 'anna');
  const node = await world.addNode();
  world.clock.advance(3_600_000);
  await world.node.handoff.beat(['anna']);
  const { conversations } = node.deps;
  const { load } = conversations;
  // Between the look at the call and its end the agent takes it.
  conversations.load = async (wanted) => {
    const state = await load(wanted);
    await world.node.handoff.claim('anna', wanted);
    return state;
  };
  await node.handoff.sweep();
  conversations.load = load;
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ open: true, state: 'calling' });
  const [call] = await callsOf(id);
  await world.node.handoff.end('anna', call.number, 'resolved', 'Called back');
  await pass(5);
  expect(await world.node.deps.callbacks.get(callbackId)).toMatchObject({ state: 'done' });
});

test('many that cannot be opened keep no other from it, and each is reported once a minute', async () => {
  const node = await world.addNode(({ interactions, ...stores }) => ({
    ...stores,
    interactions: {
      ...interactions,
      load: (id) =>
        id.startsWith('broken') ? Promise.reject(new Error('it cannot be read')) : interactions.load(id),
    },
  }));
  const now = world.clock.now();
  for (let n = 0; n < 200; n += 1)
    await node.deps.callbacks.request({
      id: `broken-${n}`,
      v: 1,
      rev: 1,
      state: 'waiting',
      open: true,
      interactionId: `broken-${n}`,
      queue: null,
      to: `+4144668${2_000 + n}`,
      dueAt: now,
      expiresAt: new Date(now.getTime() + 172_800_000),
      attempts: 0,
      callId: `call-${n}`,
    });
  world.clock.advance(1_000);
  const id = await world.conversation('IMS0000100');
  await asks(id);
  for (let round = 0; round < 3; round += 1) await pass(1, node);
  expect(await callsOf(id)).toHaveLength(1);
  expect(node.failures).toHaveLength(200);
});

test('the queue where the requester waited makes the call', async () => {
  await addQueue(world.node, { id: 'second', name: 'Second Line', order: 50, isDefault: false });
  const { id } = await waitingConversation(world, 'IMS0000100');
  await asks(id);
  await pass(1);
  expect((await callsOf(id))[0]).toMatchObject({ queue: { id: 'it' } });
});

test('who asks again in a conversation is called once, on the number and at the time said last', async () => {
  const id = await world.conversation('IMS0000100');
  await asks(id, new Date(world.clock.now().getTime() + 600_000).toISOString());
  await asks(id, null, world.node, '+41446681801');
  await pass(1);
  await pass(600);
  expect(await callsOf(id)).toHaveLength(1);
  const { context } = await world.node.deps.conversations.load((await callsOf(id))[0].id);
  expect(context).toEqual({ phone: '+41446681801' });
});

test('a number that several ask for is called once, at the earliest of their times', async () => {
  const first = await world.conversation('IMS0000100');
  const second = await world.conversation('IMS0000101');
  await asks(first, new Date(world.clock.now().getTime() + 600_000).toISOString());
  await asks(second);
  await pass(1);
  await pass(600);
  expect([...(await callsOf(first)), ...(await callsOf(second))]).toHaveLength(1);
  expect(await world.store.connection.collection('callbacks').countDocuments()).toBe(1);
});

test('the number to call is in no short description: lists and notices show those', async () => {
  const id = await world.conversation('IMS0000100');
  await asks(id);
  await pass(1);
  const [call] = await callsOf(id);
  const item = await world.node.deps.workItems.get(call.id);
  expect(`${call.shortDescription} ${item?.shortDescription}`).not.toContain('446681800');
});

test('two nodes, or one that dies at any write, make one call', async () => {
  const survivor = await world.addNode();
  for (let at = 1, died = true; died; at += 1) {
    const id = await world.conversation(`IMS${String(1_000 + at).padStart(7, '0')}`);
    const { wrap, written } = dyingStores(at);
    const dying = await world.addNode(wrap);
    await asks(id, null, dying, `+4144668${String(1_000 + at)}`).catch(() => undefined);
    const asked = (await world.node.deps.turns.after(id, 0)).some((turn) =>
      turn.events.some(({ type }) => type === 'callback_requested'),
    );
    await pass(1, dying, dying).catch(() => undefined);
    // What the dead node left behind is found when the conversation is looked at, as the server's sweeper does.
    await survivor.deps.conversations.load(id);
    await pass(1, survivor, world.node);
    await pass(60, survivor, world.node);
    expect(await callsOf(id)).toHaveLength(asked ? 1 : 0);
    died = written() >= at;
  }
});
