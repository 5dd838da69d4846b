import type { WaitingReason } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { keepCapacity } from './capacityInUse.ts';
import { changeLive } from './changeLive.ts';
import { holdDraft, resumeDraft } from './holdDraft.ts';

/** @throws AppError `not_found`, `forbidden`, `closed`, `conflict`. */
export function hold(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  waitingReason: WaitingReason | null,
): Promise<ConversationState> {
  return change(deps, actor, interactionId, (state) => holdDraft(state, actor, waitingReason));
}

/** @throws AppError `not_found`, `forbidden`, `closed`, `conflict`. */
export function resume(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  return change(deps, actor, interactionId, (state) => resumeDraft(state, actor));
}

async function change(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  draftOf: (state: ConversationState) => TurnDraft | null,
): Promise<ConversationState> {
  const state = await changeLive(deps, interactionId, async (current) => {
    await mustBeTheirs(deps, current, actor);
    return draftOf(current);
  });
  await keepCapacity(deps, state);
  // The inbox shows the state; who holds the work has not changed.
  const { assignedTo } = state.header;
  if (assignedTo !== null) deps.notify({ kind: 'inbox_changed', agentId: assignedTo.id });
  return state;
}
