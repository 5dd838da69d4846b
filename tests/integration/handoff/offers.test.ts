import {
  addAgent,
  addQueue,
  heldBy,
  openWorld,
  ownersOf,
  readsAll,
  requesterEnds,
  signIn,
  textsOf,
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

const offersTo = (agentId: string): string[] =>
  world.node.notes.flatMap((note) =>
    note.kind === 'offer_made' && note.agentId === agentId ? [note.offer.interaction] : [],
  );
const withdrawnFrom = (agentId: string): string[] =>
  world.node.notes.flatMap((note) =>
    note.kind === 'offer_withdrawn' && note.agentId === agentId ? [note.why] : [],
  );

test('a requester waits, an agent gets the offer and accepts, and both see it', async () => {
  const { handoff, notes } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');

  expect(notes).toContainEqual({
    kind: 'offer_made',
    agentId: 'anna',
    offer: {
      workItemId,
      interaction: 'IMS0000001',
      queue: 'IT Help',
      expiresAt: '2026-03-02T12:00:30.000Z',
      openedFor: 'Rita',
      shortDescription: 'VPN keeps dropping',
      sentiment: null,
      waitSeconds: 0,
      mayReject: true,
    },
  });
  expect(await handoff.accept('anna', workItemId)).toEqual({
    workItemId,
    interactionId: id,
    interaction: 'IMS0000001',
  });
  expect(await textsOf(world.node, id)).toEqual([
    'I am connecting you with an agent. One moment, please.',
    'Anna has joined the conversation.',
  ]);
  const { header } = await world.node.deps.conversations.load(id);
  expect(header).toMatchObject({
    owner: 'agent',
    state: 'work_in_progress',
    assignedTo: { id: 'anna', name: 'Anna' },
    queue: { name: 'IT Help' },
  });
  expect(await handoff.holds('anna', 'IMS0000001')).toBe(true);
});

test('accepting again, from another tab, is the same acceptance', async () => {
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  const { handoff } = world.node;
  const tabs = await Promise.all([handoff.accept('anna', workItemId), handoff.accept('anna', workItemId)]);
  expect(tabs[0]).toEqual(tabs[1]);
  expect(await heldBy(world.node, 'anna')).toEqual([workItemId]);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
});

test('a rejected offer goes to the next agent, with the reason kept', async () => {
  const { handoff, deps } = world.node;
  for (const id of ['anna', 'bert']) {
    await addAgent(world.node, id);
    await signIn(world.node, id);
  }
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  expect(offersTo('anna')).toEqual(['IMS0000001']);
  await handoff.reject('anna', workItemId, 'lunch');
  await handoff.settled();
  expect(offersTo('bert')).toEqual(['IMS0000001']);
  expect(withdrawnFrom('anna')).toEqual(['lunch']);
  const item = await deps.workItems.get(workItemId);
  expect(item?.offers).toMatchObject([{ agentId: 'anna', outcome: 'rejected', reason: 'lunch' }]);
  await expect(handoff.accept('anna', workItemId)).rejects.toMatchObject({ code: 'gone' });
});

test('an offer that nobody answers goes to the next agent after its time (T10)', async () => {
  const { handoff } = world.node;
  for (const id of ['anna', 'bert']) {
    await addAgent(world.node, id);
    await signIn(world.node, id);
  }
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  world.clock.advance(29_999);
  await handoff.sweep();
  expect(offersTo('bert')).toEqual([]);
  world.clock.advance(1);
  await handoff.beat(['anna', 'bert']);
  await handoff.sweep();
  expect(withdrawnFrom('anna')).toEqual(['the time for an answer is over']);
  expect(offersTo('bert')).toEqual(['IMS0000001']);
  await expect(handoff.accept('bert', workItemId)).resolves.toMatchObject({ workItemId });
});

test('when there is nobody else, the same agent is asked again after a while', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await handoff.reject('anna', workItemId, 'busy');
  world.clock.advance(19_000);
  await handoff.sweep();
  expect(offersTo('anna')).toHaveLength(1);
  world.clock.advance(1_000);
  await handoff.sweep();
  expect(offersTo('anna')).toHaveLength(2);
});

test('nobody is offered more than they have room for', async () => {
  const { handoff, deps } = world.node;
  await addAgent(world.node, 'anna', { capacity: 2 });
  await signIn(world.node, 'anna');
  const ids = [];
  for (const n of [1, 2, 3, 4]) ids.push((await waitingConversation(world, `IMS000000${n}`)).workItemId);
  expect(offersTo('anna')).toEqual(['IMS0000001', 'IMS0000002']);
  await handoff.accept('anna', ids[0] ?? '');
  await handoff.accept('anna', ids[1] ?? '');
  await handoff.settled();
  expect(offersTo('anna')).toHaveLength(2);
  await handoff.end('anna', 'IMS0000001', 'resolved');
  await handoff.settled();
  expect(offersTo('anna')).toEqual(['IMS0000001', 'IMS0000002', 'IMS0000003']);
  expect((await deps.workItems.get(ids[3] ?? ''))?.state).toBe('queued');
});

test('an offer that arrives when the last unit went to a claim is refused with "capacity" and goes on', async () => {
  const { handoff, deps } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const first = await waitingConversation(world, 'IMS0000001');
  const second = await waitingConversation(world, 'IMS0000002');
  await handoff.claim('anna', 'IMS0000002');
  await expect(handoff.accept('anna', first.workItemId)).rejects.toMatchObject({ code: 'capacity' });
  await handoff.settled();
  expect((await deps.workItems.get(first.workItemId))?.state).toBe('queued');
  expect(await heldBy(world.node, 'anna')).toEqual([second.workItemId]);
});

test('who goes away gets no offers, and the one on the table goes to a colleague at once', async () => {
  const { handoff } = world.node;
  for (const id of ['anna', 'bert']) {
    await addAgent(world.node, id);
    await signIn(world.node, id);
  }
  await waitingConversation(world, 'IMS0000001');
  await handoff.setPresence('anna', 'away');
  await handoff.settled();
  expect(withdrawnFrom('anna')).toEqual(['the agent is away']);
  expect(offersTo('bert')).toEqual(['IMS0000001']);
});

test('work that waited is offered when an agent arrives', async () => {
  await addAgent(world.node, 'anna');
  await waitingConversation(world, 'IMS0000001');
  expect(offersTo('anna')).toEqual([]);
  await signIn(world.node, 'anna');
  expect(offersTo('anna')).toEqual(['IMS0000001']);
});

test('the requester ends while the offer is out: it is withdrawn, and accepting comes too late', async () => {
  const { handoff } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await requesterEnds(world.node, id);
  expect(withdrawnFrom('anna')).toEqual(['the conversation ended: left_before_engagement']);
  await expect(handoff.accept('anna', workItemId)).rejects.toMatchObject({ code: 'gone' });
  expect(await handoff.inbox('anna')).toMatchObject({ offers: [], capacity: { held: 0 }, waiting: 0 });
});

test('the queue with the lowest order is served first, then priority, then arrival', async () => {
  const { deps, handoff } = world.node;
  await addQueue(world.node, { id: 'vip', name: 'VIP', order: 1, isDefault: false });
  await addAgent(world.node, 'anna', { capacity: 1, queues: ['it', 'vip'] });
  await addQueue(world.node, {
    priorityRules: [{ when: 'interaction.number == "IMS-urgent"', priority: 5 }],
  });
  const work = [
    ['first', 'it'],
    ['urgent', 'it'],
    ['vip', 'vip'],
  ] as const;
  for (const [name, queueId] of work) {
    const interactionId = await world.conversation(`IMS-${name}`);
    await deps.conversations.change(interactionId, (state) => ({
      cause: { kind: 'system', action: 'test' },
      events: [
        { type: 'owner_changed', from: state.header.owner, to: 'queue', why: 'test', workItemId: name },
      ],
      messages: [],
    }));
    await handoff.enqueue({
      workItemId: name,
      interactionId,
      number: `IMS-${name}`,
      queueId,
      type: 'chat',
      skills: [],
      shortDescription: name,
      openedFor: { id: 'rita', name: 'Rita' },
      sentiment: null,
    });
    world.clock.advance(1_000);
  }
  await signIn(world.node, 'anna');
  for (const name of ['vip', 'urgent', 'first']) {
    await handoff.accept('anna', name);
    await handoff.end('anna', `IMS-${name}`, 'resolved', 'done');
    await handoff.settled();
  }
  expect(offersTo('anna')).toEqual(['IMS-vip', 'IMS-urgent', 'IMS-first']);
});

test('enqueueing the same work twice is one place in the queue', async () => {
  const { handoff, deps } = world.node;
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await handoff.enqueue({
    workItemId,
    interactionId: id,
    number: 'IMS0000001',
    queueId: 'it',
    type: 'chat',
    skills: [],
    shortDescription: 'again',
    openedFor: { id: 'rita', name: 'Rita' },
    sentiment: null,
  });
  expect(await deps.workItems.countWaiting(['it'])).toBe(1);
});

describe('claim', () => {
  test('takes waiting work out of turn, without an offer', async () => {
    const { handoff } = world.node;
    await addAgent(world.node, 'anna', { capacity: 2 });
    const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
    expect(await handoff.claim('anna', 'IMS0000001')).toMatchObject({ workItemId });
    expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
  });

  test('takes it out of a colleague’s offer, who is told', async () => {
    const { handoff } = world.node;
    await addAgent(world.node, 'anna');
    await addAgent(world.node, 'bert');
    await signIn(world.node, 'anna');
    const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
    await handoff.claim('bert', id);
    expect(withdrawnFrom('anna')).toEqual(['a colleague has claimed it']);
    await expect(handoff.accept('anna', workItemId)).rejects.toMatchObject({ code: 'gone' });
    expect(await heldBy(world.node, 'anna')).toEqual([]);
  });

  test('is refused for held work, full agents, foreign queues and what does not wait', async () => {
    const { handoff } = world.node;
    await addAgent(world.node, 'anna');
    await addAgent(world.node, 'bert');
    await addAgent(world.node, 'carl', { queues: ['hr'] });
    await waitingConversation(world, 'IMS0000001');
    await waitingConversation(world, 'IMS0000002');
    await handoff.claim('anna', 'IMS0000001');
    await expect(handoff.claim('bert', 'IMS0000001')).rejects.toMatchObject({ code: 'conflict' });
    await expect(handoff.claim('anna', 'IMS0000002')).rejects.toMatchObject({ code: 'capacity' });
    await expect(handoff.claim('carl', 'IMS0000002')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(handoff.claim('anna', 'IMS9999999')).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('why somebody waits and why an agent was chosen is stored (F7 9)', async () => {
  const { handoff, deps } = world.node;
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  await addAgent(world.node, 'bert');
  const offered = await waitingConversation(world, 'IMS0000001');
  const queued = await waitingConversation(world, 'IMS0000002');
  expect((await deps.workItems.get(offered.workItemId))?.decision).toMatchObject({
    agentId: 'anna',
    reasons: [{ agentId: 'anna', why: 'chosen: 1 of 1 free' }],
  });
  const { items, now } = await handoff.routing('IMS0000002', readsAll);
  expect(items.map(({ kind }) => kind)).toEqual(['queued', 'decided']);
  expect(items[1]?.candidates).toEqual([
    { agent: { id: 'anna', name: 'Anna' }, why: 'full: 0 held and 1 on offer, of 1', chosen: false },
  ]);
  expect(now?.agent).toBeNull();
  expect(queued.workItemId).not.toBe(offered.workItemId);
});
