import type { HandoffContext } from './context.ts';
import { settle } from './finishWork.ts';
import { explainWaiting } from './routing/explain.ts';
import { weighWork } from './routing/weighWork.ts';
import { type NewWork, newWorkItem } from './workItem.ts';

/**
 * Puts work into its queue and offers it when somebody is free. Idempotent by `workItemId`. Once the work is in,
 * nothing fails the call: assigning is tried again by the sweeper.
 */
export async function enqueueWork(
  deps: HandoffContext,
  work: NewWork,
  assign: () => Promise<number>,
): Promise<void> {
  const queue = await deps.queues.get(work.queueId);
  const { context = {} } = work;
  const state = await deps.conversations.known(work.interactionId);
  const item = newWorkItem(work, deps.clock.now(), await weighWork(deps, queue, state, { context }));
  const inserted = await deps.workItems.insert(item);
  try {
    if (inserted) {
      deps.notify({ kind: 'queue_moved', queueId: work.queueId });
      // The requester may have left between asking and now, and then nobody settled what was not there yet.
      await settle(deps, await deps.conversations.load(work.interactionId));
    }
    await assign();
    await explainWaiting(deps, work.workItemId);
  } catch (error) {
    deps.failed(error, 'assigning new work');
  }
}
