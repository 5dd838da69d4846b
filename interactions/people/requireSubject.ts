import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../conversationState.ts';

/**
 * A requester's token names its conversation and whose it was; it is good while the conversation is still theirs.
 * A guest who signed in leaves the guest's tokens behind. Asked inside the decision, so that it holds for the turn
 * that is committed (design 3.1). @throws AppError `unauthorized`.
 */
export function requireSubject({ header }: Pick<ConversationState, 'header'>, sub: string): void {
  if (header.openedFor.id !== sub)
    throw new AppError('unauthorized', 'this token is for somebody who is known by another name now');
}
