import type { Queue } from '../../contracts/handoff.ts';
import type { WorkItem } from '../workItem.ts';
import { dueSteps } from './dueSteps.ts';
import { ladderEnd } from './nextRung.ts';

type Waiting = Pick<WorkItem, 'queuedAt' | 'stepsDone' | 'rungsDone' | 'ladderAt'>;

/**
 * When waiting work is to be looked at next: for a step of its queue, or for the ladder; null: never. `longest`: how long
 * it waits at most, in seconds (handoff/waiting/waitingView.ts). Pure.
 */
export function dueAt(item: Waiting, queue: Queue, longest: number | null, now: Date): Date | null {
  const entered = item.queuedAt.getTime();
  const { due, next } = dueSteps(queue.steps, item.stepsDone, now.getTime() - entered);
  const step = due[0]?.at ?? next;
  const times = [step === null ? null : entered + step, ladderAt(item, longest)?.getTime() ?? null];
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : new Date(Math.min(...known));
}

/** When the next rung of the ladder is due; null: never, or the ladder is at its end. Pure. */
export function ladderAt(item: Waiting, longest: number | null): Date | null {
  if (item.rungsDone >= ladderEnd) return null;
  if (item.ladderAt !== null) return item.ladderAt;
  return longest === null ? null : new Date(item.queuedAt.getTime() + longest * 1_000);
}
