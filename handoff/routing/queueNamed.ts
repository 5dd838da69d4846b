import { AppError } from '../../contracts/errors.ts';
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

/** The queue that somebody asks for by id or name. @throws AppError `invalid` at `path`: there is none, or it is not active. */
export async function activeQueueNamed(
  { queues }: Pick<HandoffDeps, 'queues'>,
  wanted: string,
  path: string,
): Promise<Queue> {
  const queue = queueNamed(await queues.all(), wanted);
  if (queue?.active === true) return queue;
  const message =
    queue === null ? `there is no queue "${wanted}"` : `the queue "${queue.name}" is not active`;
  throw new AppError('invalid', message, { errors: [{ path, message }] });
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
