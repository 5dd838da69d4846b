import { createQueueBanners } from '../../../server/queueBanners.ts';
import { addAgent, addQueue, openWorld, signIn, type World, waitingConversation } from '../handoff/world.ts';

/** What those who wait are told of their place, and what it costs to know it. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const waits = (n: number, skills: string[] = []) =>
  waitingConversation(world, `IMS${String(n).padStart(7, '0')}`, { skills });

test('steps that name the place read a queue once, however many wait there', async () => {
  const text = { en: 'You are number {position}.' };
  const say = { afterSeconds: 30, everySeconds: null, do: { kind: 'say' as const, text } };
  await addQueue(world.node, { steps: [say] });
  const ids = [];
  for (let n = 1; n <= 12; n += 1) ids.push((await waits(n)).id);
  const reads: string[] = [];
  const node = await world.addNode((stores) => ({
    ...stores,
    workItems: {
      ...stores.workItems,
      before: (...asked) => {
        reads.push('before');
        return stores.workItems.before(...asked);
      },
      waiting: (...asked) => {
        reads.push('waiting');
        return stores.workItems.waiting(...asked);
      },
    },
  }));
  world.clock.advance(30_000);
  await node.handoff.sweepWaiting();
  await node.handoff.settled();
  expect(reads).toEqual(['waiting']);
  for (const [at, id] of ids.entries()) {
    const [last] = (await node.deps.turns.after(id, 0)).slice(-1);
    expect(last?.messages.map((message) => message.text)).toEqual([`You are number ${at + 1}.`]);
  }
});

test('an example for the estimate has the place among those who wait for the same agents', async () => {
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { skills: ['vpn'] });
  await addAgent(world.node, 'sara', { skills: ['sap'] });
  for (const id of ['anna', 'sara']) {
    await signIn(world.node, id);
    await world.node.handoff.setPresence(id, 'away');
  }
  for (let n = 1; n <= 4; n += 1) await waits(n, ['vpn']);
  const placeOf = async ({ workItemId }: { workItemId: string }) =>
    (await world.node.deps.workItems.get(workItemId))?.firstPosition;
  expect(await placeOf(await waits(5, ['sap']))).toBe(1);
  expect(await placeOf(await waits(6, ['sap']))).toBe(2);
  expect(await placeOf(await waits(7, ['vpn']))).toBe(5);
});

test('who is further back than places are counted is told no place, and is not looked for again and again', async () => {
  await addQueue(world.node);
  const waiting: Awaited<ReturnType<typeof waits>>[] = [];
  for (let n = 1; n <= 5; n += 1) {
    waiting.push(await waits(n));
    world.clock.advance(1_000);
  }
  let reads = 0;
  const { handoff } = world.node;
  const banners = createQueueBanners(
    () => ({
      waitingIn: (queueId, limit) => {
        reads += 1;
        return handoff.waitingIn(queueId, limit);
      },
    }),
    world.clock,
    3,
  );
  const placeOf = async (n: number) => (await banners.of('it', waiting[n - 1]?.workItemId ?? ''))?.position;
  expect([await placeOf(1), await placeOf(3), await placeOf(4)]).toEqual([1, 3, null]);
  const before = reads;
  for (let times = 0; times < 10; times += 1) expect(await placeOf(4)).toBeNull();
  expect(reads).toBe(before);
});
