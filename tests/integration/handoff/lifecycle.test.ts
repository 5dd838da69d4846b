import { randomUUID } from 'node:crypto';
import { AppError } from '../../../contracts/errors.ts';
import type { Actor } from '../../../handoff/actor.ts';
import type { OpenRequest } from '../../../handoff/live/openInteraction.ts';
import { wrapUpDraft } from '../../../handoff/live/wrapUpDraft.ts';
import { expectConsistent } from './invariants.ts';
import {
  addAgent,
  addQueue,
  causesOf,
  heldBy,
  type Node,
  openWorld,
  ownersOf,
  requesterEnds,
  signIn,
  textsOf,
  type World,
  waitingConversation,
} from './world.ts';

/** Opening, parking, closing, wrapping up: each guarded write against its rivals on two nodes, and after a crash. */

let world: World;
let other: Node;
const anna: Actor = { id: 'anna', name: 'Anna', supervises: false };
const bert: Actor = { id: 'bert', name: 'Bert', supervises: false };
const boss: Actor = { id: 'boss', name: 'Boss', supervises: true };
beforeEach(async () => {
  world = await openWorld();
  other = await world.addNode();
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { capacity: 2 });
  await addAgent(world.node, 'bert');
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
  for (const { handoff, deps } of [world.node, other]) {
    await handoff.settled();
    await deps.conversations.settled();
  }
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    if (result.reason instanceof AppError) return result.reason.code;
    throw result.reason;
  });
}
const nodeFor = (n: number): Node => (n % 2 === 0 ? world.node : other);

let numbered = 0;
function wish(more: Partial<OpenRequest> = {}): OpenRequest {
  return {
    id: randomUUID(),
    nextNumber: async () => `IMS1${String(++numbered).padStart(6, '0')}`,
    opening: {
      interactionType: 'walk_up',
      subtype: null,
      channel: 'walk_up',
      direction: 'inbound',
      openedFor: { id: 'nora', name: 'Nora' },
      application: 'global',
      domain: 'global',
      locale: 'en',
      context: {},
    },
    changes: {},
    ...more,
  };
}

async function held(): Promise<{ id: string; workItemId: string }> {
  await signIn(world.node, 'anna');
  const waiting = await waitingConversation(world, 'IMS0000001');
  await world.node.handoff.accept('anna', waiting.workItemId);
  return waiting;
}

/** How often an event of this type stands in the log. */
async function times(id: string, type: string): Promise<number> {
  const turns = await world.node.deps.turns.after(id, 0);
  return turns.flatMap(({ events }) => events).filter((event) => event.type === type).length;
}

async function stateOf(id: string) {
  world.node.deps.conversations.forget(id);
  return (await world.node.deps.conversations.load(id)).header;
}

describe('opening', () => {
  test('the same id eight times at once: one interaction, one work item, one unit', async () => {
    const one = wish();
    const results = await outcomes(Array.from({ length: 8 }, (_, n) => nodeFor(n).handoff.open(anna, one)));
    expect(new Set(results)).toEqual(new Set(['done']));
    expect(await heldBy(world.node, 'anna')).toEqual([one.id]);
    expect(await causesOf(world.node, one.id)).toHaveLength(1);
    await expectConsistent(world, [one.id]);
  });

  test('two agents use the same id at once: one has it, the other keeps no unit', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = wish();
      const results = await outcomes([world.node.handoff.open(anna, one), other.handoff.open(bert, one)]);
      expect(results.sort()).toEqual(['conflict', 'done']);
      await expectConsistent(world, [one.id]);
      await world.node.handoff.endForOthers(boss, one.id, {});
    }
  });

  test('six at once with room for two: two are opened, the others leave nothing behind', async () => {
    const wishes = Array.from({ length: 6 }, () => wish());
    const results = await outcomes(wishes.map((one, n) => nodeFor(n).handoff.open(anna, one)));
    expect(results.filter((result) => result === 'capacity')).toHaveLength(4);
    const there = await world.node.deps.interactions.standings(wishes.map(({ id }) => id));
    expect(there).toHaveLength(2);
    await expectConsistent(
      world,
      there.map(({ id }) => id),
    );
  });

  test('repair at the same moment neither takes it away nor doubles it', async () => {
    const one = wish();
    await outcomes([world.node.handoff.open(anna, one), other.handoff.sweep(), world.node.handoff.sweep()]);
    const third = await world.addNode();
    await third.handoff.sweep();
    expect(await ownersOf(world.node, one.id)).toEqual(['anna']);
    await expectConsistent(world, [one.id]);
  });

  test('a crash after the log: repair makes the work as the log says, with its unit', async () => {
    const one = wish();
    const dying = await world.addNode(({ workItems, ...stores }) => ({
      ...stores,
      workItems: { ...workItems, insert: () => Promise.reject(new Error('the process died')) },
    }));
    await expect(dying.handoff.open(anna, one)).rejects.toThrow('died');
    await dying.deps.conversations.settled();
    await other.handoff.sweep();
    expect(await heldBy(world.node, 'anna')).toEqual([one.id]);
    expect(await ownersOf(world.node, one.id)).toEqual(['anna']);
    await expectConsistent(world, [one.id]);
  });

  test('a crash before the log: the unit is free once nobody can be opening any more', async () => {
    const one = wish();
    const dying = await world.addNode(({ turns, ...stores }) => ({
      ...stores,
      turns: { ...turns, insert: () => Promise.reject(new Error('the process died')) },
    }));
    await expect(dying.handoff.open(anna, one)).rejects.toThrow('died');
    expect(await heldBy(world.node, 'anna')).toEqual([one.id]);
    world.clock.advance(46_000);
    await world.node.handoff.beat(['anna']);
    await other.handoff.sweep();
    expect(await heldBy(world.node, 'anna')).toEqual([]);
    // The agent tries again, and it is the same interaction.
    await world.node.handoff.open(anna, one);
    await expectConsistent(world, [one.id]);
  });

  test('given back, it waits in the default queue', async () => {
    const { id } = await world.node.handoff.open(anna, wish());
    await world.node.handoff.end('anna', id, 'unresolved');
    expect(await stateOf(id)).toMatchObject({ owner: 'queue', queue: { id: 'it' } });
    await expectConsistent(world, [id]);
  });
});

describe('on hold', () => {
  test('parked and taken up again: it stays its agent’s all the time', async () => {
    const { id } = await held();
    await world.node.handoff.hold(anna, id, 'waiting_on_customer');
    expect(await stateOf(id)).toMatchObject({
      state: 'on_hold',
      owner: 'agent',
      waitingReason: 'waiting_on_customer',
    });
    await other.handoff.sweep();
    await expectConsistent(world, [id]);
    await world.node.handoff.resume(anna, id);
    expect(await stateOf(id)).toMatchObject({ state: 'work_in_progress', waitingReason: null });
    await expect(world.node.handoff.resume(anna, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.node.handoff.hold(bert, id, 'waiting_internal')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await world.node.handoff.hold(boss, id, 'waiting_internal');
    expect((await stateOf(id)).waitingReason).toBe('waiting_internal');
  });

  test('twice at once is once, and at the requester’s end it is over', async () => {
    const { id } = await held();
    expect(
      await outcomes([0, 1, 2, 3].map((n) => nodeFor(n).handoff.hold(anna, id, 'waiting_internal'))),
    ).toEqual(['done', 'done', 'done', 'done']);
    expect(await times(id, 'state_changed')).toBe(1);
    const [resumed] = await outcomes([other.handoff.resume(anna, id), requesterEnds(world.node, id)]);
    expect(['done', 'closed', 'forbidden']).toContain(resumed);
    expect(await stateOf(id)).toMatchObject({ stateReason: 'user_ended', waitingReason: null });
    await expectConsistent(world, [id]);
  });

  test('what waits in a queue is nobody’s to park', async () => {
    const { id } = await waitingConversation(world, 'IMS0000001');
    await expect(world.node.handoff.hold(boss, id, 'waiting_internal')).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('closed by somebody else (P09)', () => {
  test('the agent ends and the supervisor closes at once: one of them did', async () => {
    for (let round = 0; round < 4; round += 1) {
      await signIn(world.node, 'anna');
      const { id, workItemId } = await waitingConversation(world, `IMS000001${round}`);
      await world.node.handoff.claim('anna', id);
      const results = await outcomes([
        world.node.handoff.end('anna', id, 'resolved'),
        other.handoff.endForOthers(boss, id, {}),
      ]);
      const { stateReason } = await stateOf(id);
      expect(results[stateReason === 'agent_ended' ? 0 : 1]).toBe('done');
      expect(results.filter((result) => result === 'done')).toHaveLength(1);
      expect(await times(id, 'conversation_closed')).toBe(1);
      expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ open: false });
      await expectConsistent(world, [id]);
    }
  });

  test('while an agent accepts it: it is over, and the agent is free', async () => {
    await signIn(world.node, 'anna');
    const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
    const [accepted, closed] = await outcomes([
      world.node.handoff.accept('anna', workItemId),
      other.handoff.endForOthers(boss, id, {}),
    ]);
    expect(['done', 'gone']).toContain(accepted);
    expect(closed).toBe('done');
    await world.node.handoff.settle(await world.node.deps.conversations.load(id));
    expect(await heldBy(world.node, 'anna')).toEqual([]);
    await expectConsistent(world, [id]);
  });

  test('an agent may not close what a colleague holds', async () => {
    const { id } = await held();
    await expect(world.node.handoff.endForOthers(bert, id, {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('wrap-up (C3 point 8)', () => {
  beforeEach(() => {
    world.settings.wrapUp.enabled = true;
  });

  test.each(['its agent', 'the requester'])(
    '%s ends: the work stays until the record is complete',
    async (who) => {
      const { id, workItemId } = await held();
      if (who === 'its agent') await world.node.handoff.end('anna', id, 'resolved');
      else await requesterEnds(world.node, id);
      expect(await stateOf(id)).toMatchObject({
        state: 'wrap_up',
        stateReason: who === 'its agent' ? 'agent_ended' : 'user_ended',
        owner: 'none',
        assignedTo: { id: 'anna' },
      });
      for (const node of [world.node, other]) await node.handoff.sweep();
      expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'accepted' });
      expect(await heldBy(world.node, 'anna')).toEqual([workItemId]);
      expect((await world.node.handoff.inbox('anna')).conversations).toMatchObject([{ state: 'wrap_up' }]);
      await expectConsistent(world, [id]);

      world.clock.advance(20_000);
      await world.node.handoff.endWrapUp(anna, id, { code: 'vpn', note: 'profile renewed' });
      expect(await stateOf(id)).toMatchObject({
        state: 'closed_complete',
        stateReason: who === 'its agent' ? 'agent_ended' : 'user_ended',
        disposition: 'vpn',
        workNotes: ['profile renewed'],
        wrapUpDuration: 20,
        systemWrapUp: false,
      });
      expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'closed' });
      expect(await heldBy(world.node, 'anna')).toEqual([]);
      await expectConsistent(world, [id]);
    },
  );

  test('in the queue there is nobody to wrap up', async () => {
    const { id } = await waitingConversation(world, 'IMS0000001');
    await requesterEnds(world.node, id);
    expect(await stateOf(id)).toMatchObject({ state: 'closed_abandoned' });
    await expectConsistent(world, [id]);
  });

  test('ended twice at once, and by a sweep that finds its agent gone: one end counts', async () => {
    const { id } = await held();
    await world.node.handoff.end('anna', id, 'resolved');
    world.clock.advance(46_000);
    const results = await outcomes([
      world.node.handoff.endWrapUp(anna, id, {}),
      other.handoff.endWrapUp(anna, id, {}),
      other.handoff.sweep(),
    ]);
    expect(results.slice(0, 2).filter((result) => result === 'done').length).toBeLessThanOrEqual(1);
    expect(await times(id, 'wrap_up_ended')).toBe(1);
    expect(await stateOf(id)).toMatchObject({ state: 'closed_complete' });
    await expectConsistent(world, [id]);
  });

  test('its agent vanishes: the wrap-up is skipped, and nobody is offered what is over', async () => {
    const { id, workItemId } = await held();
    await requesterEnds(world.node, id);
    await addAgent(world.node, 'bert');
    await signIn(world.node, 'bert');
    world.clock.advance(46_000);
    await world.node.handoff.beat(['bert']);
    await Promise.all([world.node.handoff.sweep(), other.handoff.sweep()]);
    expect(await stateOf(id)).toMatchObject({ state: 'closed_complete', stateReason: 'user_ended' });
    expect(await times(id, 'wrap_up_ended')).toBe(1);
    expect((await world.node.deps.workItems.get(workItemId))?.offers).toHaveLength(1);
    expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna', 'none']);
    await expectConsistent(world, [id]);
  });

  test('given back while the requester ends: in the queue and over, or in wrap-up, and never torn', async () => {
    for (let round = 0; round < 5; round += 1) {
      await signIn(world.node, 'anna');
      const { id } = await waitingConversation(world, `IMS000002${round}`);
      await world.node.handoff.claim('anna', id);
      await outcomes([world.node.handoff.end('anna', id, 'unresolved'), requesterEnds(other, id)]);
      for (const node of [world.node, other]) {
        node.deps.conversations.forget(id);
        await node.handoff.settle(await node.deps.conversations.load(id));
      }
      await expectConsistent(world, [id]);
      const { state } = await stateOf(id);
      if (state === 'wrap_up') await world.node.handoff.endWrapUp(anna, id, {});
    }
  });

  test('it cannot be given back any more, nor spoken in, nor wrapped up by others', async () => {
    const { id, workItemId } = await held();
    await requesterEnds(world.node, id);
    const { handoff } = world.node;
    await expect(handoff.end('anna', id, 'unresolved')).rejects.toMatchObject({ code: 'closed' });
    await expect(handoff.hold(anna, id, 'waiting_internal')).rejects.toMatchObject({ code: 'closed' });
    await expect(handoff.endWrapUp(bert, id, {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'accepted' });
    await handoff.endWrapUp(boss, id, {});
    await expect(handoff.endWrapUp(anna, id, {})).rejects.toMatchObject({ code: 'closed' });
  });

  test('a crash after it was completed in the log: the work is closed and the unit is free', async () => {
    const { id, workItemId } = await held();
    await requesterEnds(world.node, id);
    world.node.dies = true;
    await world.node.deps.conversations.change(id, (state) => wrapUpDraft(state, anna, {}));
    await world.node.deps.conversations.settled();
    const fresh = await world.addNode();
    await fresh.handoff.sweep();
    expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'closed', open: false });
    expect(await heldBy(world.node, 'anna')).toEqual([]);
    await expectConsistent(world, [id], fresh);
  });

  test('a code that the settings do not have is refused', async () => {
    world.settings.wrapUp.codes = ['solved', 'spam'];
    const { id } = await held();
    await requesterEnds(world.node, id);
    await expect(world.node.handoff.endWrapUp(anna, id, { code: 'other' })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ path: 'code' }],
    });
    await world.node.handoff.endWrapUp(anna, id, { code: 'spam' });
  });
});

describe('the queue is gone (P02)', () => {
  const removeQueues = async (): Promise<void> => {
    await world.node.connection.collection('queues').deleteMany({});
  };
  async function restart(): Promise<void> {
    const nodes = [await world.addNode(), await world.addNode()];
    await Promise.all(nodes.map(({ handoff }) => handoff.sweep()));
    for (const { handoff, deps } of nodes) {
      await handoff.settled();
      await deps.conversations.settled();
    }
  }

  test('who waits is told, once, and the interaction is faulted', async () => {
    const { id, workItemId } = await waitingConversation(world, 'IMS0000001');
    await removeQueues();
    await restart();
    expect(await stateOf(id)).toMatchObject({
      state: 'faulted',
      stateReason: 'error',
      closeRule: 'P02',
      endState: 'E13',
      closedBy: { kind: 'system' },
    });
    expect((await textsOf(world.node, id)).at(-1)).toContain('nobody can take your conversation');
    expect(await times(id, 'conversation_closed')).toBe(1);
    expect(await world.node.deps.workItems.get(workItemId)).toMatchObject({ state: 'cancelled' });
    await expectConsistent(world, [id]);
  });

  test('with a default queue left the work waits there, at its old place', async () => {
    const { id } = await waitingConversation(world, 'IMS0000001');
    await removeQueues();
    await addQueue(world.node, { id: 'rest', name: 'Everything else' });
    await restart();
    expect(await stateOf(id)).toMatchObject({ owner: 'queue', queue: { id: 'rest' } });
    const [item] = await world.node.deps.workItems.openOf(id);
    expect(item).toMatchObject({ queueId: 'rest', enqueuedAt: new Date('2026-03-02T12:00:00.000Z') });
    await expectConsistent(world, [id]);
  });

  test('an agent who has it goes on; it ends when it is given back', async () => {
    const { id } = await held();
    await removeQueues();
    await restart();
    expect(await stateOf(id)).toMatchObject({ owner: 'agent' });
    await world.node.handoff.end('anna', id, 'unresolved');
    await restart();
    expect(await stateOf(id)).toMatchObject({ state: 'faulted', closeRule: 'P02' });
    await expectConsistent(world, [id]);
  });
});
