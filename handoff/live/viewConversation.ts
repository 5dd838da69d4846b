import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import { isUnseen, type Member, type MemberRole, type ViewMode, viewModes } from '../../contracts/live.ts';
import type { MessageDraft } from '../../contracts/messages.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnEvent } from '../../interactions/turn.ts';
import { type Actor, notYours } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { systemText } from '../handoffEvents.ts';
import { textsFor } from '../texts.ts';
import { changeLive } from './changeLive.ts';
import { isTaking } from './consultationIn.ts';

/** How far somebody has come out: there is no way back to less (domain D4, F8 "one-way"). */
const seen: Readonly<Record<MemberRole, number>> = { observer: 0, whisper: 1, consult: 1, public: 2 };

/**
 * A supervisor looks on unseen, whispers to the agents, or joins for all to see (domain D4). What waits, or is the
 * Virtual Agent's, can be looked at only. @throws AppError `forbidden`, `closed`, `conflict`.
 */
export function viewConversation(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  mode: ViewMode,
): Promise<ConversationState> {
  if (!actor.supervises) throw notYours();
  const role = viewModes[mode];
  const agent = { id: actor.id, name: actor.name };
  return changeLive(deps, interactionId, ({ header, live }) => {
    if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended');
    if (header.owner === 'agent' && header.assignedTo?.id === actor.id)
      throw new AppError('conflict', 'you have this conversation yourself');
    const before = live.members.find((one) => one.agent.id === actor.id)?.role;
    if (before === role) return null;
    if (before !== undefined && seen[role] <= seen[before])
      throw new AppError('conflict', 'the others know that you are here; leave first');
    if (role !== 'observer' && header.owner !== 'agent')
      throw new AppError('conflict', 'no agent has this conversation; it can only be observed');
    const { joined, whispers } = textsFor(header.locale);
    const told: Record<ViewMode, MessageDraft[]> = {
      observe: [],
      whisper: [{ ...systemText(whispers(agent.name)), private: true }],
      barge: [systemText(joined(agent.name))],
    };
    return {
      cause: { kind: 'agent', action: 'viewed', agent },
      events: [{ type: 'member_joined', agent, role, supervises: true }],
      messages: told[mode],
    };
  });
}

/** Somebody who takes part goes; who was seen by the requester is said to have left. @throws AppError `forbidden`, `closed`, `conflict`. */
export function leaveConversation(
  deps: HandoffContext,
  { id, name }: NameRef,
  interactionId: string,
): Promise<ConversationState> {
  return changeLive(deps, interactionId, ({ header, live }) => {
    const member = live.members.find(({ agent }) => agent.id === id);
    if (member !== undefined && isTaking(member, deps.clock.now(), deps.settings().handoff.leaseSeconds))
      throw new AppError('conflict', 'you are getting this conversation already');
    if (member !== undefined)
      return {
        cause: { kind: 'agent', action: 'left', agent: { id, name } },
        ...leaving(member, 'left', header.locale),
      };
    if (header.owner === 'agent' && header.assignedTo?.id === id)
      throw new AppError('conflict', 'you have this conversation: end it, pass it on or hand it back');
    if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended');
    throw new AppError('forbidden', 'you are not in this conversation');
  });
}

/** The connection to the agent was lost: they are nowhere any more. */
export async function leaveAll(deps: HandoffContext, agentId: string): Promise<void> {
  for (const { id } of await deps.interactions.withAgent(agentId))
    await changeLive(deps, id, ({ header, live }) => {
      const member = live.members.find(({ agent }) => agent.id === agentId);
      if (member === undefined) return null;
      const left = leaving(member, 'the connection was lost', header.locale);
      return { cause: { kind: 'system', action: 'agent_lost' }, ...left };
    });
}

function leaving(
  member: Member,
  why: string,
  locale: string,
): { events: TurnEvent[]; messages: MessageDraft[] } {
  const { agent, role } = member;
  const left = systemText(textsFor(locale).left(agent.name));
  return {
    events: [{ type: 'member_left', agent, why, ...(isUnseen(member) ? { unseen: true } : {}) }],
    messages: role === 'observer' ? [] : [role === 'public' ? left : { ...left, private: true }],
  };
}
