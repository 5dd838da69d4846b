import type { HandoffDeps, QueueInfo } from '../handoff.ts';
import { isWaiting } from '../workItem.ts';
import { couldEverTake } from './chooseAgent.ts';
import { estimateWait, type RecentWait } from './estimateWait.ts';

/** Acceptances older than this say nothing about now. */
const recentMs = 60 * 60_000;
const examples = 20;
/** Places beyond this one are not listed at once. */
const longestList = 5_000;

/** The waits that estimates are made of. */
export function recentWaits(deps: HandoffDeps, queueId: string): Promise<RecentWait[]> {
  return deps.workItems.recentWaits(queueId, new Date(deps.clock.now().getTime() - recentMs), examples);
}

/** Place and wait of one interaction or work item. Null when it does not wait. */
export async function queueInfo(deps: HandoffDeps, id: string): Promise<QueueInfo | null> {
  const item = (await deps.workItems.get(id)) ?? (await deps.workItems.openOf(id))[0];
  if (item === undefined || !isWaiting(item)) return null;
  const queue = await deps.queues.get(item.queueId);
  if (queue === null) return null;
  const position = 1 + (await deps.workItems.countBefore(item.queueId, item));
  const [recent, present] = await Promise.all([recentWaits(deps, queue.id), presentIn(deps, queue.id)]);
  return { name: queue.name, position, estimatedWaitSeconds: estimateWait(position, recent, present) };
}

/** Everybody who waits in a queue, in order, from one look at the store. */
export async function waitingIn(
  deps: HandoffDeps,
  queueId: string,
): Promise<(QueueInfo & { interactionId: string; workItemId: string })[]> {
  const queue = await deps.queues.get(queueId);
  if (queue === null) return [];
  const [items, recent, present] = await Promise.all([
    deps.workItems.waiting(queueId, longestList),
    recentWaits(deps, queueId),
    presentIn(deps, queueId),
  ]);
  return items.map((item, index) => ({
    name: queue.name,
    position: index + 1,
    estimatedWaitSeconds: estimateWait(index + 1, recent, present),
    interactionId: item.interactionId,
    workItemId: item.id,
  }));
}

/** How many agents are signed in for the queue, whatever their skills. */
async function presentIn(deps: HandoffDeps, queueId: string): Promise<number> {
  const now = deps.clock.now();
  const settings = deps.settings();
  const since = new Date(now.getTime() - settings.handoff.leaseSeconds * 1_000);
  const agents = await deps.agents.seenSince(since);
  return agents.filter((agent) =>
    couldEverTake({ queueId, type: 'chat', size: 1, skills: [] }, agent, now, settings),
  ).length;
}
