import type { Scope } from '../../contracts/scope.ts';
import type { HandoffDeps, QueueInfo } from '../handoff.ts';
import type { WorkItem } from '../workItem.ts';
import { candidatesOf } from './eligibility.ts';
import { estimateWait, type RecentWait } from './estimateWait.ts';
import { couldEverTake } from './objection.ts';
import { type Needs, positionsOf } from './positionOf.ts';
import type { Queue } from './queue.ts';
import { type RoutingView, readRoutingView } from './routingView.ts';

/** Acceptances older than this say nothing about now. */
const recentMs = 60 * 60_000;
const examples = 20;
/** Places beyond this one are not counted: nobody is told a wrong one, and no look reads more. */
export const longestList = 5_000;

/** A place that is known. */
export type Standing = QueueInfo & { position: number };

/** Place and wait of work in a queue, also of such as does not wait there yet; from those before it alone. */
export async function standingOf(
  deps: HandoffDeps,
  queue: Queue,
  item: WorkItem,
  seen?: RoutingView,
): Promise<QueueInfo> {
  const before = await deps.workItems.before(queue.id, item, longestList);
  if (before.length < longestList) {
    const view = seen ?? (await readRoutingView(deps));
    const [standing] = (await standings(deps, queue, [...before, item], view)).slice(-1);
    if (standing !== undefined) return standing;
  }
  return { name: queue.name, position: null, estimatedWaitRange: null };
}

/** The first `limit` of those who wait in a queue, in order, from one look at the store. */
export async function waitingIn(
  deps: HandoffDeps,
  queueId: string,
  limit = longestList,
): Promise<(Standing & { interactionId: string; workItemId: string })[]> {
  const queue = await deps.queues.get(queueId);
  if (queue === null) return [];
  const items = await deps.workItems.waiting(queueId, limit);
  if (items.length === 0) return [];
  const all = await standings(deps, queue, items, await readRoutingView(deps));
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
  view: RoutingView,
): Promise<Standing[]> {
  const recent = await recentWaits(deps, queue.id);
  const candidates = candidatesOf(view, queue);
  const takers = (work: Needs): ReadonlySet<string> =>
    new Set(
      work.reservedFor === null
        ? candidates.filter((candidate) => couldEverTake(work, candidate, view)).map(({ agent }) => agent.id)
        : [work.reservedFor],
    );
  return positionsOf(inOrder, takers).map(({ position, takers: present }) => ({
    name: queue.name,
    position,
    estimatedWaitRange: estimateWait(position, recent, present),
  }));
}

/** The waits that estimates are made of; of `seen`: those that somebody who sees this may know of. */
export function recentWaits(deps: HandoffDeps, queueId: string, seen?: Scope): Promise<RecentWait[]> {
  const since = new Date(deps.clock.now().getTime() - recentMs);
  return deps.workItems.recentWaits(queueId, since, examples, seen);
}
