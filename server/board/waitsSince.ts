import type { BoardWork } from './boardReads.store.ts';

/** Somebody had the conversation until then. */
const had: ReadonlySet<string> = new Set(['returned', 'lost', 'transferred', 'taken_over']);

/**
 * Since when nobody has it: from entering the queue, or from when the last agent passed it on, gave it back or lost
 * it. Its place counts from entering the queue all the same (handoff/workItem.ts `enqueuedAt`). Pure.
 */
export function waitsSince({ enqueuedAt, offers }: Pick<BoardWork, 'enqueuedAt' | 'offers'>): Date {
  return offers.findLast(({ outcome }) => had.has(outcome))?.endedAt ?? enqueuedAt;
}
