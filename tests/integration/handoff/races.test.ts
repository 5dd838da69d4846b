import { AppError } from '../../../contracts/errors.ts';
import { noteStep } from '../../../handoff/workItemSteps.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { expectConsistent } from './invariants.ts';
import {
  addAgent,
  addQueue,
  type Node,
  openWorld,
  ownersOf,
  requesterEnds,
  signIn,
  type World,
  waitingConversation,
} from './world.ts';

/** What agents, requesters and sweepers of two nodes do at the same moment: one of them gets it, nothing is torn. */

let world: World;
let other: Node;
beforeEach(async () => {
  world = await openWorld();
  other = await world.addNode();
  await addQueue(world.node);
});
afterEach(async () => {
  expect([...world.node.failures, ...other.failures]).toEqual([]);
  await other.handoff.settled();
  await other.deps.conversations.settled();
  await world.close();
});

/** Settles all; answers the values and the error codes. Anything but an AppError fails the test. */
async function outcomes(jobs: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(jobs);
  await Promise.all([world.node, other].map(async ({ handoff }) => handoff.settled()));
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    if (result.reason instanceof AppError) return result.reason.code;
    throw result.reason;
  });
}
const done = (results: string[]): number => results.filter((result) => result === 'done').length;

async function crew(count: number, capacity = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `agent${n}`);
  for (const id of ids) await addAgent(world.node, id, { capacity });
  return ids;
}
const nodeFor = (n: number): Node => (n % 2 === 0 ? world.node : other);

test('eight agents claim the same conversation: one has it', async () => {
  const ids = await crew(8);
  const { id } = await waitingConversation(world, 'IMS0000001');
  const results = await outcomes(ids.map((agent, n) => nodeFor(n).handoff.claim(agent, id)));
  expect(done(results)).toBe(1);
  expect(await ownersOf(world.node, id)).toHaveLength(2);
  await expectConsistent(world, [id]);
});

test('one agent claims six conversations at once with room for two: two are held', async () => {
  const [agent = ''] = await crew(1, 2);
  const waiting = [];
  for (let n = 1; n <= 6; n += 1) waiting.push(await waitingConversation(world, `IMS000000${n}`));
  const results = await outcomes(waiting.map(({ id }, n) => nodeFor(n).handoff.claim(agent, id)));
  expect(results.filter((result) => result === 'capacity')).toHaveLength(4);
  expect(done(results)).toBe(2);
  await expectConsistent(
    world,
    waiting.map(({ id }) => id),
  );
});

test('the offer is accepted while a colleague claims it: one of them has it, the other hears why', async () => {
  const [anna = '', bert = ''] = await crew(2);
  for (let round = 0; round < 5; round += 1) {
    await signIn(world.node, anna);
    const { id, workItemId } = await waitingConversation(world, `IMS000001${round}`);
    const results = await outcomes([
      world.node.handoff.accept(anna, workItemId),
      other.handoff.claim(bert, id),
    ]);
    expect(done(results)).toBe(1);
    expect(results.filter((result) => result === 'gone' || result === 'conflict')).toHaveLength(1);
    await expectConsistent(world, [id]);
    await requesterEnds(world.node, id);
  }
});

test('the offer is accepted while it is rejected in another tab', async () => {
  const [anna = ''] = await crew(1);
  await signIn(world.node, anna);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  const results = await outcomes([
    world.node.handoff.accept(anna, workItemId),
    other.handoff.reject(anna, workItemId, 'busy'),
  ]);
  expect(done(results)).toBe(1);
  await expectConsistent(world, [id]);
});

test('whoever notes something about work on offer stops neither a rejection nor going away', async () => {
  const [anna = ''] = await crew(1);
  await signIn(world.node, anna);
  const { workItemId } = await waitingConversation(world, 'IMS0000001');
  // Each write of the node finds that another one was there first.
  const busy = await world.addNode((stores) => ({
    ...stores,
    workItems: {
      ...stores.workItems,
      async step(item, step) {
        const current = await stores.workItems.get(item.id);
        if (current !== null && current.rev === item.rev && notes-- > 0)
          await stores.workItems.step(current, noteStep(current, { dueAt: world.clock.now() }));
        return stores.workItems.step(item, step);
      },
    },
  }));
  let notes = 3;
  await busy.handoff.reject(anna, workItemId, 'busy');
  await busy.handoff.settled();
  expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'queued', offeredTo: null });
  world.clock.advance(20_000);
  await world.node.handoff.beat([anna]);
  await world.node.handoff.assign();
  expect((await world.node.deps.workItems.get(workItemId))?.offeredTo).toBe(anna);
  notes = 3;
  await busy.handoff.setPresence(anna, 'away');
  await busy.handoff.settled();
  expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'queued', offeredTo: null });
});

test('the offer is accepted while its time runs out on both nodes', async () => {
  const [anna = '', bert = ''] = await crew(2);
  await signIn(world.node, anna);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await signIn(world.node, bert);
  world.clock.advance(30_000);
  await world.node.handoff.beat([anna, bert]);
  const results = await outcomes([
    world.node.handoff.accept(anna, workItemId),
    world.node.handoff.sweep(),
    other.handoff.sweep(),
  ]);
  expect(['done', 'gone']).toContain(results[0]);
  await expectConsistent(world, [id]);
  const item = await world.node.deps.workItems.get(workItemId);
  expect(item?.state).toBe(results[0] === 'done' ? 'accepted' : 'pending_accept');
});

test('the requester leaves while the agent accepts: the work is over and the agent is free', async () => {
  const [anna = ''] = await crew(1);
  await signIn(world.node, anna);
  for (let round = 0; round < 5; round += 1) {
    const { id, workItemId } = await waitingConversation(world, `IMS000002${round}`);
    const [accepted] = await outcomes([
      world.node.handoff.accept(anna, workItemId),
      requesterEnds(other, id),
    ]);
    // The node that accepted hears of the end through the log; the server of the other one settles.
    world.node.deps.conversations.forget(id);
    await world.node.handoff.settle(await world.node.deps.conversations.load(id));
    await world.node.handoff.settled();
    expect(['done', 'gone']).toContain(accepted);
    expect(await world.node.handoff.holds(anna, id)).toBe(false);
    await expectConsistent(world, [id]);
  }
});

test('the agent ends while the lease runs out: closed, or back in the queue, and never both', async () => {
  const [anna = ''] = await crew(1);
  await signIn(world.node, anna);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.accept(anna, workItemId);
  world.clock.advance(46_000);
  const [ended] = await outcomes([world.node.handoff.end(anna, id, 'resolved'), other.handoff.sweep()]);
  expect(['done', 'forbidden']).toContain(ended);
  await world.node.handoff.settle(await world.node.deps.conversations.load(id));
  await expectConsistent(world, [id]);
});

test('the agent gives it back twice and ends it at once: one of them counts', async () => {
  const [anna = ''] = await crew(1);
  await signIn(world.node, anna);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.accept(anna, workItemId);
  const results = await outcomes([
    world.node.handoff.end(anna, id, 'unresolved'),
    other.handoff.end(anna, id, 'unresolved'),
    world.node.handoff.end(anna, id, 'resolved'),
  ]);
  expect(done(results)).toBeGreaterThanOrEqual(1);
  world.node.deps.conversations.forget(id);
  await world.node.handoff.settle(await world.node.deps.conversations.load(id));
  await expectConsistent(world, [id]);
  const owners = await ownersOf(world.node, id);
  expect(owners.filter((owner) => owner === 'queue').length).toBeLessThanOrEqual(2);
});

test('two nodes assign at once: an agent with room for one is offered one', async () => {
  for (let n = 0; n < 6; n += 1) await waitingConversation(world, `IMS000000${n}`);
  for (const id of await crew(3)) {
    await world.node.deps.agents.beat([id], 'node-1', world.clock.now());
    await world.node.deps.agents.setPresence(id, 'available', null, world.clock.now());
  }
  await Promise.all([world.node.handoff.assign(), other.handoff.assign(), world.node.handoff.assign()]);
  const offers = await world.node.deps.workItems.pendingOffers();
  expect([...offers].map(([id, units]) => [id, units.length]).sort()).toEqual([
    ['agent0', 1],
    ['agent1', 1],
    ['agent2', 1],
  ]);
  const told = [...world.node.notes, ...other.notes].filter((note) => note.kind === 'offer_made');
  expect(told).toHaveLength(3);
});

test('the second click of a double one, as the conversation ends: the work was done, and says so', async () => {
  const [agent = ''] = await crew(1);
  const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.claim(agent, id);
  // The end is in the log; the node has not yet come to close the work.
  world.node.dies = true;
  const { state } = await world.node.deps.conversations.change(id, (current) => ({
    cause: { kind: 'requester', action: 'ended' },
    events: closeEvents(current, 'requester_end', { kind: 'requester', name: 'Rita' }, 'ended'),
    messages: [],
  }));
  expect(await outcomes([other.handoff.claim(agent, id)])).toEqual(['gone']);
  await world.node.handoff.settle(state);
  expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'closed', open: false });
  await expectConsistent(world, [id]);
});
