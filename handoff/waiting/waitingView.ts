import type { Schedule } from '../../contracts/handoff.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { HandoffDeps, QueueInfo } from '../handoff.ts';
import { isOpen } from '../routing/isOpen.ts';
import { scheduleOf } from '../routing/isQueueOpen.ts';
import type { Queue } from '../routing/queue.ts';
import { waitingIn } from '../routing/queueInfo.ts';
import type { WorkItem } from '../workItem.ts';

/** What a look at waiting work needs to know of the queues. */
export interface WaitingView {
  queues: readonly Queue[];
  /** The hours of each queue by its id; null: always open. */
  schedules: ReadonlyMap<string, Schedule | null>;
  /** The ids of the active queues that are open now. */
  open: ReadonlySet<string>;
  /** How long somebody waits at most where the queue says nothing. */
  longest: Settings['handoff']['maxWaitSeconds'];
  /** Places and waits in a queue by work item, read once for all who ask; who is not there has none that is counted. */
  places(queueId: string): Promise<ReadonlyMap<string, QueueInfo>>;
}

/** One read for all that is due. */
export async function readWaitingView(deps: HandoffDeps): Promise<WaitingView> {
  const queues = await deps.queues.all();
  const now = deps.clock.now();
  const schedules = new Map(
    await Promise.all(queues.map(async (queue) => [queue.id, await scheduleOf(deps, queue)] as const)),
  );
  const looks = new Map<string, Promise<ReadonlyMap<string, QueueInfo>>>();
  const open = queues.filter(({ id, active }) => active && isOpen(schedules.get(id) ?? null, now));
  return {
    queues,
    schedules,
    open: new Set(open.map(({ id }) => id)),
    longest: deps.settings().handoff.maxWaitSeconds,
    places(queueId) {
      const look = looks.get(queueId) ?? placesIn(deps, queueId);
      looks.set(queueId, look);
      return look;
    },
  };
}

async function placesIn(deps: HandoffDeps, queueId: string): Promise<ReadonlyMap<string, QueueInfo>> {
  return new Map((await waitingIn(deps, queueId)).map((standing) => [standing.workItemId, standing]));
}

/** The queue whose ladder the work climbs; null: it is gone. */
export function ownerOf(
  { queues }: Pick<WaitingView, 'queues'>,
  { queueId, ladderOf }: Pick<WorkItem, 'queueId' | 'ladderOf'>,
): Queue | null {
  return queues.find(({ id }) => id === (ladderOf ?? queueId)) ?? null;
}

/**
 * After how many seconds in the queue the ladder begins: as the queue says, else the settings, so that nobody waits
 * without end (domain F7 4); null: never, for work that no Virtual Agent could take back.
 */
export function longestWait(
  view: Pick<WaitingView, 'queues' | 'longest'>,
  item: Pick<WorkItem, 'queueId' | 'ladderOf' | 'type'>,
): number | null {
  const said = ownerOf(view, item)?.maxWaitSeconds ?? null;
  return said ?? (item.type === 'chat' || item.type === 'messaging' ? view.longest[item.type] : null);
}
