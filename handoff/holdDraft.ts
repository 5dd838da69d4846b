import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { hasEnded, lifecycleStep, type WaitingReason } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnDraft } from '../interactions/turn.ts';

/**
 * Parks a live conversation (domain A2, On Hold): it stays its agent's. Null: it is parked for this reason already.
 * Pure. @throws AppError `closed`, `conflict` (nobody holds it).
 */
export function holdDraft(
  state: ConversationState,
  by: NameRef,
  waitingReason: WaitingReason,
): TurnDraft | null {
  mustBeLive(state);
  const { state: at, waitingReason: present } = state.header;
  if (at === 'on_hold' && present === waitingReason) return null;
  const to = lifecycleStep(at, 'parked');
  if (to === null) throw new AppError('conflict', `an interaction in the state ${at} cannot be put on hold`);
  return {
    cause: { kind: 'agent', action: 'held', agent: by },
    events: [{ type: 'state_changed', state: to, waitingReason }],
    messages: [],
  };
}

/** Takes a parked conversation up again. Pure. @throws AppError `closed`, `conflict` (it is not on hold). */
export function resumeDraft(state: ConversationState, by: NameRef): TurnDraft {
  mustBeLive(state);
  const to = lifecycleStep(state.header.state, 'taken_up');
  if (to === null) throw new AppError('conflict', 'this conversation is not on hold');
  return {
    cause: { kind: 'agent', action: 'resumed', agent: by },
    events: [{ type: 'state_changed', state: to, waitingReason: null }],
    messages: [],
  };
}

/** While it waits in a queue it is on hold too, but nobody's to park or to take up. */
function mustBeLive({ header }: ConversationState): void {
  if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended');
  if (header.owner !== 'agent') throw new AppError('conflict', 'no agent has this conversation');
}
