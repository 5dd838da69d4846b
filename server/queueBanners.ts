import type { Clock } from '../contracts/clock.ts';
import { coalesce } from '../handoff/coalesce.ts';
import type { Handoff, QueueInfo } from '../handoff/handoff.ts';
import { steadyWait, type ToldWait } from '../handoff/routing/estimateWait.ts';

/** What those who wait are told of their place: one read for all of a queue, however many look (W4). */
export interface QueueBanners {
  /** The place of this work as it was at the latest look at its queue; null: it does not wait. */
  of(queueId: string, workItemId: string): Promise<QueueInfo | null>;
  /** Looks at the queue anew. Answers the conversations that wait there. */
  look(queueId: string): Promise<string[]>;
}

interface Look {
  places: Map<string, QueueInfo>;
  conversations: string[];
}

export function createQueueBanners(handoff: () => Handoff, clock: Clock): QueueBanners {
  const looks = new Map<string, Look>();
  const readers = new Map<string, () => Promise<Look>>();
  /** What was told to whom, so that a wait does not grow by noise. By queue and work item. */
  const told = new Map<string, Map<string, ToldWait>>();

  /** Who comes while a look is under way shares the next: the running one may have begun too early for them. */
  function lookAt(queueId: string): Promise<Look> {
    const look = readers.get(queueId) ?? coalesce(() => read(queueId));
    readers.set(queueId, look);
    return look();
  }

  async function read(queueId: string): Promise<Look> {
    const at = clock.now().getTime();
    const before = told.get(queueId);
    const now = new Map<string, ToldWait>();
    const places = new Map<string, QueueInfo>();
    const conversations: string[] = [];
    for (const { workItemId, interactionId, ...info } of await handoff().waitingIn(queueId)) {
      const { position, estimatedWaitRange } = info;
      const wait = steadyWait(before?.get(workItemId) ?? null, { position, range: estimatedWaitRange, at });
      now.set(workItemId, wait);
      const steady = { estimatedWaitSeconds: wait.range?.[1] ?? null, estimatedWaitRange: wait.range };
      places.set(workItemId, { ...info, ...steady });
      conversations.push(interactionId);
    }
    told.set(queueId, now);
    const look = { places, conversations };
    looks.set(queueId, look);
    return look;
  }

  return {
    async of(queueId, workItemId) {
      const known = looks.get(queueId)?.places.get(workItemId);
      return known ?? (await lookAt(queueId)).places.get(workItemId) ?? null;
    },
    look: async (queueId) => (await lookAt(queueId)).conversations,
  };
}
