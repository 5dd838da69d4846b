import type { HandoffDeps } from '../handoff.ts';
import { isOpen } from './isOpen.ts';
import type { Queue } from './queue.ts';

/** Whether the queue takes new work now. A schedule that is gone is no reason to turn anybody away. */
export async function isQueueOpen(
  { definitions }: Pick<HandoffDeps, 'definitions'>,
  { schedule }: Pick<Queue, 'schedule'>,
  at: Date,
): Promise<boolean> {
  return isOpen(typeof schedule === 'string' ? await definitions.schedules.get(schedule) : schedule, at);
}
