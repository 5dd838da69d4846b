import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import { requireSubject } from '../../interactions/people/requireSubject.ts';
import type { RequesterClaims } from './route.ts';

/**
 * The conversation that a requester's token opens; null (staff, whose tokens name none) is refused.
 * @throws AppError `forbidden`, `not_found`; `unauthorized` when it is somebody else's now: a guest who signed in leaves
 * the guest's tokens behind.
 */
export async function ownConversation(
  conversations: Conversations,
  requester: RequesterClaims | null,
): Promise<ConversationState> {
  if (requester === null) throw new AppError('forbidden', "this needs a requester's token");
  // Another node may have taken the sign-in: what this one remembers is no proof.
  const state = await conversations.load(requester.conversation);
  requireSubject(state, requester.sub);
  return state;
}
