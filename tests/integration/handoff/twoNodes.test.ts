import { AppError } from '../../../contracts/errors.ts';
import { expectConsistent } from './invariants.ts';
import { addAgent, addQueue, asksForPerson, type Node, openWorld, ownersOf, type World } from './world.ts';

/** Issue "done when": two nodes on one store, 500 work items, 20 agents accepting as fast as they can. */

const work = 500;
const crew = 20;
const capacity = 3;
/** What may go wrong for an agent who is one of many: somebody else was first. */
const expected = new Set(['gone', 'capacity', 'conflict', 'forbidden', 'not_found', 'unavailable']);

let world: World;
let nodes: [Node, Node];
beforeEach(async () => {
  world = await openWorld();
  nodes = [world.node, await world.addNode()];
  await addQueue(world.node);
});
afterEach(async () => {
  for (const node of nodes) {
    await node.handoff.settled();
    await node.deps.conversations.settled();
  }
  await world.close();
});

test('none is accepted twice, nobody ever holds more than they may, and all are accepted', async () => {
  const agents = Array.from({ length: crew }, (_, n) => `agent${n}`);
  for (const id of agents) {
    await addAgent(world.node, id, { capacity });
    for (const { handoff } of nodes) await handoff.arrived(id);
    await world.node.handoff.setPresence(id, 'available');
  }
  const ids: string[] = [];
  let ended = 0;
  let over = false;
  let most = 0;
  let samples = 0;

  const requesters = Array.from({ length: 10 }, async (_, lane) => {
    for (let n = lane; n < work; n += 10) {
      const node = nodes[n % 2 === 0 ? 0 : 1];
      const id = await world.conversation(`IMS${String(n).padStart(7, '0')}`);
      ids.push(id);
      await asksForPerson(world, id, { node });
    }
  });
  const watching = (async () => {
    while (!over) {
      for (const agent of await world.node.deps.agents.list('', 100)) {
        most = Math.max(most, agent.held.length);
        expect(new Set(agent.held.map((unit) => unit.workItemId)).size).toBe(agent.held.length);
      }
      samples += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  /** Each agent has a tab on both nodes, accepts in both at once, and helps themselves from the queue too. */
  const working = agents.map(async (agent, n) => {
    while (ended < work) {
      const inHand = await world.node.deps.workItems.offeredTo(agent);
      const waiting = await world.node.deps.workItems.waiting('it', 5);
      const tries = inHand.flatMap((item) => nodes.map(({ handoff }) => handoff.accept(agent, item.id)));
      const wanted = waiting[n % Math.max(1, waiting.length)];
      if (wanted !== undefined) tries.push(nodes[n % 2 === 0 ? 0 : 1].handoff.claim(agent, wanted.number));
      await allowed(tries);
      for (const item of await world.node.deps.workItems.heldBy(agent)) {
        const ends = await allowed([nodes[n % 2 === 0 ? 1 : 0].handoff.end(agent, item.number, 'resolved')]);
        ended += ends;
      }
    }
  });
  const sweeping = (async () => {
    while (ended < work) {
      for (const { handoff } of nodes) await handoff.sweep();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await Promise.all([...requesters, ...working, sweeping]);
  over = true;
  await watching;
  for (const { handoff } of nodes) await handoff.settled();

  expect(samples).toBeGreaterThan(20);
  expect(most).toBe(capacity);
  const accepted = new Map<string, number>();
  for (const id of ids) {
    // One request, one person, one end: from the log, which says what happened.
    const owners = await ownersOf(world.node, id);
    expect(owners).toEqual(['queue', expect.stringMatching(/^agent/), 'none']);
    accepted.set(owners[1] ?? '', (accepted.get(owners[1] ?? '') ?? 0) + 1);
  }
  expect([...accepted.values()].reduce((sum, count) => sum + count, 0)).toBe(work);
  for (const doc of await world.store.connection.collection('work_items').find().toArray()) {
    expect(doc).toMatchObject({ state: 'closed', open: false });
    const acceptances = doc.offers.filter((offer: { outcome: string }) => offer.outcome === 'accepted');
    expect(acceptances.length).toBeLessThanOrEqual(1);
  }
  await expectConsistent(world, ids);
  for (const { failures } of nodes) expect(failures).toEqual([]);
}, 180_000);

/** How many succeeded. Only being late is allowed to go wrong. */
async function allowed(jobs: Promise<unknown>[]): Promise<number> {
  let succeeded = 0;
  for (const result of await Promise.allSettled(jobs)) {
    if (result.status === 'fulfilled') succeeded += 1;
    else if (!(result.reason instanceof AppError) || !expected.has(result.reason.code)) throw result.reason;
  }
  return succeeded;
}
