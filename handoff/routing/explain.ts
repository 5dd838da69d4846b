import type { HandoffDeps } from '../handoff.ts';
import type { Decision, WorkItem } from '../workItem.ts';
import { chooseAgent } from './chooseAgent.ts';

/** Why an interaction waits, or why this agent has it: what was stored, and what the router would say now (domain F7 9). */
export async function explain(
  deps: HandoffDeps,
  interaction: string,
): Promise<{ stored: Decision | null; now: Decision | null } | null> {
  const [item] = await deps.workItems.openOf(interaction);
  if (item === undefined) return null;
  return { stored: item.decision, now: item.state === 'queued' ? await decideNow(deps, item) : null };
}

/** Stores why new work is not on offer, so that the answer is there even when nobody asks in time. */
export async function explainWaiting(deps: HandoffDeps, workItemId: string): Promise<void> {
  const item = await deps.workItems.get(workItemId);
  if (item === null || item.state !== 'queued' || item.decision !== null) return;
  await deps.workItems.explain(item, await decideNow(deps, item));
}

async function decideNow(deps: HandoffDeps, item: WorkItem): Promise<Decision> {
  const now = deps.clock.now();
  const settings = deps.settings();
  const since = new Date(now.getTime() - settings.handoff.leaseSeconds * 1_000);
  const agents = await deps.agents.seenSince(since);
  const pending = await deps.workItems.pendingOffers();
  return { at: now, ...chooseAgent(item, agents, pending, now, settings) };
}
