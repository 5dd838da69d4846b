import { randomUUID } from 'node:crypto';
import { AppError } from '../../../contracts/errors.ts';
import { handoffEvents } from '../../../handoff/handoffEvents.ts';
import { expectConsistent } from './invariants.ts';
import { addAgent, addQueue, type Node, openWorld, ownersOf, type World } from './world.ts';

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
  let asked = 0;
  let ended = 0;
  let over = false;
  let most = 0;
  let samples = 0;

  const requesters = Array.from({ length: 20 }, async (_, lane) => {
    for (let n = lane; n < work; n += 20) {
      ids.push(await asks(nodes[n % 2 === 0 ? 0 : 1], `IMS${String(n).padStart(7, '0')}`));
      asked += 1;
    }
  });
  const watching = (async () => {
    while (!over) {
      for (const agent of await world.node.deps.agents.list('', 100)) {
        most = Math.max(most, agent.held.length);
        expect(new Set(agent.held.map((unit) => unit.workItemId)).size).toBe(agent.held.length);
      }
      samples += 1;
      await pause(10);
    }
  })();
  /** Each agent has a tab on both nodes and accepts in both at once; every fifth also takes from the queue. */
  const working = agents.map(async (agent, n) => {
    const mine = nodes[n % 2 === 0 ? 0 : 1];
    while (ended < work) {
      const offered = await mine.deps.workItems.offeredTo(agent);
      const tries = offered.flatMap((item) => nodes.map(({ handoff }) => handoff.accept(agent, item.id)));
      if (n % 5 === 0) {
        const [wanted] = await mine.deps.workItems.waiting('it', 1);
        if (wanted !== undefined) tries.push(mine.handoff.claim(agent, wanted.number));
      }
      await allowed(tries);
      const [oldest, ...more] = await mine.deps.workItems.heldBy(agent);
      // They fill their hands first, so that the bound is reached and not only approached.
      if (oldest !== undefined && (more.length + 1 === capacity || asked === work)) {
        const one = await allowed([mine.handoff.end(agent, oldest.number, 'resolved')]);
        ended += one;
      } else if (tries.length === 0) await pause(20);
    }
  });
  const sweeping = (async () => {
    while (ended < work) {
      for (const { handoff } of nodes) await handoff.sweep();
      await pause(200);
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
  const documents = await world.store.connection.collection('work_items').find().toArray();
  expect(documents).toHaveLength(work);
  for (const doc of documents) {
    expect(doc).toMatchObject({ state: 'closed', open: false });
    const acceptances = doc.offers.filter((offer: { outcome: string }) => offer.outcome === 'accepted');
    expect(acceptances.length).toBeLessThanOrEqual(1);
  }
  await expectConsistent(world, ids);
  for (const { failures } of nodes) expect(failures).toEqual([]);
}, 180_000);

/** A conversation that opens with the wish for a person, in one turn. Answers its id. */
async function asks({ deps, handoff }: Node, number: string): Promise<string> {
  const id = randomUUID();
  const work = {
    workItemId: randomUUID(),
    interactionId: id,
    number,
    queueId: 'it',
    type: 'chat' as const,
    skills: [],
    shortDescription: 'VPN keeps dropping',
    openedFor: { id: 'rita', name: 'Rita' },
    sentiment: null,
  };
  await deps.conversations.open(id, number, (state) => ({
    cause: { kind: 'requester', action: 'opened' },
    ...handoffEvents(
      state,
      {
        outcome: 'queued',
        queue: { id: 'it', name: 'IT Help' },
        position: null,
        estimatedWaitRange: null,
        reasons: [],
      },
      { shortDescription: work.shortDescription, skills: [], context: {} },
      work.workItemId,
    ),
  }));
  await handoff.enqueue(work);
  return id;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** How many succeeded. Only being late is allowed to go wrong. */
async function allowed(jobs: Promise<unknown>[]): Promise<number> {
  let succeeded = 0;
  for (const result of await Promise.allSettled(jobs)) {
    if (result.status === 'fulfilled') succeeded += 1;
    else if (!(result.reason instanceof AppError) || !expected.has(result.reason.code)) throw result.reason;
  }
  return succeeded;
}
