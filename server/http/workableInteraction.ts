import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import { hasRole, type UserClaims } from './route.ts';

export interface WorkableDeps {
  conversations: Conversations;
  interactions: Interactions;
}

/**
 * The interaction, if the caller may associate records with it: its agent, and supervisors.
 *
 * @throws AppError `not_found`, `forbidden`.
 */
export async function workableInteraction(
  { conversations, interactions }: WorkableDeps,
  number: string,
  user: UserClaims,
): Promise<ConversationState> {
  const id = await interactions.idOf(number);
  if (id === null) throw new AppError('not_found', `there is no interaction ${number}`);
  const state = await conversations.load(id);
  if (state.header.assignedTo?.id !== user.sub && !hasRole(user, ['supervisor']))
    throw new AppError('forbidden', 'only its agent and supervisors may attach to this interaction');
  return state;
}
