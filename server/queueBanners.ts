import type { Clock } from '../contracts/clock.ts';
import { coalesce } from '../handoff/coalesce.ts';
import type { Handoff, QueueInfo } from '../handoff/handoff.ts';
import { steadyWait, type ToldWait } from '../handoff/routing/estimateWait.ts';
import { longestList } from '../handoff/routing/queueInfo.ts';

/** What those who wait are told of their place: one read for all of a queue, however many look. */
export interface QueueBanners {
  /** The place of this work as it was at the latest look at its queue; null: it does not wait. */
  of(queueId: string, workItemId: string): Promise<QueueInfo | null>;
  /** Looks at the queue anew. Answers the conversations that wait there. */
  look(queueId: string): Promise<string[]>;
}

interface Look {
  places: Map<string, QueueInfo>;
  conversations: string[];
  /** Who waits behind the last that was read; null: everybody was. */
  behind: { info: QueueInfo; seen: Set<string> } | null;
}

/** `longest`: how many of a queue are read at once. */
export function createQueueBanners(
  handoff: () => Pick<Handoff, 'waitingIn'>,
  clock: Clock,
  longest = longestList,
): QueueBanners {
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
    const waiting = await handoff().waitingIn(queueId, longest);
    for (const { workItemId, interactionId, ...info } of waiting) {
      const { position, estimatedWaitRange: range } = info;
      const wait = steadyWait(before?.get(workItemId) ?? null, { position, range, at });
      now.set(workItemId, wait);
      places.set(workItemId, { ...info, estimatedWaitRange: wait.range });
      conversations.push(interactionId);
    }
    told.set(queueId, now);
    const [first] = waiting;
    const look: Look = {
      places,
      conversations,
      behind:
        first === undefined || waiting.length < longest
          ? null
          : { info: { name: first.name, position: null, estimatedWaitRange: null }, seen: new Set() },
    };
    looks.set(queueId, look);
    return look;
  }

  return {
    async of(queueId, workItemId) {
      const known = looks.get(queueId);
      const place = known?.places.get(workItemId);
      if (place !== undefined) return place;
      // Whoever was not among the first is not looked for again until they have moved.
      if (known?.behind?.seen.has(workItemId) === true) return known.behind.info;
      const { places, behind } = await lookAt(queueId);
      const found = places.get(workItemId);
      if (found !== undefined || behind === null) return found ?? null;
      behind.seen.add(workItemId);
      return behind.info;
    },
    look: async (queueId) => (await lookAt(queueId)).conversations,
  };
}
