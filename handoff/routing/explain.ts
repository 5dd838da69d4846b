import type { HandoffDeps } from '../handoff.ts';
import type { Decision, WorkItem } from '../workItem.ts';
import { decidedEntry } from '../workItemSteps.ts';
import { chooseAgent, decisionOf } from './chooseAgent.ts';
import { candidatesOf } from './eligibility.ts';
import { type RoutingView, readRoutingView } from './routingView.ts';

/** How many are told anew why they wait in one round of the sweeper. */
const batch = 50;
/** How long a stored reason stands, in milliseconds. */
const freshMs = 30_000;

/** Stores why new work is not on offer, so that the answer is there even when nobody asks in time. */
export async function explainWaiting(deps: HandoffDeps, workItemId: string): Promise<void> {
  const item = await deps.workItems.get(workItemId);
  if (item === null || item.state !== 'queued' || item.decision !== null) return;
  await explainOne(deps, item, await readRoutingView(deps));
}

/**
 * The same for what came back, and for reasons that are old by now: a line is added where they changed (R12). For the
 * sweeper, so that no offer waits for it.
 */
export async function explainAnew(deps: HandoffDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - freshMs);
  const items = await deps.workItems.undecided(before, batch);
  if (items.length === 0) return;
  const view = await readRoutingView(deps);
  for (const item of items) await explainOne(deps, item, view);
}

async function explainOne(deps: HandoffDeps, item: WorkItem, view: RoutingView): Promise<void> {
  const decision = decide(item, view);
  // It is about to be offered: somebody became free since the plan was made.
  if (decision.agentId !== null && item.decision === null) return;
  const news = item.decision === null || outlineOf(item.decision) !== outlineOf(decision);
  await deps.workItems.explain(item, decision, news ? decidedEntry(item, decision) : undefined);
}

/** What the router would do with it now. Pure. */
export function decide(item: WorkItem, view: RoutingView): Decision {
  const queue = view.queues.find(({ id }) => id === item.queueId);
  const candidates = queue === undefined ? [] : candidatesOf(view, queue);
  return decisionOf(chooseAgent(item, candidates, view), view.now);
}

/** The reasons without their numbers: seconds and units change all the time and say nothing new. */
function outlineOf({ agentId, reasons }: Decision): string {
  const lines = reasons.map((reason) => `${reason.agentId} ${reason.why.replaceAll(/\d+/g, '')}`);
  return [agentId ?? '', ...lines.sort()].join('\n');
}
