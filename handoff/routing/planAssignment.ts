import type { AssignmentRule } from '../../contracts/handoff.ts';
import { interactionTypes } from '../../contracts/states.ts';
import { type Agent, freeOf, isConnected, isPresent } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Decision, Place, WorkItem } from '../workItem.ts';
import type { QueuedFilter } from '../workItems.store.ts';
import { awaitedAgent, chooseAgent, decisionOf } from './chooseAgent.ts';
import { type Candidate, candidatesOf } from './eligibility.ts';
import { needsOf, readNeeds, type Wanted } from './needsOf.ts';
import { isObjection, mightTake, objectionTo, sees } from './objection.ts';
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

/** What the router would do now. `releases`: work kept for an agent who cannot be asked. */
export interface Plan {
  offers: PlannedOffer[];
  releases: { item: WorkItem; why: string }[];
}

/** So many are read first; then twice as many each time. */
const firstBatch = 10;

/**
 * Plans which waiting work is offered to whom, without writing: what is kept for one agent first, then queues by their
 * order, work by its place, agents by `chooseAgent` (domain D2). `freed`: nothing changed but that these agents became
 * free, so that work which they cannot take is not looked at; null: everything is. `extra`: work that does not wait yet,
 * planned as if it did; so a dry run and the assignment are one computation (domain F7 5). However much waits, no more
 * is read than those with room could take.
 */
export async function planAssignment(
  deps: HandoffDeps,
  view: RoutingView,
  { freed = null, extra = null }: { freed?: ReadonlySet<string> | null; extra?: WorkItem | null } = {},
): Promise<Plan> {
  const pending = new Map(view.pending);
  const offers: PlannedOffer[] = [];
  const hasRoom = ({ agent }: { agent: Agent }): boolean =>
    (freed === null || freed.has(agent.id)) && isFree(agent, view, pending);
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
    const kinds = await kindsIn(deps, queue, extra, view);
    const fitting = (): Set<string> => fittingKinds(kinds, free, view, pending);
    let fit = fitting();
    for await (const item of inLine(deps, queue.id, extra, () => filterFor(view, free, fit))) {
      if (!fit.has(needsOf(item))) continue;
      // Only those with room are asked first: much of a long queue is passed over by a few agents.
      if (!free.some((one) => !isObjection(objectionTo(item, one, view, pending)))) continue;
      if (awaitedAgent(item, candidates, view, pending) !== null) continue;
      const choice = chooseAgent(item, candidates, view, pending);
      if (choice.chosen === null) continue;
      const { agent, way } = choice.chosen;
      plan(item, agent, queue, way.rule, decisionOf(choice, view.now));
      free = free.filter(hasRoom);
      fit = fitting();
      if (fit.size === 0) break;
    }
  }
  return { offers, releases };
}

/** Work that a colleague passed on to one agent: that agent is offered it, or it goes on in its queue. */
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
  if (!isPresent(agent, now, settings)) return 'not connected';
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

/** What the waiting work of a queue needs, by the text for it; without what waits for the opening. */
async function kindsIn(
  { workItems }: HandoffDeps,
  queue: Queue,
  extra: WorkItem | null,
  view: RoutingView,
): Promise<Map<string, Wanted>> {
  const texts = await workItems.needsIn(queue.id);
  if (extra?.queueId === queue.id) texts.push(needsOf(extra));
  const open = isOpenNow(queue, view);
  const kinds = new Map<string, Wanted>();
  for (const text of texts) {
    const wanted = readNeeds(text);
    if (wanted !== null && (open || !waitsForOpening.has(wanted.type))) kinds.set(text, wanted);
  }
  return kinds;
}

/** Those of them that one of these could take, whatever became of earlier offers. */
function fittingKinds(
  kinds: ReadonlyMap<string, Wanted>,
  free: readonly Candidate[],
  view: RoutingView,
  pending: RoutingView['pending'],
): Set<string> {
  return new Set(
    [...kinds].flatMap(([text, wanted]) =>
      free.some((one) => mightTake(wanted, one, view, pending)) ? [text] : [],
    ),
  );
}

/** Leaves out what none of these could take now. */
function filterFor({ now }: RoutingView, free: readonly Candidate[], fit: ReadonlySet<string>): QueuedFilter {
  const soonest = Math.min(
    ...free.map(({ ways }) => Math.min(...ways.map(({ afterSeconds }) => afterSeconds))),
  );
  return {
    needs: [...fit],
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
  for (let batch = firstBatch; filter().needs.length > 0; batch *= 2) {
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
