import type { Queue } from '../../contracts/handoff.ts';
import { queueDefaults } from '../../contracts/handoffDefaults.ts';

export type { Pool, Queue, Schedule } from '../../contracts/handoff.ts';

/** A queue with what ships where nothing is said. */
export function newQueue(said: Pick<Queue, 'id' | 'name'> & Partial<Queue>): Queue {
  return { ...queueDefaults, ...said };
}
