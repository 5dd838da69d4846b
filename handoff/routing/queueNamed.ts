import type { NameRef } from '../../contracts/header.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Queue } from './queue.ts';

/** By id, else by name, whatever the case; null: there is none. Pure. */
export function queueNamed(queues: Queue[], wanted: string): Queue | null {
  const name = wanted.trim().toLowerCase();
  return (
    queues.find((queue) => queue.id === wanted) ??
    queues.find((queue) => queue.name.toLowerCase() === name) ??
    null
  );
}

/** The first of these queues that there still is, else the default queue; null: work has nowhere to wait. */
export async function standingQueue(
  deps: HandoffDeps,
  wanted: (NameRef | null | undefined)[],
): Promise<NameRef | null> {
  const queues = await deps.queues.all();
  const known = wanted.map((named) => queues.find((queue) => queue.id === named?.id));
  const queue = known.find((one) => one !== undefined) ?? queues.find(({ isDefault }) => isDefault);
  return queue === undefined ? null : { id: queue.id, name: queue.name };
}
