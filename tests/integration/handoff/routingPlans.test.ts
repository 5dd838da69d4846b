import fc from 'fast-check';
import {
  type AssignmentRule,
  assignmentRuleBody,
  type Pool,
  type Schedule,
} from '../../../contracts/handoff.ts';
import type { Agent } from '../../../handoff/agent.ts';
import type { HandoffDeps } from '../../../handoff/handoff.ts';
import { chooseAgent, decisionOf } from '../../../handoff/routing/chooseAgent.ts';
import { candidatesOf } from '../../../handoff/routing/eligibility.ts';
import { type PlannedOffer, planAssignment } from '../../../handoff/routing/planAssignment.ts';
import { comparePlaces } from '../../../handoff/routing/positionOf.ts';
import { newQueue } from '../../../handoff/routing/queue.ts';
import type { RoutingView } from '../../../handoff/routing/routingView.ts';
import type { WorkItem } from '../../../handoff/workItem.ts';
import { offerStep, unreserveStep } from '../../../handoff/workItemSteps.ts';
import { agent, noon, routingView, secondsAfter, workItem } from '../../unit/handoff/builders.ts';
import { openWorld, type World } from './world.ts';

/** The router reads no more than it must, and decides as if it had read everything (domain D2). */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});
afterEach(async () => {
  await world.node.connection.collection('work_items').deleteMany({});
});

const ids = ['anna', 'bert', 'cleo', 'dora'];
const queueIds = ['it', 'hr'];
const skillNames = ['vpn', 'sap'];
const level = fc.integer({ min: 1, max: 3 });
const agents = fc.tuple(
  ...ids.map((id) =>
    fc
      .record({
        queues: fc.subarray(queueIds),
        groups: fc.subarray(['second_line']),
        capacity: fc.integer({ min: 1, max: 3 }),
        skills: fc
          .subarray(skillNames)
          .chain((names) => fc.tuple(...names.map((skill) => level.map((one) => ({ skill, level: one }))))),
        load: fc.integer({ min: 0, max: 2 }),
        presence: fc.constantFrom('available', 'available', 'away'),
      })
      .map((more) => agent(id, more)),
  ),
);
const rule = fc
  .record({
    skills: fc.boolean(),
    skillLevels: fc.boolean(),
    order: fc.constantFrom('most_capacity' as const, 'longest_idle' as const),
    affinitySeconds: fc.constantFrom(0, 60, 600),
  })
  .map((more): AssignmentRule => ({ ...assignmentRuleBody.parse({ name: 'A rule', ...more }), id: 'rule' }));
const pools = fc.constantFrom<Pool[]>(
  [],
  [{ groups: ['second_line'], afterSeconds: 0, tier: 50, rule: null }],
  [{ groups: ['second_line'], afterSeconds: 100, tier: 200, rule: null }],
);
const works = fc.array(
  fc.record({
    queueId: fc.constantFrom(...queueIds),
    type: fc.constantFrom('chat' as const, 'messaging' as const),
    size: fc.integer({ min: 1, max: 2 }),
    priority: fc.constantFrom(0, 0, 50),
    waited: fc.integer({ min: 0, max: 300 }),
    skills: fc
      .subarray(skillNames)
      .chain((names) =>
        fc.tuple(
          ...names.map((skill) => fc.record({ skill: fc.constant(skill), level, mandatory: fc.boolean() })),
        ),
      ),
    affinity: fc.subarray(ids, { maxLength: 2 }),
    past: fc.option(
      fc.record({
        agentId: fc.constantFrom(...ids),
        again: fc.boolean(),
        ago: fc.integer({ min: 0, max: 60 }),
      }),
      { nil: null, freq: 3 },
    ),
    reservedFor: fc.option(fc.constantFrom(...ids), { nil: null, freq: 9 }),
  }),
  { minLength: 1, maxLength: 30 },
);

const worlds = fc.record({ agents, rule, pools, works, open: fc.boolean() });
type RandomWorld = typeof worlds extends fc.Arbitrary<infer One> ? One : never;

const never: Schedule = { timeZone: 'UTC', hours: [], holidays: [] };

function itemOf({ waited, affinity, past, ...work }: RandomWorld['works'][number], n: number): WorkItem {
  const at = secondsAfter(noon, -waited);
  const offer = past && {
    agentId: past.agentId,
    at,
    endedAt: secondsAfter(noon, -past.ago),
    outcome: 'rejected' as const,
    reason: 'busy',
    again: past.again,
  };
  return workItem({
    ...work,
    id: `w${String(n).padStart(3, '0')}`,
    enqueuedAt: at,
    queuedAt: at,
    affinity: affinity.map((agentId) => ({ agentId, why: 'had it before' })),
    offers: offer === null ? [] : [offer],
  });
}

/** Puts the work into the store, and answers it with what the router sees beside it. */
async function fill({ agents: all, rule: said, pools: waysIn, works: list, open }: RandomWorld) {
  await world.node.connection.collection('work_items').deleteMany({});
  const items = list.map(itemOf);
  for (const item of items) await world.node.deps.workItems.insert(item);
  const queue = { rule: 'rule', pools: waysIn, schedule: open ? null : never };
  const view = routingView([...all], {
    queues: queueIds.map((id) => newQueue({ ...queue, id, name: id })),
    rules: new Map([['rule', said]]),
  });
  return { items, view };
}

const outline = (offers: PlannedOffer[]) =>
  offers.map(({ item, agent: to, queue, decision }) => [item.id, to.id, queue.id, decision]);

/** What the router would do if it read every single item. */
function readAll(items: WorkItem[], view: RoutingView, open: boolean) {
  const pending = new Map(view.pending);
  return view.queues.flatMap((queue) =>
    items
      .filter(({ queueId, type }) => queueId === queue.id && (open || type !== 'messaging'))
      .sort(comparePlaces)
      .flatMap((item) => {
        const choice = chooseAgent(item, candidatesOf(view, queue), view, pending);
        if (choice.chosen === null) return [];
        const { id } = choice.chosen.agent;
        pending.set(id, [...(pending.get(id) ?? []), item]);
        return [[item.id, id, queue.id, decisionOf(choice, view.now)]];
      }),
  );
}

/** Offers what there is to offer, until nothing is left that somebody could take. */
async function settled(view: RoutingView): Promise<RoutingView> {
  const { workItems } = world.node.deps;
  for (;;) {
    const pending = await workItems.pendingOffers();
    const { offers, releases } = await planAssignment(world.node.deps, { ...view, pending });
    if (offers.length + releases.length === 0) return { ...view, pending };
    for (const { item, agent: to, decision } of offers)
      await workItems.step(item, offerStep(item, to.id, noon, 30, decision));
    for (const { item, why } of releases) await workItems.step(item, unreserveStep(item, noon, why));
  }
}

test('what it plans is what reading every single item would come to', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (one) => {
      const works = one.works.map((work) => ({ ...work, reservedFor: null }));
      const { items, view } = await fill({ ...one, works });
      const { offers } = await planAssignment(world.node.deps, view);
      expect(outline(offers)).toEqual(readAll(items, view, one.open));
    }),
    { numRuns: 40 },
  );
});

test('what is planned for one who became free is what a look at everything would come to', async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(worlds, fc.constantFrom(...ids), async (one, id) => {
      const { view } = await fill(one);
      const before = await settled(view);
      const freed = (read: Agent): Agent =>
        read.id === id ? { ...read, presence: 'available', held: [] } : read;
      const after = { ...before, agents: before.agents.map(freed) };
      const everything = await planAssignment(world.node.deps, after);
      offered += everything.offers.length;
      expect(await planAssignment(world.node.deps, after, { freed: new Set([id]) })).toEqual(everything);
    }),
    { numRuns: 40 },
  );
  expect(offered).toBeGreaterThan(0);
});

test('however much waits that it cannot take, for one who became free little is read', async () => {
  const { workItems } = world.node.deps;
  for (let n = 0; n < 300; n += 1)
    await workItems.insert(
      workItem({
        id: `w${n}`,
        skills: n % 10 === 0 ? [] : [{ skill: `rare${n % 7}`, level: 1 }],
        reservedFor: n === 0 ? 'bert' : null,
        enqueuedAt: secondsAfter(noon, n - 300),
      }),
    );
  let read = 0;
  const counting: HandoffDeps['workItems'] = {
    ...workItems,
    async needsIn(queueId) {
      const needs = await workItems.needsIn(queueId);
      read += needs.length;
      return needs;
    },
    async queued(...asked) {
      const items = await workItems.queued(...asked);
      read += items.length;
      return items;
    },
  };
  const view = routingView([agent('anna', { capacity: 1 }), agent('bert', { load: 4 })]);
  const { offers } = await planAssignment({ ...world.node.deps, workItems: counting }, view, {
    freed: new Set(['anna']),
  });
  expect(offers.map(({ item }) => item.id)).toEqual(['w10']);
  expect(read).toBeLessThan(30);
  const explained = await world.node.connection
    .collection('work_items')
    .find({ reservedFor: { $gt: '' }, state: 'queued' })
    .explain();
  expect(JSON.stringify(explained)).toContain('state_1_reservedFor_1');
});
