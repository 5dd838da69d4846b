import type { Actor } from '../../../handoff/actor.ts';
import { expectConsistent } from '../handoff/invariants.ts';
import {
  addAgent,
  addQueue,
  heldBy,
  type Node,
  openWorld,
  signIn,
  textsOf,
  type World,
  waitingConversation,
} from '../handoff/world.ts';
import { dyingStores } from '../waiting/dyingStores.ts';

/**
 * The process dies between any two writes of a change of hands, once for each of them. The other node brings in order
 * what it left: one holder, capacity that agrees, and a story that tells of it once.
 */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await addQueue(world.node);
  await addQueue(world.node, { id: 'net', name: 'Network', isDefault: false });
  for (const id of ['anna', 'bert', 'sam']) {
    await addAgent(world.node, id, { capacity: 50 });
    await signIn(world.node, id);
    if (id !== 'anna') await world.node.handoff.setPresence(id, 'away');
  }
});
afterAll(() => world.close());

const actor = (id: string, supervises = false): Actor => ({
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  supervises,
});

interface Change {
  prepare?: (node: Node, id: string) => Promise<unknown>;
  act: (node: Node, id: string) => Promise<unknown>;
  /** Who may have it afterwards; null: nobody. */
  holders: (string | null)[];
  /** Told once when it happened. */
  told: RegExp;
}
const changes: Record<string, Change> = {
  'a transfer to a queue': {
    act: ({ handoff }, id) =>
      handoff.live.transfer(actor('anna'), id, { to: { queue: 'net' }, note: 'see the router' }),
    holders: ['anna', null],
    told: /Anna is passing you on to Network|see the router/,
  },
  'a transfer to an agent': {
    act: ({ handoff }, id) => handoff.live.transfer(actor('anna'), id, { to: { agent: 'bert' } }),
    holders: ['anna', null],
    told: /Anna is passing you on/,
  },
  'a transfer after a talk': {
    prepare: async ({ handoff }, id) => {
      await handoff.live.transfer(actor('anna'), id, { to: { agent: 'bert' }, kind: 'consult' });
      await handoff.live.answerInvitation(actor('bert'), id, { accept: true, reason: null });
    },
    act: ({ handoff }, id) => handoff.live.completeTransfer(actor('anna'), id),
    holders: ['anna', 'bert'],
    told: /Anna has passed you on to Bert/,
  },
  'a take-over': {
    act: ({ handoff }, id) => handoff.claim('sam', id, true),
    holders: ['anna', 'sam'],
    told: /Sam has taken over/,
  },
};

let count = 0;

test.each(Object.entries(changes))('%s', async (_name, { prepare, act, holders, told }) => {
  for (let at = 1; ; at += 1) {
    count += 1;
    await world.node.handoff.setPresence('anna', 'available');
    const number = `IMS00002${String(count).padStart(2, '0')}`;
    const { id, workItemId } = await waitingConversation(world, number);
    await world.node.handoff.settled();
    await world.node.handoff.accept('anna', workItemId);
    await world.node.handoff.setPresence('anna', 'away');
    await prepare?.(world.node, id);
    await world.node.handoff.settled();
    await world.node.deps.conversations.settled();

    const stores = dyingStores(at);
    const dying = await world.addNode(stores.wrap);
    const died = await act(dying, id).then(
      () => false,
      () => true,
    );
    await dying.handoff.settled();
    await dying.deps.conversations.settled();

    for (let round = 0; round < 2; round += 1) {
      world.clock.advance(31_000);
      await world.node.handoff.beat(['anna', 'bert', 'sam']);
      await world.node.handoff.sweep();
      await world.node.handoff.settled();
    }
    await world.node.deps.conversations.settled();
    await expectConsistent(world, [id]);
    const item = await world.node.deps.workItems.get(workItemId);
    const holder = item?.acceptedBy ?? null;
    expect(holders).toContain(holder);
    const texts = (await textsOf(world.node, id)).filter((text) => told.test(text));
    const expected = holder === 'anna' ? 0 : told.source.split('|').length;
    expect([at, texts.length]).toEqual([at, expected]);
    if (!died) {
      expect(holder).not.toBe('anna');
      break;
    }
  }
  expect(world.node.failures).toEqual([]);
});

test('a unit that was taken for a change of hands which did not come is given back', async () => {
  expect(await heldBy(world.node, 'anna')).toEqual(
    (await world.node.deps.workItems.heldBy('anna')).map(({ id }) => id),
  );
});
