import type { AssignmentRule } from '../../contracts/handoff.ts';
import { interactionTypes } from '../../contracts/states.ts';
import { type Agent, freeOf, isConnected } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Decision, Place, WorkItem } from '../workItem.ts';
import type { QueuedFilter } from '../workItems.store.ts';
import { chooseAgent, decisionOf } from './chooseAgent.ts';
import { type Candidate, candidatesOf } from './eligibility.ts';
import { needsOf } from './needsOf.ts';
import { isObjection, missingSkills, objectionTo, sees, unfitness } from './objection.ts';
import { comparePlaces } from './positionOf.ts';
import type { Queue } from './queue.ts';
import { isOpenNow, type RoutingView, ruleOf, waitsForOpening } from './routingView.ts';

/** An offer that the router would make. */
export interface PlannedOffer {
  item: WorkItem;
  agent: Agent;
  queue: Queue;
  rule: AssignmentRule;
  decision: Decision;
}

/** What the router would do now. `releases`: work kept for an agent who cannot be asked (R11). */
export interface Plan {
  offers: PlannedOffer[];
  releases: { item: WorkItem; why: string }[];
}

const batch = 50;

/**
 * Plans which waiting work is offered to whom, without writing: what is kept for one agent first, then queues by their
 * order, work by its place, agents by `chooseAgent` (domain D2). `extra`: work that does not wait yet, planned as if it
 * did; so a dry run and the assignment are one computation (domain F7 5). Reads a queue only as far as there is free
 * capacity for it, and work that needs what no free agent has only once (R14).
 */
export async function planAssignment(
  deps: HandoffDeps,
  view: RoutingView,
  extra: WorkItem | null = null,
): Promise<Plan> {
  const pending = new Map(view.pending);
  const offers: PlannedOffer[] = [];
  const hasRoom = ({ agent }: { agent: Agent }): boolean => isFree(agent, view, pending);
  const plan = (
    item: WorkItem,
    agent: Agent,
    queue: Queue,
    rule: AssignmentRule,
    decision: Decision,
  ): void => {
    offers.push({ item, agent, queue, rule, decision });
    pending.set(agent.id, [...(pending.get(agent.id) ?? []), item]);
  };
  const releases = await planReserved(deps, view, pending, plan);
  for (const queue of view.queues) {
    const candidates = candidatesOf(view, queue);
    let free = candidates.filter(hasRoom);
    if (free.length === 0) continue;
    const unfit = new Set<string>();
    const open = isOpenNow(queue, view);
    for await (const item of inLine(deps, queue.id, extra, () => filterFor(view, free, unfit, open))) {
      if (unfit.has(needsOf(item)) || (!open && waitsForOpening.has(item.type))) continue;
      // Only those with room are asked first: most items of a long queue are passed over by a few agents.
      if (!free.some((one) => !isObjection(objectionTo(item, one, view, pending)))) {
        if (!free.some((one) => mightTake(item, one, view, pending))) unfit.add(needsOf(item));
        continue;
      }
      const choice = chooseAgent(item, candidates, view, pending);
      if (choice.chosen === null) continue;
      const { agent, way } = choice.chosen;
      plan(item, agent, queue, way.rule, decisionOf(choice, view.now));
      free = free.filter(hasRoom);
      if (free.length === 0) break;
    }
  }
  return { offers, releases };
}

/** Work that a colleague passed on to one agent: that agent is offered it, or it goes on in its queue (R11). */
async function planReserved(
  { workItems }: HandoffDeps,
  view: RoutingView,
  pending: RoutingView['pending'],
  plan: (item: WorkItem, agent: Agent, queue: Queue, rule: AssignmentRule, decision: Decision) => void,
): Promise<Plan['releases']> {
  const releases: Plan['releases'] = [];
  for (const item of await workItems.reserved()) {
    const agent = view.agents.find(({ id }) => id === item.reservedFor);
    const queue = view.queues.find(({ id }) => id === item.queueId);
    if (queue === undefined) continue;
    const against = agent === undefined ? 'not connected' : cannotBeAsked(item, agent, view, pending);
    if (agent === undefined || against !== null) {
      releases.push({ item, why: `passed on to one who is ${against ?? 'not there'}` });
      continue;
    }
    const reasons = [{ agentId: agent.id, why: 'chosen: passed on to this agent' }];
    // Who is away is asked, and has nothing put into their hands.
    const takesWork = view.presences.get(agent.presence)?.available === true;
    const rule = { ...ruleOf(view, queue.rule), ...(takesWork ? {} : { autoAccept: false }) };
    plan(item, agent, queue, rule, { at: view.now, agentId: agent.id, reasons });
  }
  return releases;
}

/** A colleague chose the agent: neither skills nor the queue matter, and being away does not either. */
function cannotBeAsked(
  item: WorkItem,
  agent: Agent,
  view: RoutingView,
  pending: RoutingView['pending'],
): string | null {
  const { now, settings } = view;
  if (!sees(agent, item)) return 'of another domain';
  if (agent.presence === 'offline' || !isConnected(agent, now, settings.handoff.leaseSeconds))
    return 'not connected';
  return freeOf(agent, item.type, settings, pending.get(agent.id)) < item.size ? 'full' : null;
}

/** Takes work now, of some kind. */
function isFree(agent: Agent, view: RoutingView, pending: RoutingView['pending']): boolean {
  const { settings, now, presences } = view;
  const offered = pending.get(agent.id);
  return (
    presences.get(agent.presence)?.available === true &&
    isConnected(agent, now, settings.handoff.leaseSeconds) &&
    interactionTypes.some((type) => freeOf(agent, type, settings, offered) > 0)
  );
}

/** Whether anything that needs the same could go to this agent, whatever became of earlier offers of this very item. */
function mightTake(
  item: WorkItem,
  { agent, ways }: Candidate,
  view: RoutingView,
  pending: RoutingView['pending'],
): boolean {
  return (
    unfitness(item, agent, view, pending) === null &&
    ways.some(({ rule }) => missingSkills(item, agent, rule).length === 0)
  );
}

/** Leaves out what none of these could take now. */
function filterFor(
  { now }: RoutingView,
  free: readonly Candidate[],
  unfit: ReadonlySet<string>,
  open: boolean,
): QueuedFilter {
  const soonest = Math.min(
    ...free.map(({ ways }) => Math.min(...ways.map(({ afterSeconds }) => afterSeconds))),
  );
  return {
    withoutNeeds: [...unfit],
    withoutTypes: open ? [] : [...waitsForOpening],
    queuedBy: soonest === 0 ? null : new Date(now.getTime() - soonest * 1_000),
  };
}

/** The waiting work of a queue in order, `extra` at the place that it would have. */
async function* inLine(
  { workItems }: HandoffDeps,
  queueId: string,
  extra: WorkItem | null,
  filter: () => QueuedFilter,
): AsyncGenerator<WorkItem> {
  let toCome = extra?.queueId === queueId ? extra : null;
  let after: Place | null = null;
  for (;;) {
    const items: WorkItem[] = await workItems.queued(queueId, after, batch, filter());
    for (const item of items) {
      if (toCome !== null && comparePlaces(toCome, item) < 0) {
        yield toCome;
        toCome = null;
      }
      yield item;
    }
    after = items.at(-1) ?? null;
    if (after === null || items.length < batch) break;
  }
  if (toCome !== null) yield toCome;
}
