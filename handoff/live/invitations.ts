import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import type { Actor } from '../actor.ts';
import { attempt } from '../attempt.ts';
import type { HandoffContext } from '../context.ts';
import { systemText } from '../handoffEvents.ts';
import { textsFor } from '../texts.ts';
import { changeLive, changeTheirs } from './changeLive.ts';
import { colleagueNamed } from './colleague.ts';
import { consultationIn } from './consultationIn.ts';

const batch = 200;

/** What an agent is asked: to write to the requester too, or to a talk in private before a transfer. */
export interface InviteRequest {
  /** An id or a name. */
  agent: string;
  kind: 'invite' | 'consult';
  note: string | null;
}

/**
 * Asks a colleague to come; asked again for the same, nothing changes.
 * @throws AppError `forbidden`, `closed`, `conflict` (cannot be asked, is there already, or another talk is under way), `invalid`.
 */
export function invite(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  { agent: wanted, kind, note }: InviteRequest,
): Promise<ConversationState> {
  return changeTheirs(deps, actor, interactionId, async (current) => {
    const { invitations, members } = current.live;
    const path = kind === 'consult' ? 'to' : 'agent';
    const { id, name } = await colleagueNamed(deps, wanted, current.header, path);
    const standing = invitations.find((one) => one.agent.id === id);
    if (standing?.kind === kind) return null;
    const { asked, member } = consultationIn(current.live);
    const consulted = asked ?? member?.agent;
    if (kind === 'consult' && consulted !== undefined)
      throw new AppError('conflict', `${consulted.name} is asked to take it already; cancel that first`);
    const role = members.find(({ agent }) => agent.id === id)?.role;
    if (role === 'public' || role === 'consult')
      throw new AppError('conflict', `${name} is in this conversation already`);
    const by = { id: actor.id, name: actor.name };
    return {
      cause: { kind: 'agent', action: 'invited', agent: by },
      events: [{ type: 'invited', agent: { id, name }, by, kind, note }],
      messages: [],
    };
  });
}

/** Nobody is asked any more; of somebody who is not asked, nothing changes. @throws AppError `forbidden`, `closed`, `conflict`. */
export function cancelInvitation(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  agent: string,
): Promise<ConversationState> {
  return changeTheirs(deps, actor, interactionId, (current) => {
    const asked = current.live.invitations.find((one) => one.agent.id === agent || one.agent.name === agent);
    return asked === undefined ? null : withdrawn(actor, asked.agent);
  });
}

/** Pure. */
export function withdrawn({ id, name }: NameRef, agent: NameRef): TurnDraft {
  return {
    cause: { kind: 'agent', action: 'uninvited', agent: { id, name } },
    events: [{ type: 'invitation_ended', agent, outcome: 'withdrawn', why: null }],
    messages: [],
  };
}

/**
 * The agent comes, or does not. Who comes for a talk in private is not told of to the requester. An invitation whose time
 * is over still stands until it is swept, as an offer does. @throws AppError `gone` (not asked, or not any more).
 */
export function answerInvitation(
  deps: HandoffContext,
  { id, name }: NameRef,
  interactionId: string,
  { accept, reason }: { accept: boolean; reason: string | null },
): Promise<ConversationState> {
  const agent = { id, name };
  return changeLive(deps, interactionId, ({ live, header }) => {
    const asked = live.invitations.find((one) => one.agent.id === id);
    const role = live.members.find((one) => one.agent.id === id)?.role;
    // The second click of a double one.
    if (asked === undefined && accept && (role === 'public' || role === 'consult')) return null;
    if (asked === undefined) throw new AppError('gone', 'you are not asked to come here, or not any more');
    const texts = textsFor(header.locale);
    if (!accept)
      return {
        cause: { kind: 'agent', action: 'declined', agent },
        events: [{ type: 'invitation_ended', agent, outcome: 'declined', why: reason }],
        messages: [{ ...systemText(texts.declined(name, reason)), private: true }],
      };
    const consult = asked.kind === 'consult';
    return {
      cause: { kind: 'agent', action: 'joined', agent },
      events: [{ type: 'member_joined', agent, role: consult ? 'consult' : 'public', supervises: false }],
      messages: [
        consult ? { ...systemText(texts.consulted(name)), private: true } : systemText(texts.joined(name)),
      ],
    };
  });
}

/** Invitations nobody answered in time: the log says so once, whichever node looks first. */
export async function expireInvitations(deps: HandoffContext): Promise<void> {
  const seconds = deps.settings().handoff.invitationSeconds;
  const since = new Date(deps.clock.now().getTime() - seconds * 1_000);
  for (const id of await deps.interactions.invitedBefore(since, batch))
    await attempt(deps, 'expiring an invitation', () =>
      changeLive(deps, id, ({ live, header }) => {
        const missed = live.invitations.filter(({ at }) => Date.parse(at) <= since.getTime());
        if (missed.length === 0) return null;
        return {
          cause: { kind: 'system', action: 'invitation_expired' },
          events: missed.map(({ agent }) => ({
            type: 'invitation_ended',
            agent,
            outcome: 'missed',
            why: 'the time for an answer is over',
          })),
          messages: missed.map(({ agent }) => ({
            ...systemText(textsFor(header.locale).missed(agent.name)),
            private: true,
          })),
        };
      }),
    );
}
