import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { agentNamed } from '../takeWork.ts';
import { changeLive } from './changeLive.ts';
import { handOver } from './handOver.ts';
import { withdrawn } from './invitations.ts';
import { mustBeLive } from './mustBeLive.ts';
import { workHeld } from './workHeld.ts';

/**
 * After the talk in private (domain D4, consult): the agent who was asked has the conversation, and the former one is out.
 * @throws AppError `forbidden`, `closed`, `conflict` (nobody was asked, or has come yet), `capacity`, `gone`.
 */
export async function completeTransfer(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  const state = await deps.conversations.load(interactionId);
  await mustBeTheirs(deps, state, actor);
  mustBeLive(state);
  const { members, invitations } = state.live;
  const consulted = members.find(({ role }) => role === 'consult')?.agent;
  if (consulted === undefined) {
    const asked = invitations.find(({ kind }) => kind === 'consult')?.agent.name;
    const why = asked === undefined ? 'nobody was asked to take it' : `${asked} has not answered yet`;
    throw new AppError('conflict', `this transfer cannot be completed: ${why}`);
  }
  await handOver(deps, await workHeld(deps, state), await agentNamed(deps, consulted.id), 'transferred', {
    kind: 'agent',
    action: 'transferred',
    agent: { id: actor.id, name: actor.name },
  });
  return deps.conversations.known(interactionId);
}

/** The agent keeps the conversation: who was asked is asked no more, or leaves. @throws AppError `forbidden`, `closed`, `conflict`. */
export function cancelTransfer(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  return changeLive(deps, interactionId, async (current) => {
    await mustBeTheirs(deps, current, actor);
    mustBeLive(current);
    const asked = current.live.invitations.find(({ kind }) => kind === 'consult');
    if (asked !== undefined) return withdrawn(actor, asked.agent);
    const member = current.live.members.find(({ role }) => role === 'consult');
    if (member === undefined) throw new AppError('conflict', 'nobody was asked to take this conversation');
    return {
      cause: { kind: 'agent', action: 'uninvited', agent: { id: actor.id, name: actor.name } },
      events: [{ type: 'member_left', agent: member.agent, why: 'the transfer was cancelled' }],
      messages: [],
    };
  });
}
