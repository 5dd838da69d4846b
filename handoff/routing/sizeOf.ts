import type { Settings } from '../../contracts/settings.ts';
import type { InteractionType } from '../../contracts/states.ts';
import type { Queue } from './queue.ts';

/** Units of capacity that one piece of work takes: as its queue says, else its channel (domain D1). */
export function sizeOf(
  type: InteractionType,
  { handoff }: Pick<Settings, 'handoff'>,
  queue: Pick<Queue, 'workItemSize'> | null = null,
): number {
  return queue?.workItemSize ?? handoff.sizes[type] ?? 1;
}
