import type { HandoffDeps } from '../handoff.ts';
import type { Decision, WorkItem } from '../workItem.ts';
import { decidedEntry } from '../workItemSteps.ts';
import { chooseAgent, decisionOf } from './chooseAgent.ts';
import { candidatesOf } from './eligibility.ts';
import { type Plan, planAssignment } from './planAssignment.ts';
import { isOpenNow, type RoutingView, readRoutingView, waitsForOpening } from './routingView.ts';

/** How many are told anew why they wait in one round of the sweeper. */
const batch = 50;
/** How long a stored reason stands, in milliseconds. */
const freshMs = 30_000;

/** Stores why new work is not on offer, so that the answer is there even when nobody asks in time. */
export async function explainWaiting(deps: HandoffDeps, workItemId: string): Promise<void> {
  const item = await deps.workItems.get(workItemId);
  if (item === null || item.state !== 'queued' || item.decision !== null) return;
  const decision = await decideNow(deps, item);
  // Somebody became free since the plan was made: it is about to be offered.
  if (decision.agentId === null) await explainAs(deps, item, decision);
}

/**
 * The same for what came back, and for reasons that are old by now: a line is added where they changed. For the
 * sweeper, so that no offer waits for it.
 */
export async function explainAnew(deps: HandoffDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - freshMs);
  const items = await deps.workItems.undecided(before, batch);
  if (items.length === 0) return;
  const view = await readRoutingView(deps);
  const plan = await planAssignment(deps, view);
  for (const item of items) await explainAs(deps, item, await decide(item, view, async () => plan));
}

async function explainAs(deps: HandoffDeps, item: WorkItem, decision: Decision): Promise<void> {
  // Whom it is about to be offered to is no news: the offer says so. It must not stand before what nobody has looked at.
  const news =
    decision.agentId === null && (item.decision === null || outlineOf(item.decision) !== outlineOf(decision));
  await deps.workItems.explain(item, decision, news ? decidedEntry(item, decision) : undefined);
}

/** What the router would do with it now, with all that waits. */
export async function decideNow(deps: HandoffDeps, item: WorkItem): Promise<Decision> {
  const view = await readRoutingView(deps);
  return decide(item, view, () => planAssignment(deps, view));
}

/** The same; `plan` is of the same look at the world, and asked for where somebody could take it. */
async function decide(item: WorkItem, view: RoutingView, plan: () => Promise<Plan>): Promise<Decision> {
  const queue = view.queues.find(({ id }) => id === item.queueId);
  const nobody = { at: view.now, agentId: null };
  if (queue === undefined) return { ...nobody, why: 'its queue is gone', reasons: [] };
  if (waitsForOpening.has(item.type) && !isOpenNow(queue, view) && item.reservedFor === null)
    return { ...nobody, why: 'waits for the opening', reasons: [] };
  const candidates = candidatesOf(view, queue);
  const choice = chooseAgent(item, candidates, view);
  if (choice.chosen === null && item.reservedFor === null) return decisionOf(choice, view.now);
  const { offers } = await plan();
  const planned = offers.find((offer) => offer.item.id === item.id);
  if (planned !== undefined) return planned.decision;
  if (item.reservedFor !== null)
    return { ...nobody, reasons: [{ agentId: item.reservedFor, why: 'passed on to this agent' }] };
  // Who could take it is offered something else first.
  const pending = new Map(view.pending);
  for (const { agent, item: first } of offers)
    pending.set(agent.id, [...(pending.get(agent.id) ?? []), first]);
  const before = offers.filter((offer) => offer.queue === queue).length;
  const why = `comes after ${before} others`;
  return { ...decisionOf(chooseAgent(item, candidates, view, pending), view.now), agentId: null, why };
}

/** The reasons without their numbers: seconds and units change all the time and say nothing new. */
function outlineOf({ agentId, why = '', reasons }: Decision): string {
  const words = (text: string): string => text.replaceAll(/\d+/g, '');
  const lines = reasons.map((reason) => `${reason.agentId} ${words(reason.why)}`);
  return [agentId ?? '', words(why), ...lines.sort()].join('\n');
}
