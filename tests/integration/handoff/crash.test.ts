import { randomUUID } from 'node:crypto';
import { isClosed } from '../../../contracts/states.ts';
import type { Handoff } from '../../../handoff/handoff.ts';
import { expectConsistent } from './invariants.ts';
import {
  addAgent,
  addQueue,
  asksForPerson,
  heldBy,
  type Node,
  openWorld,
  requestOnly,
  type World,
  type WrapStores,
} from './world.ts';

/**
 * The process dies between any two writes of a whole handoff, once for each of them. Whatever it left behind, the
 * other node brings it in order, and the requester is served in the end.
 */

let world: World;
beforeAll(async () => {
  world = await openWorld();
  world.settings.handoff.reofferAfterSeconds = 0;
  await addQueue(world.node);
});
afterAll(() => world.close());

class Crash extends Error {}

/** Dies at the write number `at`, before it: what the writes before it left is all there is. */
function dyingAt(at: number): { wrap: WrapStores; dead: () => boolean } {
  let count = 0;
  let dead = false;
  const writes = new Set([
    'insert',
    'step',
    'explain',
    'take',
    'give',
    'restore',
    'countOffer',
    'create',
    'save',
  ]);
  const dying = <S extends object>(store: S): S =>
    new Proxy(store, {
      get: (target, name, receiver) => {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function') return call;
        // These answer turn by turn, and no promise.
        if (name === 'all' || name === 'read')
          return async function* (...args: unknown[]) {
            if (dead) throw new Crash();
            yield* Reflect.apply(call, target, args);
          };
        return async (...args: unknown[]) => {
          if (dead) throw new Crash();
          if (writes.has(String(name))) count += 1;
          dead = count === at;
          if (dead) throw new Crash();
          return Reflect.apply(call, target, args);
        };
      },
    });
  return {
    wrap: ({ agents, workItems, interactions, turns }) => ({
      agents: dying(agents),
      workItems: dying(workItems),
      interactions: dying(interactions),
      turns: dying(turns),
    }),
    dead: () => dead,
  };
}

/** Asked for, accepted, given back, accepted again, ended: every kind of step once. */
async function wholeHandoff(node: Node, agent: string, id: string): Promise<void> {
  const { handoff } = node;
  const workItemId = await asksForPerson(world, id, { node });
  await handoff.settled();
  await handoff.accept(agent, workItemId);
  await handoff.end(agent, id, 'unresolved');
  await handoff.settled();
  await handoff.accept(agent, workItemId);
  await handoff.end(agent, id, 'resolved');
  await handoff.settled();
  await node.deps.conversations.settled();
}

async function runUntilCrash(at: number) {
  const agent = `agent-${at}`;
  await addAgent(world.node, agent);
  const id = await world.conversation(`IMS-${at}`);
  await world.node.deps.conversations.settled();
  await world.node.handoff.arrived(agent);
  await world.node.handoff.setPresence(agent, 'available');
  await world.node.handoff.settled();
  const crash = dyingAt(at);
  const node = await world.addNode(crash.wrap);
  try {
    await wholeHandoff(node, agent, id);
  } catch (error) {
    // Only the death itself, or what the first node made of it, may show.
    if (!(error instanceof Crash) && !crash.dead()) throw error;
  }
  await node.handoff.settled();
  await node.deps.conversations.settled();
  return { agent, id, died: crash.dead() };
}

/** The other node goes on: heartbeats, sweeps, and the agent takes what is offered and ends it. */
async function serve(handoff: Handoff, agent: string, id: string): Promise<void> {
  const { deps } = world.node;
  for (let round = 0; round < 4; round += 1) {
    world.clock.advance(31_000);
    await handoff.beat([agent]);
    await handoff.sweep();
    await handoff.settled();
    for (const { interaction, workItemId } of (await handoff.inbox(agent)).offers) {
      await handoff.accept(agent, workItemId);
      await handoff.end(agent, interaction, 'resolved', 'done');
    }
    for (const { interaction } of (await handoff.inbox(agent)).conversations)
      await handoff.end(agent, interaction, 'resolved', 'done');
    await handoff.settled();
    deps.conversations.forget(id);
  }
}

test('whichever write it dies at, the requester is served and nobody keeps a unit for nothing', async () => {
  let at = 1;
  for (; ; at += 1) {
    const { agent, id, died } = await runUntilCrash(at);
    const { deps, handoff } = world.node;
    deps.conversations.forget(id);
    const asked = (await deps.conversations.load(id)).header.agentChat;
    await serve(handoff, agent, id);
    await expectConsistent(world, [id]);
    const { header } = await deps.conversations.load(id);
    // Dying before the request was written means that nobody asked.
    if (asked) expect([at, isClosed(header.state)]).toEqual([at, true]);
    expect(await heldBy(world.node, agent)).toEqual([]);
    await handoff.setPresence(agent, 'offline');
    await handoff.left(agent);
    if (!died) break;
  }
  expect(at).toBeGreaterThan(20);
  expect(world.node.failures).toEqual([]);
}, 180_000);

test('a request whose work comes in while repair looks is not made a second time', async () => {
  const id = await world.conversation(`IMS-${randomUUID()}`);
  const node = await world.addNode(({ workItems, ...stores }) => ({
    ...stores,
    workItems: {
      ...workItems,
      known: async (ids) => {
        const known = await workItems.known(ids);
        if (ids.length > 0 && !asked) {
          asked = true;
          await world.node.handoff.enqueue(work);
        }
        return known;
      },
    },
  }));
  let asked = false;
  const workItemId = await requestOnly(world, id);
  await world.node.deps.conversations.settled();
  const work = {
    workItemId,
    interactionId: id,
    number: 'IMS',
    queueId: 'it',
    type: 'chat' as const,
    skills: [],
    shortDescription: '',
    openedFor: { id: 'rita', name: 'Rita' },
    sentiment: null,
  };
  await node.handoff.sweep();
  expect(asked).toBe(true);
  expect((await node.deps.workItems.openOf(id)).map((item) => item.id)).toEqual([workItemId]);
});
