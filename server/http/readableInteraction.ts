import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { Audit } from '../audit.store.ts';
import { type Call, hasRole } from './route.ts';

export interface ReadableDeps {
  conversations: Conversations;
  interactions: Interactions;
  audit: Audit;
  clock: Clock;
}

/**
 * The record, if the caller may see its words (design §8); reading somebody else's is audited as `what`.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function readableInteraction(
  { conversations, interactions, audit, clock }: ReadableDeps,
  number: string,
  { user, requester }: Pick<Call<unknown, unknown>, 'user' | 'requester'>,
  what: string,
): Promise<ConversationState> {
  const id = await interactions.idOf(number);
  if (id === null) throw new AppError('not_found', `there is no interaction ${number}`);
  await conversations.settled(id);
  const state = await conversations.load(id);
  if (requester !== null) {
    if (requester.conversation !== state.id)
      throw new AppError('not_found', `there is no interaction ${number}`);
    return state;
  }
  if (user === null) throw new AppError('unauthorized', 'a token is needed');
  const holds = state.header.assignedTo?.id === user.sub;
  if (holds) return state;
  if (!hasRole(user, ['supervisor', 'va_admin']))
    throw new AppError('forbidden', 'only its agent, supervisors and VA admins may read this');
  const actor = { id: user.sub, name: user.name };
  await audit.write({ at: clock.now(), actor, action: `read ${what}`, target: state.header.number });
  return state;
}
