import type { HandoffDeps } from '../handoff.ts';
import { nextOpening } from '../routing/nextOpening.ts';
import { waitsForOpening } from '../routing/routingView.ts';
import type { WorkItem } from '../workItem.ts';
import { noteStep } from '../workItemSteps.ts';
import { longestWait, type WaitingView } from './waitingView.ts';

/**
 * Messaging waits for the opening of its queue (domain F7 21), and what counts from entering the queue – its steps, its
 * pools, the longest wait – counts from there: nobody reads all night that they are still in line. Steps that are done
 * are not done again. Answers the work as it is then; null: somebody changed it meanwhile, and the next sweep looks again.
 */
export async function awaitOpening(
  deps: HandoffDeps,
  item: WorkItem,
  view: WaitingView,
): Promise<WorkItem | null> {
  if (item.state !== 'queued' || !waitsForOpening.has(item.type)) return item;
  const now = deps.clock.now();
  const from = countsFrom(item, view, now);
  if (from === null) return item;
  const rungAt = new Date(from.getTime() + (longestWait(view, item) ?? 0) * 1_000);
  const set = { queuedAt: from, ...(item.ladderAt === null ? {} : { ladderAt: rungAt }) };
  return deps.workItems.step(item, noteStep(item, set));
}

/** Null: its wait counts from the right time already, or the queue never opens. */
function countsFrom({ queueId, queuedAt }: WorkItem, view: WaitingView, now: Date): Date | null {
  const queue = view.queues.find(({ id }) => id === queueId);
  if (queue?.active !== true) return null;
  // It opened before the time that was known.
  if (view.open.has(queueId)) return queuedAt > now ? now : null;
  const opens = nextOpening(view.schedules.get(queueId) ?? null, now);
  return opens === null || opens.getTime() === queuedAt.getTime() ? null : opens;
}
