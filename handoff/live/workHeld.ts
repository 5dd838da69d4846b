import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { WorkItem } from '../workItem.ts';

/** The work of a live conversation, which its agent holds. @throws AppError `conflict`: it has just changed hands. */
export async function workHeld(
  { workItems }: Pick<HandoffDeps, 'workItems'>,
  { workItemId, header }: ConversationState,
): Promise<WorkItem & { acceptedBy: string }> {
  const item = workItemId === null ? null : await workItems.get(workItemId);
  if (item?.state === 'accepted' && item.acceptedBy !== null && item.acceptedBy === header.assignedTo?.id)
    return { ...item, acceptedBy: item.acceptedBy };
  throw goneElsewhere();
}

export function goneElsewhere(): AppError {
  return new AppError('conflict', 'this conversation has just gone elsewhere');
}
