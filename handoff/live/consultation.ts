import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnCause } from '../../interactions/turn.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { agentNamed } from '../takeWork.ts';
import { changeTheirs } from './changeLive.ts';
import { whyNot } from './colleague.ts';
import { consultationIn, isTaking } from './consultationIn.ts';
import { handOver } from './handOver.ts';
import { withdrawn } from './invitations.ts';
import { mustBeLive } from './mustBeLive.ts';
import { workHeld } from './workHeld.ts';

/**
 * After the talk in private (domain D4, consult): the agent who was asked has the conversation, and the former one is out.
 * @throws AppError `forbidden`, `closed`, `conflict` (nobody was asked, has come yet or is still there), `capacity`, `gone`.
 */
export async function completeTransfer(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  const state = await deps.conversations.load(interactionId);
  await mustBeTheirs(deps, state, actor);
  mustBeLive(state);
  const { asked, member } = consultationIn(state.live);
  if (member === null) {
    const why = asked === null ? 'nobody was asked to take it' : `${asked.name} has not answered yet`;
    throw new AppError('conflict', `this transfer cannot be completed: ${why}`);
  }
  const cause: TurnCause = {
    kind: 'agent',
    action: 'transferred',
    agent: { id: actor.id, name: actor.name },
  };
  const to = await agentNamed(deps, member.agent.id);
  await handOver(deps, await workHeld(deps, state), to, 'transferred', cause, () =>
    agree(deps, actor, interactionId, to.id, cause),
  );
  return deps.conversations.known(interactionId);
}

/**
 * The log says that it is agreed before the work changes hands: so that of completing and of cancelling, or leaving, at
 * the same moment one is done and the other is refused.
 */
async function agree(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  to: string,
  cause: TurnCause,
): Promise<void> {
  await changeTheirs(deps, actor, interactionId, async (current) => {
    const agent = await agentNamed(deps, to);
    const { member } = consultationIn(current.live);
    const why = member?.agent.id === to ? whyNot(deps, agent, current.header) : 'has left';
    if (member === null || why !== null)
      throw new AppError('conflict', `this transfer cannot be completed: ${agent.name} ${why}`);
    // A mark that a crash left says nothing by now: it is set anew.
    if (isTaking(member, deps.clock.now(), deps.settings().handoff.leaseSeconds)) return null;
    return { cause, events: [{ type: 'transfer_agreed', agent: member.agent }], messages: [] };
  });
}

/** The agent keeps the conversation: who was asked is asked no more, or leaves. @throws AppError `forbidden`, `closed`, `conflict`. */
export function cancelTransfer(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  return changeTheirs(deps, actor, interactionId, (current) => {
    const { asked, member } = consultationIn(current.live);
    if (asked !== null) return withdrawn(actor, asked);
    if (member === null) throw new AppError('conflict', 'nobody was asked to take this conversation');
    if (isTaking(member, deps.clock.now(), deps.settings().handoff.leaseSeconds))
      throw new AppError('conflict', `${member.agent.name} is getting this conversation already`);
    return {
      cause: { kind: 'agent', action: 'uninvited', agent: { id: actor.id, name: actor.name } },
      events: [{ type: 'member_left', agent: member.agent, why: 'the transfer was cancelled' }],
      messages: [],
    };
  });
}
