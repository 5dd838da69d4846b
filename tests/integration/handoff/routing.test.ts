import type { AssignmentRule } from '../../../contracts/handoff.ts';
import { shippedRule } from '../../../handoff/routing/routingView.ts';
import {
  handOverStep,
  moveStep,
  raiseStep,
  takeBackStep,
  transferStep,
} from '../../../handoff/workItemSteps.ts';
import { expectConsistent } from './invariants.ts';
import {
  addAgent,
  addQueue,
  asksForPerson,
  heldBy,
  type Node,
  openWorld,
  ownersOf,
  readsAll,
  requesterEnds,
  signIn,
  type World,
  waitingConversation,
} from './world.ts';

/** Which queue, who is asked and how: what administrators set decides (domain D2). */

let world: World;
let other: Node;
beforeAll(async () => {
  world = await openWorld();
  other = await world.addNode();
});
beforeEach(async () => {
  for (const name of ['agents', 'work_items', 'queues', 'assignment_rules', 'interactions'])
    await world.node.connection.collection(name).deleteMany({});
  for (const { notes, failures } of [world.node, other]) {
    notes.length = 0;
    failures.length = 0;
  }
});
afterAll(async () => {
  await other.handoff.settled();
  await world.close();
});
/** Reported conditions are looked at by their own test. */
afterEach(async () => {
  await Promise.all([world.node, other].map(({ handoff }) => handoff.settled()));
  expect([...world.node.failures, ...other.failures]).toEqual([]);
});

const rule = async (more: Partial<AssignmentRule>): Promise<string> => {
  await world.node.deps.definitions.rules.save({ ...shippedRule, name: 'A rule', ...more, id: 'rule' });
  return 'rule';
};
const item = async (id: string) => {
  const found = await world.node.deps.workItems.get(id);
  if (found === null) throw new Error(`there is no work ${id}`);
  return found;
};
let count = 0;
const waits = () => waitingConversation(world, `IMS1${String(++count).padStart(6, '0')}`);
async function arrives(id: string, more: Parameters<typeof addAgent>[2] = {}): Promise<void> {
  await addAgent(world.node, id, more);
  await signIn(world.node, id);
}
async function passes(seconds: number, ...here: string[]): Promise<void> {
  world.clock.advance(seconds * 1_000);
  await world.node.handoff.beat(here);
  await world.node.handoff.sweepWaiting();
  await world.node.handoff.sweep();
  await world.node.handoff.settled();
}

describe('which queue', () => {
  beforeEach(async () => {
    await addQueue(world.node);
    await addQueue(world.node, {
      id: 'vip',
      name: 'VIP',
      isDefault: false,
      order: 1,
      when: 'interaction.openedFor.id == "vera" || context.plan == "gold"',
    });
    await arrives('anna', { queues: ['it', 'vip'], capacity: 4 });
  });
  const assessed = async (name: string, more: object = {}) => {
    const id = await world.conversation(`IMS2${String(++count).padStart(6, '0')}`, name);
    const of = await world.node.deps.conversations.load(id);
    return (await world.node.handoff.assess({ of, ...more })).queue?.id;
  };

  test('the first whose condition is true of the person or of the values; else the default', async () => {
    expect(await assessed('Vera')).toBe('vip');
    expect(await assessed('Rita')).toBe('it');
    expect(await assessed('Rita', { context: { plan: 'gold' } })).toBe('vip');
    expect(await assessed('Vera', { queue: 'IT Help' })).toBe('it');
  });

  test('one that is not active, or does not take this kind, is passed over', async () => {
    await addQueue(world.node, { id: 'vip', name: 'VIP', isDefault: false, when: 'true', types: ['email'] });
    expect(await assessed('Vera')).toBe('it');
    await addQueue(world.node, { id: 'vip', name: 'VIP', isDefault: false, when: 'true', active: false });
    expect(await assessed('Vera')).toBe('it');
  });

  test('a condition that cannot be read is no dead end, and is reported', async () => {
    await addQueue(world.node, { id: 'vip', name: 'VIP', isDefault: false, when: '1 +' });
    expect(await assessed('Vera')).toBe('it');
    expect(world.node.failures.map(({ where }) => where)).toEqual(['the condition "1 +" of a queue']);
    world.node.failures.length = 0;
  });
});

test('a pool is asked when its time has come, and counts as present before', async () => {
  await addQueue(world.node, {
    pools: [{ groups: ['second_line'], afterSeconds: 40, tier: 200, rule: null }],
  });
  await arrives('helper', { queues: [], groups: ['second_line'] });
  expect(await world.node.handoff.assess({})).toMatchObject({ outcome: 'queued' });
  const { workItemId } = await waits();
  await passes(39, 'helper');
  expect((await item(workItemId)).state).toBe('queued');
  await passes(1, 'helper');
  expect((await item(workItemId)).offeredTo).toBe('helper');
});

describe('work that comes back has waited as long as nobody had it', () => {
  const helped = async (): Promise<string> => {
    await addQueue(world.node, {
      pools: [{ groups: ['second_line'], afterSeconds: 60, tier: 200, rule: null }],
      steps: [{ afterSeconds: 40, everySeconds: null, do: { kind: 'priority', by: 7 } }],
    });
    await arrives('anna');
    await arrives('helper', { queues: [], groups: ['second_line'] });
    const busy = await waits();
    await world.node.handoff.accept('anna', busy.workItemId);
    const { workItemId } = await waits();
    await passes(45, 'anna', 'helper');
    await requesterEnds(world.node, busy.id);
    await world.node.handoff.accept('anna', workItemId);
    expect((await item(workItemId)).priority).toBe(7);
    return workItemId;
  };

  test('given back: the pool is asked when its time has come over both waits, and no step is taken again', async () => {
    const workItemId = await helped();
    await passes(30, 'anna', 'helper');
    await world.node.handoff.end('anna', (await item(workItemId)).number, 'unresolved');
    await passes(14, 'anna', 'helper');
    expect(await item(workItemId)).toMatchObject({ state: 'queued', raised: 7 });
    await passes(1, 'anna', 'helper');
    expect(await item(workItemId)).toMatchObject({ offeredTo: 'helper', raised: 7 });
  });

  test('lost by the one who had it from a colleague: neither of both held times counts', async () => {
    const workItemId = await helped();
    await arrives('bert', { queues: [] });
    await passes(30, 'anna', 'bert', 'helper');
    const { workItems } = world.node.deps;
    const held = await item(workItemId);
    await workItems.step(held, handOverStep(held, 'bert', world.clock.now(), 'taken_over'));
    await passes(30, 'anna', 'bert', 'helper');
    const lost = await item(workItemId);
    await workItems.step(lost, takeBackStep(lost, world.clock.now(), 'lost', 'gone'));
    const { queuedAt, ladderAt } = await item(workItemId);
    expect(world.clock.now().getTime() - queuedAt.getTime()).toBe(45_000);
    expect(ladderAt).toBeNull();
  });

  test('passed on within its queue it goes on; in another its wait begins', async () => {
    const workItemId = await helped();
    await passes(30, 'anna', 'helper');
    const held = await item(workItemId);
    const into = (queueId: string) =>
      transferStep(held, { queueId, reservedFor: null }, world.clock.now(), 'anna', null).set;
    const at = (secondsAgo: number) => new Date(world.clock.now().getTime() - secondsAgo * 1_000);
    expect(into('it')).toMatchObject({ queuedAt: at(45), stepsDone: held.stepsDone });
    expect(into('hr')).toMatchObject({ queuedAt: at(0), stepsDone: 0 });
  });
});

test('the rule may give it at once, and may forbid to reject', async () => {
  await addQueue(world.node, { rule: await rule({ autoAccept: true }) });
  await arrives('anna');
  const { id, workItemId } = await waits();
  expect(await heldBy(world.node, 'anna')).toEqual([workItemId]);
  expect(await ownersOf(world.node, id)).toEqual(['queue', 'anna']);
  expect((await world.node.handoff.routing(id, readsAll)).items.at(-1)).toMatchObject({
    kind: 'accepted',
    agent: { id: 'anna', name: 'Anna' },
    why: 'by the rule',
    candidates: [{ agent: { name: 'Anna' }, chosen: true }],
  });
  await requesterEnds(world.node, id);

  await rule({ mayReject: false, offerSeconds: 20 });
  const second = await waits();
  await expect(world.node.handoff.reject('anna', second.workItemId, 'Busy')).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await item(second.workItemId)).offeredTo).toBe('anna');
  expect((await world.node.handoff.inbox('anna')).offers).toMatchObject([{ mayReject: false }]);
  await passes(20, 'anna');
  expect((await item(second.workItemId)).offers).toMatchObject([{ outcome: 'timed_out' }]);
});

test('after a reason that says so the same agent is never asked again', async () => {
  await addQueue(world.node);
  await arrives('anna');
  const { workItemId } = await waits();
  await world.node.handoff.reject('anna', workItemId, 'not my field');
  await passes(1_800, 'anna');
  expect(await item(workItemId)).toMatchObject({
    state: 'queued',
    offers: [{ again: false }],
    decision: { reasons: [{ agentId: 'anna', why: 'rejected it for good: not my field' }] },
  });
});

test('who had this person last is asked first when the person comes back', async () => {
  await addQueue(world.node);
  await arrives('anna', { capacity: 2 });
  const first = await waits();
  await world.node.handoff.accept('anna', first.workItemId);
  await arrives('bert', { capacity: 4 });
  await requesterEnds(world.node, first.id);
  await world.node.deps.conversations.settled();
  const again = await waits();
  expect(await item(again.workItemId)).toMatchObject({
    offeredTo: 'anna',
    affinity: [{ agentId: 'anna', why: 'had this person last' }],
  });
});

test('priority is the queue’s, the rules’ and what the steps added; it stays when the work comes back', async () => {
  await addQueue(world.node, { priority: 10, priorityRules: [{ when: 'true', priority: 5 }] });
  await arrives('anna');
  const { id, workItemId } = await waits();
  expect((await item(workItemId)).priority).toBe(15);
  const { deps, handoff } = world.node;
  await deps.workItems.step(
    await item(workItemId),
    raiseStep(await item(workItemId), 3, world.clock.now(), 'long'),
  );
  await handoff.accept('anna', workItemId);
  await handoff.end('anna', id, 'unresolved');
  expect((await item(workItemId)).priority).toBe(18);
});

describe('the weight that the topic’s variables gave (domain B5)', () => {
  const anna = { id: 'anna', name: 'Anna', supervises: false };
  const asksAsVip = async () =>
    waitingConversation(world, `IMS4${String(++count).padStart(6, '0')}`, { context: { vip: true } });
  beforeEach(async () => {
    await addQueue(world.node, {
      priority: 50,
      workItemSize: 2,
      priorityRules: [{ when: 'context.vip == true', priority: 5 }],
      maxWaitSeconds: 60,
      ladder: [{ kind: 'queue', queue: 'second', seconds: 120 }],
    });
    await addQueue(world.node, {
      id: 'second',
      name: 'Second',
      isDefault: false,
      order: 200,
      priorityRules: [{ when: 'context.vip == true', priority: 7 }],
    });
    await addQueue(world.node, { id: 'line', name: 'Line', isDefault: false, order: 300, sort: 'arrival' });
  });

  test('stays when an agent gives it back, or is lost', async () => {
    await arrives('anna', { capacity: 2 });
    const { id, workItemId } = await asksAsVip();
    expect((await item(workItemId)).priority).toBe(55);
    await world.node.handoff.accept('anna', workItemId);
    await world.node.handoff.end('anna', id, 'unresolved');
    expect((await item(workItemId)).priority).toBe(55);
    await world.node.handoff.claim('anna', id);
    await passes(46);
    expect(await item(workItemId)).toMatchObject({ acceptedBy: null, priority: 55 });
  });

  test('is the next queue’s own where the ladder leads', async () => {
    const { workItemId } = await asksAsVip();
    await world.node.deps.workItems.step(
      await item(workItemId),
      raiseStep(await item(workItemId), 3, world.clock.now(), 'long'),
    );
    await passes(60);
    expect(await item(workItemId)).toMatchObject({ queueId: 'second', priority: 10, size: 1 });
  });

  test('is that of the queue to which it is passed on; one by arrival knows none', async () => {
    await arrives('anna', { capacity: 2 });
    const { id, workItemId } = await asksAsVip();
    await world.node.deps.workItems.step(
      await item(workItemId),
      raiseStep(await item(workItemId), 3, world.clock.now(), 'long'),
    );
    const { handoff } = world.node;
    await handoff.claim('anna', id);
    await handoff.live.transfer(anna, id, { to: { queue: 'line' } });
    expect(await item(workItemId)).toMatchObject({ queueId: 'line', priority: 0, size: 1 });
    await handoff.claim('anna', id, true);
    await handoff.live.transfer(anna, id, { to: { queue: 'second' } });
    expect(await item(workItemId)).toMatchObject({ queueId: 'second', priority: 10 });
  });
});

test('messaging waits for the opening instead of being turned away (F7 21)', async () => {
  await addQueue(world.node, {
    schedule: { timeZone: 'UTC', hours: [{ day: 1, from: '13:00', to: '18:00' }], holidays: [] },
  });
  await arrives('anna');
  world.clock.set('2026-03-02T12:30:00.000Z');
  const { handoff, deps } = world.node;
  await handoff.beat(['anna']);
  expect(await handoff.assess({ type: 'chat' })).toMatchObject({ outcome: 'closed_hours' });
  expect(await handoff.assess({ type: 'messaging' })).toMatchObject({ outcome: 'queued', position: 1 });
  const { workItemId } = await waits();
  const { id: _, ...message } = await item(workItemId);
  await deps.workItems.insert({
    ...message,
    id: 'message',
    type: 'messaging',
    state: 'queued',
    offeredTo: null,
  });
  await passes(60, 'anna');
  expect((await item('message')).state).toBe('queued');
  world.clock.set('2026-03-02T13:00:00.000Z');
  await addAgent(world.node, 'anna', { capacity: 2 });
  await passes(0, 'anna');
  expect((await item('message')).state).not.toBe('queued');
});

describe('passed on to one agent', () => {
  let workItemId: string;
  beforeEach(async () => {
    await addQueue(world.node);
    await arrives('anna');
    ({ workItemId } = await waits());
    await world.node.handoff.accept('anna', workItemId);
    await addAgent(world.node, 'bert', { queues: [] });
    await world.node.handoff.arrived('bert');
  });
  /** As live/ does it. */
  async function passedTo(reservedFor: string): Promise<void> {
    const { workItems, agents } = world.node.deps;
    const step = transferStep(
      await item(workItemId),
      { queueId: 'it', reservedFor },
      world.clock.now(),
      'anna',
      null,
    );
    await workItems.step(await item(workItemId), step);
    await agents.give('anna', workItemId);
    await world.node.handoff.assign();
  }

  test('that agent alone is offered it, without being of the queue; rejected, it goes on in its queue', async () => {
    await world.node.handoff.setPresence('bert', 'away');
    await arrives('carl');
    await passedTo('bert');
    expect((await item(workItemId)).offeredTo).toBe('bert');
    await world.node.handoff.reject('bert', workItemId, 'Busy');
    await world.node.handoff.settled();
    expect(await item(workItemId)).toMatchObject({ offeredTo: 'carl', reservedFor: null });
  });

  test('who is away is asked, also where a rule puts work into hands', async () => {
    await world.node.handoff.setPresence('bert', 'away');
    await addQueue(world.node, { rule: await rule({ autoAccept: true }) });
    await passedTo('bert');
    expect(await item(workItemId)).toMatchObject({ state: 'pending_accept', offeredTo: 'bert' });
  });

  test('who is gone by then is not waited for', async () => {
    await passedTo('bert');
    await world.node.handoff.sweep();
    expect((await item(workItemId)).log.slice(-2)).toMatchObject([
      { kind: 'withdrawn', agentId: 'bert', why: 'passed on to one who is not connected' },
      { kind: 'decided' },
    ]);
  });

  test('two nodes look at once: one offer', async () => {
    await world.node.handoff.setPresence('bert', 'available');
    await passedTo('nobody');
    await arrives('carl');
    await Promise.all([world.node, other].map(({ handoff }) => handoff.assign()));
    expect(
      (await item(workItemId)).log.filter(({ kind, agentId }) => kind === 'offered' && agentId === 'carl'),
    ).toHaveLength(1);
  });
});

test('a pool’s agents and supervisors may claim; others may not (D5)', async () => {
  await addQueue(world.node, {
    pools: [{ groups: ['second_line'], afterSeconds: 600, tier: 200, rule: null }],
  });
  for (const id of ['helper', 'stranger', 'boss'])
    await addAgent(world.node, id, { queues: [], groups: id === 'helper' ? ['second_line'] : [] });
  const { handoff } = world.node;
  const [one, two] = [await waits(), await waits()];
  await expect(handoff.claim('stranger', one.id)).rejects.toMatchObject({ code: 'forbidden' });
  await handoff.claim('helper', one.id);
  await handoff.claim('boss', two.id, true);
  expect(await heldBy(world.node, 'boss')).toEqual([two.workItemId]);
});

describe('at the same moment', () => {
  test('the rule gives it, on two nodes, while somebody claims it: one has it', async () => {
    await addQueue(world.node, { rule: await rule({ autoAccept: true }) });
    for (const id of ['anna', 'bert']) await addAgent(world.node, id);
    const ids: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { id } = await waits();
      ids.push(id);
      await world.node.deps.agents.setPresence('anna', 'available', null, world.clock.now());
      await world.node.handoff.beat(['anna']);
      await Promise.allSettled([
        world.node.handoff.assign(),
        other.handoff.assign(),
        other.handoff.claim('bert', id),
      ]);
      const held = [...(await heldBy(world.node, 'anna')), ...(await heldBy(world.node, 'bert'))];
      expect(held).toHaveLength(1);
      await expectConsistent(world, ids);
      await requesterEnds(world.node, id);
      await world.node.handoff.setPresence('anna', 'away');
    }
  });

  test('two nodes give one agent with one unit two different things: one arrives', async () => {
    await addQueue(world.node, { rule: await rule({ autoAccept: true }) });
    await addAgent(world.node, 'anna');
    const ids = [(await waits()).id, (await waits()).id];
    await world.node.deps.agents.setPresence('anna', 'available', null, world.clock.now());
    await world.node.handoff.beat(['anna']);
    await Promise.all([world.node, other].map(({ handoff }) => handoff.assign()));
    expect(await heldBy(world.node, 'anna')).toHaveLength(1);
    await expectConsistent(world, ids);
  });

  test('it is moved to another queue while its offer is accepted: one of both', async () => {
    await addQueue(world.node);
    await addQueue(world.node, { id: 'hr', name: 'HR', isDefault: false });
    await arrives('anna');
    for (let round = 0; round < 3; round += 1) {
      const { id, workItemId } = await waits();
      const read = await item(workItemId);
      const [moved, accepted] = await Promise.allSettled([
        other.deps.workItems.step(read, moveStep(read, 'hr', world.clock.now(), 'waited too long')),
        world.node.handoff.accept('anna', workItemId),
      ]);
      const went = moved.status === 'fulfilled' && moved.value !== null;
      expect(accepted.status === 'fulfilled').toBe(!went);
      expect(await heldBy(world.node, 'anna')).toEqual(went ? [] : [workItemId]);
      await requesterEnds(world.node, id);
    }
  });
});

test('asked for again, nothing changes: every way into the queue weighs the work alike', async () => {
  await addQueue(world.node, {
    workItemSize: 2,
    priority: 7,
    priorityRules: [{ when: 'true', priority: 1 }],
  });
  const id = await world.conversation(`IMS3${String(++count).padStart(6, '0')}`);
  const workItemId = await asksForPerson(world, id);
  expect(await item(workItemId)).toMatchObject({ size: 2, priority: 8 });
  await world.node.connection.collection('work_items').deleteMany({});
  // A crash lost it: repair makes it again from the log.
  await world.node.deps.conversations.settled();
  await (await world.addNode()).handoff.sweep();
  expect(await item(workItemId)).toMatchObject({ size: 2, priority: 8 });
});
