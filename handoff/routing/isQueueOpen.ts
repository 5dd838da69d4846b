import type { Schedule } from '../../contracts/handoff.ts';
import type { HandoffDeps } from '../handoff.ts';
import { isOpen } from './isOpen.ts';
import type { Queue } from './queue.ts';

/** Whether the queue takes new work now. A schedule that is gone is no reason to turn anybody away. */
export async function isQueueOpen(
  deps: Pick<HandoffDeps, 'definitions'>,
  queue: Pick<Queue, 'schedule'>,
  at: Date,
): Promise<boolean> {
  return isOpen(await scheduleOf(deps, queue), at);
}

/** The queue's own hours, or those that it names; null: always open. */
export async function scheduleOf(
  { definitions }: Pick<HandoffDeps, 'definitions'>,
  { schedule }: Pick<Queue, 'schedule'>,
): Promise<Schedule | null> {
  return typeof schedule === 'string' ? definitions.schedules.get(schedule) : schedule;
}
