import type { HandoffDeps } from '../handoff.ts';
import { isQueueOpen } from '../routing/isQueueOpen.ts';
import type { Queue } from '../routing/queue.ts';
import type { WorkItem } from '../workItem.ts';

/** What a look at waiting work needs to know of the queues. */
export interface WaitingView {
  queues: readonly Queue[];
  /** The ids of the active queues that are open now. */
  open: ReadonlySet<string>;
}

/** One read for all that is due. */
export async function readWaitingView(deps: HandoffDeps): Promise<WaitingView> {
  const queues = await deps.queues.all();
  const now = deps.clock.now();
  const open = await Promise.all(
    queues.map(async (queue) => (queue.active && (await isQueueOpen(deps, queue, now)) ? [queue.id] : [])),
  );
  return { queues, open: new Set(open.flat()) };
}

/** The queue whose ladder the work climbs; null: it is gone. */
export function ownerOf(
  { queues }: WaitingView,
  { queueId, ladderOf }: Pick<WorkItem, 'queueId' | 'ladderOf'>,
): Queue | null {
  return queues.find(({ id }) => id === (ladderOf ?? queueId)) ?? null;
}
