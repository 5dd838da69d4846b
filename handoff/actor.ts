import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { hasEnded } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { HandoffDeps } from './handoff.ts';
import { isHeldBy } from './workItem.ts';

/** Somebody of the staff who changes an interaction: agents what they hold, supervisors all (protocol §2). */
export interface Actor extends NameRef {
  supervises: boolean;
}

/**
 * Called inside the decision, so that it rests on the work item as it is now. Whoever held it to its end is not
 * refused here: that it has ended is the better answer. @throws AppError `forbidden`.
 */
export async function mustBeTheirs(
  deps: HandoffDeps,
  { header, workItemId }: ConversationState,
  actor: Actor,
): Promise<void> {
  if (actor.supervises) return;
  if (hasEnded(header.state) && header.assignedTo?.id === actor.id) return;
  const item = workItemId === null ? null : await deps.workItems.get(workItemId);
  if (item === null || !isHeldBy(item, actor.id)) throw notYours();
}

export function notYours(): AppError {
  return new AppError('forbidden', 'you do not hold this conversation');
}
