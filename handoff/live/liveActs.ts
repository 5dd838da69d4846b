import type { Destinations } from '../../contracts/handoff.ts';
import type { InteractionHeader, NameRef } from '../../contracts/header.ts';
import type { ViewMode } from '../../contracts/live.ts';
import type { Scope } from '../../contracts/scope.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Actor } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { keepCapacity } from './capacityInUse.ts';
import { cancelTransfer, completeTransfer } from './consultation.ts';
import { destinations } from './destinations.ts';
import { flagHelp } from './flagHelp.ts';
import { handBack } from './handBack.ts';
import { answerInvitation, cancelInvitation, type InviteRequest, invite } from './invitations.ts';
import { type TransferRequest, transferConversation } from './transferConversation.ts';
import { leaveConversation, viewConversation } from './viewConversation.ts';

/**
 * What people do with a live conversation besides talking (domain A4, D4). Each answers the conversation as it is then;
 * each throws AppError `forbidden`, `closed`, `conflict`, and what its file says.
 */
export interface LiveActs {
  transfer(actor: Actor, interactionId: string, request: TransferRequest): Promise<ConversationState>;
  completeTransfer(actor: Actor, interactionId: string): Promise<ConversationState>;
  cancelTransfer(actor: Actor, interactionId: string): Promise<ConversationState>;
  invite(actor: Actor, interactionId: string, request: InviteRequest): Promise<ConversationState>;
  /** `agent`: id or name. */
  cancelInvitation(actor: Actor, interactionId: string, agent: string): Promise<ConversationState>;
  answerInvitation(
    agent: NameRef,
    interactionId: string,
    answer: { accept: boolean; reason: string | null },
  ): Promise<ConversationState>;
  view(actor: Actor, interactionId: string, mode: ViewMode): Promise<ConversationState>;
  leave(agent: NameRef, interactionId: string): Promise<ConversationState>;
  handBack(actor: Actor, interactionId: string): Promise<ConversationState>;
  flagHelp(
    actor: Actor,
    interactionId: string,
    flag: { on: boolean; note: string | null },
  ): Promise<ConversationState>;
  /** After a turn that may have changed whether it takes capacity. Idempotent. */
  keepCapacity(state: ConversationState): Promise<void>;
  /** `viewer`: what the one who asks sees. */
  destinations(header: InteractionHeader, viewer: Scope): Promise<Destinations>;
}

export function createLiveActs(deps: HandoffContext): LiveActs {
  return {
    transfer: (actor, id, request) => transferConversation(deps, actor, id, request),
    completeTransfer: (actor, id) => completeTransfer(deps, actor, id),
    cancelTransfer: (actor, id) => cancelTransfer(deps, actor, id),
    invite: (actor, id, request) => invite(deps, actor, id, request),
    cancelInvitation: (actor, id, agent) => cancelInvitation(deps, actor, id, agent),
    answerInvitation: (agent, id, answer) => answerInvitation(deps, agent, id, answer),
    view: (actor, id, mode) => viewConversation(deps, actor, id, mode),
    leave: (agent, id) => leaveConversation(deps, agent, id),
    handBack: (actor, id) => handBack(deps, actor, id),
    flagHelp: (actor, id, flag) => flagHelp(deps, actor, id, flag),
    keepCapacity: (state) => keepCapacity(deps, state),
    destinations: (header, viewer) => destinations(deps, header, viewer),
  };
}
