import type { InteractionType } from '../../contracts/states.ts';

/**
 * Why a conversation that is held in the queue `heldIn` cannot be passed on to this one; null: it can. A closed queue takes nobody
 * who would sit and wait for it; one's own may have it back, and messages can wait (domain F7 21).
 */
export function whyNotQueue(
  queue: { id: string; open: boolean },
  heldIn: string | undefined,
  type: InteractionType,
): 'closed' | null {
  return queue.open || queue.id === heldIn || type === 'messaging' ? null : 'closed';
}
