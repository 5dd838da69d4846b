import type { HandoffDeps } from '../handoff.ts';
import type { WorkItem } from '../workItem.ts';
import { noteStep } from '../workItemSteps.ts';
import { dueAt } from './dueAt.ts';
import { longestWait, type WaitingView } from './waitingView.ts';

/**
 * Notes when the sweep is to look at waiting work again, unless it is noted already: after each look, and by repair, so
 * that what an administrator changes counts for those who wait already. `notBefore`: what was due could not be done.
 */
export async function waitOn(
  deps: HandoffDeps,
  item: WorkItem,
  view: WaitingView,
  notBefore: Date | null = null,
): Promise<void> {
  const queue = view.queues.find(({ id }) => id === item.queueId);
  // Work whose queue is gone is made again for another (handoff/repair.ts).
  if (queue === undefined) return;
  const now = deps.clock.now();
  // Its queue opened before the time that was known (handoff/waiting/awaitOpening.ts).
  const opened = item.queuedAt > now && view.open.has(queue.id);
  const due = opened ? now : dueAt(item, queue, longestWait(view, item), now);
  const next = due !== null && notBefore !== null && due < notBefore ? notBefore : due;
  if (next?.getTime() !== item.dueAt?.getTime())
    await deps.workItems.step(item, noteStep(item, { dueAt: next }));
}
