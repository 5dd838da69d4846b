import { AppError } from '../../contracts/errors.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnCause } from '../../interactions/turn.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { giveUnit } from '../heldWork.ts';
import { recordOwner } from '../recordOwner.ts';
import { isQueueOpen } from '../routing/isQueueOpen.ts';
import { activeQueueNamed, standingQueue } from '../routing/queueNamed.ts';
import { weighWork } from '../routing/weighWork.ts';
import { stepWhileHeld } from '../stepWhileHeld.ts';
import type { WorkItem } from '../workItem.ts';
import { transferStep } from '../workItemSteps.ts';
import { colleagueNamed } from './colleague.ts';
import { endConversation } from './endConversation.ts';
import { invite } from './invitations.ts';
import { mustBeLive } from './mustBeLive.ts';
import { whyNotQueue } from './whyNotQueue.ts';
import { goneElsewhere, workHeld } from './workHeld.ts';

export interface TransferRequest {
  /** Ids or names. */
  to: { queue: string } | { agent: string } | { contact: string };
  /** `consult`: a talk in private first; only with an agent. */
  kind?: 'blind' | 'consult' | undefined;
  note?: string | null | undefined;
}

/**
 * Passes a conversation on (domain A4, D4): to a queue, to an agent, who is offered it alone, to somebody outside, or to an
 * agent after a talk. The work item first, then the unit of capacity, then the log, because the work item is the authority.
 * @throws AppError `forbidden`, `closed`, `conflict` (cannot be reached, or closed now), `invalid` (no such queue or agent, or not a call).
 */
export async function transferConversation(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  { to, kind, note = null }: TransferRequest,
): Promise<ConversationState> {
  if (kind === 'consult' && 'agent' in to)
    return invite(deps, actor, interactionId, { agent: to.agent, kind, note });
  const state = await deps.conversations.load(interactionId);
  await mustBeTheirs(deps, state, actor);
  mustBeLive(state);
  const item = await workHeld(deps, state);
  if ('contact' in to) return toContact(deps, item, to.contact, note, state);
  const place =
    'queue' in to
      ? { queueId: await queueFor(deps, item, to.queue, state), reservedFor: null }
      : await placeFor(deps, item, to.agent, state);
  const queue = await deps.queues.get(place.queueId);
  const entering = { ...place, ...(await weighWork(deps, queue, state, item)) };
  const stepped = await stepWhileHeld(deps, item, item.acceptedBy, (now) =>
    transferStep(now, entering, deps.clock.now(), actor.id, note),
  );
  if (stepped === null) throw goneElsewhere();
  await giveUnit(deps, item.acceptedBy, item.id);
  const cause: TurnCause = {
    kind: 'agent',
    action: 'transferred',
    agent: { id: actor.id, name: actor.name },
  };
  const recorded = await recordOwner(deps, interactionId, item.id, cause);
  if (recorded.over) await settle(deps, recorded.state);
  await deps.conversations.settled(interactionId);
  deps.notify({ kind: 'inbox_changed', agentId: item.acceptedBy });
  deps.notify({ kind: 'queue_moved', queueId: place.queueId });
  deps.assignSoon();
  if (!recorded.over) return recorded.state;
  if (hasEnded(recorded.state.header.state)) throw new AppError('closed', 'this conversation has ended');
  throw goneElsewhere();
}

async function queueFor(
  deps: HandoffContext,
  item: WorkItem,
  wanted: string,
  { header }: ConversationState,
): Promise<string> {
  const queue = await activeQueueNamed(deps, wanted, 'to');
  const open = await isQueueOpen(deps, queue, deps.clock.now());
  if (whyNotQueue({ id: queue.id, open }, item.queueId, header.type) !== null)
    throw new AppError('conflict', `the queue "${queue.name}" is closed now`);
  return queue.id;
}

/** Kept for this agent alone, in its queue: there it goes on when the agent does not take it. */
async function placeFor(
  deps: HandoffContext,
  item: WorkItem,
  wanted: string,
  { header }: ConversationState,
): Promise<{ queueId: string; reservedFor: string }> {
  const agent = await colleagueNamed(deps, wanted, header, 'to');
  const queue = await standingQueue(deps, [{ id: item.queueId, name: '' }]);
  if (queue === null)
    throw new AppError('conflict', 'there is no queue in which it could wait for an answer');
  return { queueId: queue.id, reservedFor: agent.id };
}

/** Somebody outside: the call goes there, and the record ends here as resolved (domain A4, "voice only"). */
async function toContact(
  deps: HandoffContext,
  item: WorkItem & { acceptedBy: string },
  contact: string,
  note: string | null,
  { id, header }: ConversationState,
): Promise<ConversationState> {
  if (header.type !== 'phone') {
    const message = 'only a phone call can be transferred to a contact';
    throw new AppError('invalid', message, { errors: [{ path: 'to', message }] });
  }
  await endConversation(deps, item.acceptedBy, id, 'resolved', {
    disposition: `Transferred to ${contact}`,
    ...(note === null ? {} : { workNote: note }),
  });
  return deps.conversations.known(id);
}
