import type { AccessOperation, InteractionResource } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import { inScope } from '../../contracts/scope.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { may } from '../access/may.ts';
import { type AuditDeps, actorOf } from '../audited.ts';
import type { Call } from './route.ts';

export interface ReadableDeps extends AuditDeps {
  conversations: Conversations;
  interactions: Interactions;
  access: AccessRules;
}

/**
 * The one door to an interaction over HTTP: it answers the state if the caller may do this with this part of it,
 * by the access rules. Reading what is not one's own is audited; who changes something audits it where the
 * change is known. What is in another domain or application does not exist for the caller.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function readableInteraction(
  deps: ReadableDeps,
  number: string,
  { user, requester }: Pick<Call<unknown, unknown>, 'user' | 'requester'>,
  resource: InteractionResource,
  operation: AccessOperation = 'read',
): Promise<ConversationState> {
  const { conversations, interactions, access, audit, clock } = deps;
  const unknown = new AppError('not_found', `there is no interaction ${number}`);
  const id = await interactions.idOf(number);
  if (id === null) throw unknown;
  await conversations.settled(id);
  const state = await conversations.load(id);
  const { header } = state;
  if (requester !== null) {
    // A guest who signed in is somebody else now: the guest's tokens end there.
    if (requester.conversation !== id || requester.sub !== header.openedFor.id) throw unknown;
    return state;
  }
  if (user === null) throw new AppError('unauthorized', 'a token is needed');
  if (!inScope(user, header)) throw unknown;
  if (!may(access.current(), user, operation, resource, header))
    throw new AppError('forbidden', `no access rule lets you ${operation} this (${resource})`);
  const own = header.assignedTo?.id === user.sub;
  if (operation === 'read' && !own) {
    const action = `read ${resource.replace('_', ' ')}`;
    await audit.write({ at: clock.now(), actor: actorOf(user), action, target: header.number });
  }
  return state;
}
