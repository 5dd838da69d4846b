import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../handoff/actor.ts';
import { noteStep } from '../../../handoff/workItemSteps.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
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
  type WrapStores,
  waitingConversation,
} from '../handoff/world.ts';

/** Something happens between the look and the write: what was rightful stays so, and what was done is not undone. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addQueue(world.node);
  for (const id of ['anna', 'bert']) {
    await addAgent(world.node, id, { capacity: 5, queues: ['it', 'net'] });
    await signIn(world.node, id);
  }
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

const anna: Actor = { id: 'anna', name: 'Anna', supervises: false };

async function annas(number: string, queue: Parameters<typeof addQueue>[1] = {}): Promise<string> {
  if (queue.id !== undefined) await addQueue(world.node, { isDefault: false, ...queue });
  const { id } = await waitingConversation(world, number);
  await world.node.handoff.settled();
  await world.node.handoff.claim('anna', id);
  return id;
}

/** `happens` once, right before the node's first change of a work item. */
function beforeTheStep(happens: () => Promise<unknown>): WrapStores {
  let done = false;
  return (stores) => ({
    ...stores,
    workItems: {
      ...stores.workItems,
      async step(item, step) {
        if (!done) {
          done = true;
          await happens();
        }
        return stores.workItems.step(item, step);
      },
    },
  });
}

/** The sweep notes something about the work, as it does in the first second of each. */
const noted = (id: string) => async () => {
  const { workItems } = world.node.deps;
  const [item] = await workItems.openOf(id);
  if (item !== undefined) await workItems.step(item, noteStep(item, { stepsDone: 7 }));
};

async function requesterLeaves(id: string): Promise<void> {
  world.node.dies = true;
  await world.node.deps.conversations.change(id, (current) => ({
    cause: { kind: 'requester', action: 'ended' },
    events: closeEvents(current, 'requester_end', { kind: 'requester', name: 'Rita' }, 'ended'),
    messages: [],
  }));
  world.node.dies = false;
}

test('what an agent gives back or passes on goes, whatever else is noted about the work meanwhile', async () => {
  const returned = await annas('IMS0000001');
  const one = await world.addNode(beforeTheStep(noted(returned)));
  await one.handoff.end('anna', returned, 'unresolved');
  const passedOn = await annas('IMS0000002');
  const two = await world.addNode(beforeTheStep(noted(passedOn)));
  await two.handoff.live.transfer(anna, passedOn, { to: { agent: 'bert' } });
  for (const node of [one, two]) await node.handoff.settled();
  await expectConsistent(world, [returned, passedOn]);
  expect(await heldBy(world.node, 'anna')).toEqual([]);
});

test('a conversation that ends as it is passed on: its agent hears that it is over', async () => {
  const id = await annas('IMS0000001');
  const other = await world.addNode(beforeTheStep(() => requesterLeaves(id)));
  await expect(other.handoff.live.transfer(anna, id, { to: { agent: 'bert' } })).rejects.toMatchObject({
    code: 'closed',
  });
  await other.handoff.settled();
  await expectConsistent(world, [id]);
});

describe('the lease of two agents ran out', () => {
  const outage = async (): Promise<void> => {
    world.clock.advance(60_000);
    await world.node.deps.agents.beat(['bert'], 'node-1', new Date(world.clock.now().getTime() - 59_000));
  };

  test('who is back before their turn keeps the work', async () => {
    const { id } = await waitingConversation(world, 'IMS0000001');
    await world.node.handoff.claim('bert', id);
    const mine = await annas('IMS0000002');
    await outage();
    const other = await world.addNode((stores) => ({
      ...stores,
      agents: {
        ...stores.agents,
        async lost(before, limit) {
          const found = await stores.agents.lost(before, limit);
          await stores.agents.beat(['bert'], 'node-1', world.clock.now());
          return found;
        },
      },
    }));
    await other.handoff.sweep();
    await other.handoff.settled();
    expect(await heldBy(world.node, 'bert')).toHaveLength(1);
    expect(await world.node.handoff.holds('bert', id)).toBe(true);
    expect((await world.node.handoff.agent('bert'))?.presence).toBe('available');
    expect(await world.node.handoff.holds('anna', mine)).toBe(false);
    expect(other.failures).toEqual([]);
  });

  test('who ended it in the last moment is not told that it was lost', async () => {
    const id = await annas('IMS0000001');
    await world.node.deps.conversations.change(id, () => ({
      cause: { kind: 'system', action: 'test' },
      events: [{ type: 'fields_changed', changes: { shortDescription: 'a mouse' }, by: null }],
      messages: [],
    }));
    world.clock.advance(60_000);
    const other = await world.addNode(beforeTheStep(() => world.node.handoff.end('anna', id, 'resolved')));
    await other.handoff.sweep();
    await other.handoff.settled();
    expect((await world.node.handoff.inbox('anna')).lost).toEqual([]);
  });
});

describe('a queue is removed', () => {
  test('what an agent has of it goes to the default queue when given back, and the requester is told', async () => {
    const id = await annas('IMS0000001');
    await addQueue(world.node, { id: 'net', name: 'Network' });
    await world.node.deps.queues.remove('it');
    await world.node.handoff.end('anna', id, 'unresolved');
    const [item] = await world.node.deps.workItems.openOf(id);
    expect(item?.queueId).toBe('net');
    expect((await textsOf(world.node, id)).slice(-2)).toEqual([
      'Anna has passed your conversation on to colleagues.',
      'I am asking Network now. You are next in the queue.',
    ]);
    await expectConsistent(world, [id]);
  });

  test('what waits in it waits on in the default queue, with what happened to it so far', async () => {
    const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
    await world.node.handoff.settled();
    const [offered] = await world.node.deps.workItems.openOf(id);
    await world.node.handoff.reject(offered?.offeredTo ?? '', workItemId, 'busy');
    await world.node.handoff.settled();
    for (const agent of ['anna', 'bert']) await world.node.handoff.setPresence(agent, 'away');
    await world.node.handoff.settled();
    await addQueue(world.node, { id: 'net', name: 'Network' });
    await world.node.deps.queues.remove('it');
    await world.node.handoff.sweep();
    const [item] = await world.node.deps.workItems.openOf(id);
    expect(item).toMatchObject({ id: workItemId, queueId: 'net' });
    expect(item?.offers.map(({ outcome }) => outcome)).toContain('rejected');
    expect((await textsOf(world.node, id)).at(-1)).toMatch(/^I am asking Network now/);
    await expectConsistent(world, [id]);
  });
});

test('parked, and the requester writes at that moment: the conversation takes its capacity', async () => {
  const id = randomUUID();
  const { node } = world;
  await node.deps.conversations.open(id, 'IMS0000001', () => ({
    cause: { kind: 'agent', action: 'opened', agent: { id: 'anna', name: 'Anna' } },
    events: [
      {
        type: 'conversation_opened',
        number: 'IMS0000001',
        interactionType: 'messaging',
        subtype: null,
        channel: 'async_web',
        direction: 'inbound',
        openedFor: { id: 'rita', name: 'Rita' },
        application: 'global',
        domain: 'global',
        locale: 'en',
        context: {},
      },
      {
        type: 'owner_changed',
        from: 'virtual_agent',
        to: 'agent',
        why: 'opened',
        agent: { id: 'anna', name: 'Anna' },
        workItemId: 'work-messaging',
      },
    ],
    messages: [],
  }));
  await node.deps.conversations.settled();
  await node.handoff.sweep();
  expect(await heldBy(node, 'anna')).toEqual(['work-messaging']);
  const writes = async (on: Node): Promise<void> => {
    const { state } = await on.deps.conversations.change(id, () => ({
      cause: { kind: 'requester', action: 'message' },
      events: [],
      messages: [{ type: 'text', text: 'one more thing', from: { kind: 'requester', name: 'Rita' } }],
    }));
    await on.handoff.live.keepCapacity(state);
  };
  const other = await world.addNode(beforeTheStep(() => writes(node)));
  await other.handoff.hold(anna, id, null);
  expect(await heldBy(node, 'anna')).toEqual(['work-messaging']);
  await expectConsistent(world, [id]);
});

describe('a transfer after a talk', () => {
  const bert: Actor = { id: 'bert', name: 'Bert', supervises: false };
  async function talking(): Promise<string> {
    const id = await annas('IMS0000001');
    await world.node.handoff.live.transfer(anna, id, { to: { agent: 'bert' }, kind: 'consult' });
    await world.node.handoff.live.answerInvitation(bert, id, { accept: true, reason: null });
    return id;
  }
  const holderOf = async (id: string) => (await world.node.deps.workItems.openOf(id))[0]?.acceptedBy;

  test.each(['cancelled', 'left'])('%s before it is agreed: it is not completed', async (how) => {
    const id = await talking();
    const { live } = world.node.handoff;
    const other = await world.addNode((stores) => ({
      ...stores,
      agents: {
        ...stores.agents,
        async take(agent, unit, fits) {
          await (how === 'left' ? live.leave(bert, id) : live.cancelTransfer(anna, id));
          return stores.agents.take(agent, unit, fits);
        },
      },
    }));
    await expect(other.handoff.live.completeTransfer(anna, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await holderOf(id)).toBe('anna');
    await expectConsistent(world, [id]);
  });

  test.each(['cancelled', 'left'])('%s once it is agreed: too late', async (how) => {
    const id = await talking();
    const { live } = world.node.handoff;
    const refusals: unknown[] = [];
    const late = () => (how === 'left' ? live.leave(bert, id) : live.cancelTransfer(anna, id));
    const other = await world.addNode(
      beforeTheStep(() => late().catch((error: unknown) => refusals.push(error))),
    );
    await other.handoff.live.completeTransfer(anna, id);
    expect(refusals).toMatchObject([{ code: 'conflict' }]);
    expect(await holderOf(id)).toBe('bert');
    await expectConsistent(world, [id]);
  });

  test('a colleague whose connection is lost gets nothing; what a crash left can be cancelled in the end', async () => {
    const id = await talking();
    const { live } = world.node.handoff;
    const dying = await world.addNode(beforeTheStep(() => Promise.reject(new Error('the process is dead'))));
    await expect(dying.handoff.live.completeTransfer(anna, id)).rejects.toThrow('dead');
    await expect(live.cancelTransfer(anna, id)).rejects.toMatchObject({ code: 'conflict' });
    world.clock.advance(50_000);
    await world.node.handoff.beat(['anna']);
    await expect(live.completeTransfer(anna, id)).rejects.toThrow(/Bert is not connected/);
    await live.cancelTransfer(anna, id);
    expect(await holderOf(id)).toBe('anna');
    await world.node.deps.agents.give('bert', (await world.node.deps.workItems.openOf(id))[0]?.id ?? '');
    await expectConsistent(world, [id]);
  });

  test('what a crash left does not let a second try be gone back on', async () => {
    const id = await talking();
    const dying = await world.addNode(beforeTheStep(() => Promise.reject(new Error('the process is dead'))));
    await expect(dying.handoff.live.completeTransfer(anna, id)).rejects.toThrow('dead');
    await world.node.deps.agents.give('bert', (await world.node.deps.workItems.openOf(id))[0]?.id ?? '');
    world.clock.advance(50_000);
    await world.node.handoff.beat(['anna', 'bert']);
    const refusals: unknown[] = [];
    const other = await world.addNode(
      beforeTheStep(() =>
        world.node.handoff.live.cancelTransfer(anna, id).catch((error: unknown) => refusals.push(error)),
      ),
    );
    await other.handoff.live.completeTransfer(anna, id);
    expect(refusals).toMatchObject([{ code: 'conflict' }]);
    expect(await holderOf(id)).toBe('bert');
    await expectConsistent(world, [id]);
  });
});
