import fc from 'fast-check';
import type { LadderRung, Queue } from '../../../contracts/handoff.ts';
import {
  addAgent,
  addQueue,
  type Node,
  openWorld,
  ownersOf,
  requesterEnds,
  signIn,
  textsOf,
  type World,
  waitingConversation,
} from '../handoff/world.ts';
import { dyingStores } from './dyingStores.ts';

/** What happens by itself while somebody waits, on the store, with any number of nodes. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function pass(seconds: number, nodes: Node[] = [world.node]): Promise<void> {
  world.clock.advance(seconds * 1_000);
  await Promise.all(
    nodes.map(async ({ handoff }) => {
      await handoff.sweepWaiting();
      await handoff.sweep();
    }),
  );
  for (const node of nodes) {
    await node.handoff.settled();
    await node.deps.conversations.settled();
  }
}

const failuresOf = (node: Node) => node.failures.map(({ where, error }) => `${where}: ${error}`);
const itemOf = async (id: string) => (await world.node.deps.workItems.get(id)) ?? undefined;
const count = (texts: string[], pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;

const news: Partial<Queue> = {
  steps: [
    {
      afterSeconds: 30,
      everySeconds: 60,
      do: { kind: 'say', text: { en: 'Still looking. You are number {position}.', de: 'Wir suchen noch.' } },
    },
    { afterSeconds: 45, everySeconds: null, do: { kind: 'priority', by: 5 } },
  ],
};

test('who waits hears what the queue says, again and again, and moves up', async () => {
  await addQueue(world.node, news);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await pass(29);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(0);
  await pass(1);
  expect(await textsOf(world.node, id)).toContain('Still looking. You are number 1.');
  await pass(15);
  expect(await itemOf(workItemId)).toMatchObject({ priority: 5, raised: 5, state: 'queued' });
  await pass(44);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(1);
  await pass(1);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(2);
  await pass(600);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(3);
  expect(await itemOf(workItemId)).toMatchObject({ raised: 5 });
  expect(failuresOf(world.node)).toEqual([]);
});

test('nothing more is said once somebody has the conversation, and it begins anew when it comes back', async () => {
  await addQueue(world.node, news);
  await addAgent(world.node, 'anna', { capacity: 2 });
  const { id } = await waitingConversation(world, 'IMS0000001');
  await signIn(world.node, 'anna');
  await world.node.handoff.claim('anna', id);
  await world.node.handoff.beat(['anna']);
  await pass(40);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(0);
  await world.node.handoff.setPresence('anna', 'away');
  await world.node.handoff.end('anna', id, 'unresolved');
  await pass(29);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(0);
  await pass(1);
  expect(count(await textsOf(world.node, id), /Still looking/)).toBe(1);
});

test('two nodes that sweep at the same time say and raise each thing once', async () => {
  await addQueue(world.node, news);
  const other = await world.addNode();
  const waiting = [];
  for (let n = 1; n <= 8; n += 1) waiting.push(await waitingConversation(world, `IMS000000${n}`));
  for (let round = 0; round < 4; round += 1) await pass(30, [world.node, other, world.node, other]);
  await other.handoff.settled();
  for (const { id, workItemId } of waiting) {
    expect(count(await textsOf(world.node, id), /Still looking/)).toBe(2);
    expect(await itemOf(workItemId)).toMatchObject({ raised: 5 });
  }
});

const ladder: Partial<Queue> = {
  maxWaitSeconds: 60,
  ladder: [
    { kind: 'wait', seconds: 30 },
    { kind: 'queue', queue: 'second', seconds: 120 },
    { kind: 'leave_message' },
  ],
  texts: { en: { maxWait: 'That took too long, sorry.' } },
};

test('the ladder: waits on, goes to the second queue with the time waited, then a message is left', async () => {
  await addQueue(world.node, ladder);
  await addQueue(world.node, { id: 'second', name: 'Second Line', order: 200, isDefault: false });
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  const entered = (await itemOf(workItemId))?.enqueuedAt;
  await pass(60);
  expect(count(await textsOf(world.node, id), /too long/)).toBe(1);
  expect(await itemOf(workItemId)).toMatchObject({ queueId: 'it', state: 'queued' });
  await pass(30);
  expect(await itemOf(workItemId)).toMatchObject({ queueId: 'second', enqueuedAt: entered, state: 'queued' });
  expect(await textsOf(world.node, id)).toContain('I am asking Second Line now. You are next in the queue.');
  const { header } = await world.node.deps.conversations.load(id);
  expect(header).toMatchObject({ owner: 'queue', queue: { id: 'second', name: 'Second Line' } });
  await pass(119);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'queued' });
  await pass(1);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled', open: false });
  expect(count(await textsOf(world.node, id), /too long/)).toBe(1);
  expect((await textsOf(world.node, id)).at(-1)).toMatch(/leave a message/);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'queue', 'virtual_agent']);
  expect(failuresOf(world.node)).toEqual([]);
});

test('a second queue that is closed or gone is passed over at once', async () => {
  await addQueue(world.node, ladder);
  const shut = { timeZone: 'UTC', hours: [], holidays: [] };
  await addQueue(world.node, {
    id: 'second',
    name: 'Second Line',
    order: 200,
    isDefault: false,
    schedule: shut,
  });
  const first = await waitingConversation(world, 'IMS0000001');
  await pass(60);
  await pass(30);
  expect(await itemOf(first.workItemId)).toMatchObject({ state: 'cancelled' });
});

test('without a ladder the longest wait ends with a message', async () => {
  await addQueue(world.node, { maxWaitSeconds: 60 });
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await pass(60);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
  expect(await textsOf(world.node, id)).toContain('I am sorry, nobody could take your conversation so far.');
});

test('an offer that stands when the time comes is honoured', async () => {
  await addQueue(world.node, { maxWaitSeconds: 60 });
  await addAgent(world.node, 'anna');
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await pass(50);
  await signIn(world.node, 'anna');
  expect(await itemOf(workItemId)).toMatchObject({ state: 'pending_accept', offeredTo: 'anna' });
  await pass(15);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'pending_accept' });
  await world.node.handoff.accept('anna', workItemId);
  await pass(20);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
});

test('the end comes even when everybody lets every offer pass (domain D3)', async () => {
  await addQueue(world.node, { maxWaitSeconds: 120 });
  world.settings.handoff.reofferAfterSeconds = 0;
  for (const id of ['anna', 'ben', 'carl']) await addAgent(world.node, id);
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  for (const id of ['anna', 'ben', 'carl']) await signIn(world.node, id);
  for (let seconds = 0; seconds < 120 + 60; seconds += 5) {
    await world.node.handoff.beat(['anna', 'ben', 'carl']);
    await pass(5);
  }
  const item = await itemOf(workItemId);
  expect(item).toMatchObject({ state: 'cancelled' });
  expect(item?.offers.filter(({ outcome }) => outcome === 'timed_out').length).toBeGreaterThan(2);
});

test('the end comes even when everybody rejects, at any moment', async () => {
  await addQueue(world.node, { maxWaitSeconds: 60 });
  world.settings.handoff.reofferAfterSeconds = 0;
  const crew = ['anna', 'ben', 'carl'];
  for (const id of crew) await addAgent(world.node, id);
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  for (const id of crew) await signIn(world.node, id);
  let seconds = 0;
  for (; seconds < 300; seconds += 1) {
    const item = await itemOf(workItemId);
    if (item?.open !== true) break;
    if (item.offeredTo !== null) await world.node.handoff.reject(item.offeredTo, workItemId, 'Busy');
    await world.node.handoff.settled();
    await world.node.handoff.beat(crew);
    await pass(1);
  }
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
  // One offer that stood at that moment may be honoured to its end.
  expect(seconds).toBeLessThan(60 + world.settings.handoff.offerSeconds + 5);
});

test('two nodes that sweep at the same time take each rung once', async () => {
  await addQueue(world.node, ladder);
  await addQueue(world.node, { id: 'second', name: 'Second Line', order: 200, isDefault: false });
  const other = await world.addNode();
  const waiting = [];
  for (let n = 1; n <= 8; n += 1) waiting.push(await waitingConversation(world, `IMS000000${n}`));
  for (const seconds of [60, 30, 120]) await pass(seconds, [world.node, other, world.node, other]);
  for (const { id, workItemId } of waiting) {
    expect(await ownersOf(world.node, id)).toEqual(['queue', 'queue', 'virtual_agent']);
    expect(count(await textsOf(world.node, id), /too long/)).toBe(1);
    expect(count(await textsOf(world.node, id), /leave a message/)).toBe(1);
    expect(await itemOf(workItemId)).toMatchObject({ open: false });
  }
});

/** Lets a process die at each of its writes in turn, and looks at what the other makes of it. */
async function dyingAtEachWrite(
  passes: { dying: number[]; survivor: number[] },
  look: (node: Node, waiting: { id: string; workItemId: string }) => Promise<void>,
): Promise<number> {
  const survivor = await world.addNode();
  for (let at = 1; ; at += 1) {
    const waiting = await waitingConversation(world, `IMS${String(at).padStart(7, '0')}`);
    const { wrap, written } = dyingStores(at);
    const dying = await world.addNode(wrap);
    for (const seconds of passes.dying) await pass(seconds, [dying]).catch(() => undefined);
    for (const seconds of passes.survivor) await pass(seconds, [survivor]);
    await look(survivor, waiting);
    await requesterEnds(survivor, waiting.id);
    if (written() < at) return at;
  }
}

test('a process that dies at any write of the ladder leaves nobody in the queue', async () => {
  await addQueue(world.node, {
    maxWaitSeconds: 60,
    ladder: [{ kind: 'queue', queue: 'second', seconds: 120 }],
  });
  await addQueue(world.node, { id: 'second', name: 'Second Line', order: 200, isDefault: false });
  const passes = { dying: [60, 120], survivor: [0, 120, 30] };
  const deaths = await dyingAtEachWrite(passes, async (node, { id, workItemId }) => {
    const texts = await textsOf(node, id);
    expect(await itemOf(workItemId)).toMatchObject({ open: false });
    expect((await ownersOf(node, id)).at(-1)).toBe('virtual_agent');
    expect(count(texts, /nobody could take/)).toBe(1);
    expect(count(texts, /leave a message/)).toBe(1);
    // Who was moved and heard nothing of it hears of the end alone, when that has come meanwhile.
    expect(count(texts, /asking Second Line/)).toBeLessThanOrEqual(1);
  });
  expect(deaths).toBeGreaterThan(5);
});

test('a process that dies at any write of a step takes no words from anybody, and none are said twice', async () => {
  await addQueue(world.node, news);
  const passes = { dying: [30, 15], survivor: [0] };
  const deaths = await dyingAtEachWrite(passes, async (node, { id, workItemId }) => {
    expect(count(await textsOf(node, id), /Still looking/)).toBe(1);
    expect(await itemOf(workItemId)).toMatchObject({ raised: 5 });
  });
  expect(deaths).toBeGreaterThan(4);
});

test('whatever the ladder, it ends within the sum of its waits', async () => {
  const seconds = fc.integer({ min: 1, max: 120 });
  const rung: fc.Arbitrary<LadderRung> = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), seconds }),
    fc.record({
      kind: fc.constant('queue' as const),
      queue: fc.constantFrom('second', 'shut', 'gone'),
      seconds,
    }),
    fc.record({
      kind: fc.constantFrom('callback' as const, 'leave_message' as const, 'virtual_agent' as const),
    }),
    fc.record({ kind: fc.constant('topic' as const), topic: fc.constantFrom('callback', 'no_such_topic') }),
  );
  const never = { timeZone: 'UTC', hours: [], holidays: [] };
  await addQueue(world.node, { id: 'shut', name: 'Shut', isDefault: false, schedule: never });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(rung, { maxLength: 10 }),
      fc.array(rung, { maxLength: 3 }),
      async (first, second) => {
        await addQueue(world.node, { maxWaitSeconds: 60, ladder: first });
        // Its own ladder is not climbed by who was sent here: else two queues could send somebody to and fro.
        const back = [{ kind: 'queue' as const, queue: 'it', seconds: 60 }, ...second];
        await addQueue(world.node, {
          id: 'second',
          name: 'Second',
          isDefault: false,
          maxWaitSeconds: 60,
          ladder: back,
        });
        round += 1;
        const { id, workItemId } = await waitingConversation(world, `IMS${String(round).padStart(7, '0')}`);
        const sum = first.reduce((all, one) => all + ('seconds' in one ? one.seconds : 0), 60);
        // Each rung is taken by the first sweep after its time.
        for (let passed = 0; passed <= sum + 10 * (first.length + 2); passed += 10) await pass(10);
        expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
        expect((await ownersOf(world.node, id)).at(-1)).toBe('virtual_agent');
      },
    ),
    { numRuns: 5 },
  );
});

test('what cannot be done for one is not tried at each sweep, and the ladder ends all the same', async () => {
  await addQueue(world.node, { ...news, maxWaitSeconds: 60 });
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  let broken = true;
  const node = await world.addNode(({ turns, ...stores }) => ({
    ...stores,
    turns: {
      ...turns,
      insert: (turn) => (broken ? Promise.reject(new Error('it cannot be written')) : turns.insert(turn)),
    },
  }));
  await pass(30, [node]);
  for (let seconds = 0; seconds < 9; seconds += 1) await pass(1, [node]);
  // Once by the sweep, and once more because repair looks at all that waits.
  expect(node.failures.length).toBeLessThan(3);
  broken = false;
  await pass(2, [node]);
  expect(count(await textsOf(node, id), /Still looking/)).toBe(1);
  await pass(19, [node]);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
});

test('where the queue says nothing the settings say how long somebody waits at most', async () => {
  await addQueue(world.node);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await pass(3_599);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'queued' });
  await pass(1);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
  expect((await textsOf(world.node, id)).at(-1)).toMatch(/leave a message/);
});

test('a longest wait that an administrator sets counts for those who wait already', async () => {
  const queue = await addQueue(world.node);
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  await pass(30);
  await world.node.deps.queues.save({ ...queue, maxWaitSeconds: 60 });
  await pass(31);
  await pass(1);
  expect(await itemOf(workItemId)).toMatchObject({ state: 'cancelled' });
});
