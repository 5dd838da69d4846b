import type { Place } from '../workItem.ts';

/**
 * The place of a work item among those who wait in its queue, from 1: higher priority first, then earlier
 * arrival, then the id (domain F7 6). Offered items keep their place. Pure; the stores' order is the same.
 */
export function positionOf(item: Place, waiting: readonly Place[]): number {
  return 1 + waiting.filter((other) => other.id !== item.id && comparePlaces(other, item) < 0).length;
}

/** Negative when `a` is served before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const earlier = a.enqueuedAt.getTime() - b.enqueuedAt.getTime();
  if (earlier !== 0) return earlier;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
