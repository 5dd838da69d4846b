import type { HandoffDeps, QueueInfo } from '../handoff.ts';
import { isWaiting, type WorkItem } from '../workItem.ts';
import { candidatesOf } from './eligibility.ts';
import { estimateWait, type RecentWait } from './estimateWait.ts';
import { couldEverTake } from './objection.ts';
import { type Needs, positionsOf } from './positionOf.ts';
import type { Queue } from './queue.ts';
import { type RoutingView, readRoutingView } from './routingView.ts';

/** Acceptances older than this say nothing about now. */
const recentMs = 60 * 60_000;
const examples = 20;
/** Places beyond this one are not listed at once. */
const longestList = 5_000;

/** Place and wait of one interaction or work item. Null when it does not wait. */
export async function queueInfo(deps: HandoffDeps, id: string): Promise<QueueInfo | null> {
  const item = (await deps.workItems.get(id)) ?? (await deps.workItems.openOf(id))[0];
  if (item === undefined || !isWaiting(item)) return null;
  const queue = await deps.queues.get(item.queueId);
  return queue === null ? null : standingOf(deps, queue, item);
}

/** Place and wait of work in a queue, also of such as does not wait there yet; from those before it alone. */
export async function standingOf(
  deps: HandoffDeps,
  queue: Queue,
  item: WorkItem,
  view?: RoutingView,
): Promise<QueueInfo> {
  const before = await deps.workItems.before(queue.id, item, longestList);
  const [standing] = (await standings(deps, queue, [...before, item], view)).slice(-1);
  if (standing === undefined) throw new Error('the work itself is always in the list');
  return standing;
}

/** Everybody who waits in a queue, in order, from one look at the store. */
export async function waitingIn(
  deps: HandoffDeps,
  queueId: string,
): Promise<(QueueInfo & { interactionId: string; workItemId: string })[]> {
  const queue = await deps.queues.get(queueId);
  if (queue === null) return [];
  const items = await deps.workItems.waiting(queueId, longestList);
  const all = await standings(deps, queue, items);
  return items.flatMap(({ interactionId, id: workItemId }, index) => {
    const standing = all[index];
    return standing === undefined ? [] : [{ ...standing, interactionId, workItemId }];
  });
}

/** Places and waits of a queue's work in its order. */
async function standings(
  deps: HandoffDeps,
  queue: Queue,
  inOrder: readonly Needs[],
  seen?: RoutingView,
): Promise<QueueInfo[]> {
  if (inOrder.length === 0) return [];
  const [view, recent] = await Promise.all([seen ?? readRoutingView(deps), recentWaits(deps, queue.id)]);
  const candidates = candidatesOf(view, queue);
  const takers = (work: Needs): ReadonlySet<string> =>
    new Set(
      work.reservedFor === null
        ? candidates.filter((candidate) => couldEverTake(work, candidate, view)).map(({ agent }) => agent.id)
        : [work.reservedFor],
    );
  return positionsOf(inOrder, takers).map(({ position, takers: present }) => {
    const range = estimateWait(position, recent, present);
    return {
      name: queue.name,
      position,
      estimatedWaitSeconds: range?.[1] ?? null,
      estimatedWaitRange: range,
    };
  });
}

/** The waits that estimates are made of. */
export function recentWaits(deps: HandoffDeps, queueId: string): Promise<RecentWait[]> {
  return deps.workItems.recentWaits(queueId, new Date(deps.clock.now().getTime() - recentMs), examples);
}
