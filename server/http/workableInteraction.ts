import type { ConversationState } from '../../interactions/conversationState.ts';
import { actorOf } from '../audited.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import type { UserClaims } from './route.ts';

/**
 * The interaction, if the caller may associate records with it: by the shipped rules its agent, supervisors and VA
 * admins. Work on somebody else's interaction is audited.
 *
 * @throws AppError `not_found`, `forbidden`.
 */
export async function workableInteraction(
  deps: ReadableDeps,
  number: string,
  user: UserClaims,
): Promise<ConversationState> {
  const state = await readableInteraction(deps, number, { user, requester: null }, 'related_tasks', 'write');
  const { assignedTo, number: target } = state.header;
  if (assignedTo?.id === user.sub) return state;
  const entry = { at: deps.clock.now(), actor: actorOf(user), action: 'change related tasks', target };
  await deps.audit.write(entry);
  return state;
}
