import type { AccessOperation, InteractionResource } from '../../contracts/access.ts';
import { observed } from '../../contracts/audit.ts';
import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { writes } from '../../contracts/live.ts';
import { inScope } from '../../contracts/scope.ts';
import { isClosed } from '../../contracts/states.ts';
import { roleIn } from '../../handoff/live/roleIn.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { may } from '../access/may.ts';
import { hiddenFields } from '../access/shownHeader.ts';
import { type AuditDeps, actorOf } from '../audited.ts';
import type { Call, UserClaims } from './route.ts';

export interface ReadableDeps extends AuditDeps {
  conversations: Conversations;
  interactions: Interactions;
  access: AccessRules;
}

/**
 * The one door to an interaction over HTTP: it answers the state if the caller may do this with this part of it,
 * by the access rules. Reading what is not one's own is audited; who changes something audits it where the
 * change is known. What is in another domain or application does not exist for the caller.
 * `within`: the number of the live conversation that an earlier interaction is read beside.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function readableInteraction(
  deps: ReadableDeps,
  number: string,
  {
    user,
    requester,
    within,
  }: Pick<Call<unknown, unknown>, 'user' | 'requester'> & { within?: string | undefined },
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
  const rules = access.current();
  const member = memberMay(state, user.sub, operation, resource);
  const granted =
    (member && may(rules, user, operation, resource, { ...header, assignedTo: actorOf(user) })) ||
    may(rules, user, operation, resource, header) ||
    (operation === 'read' &&
      within !== undefined &&
      (await helpsSamePerson(deps, user, within, resource, header)));
  if (!granted) throw new AppError('forbidden', `no access rule lets you ${operation} this (${resource})`);
  const looksOn = roleIn(state, user.sub) === 'observer';
  const own = header.assignedTo?.id === user.sub || (member && !looksOn);
  if (operation === 'read' && !own) {
    const action = looksOn ? observed : `read ${resource.replace('_', ' ')}`;
    await audit.write({
      at: clock.now(),
      actor: actorOf(user),
      action,
      target: header.number,
      ...(within === undefined ? {} : { details: { within } }),
    });
  }
  return state;
}

/**
 * Who is in a live conversation reads what its requester said before (domain D4, history), as far as the reader may read
 * that conversation itself. Only one in which the requester has done something is a key, or any agent would make
 * themselves one by opening an interaction for somebody; and it opens what is over, began before it and is of the same application.
 */
async function helpsSamePerson(
  { conversations, interactions, access }: ReadableDeps,
  user: UserClaims,
  within: string,
  resource: InteractionResource,
  earlier: InteractionHeader,
): Promise<boolean> {
  const id = await interactions.idOf(within);
  if (id === null) return false;
  const { header, live, facts } = await conversations.load(id);
  const rules = access.current();
  // A member has the rights of the holder there.
  const asHolder = live.members.some(({ agent }) => agent.id === user.sub)
    ? { ...header, assignedTo: { id: user.sub, name: user.name } }
    : header;
  return (
    header.owner === 'agent' &&
    facts.engaged &&
    isClosed(earlier.state) &&
    earlier.openedAt <= header.openedAt &&
    earlier.application === header.application &&
    asHolder.assignedTo?.id === user.sub &&
    header.openedFor.id === earlier.openedFor.id &&
    may(rules, user, 'read', resource, asHolder) &&
    ![header, earlier].some((each) => hiddenFields(rules, user, each).includes('openedFor'))
  );
}

/** Who takes part without having it sees what its agent may see, and may send files where they write. Pure. */
export function memberMay(
  state: ConversationState,
  agentId: string,
  operation: AccessOperation,
  resource: InteractionResource,
): boolean {
  const role = roleIn(state, agentId);
  if (role === null || role === 'holder') return false;
  return operation === 'read' ? resource !== 'audit' : resource === 'attachments' && writes[role] !== 'none';
}
