import type { HandoffDeps, QueueInfo } from '../handoff.ts';
import { scheduleOf } from '../routing/isQueueOpen.ts';
import { nextOpening } from '../routing/nextOpening.ts';
import type { Queue } from '../routing/queue.ts';
import { textsFor } from '../texts.ts';
import type { WorkItem } from '../workItem.ts';
import { fillText, type QueueTextValues, speaksOf } from './queueText.ts';
import type { WaitingView } from './waitingView.ts';

/** A queue's text for somebody who waits there, filled in with what is true now; only what it speaks of is looked up. */
export async function queueWords(
  deps: HandoffDeps,
  view: WaitingView,
  text: string,
  queue: Queue,
  item: WorkItem,
  locale: string,
): Promise<string | null> {
  const speaksOfPlace = speaksOf(text, 'position') || speaksOf(text, 'wait');
  const standing = speaksOfPlace ? ((await view.places(queue.id)).get(item.id) ?? null) : null;
  const opens = speaksOf(text, 'opens') ? await opensWords(deps, queue, locale) : null;
  return fillText(text, { queue: queue.name, ...standingWords(standing, locale), opens });
}

/** A place and a wait as a text says them; null: not known. Pure. */
export function standingWords(
  standing: { position: number | null; estimatedWaitRange: QueueInfo['estimatedWaitRange'] } | null,
  locale: string,
): Pick<QueueTextValues, 'position' | 'wait'> {
  const range = standing?.estimatedWaitRange ?? null;
  return {
    position: standing?.position ?? null,
    wait: range === null ? null : textsFor(locale).wait(range),
  };
}

/** When the queue opens next, by its own clock and in the requester's language; null: it is open, or nobody knows. */
export async function opensWords(deps: HandoffDeps, queue: Queue, locale: string): Promise<string | null> {
  const schedule = await scheduleOf(deps, queue);
  const now = deps.clock.now();
  const opens = nextOpening(schedule, now);
  if (schedule === null || opens === null || opens <= now) return null;
  return new Intl.DateTimeFormat(locale, {
    timeZone: schedule.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(opens);
}
