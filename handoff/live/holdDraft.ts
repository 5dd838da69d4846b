import type { NameRef } from '../../contracts/header.ts';
import type { WaitingReason } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { mustStep } from '../../interactions/lifecycle.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import { mustBeLive } from './mustBeLive.ts';

/**
 * Parks a live conversation (domain A2, On Hold): it stays its agent's. Null: it is parked for this reason already.
 * Pure. @throws AppError `closed`, `conflict` (nobody holds it).
 */
export function holdDraft(
  state: ConversationState,
  by: NameRef,
  waitingReason: WaitingReason | null,
): TurnDraft | null {
  mustBeLive(state);
  const { type, state: at, waitingReason: present } = state.header;
  // A message thread that the requester wrote in takes capacity again, until it is parked anew (domain F8).
  const parked = type !== 'messaging' || state.facts.quietHold === true;
  if (at === 'on_hold' && present === waitingReason && parked) return null;
  return {
    cause: { kind: 'agent', action: 'held', agent: by },
    events: [{ type: 'state_changed', state: mustStep(at, 'parked'), waitingReason }],
    messages: [],
  };
}

/** Takes a parked conversation up again. Pure. @throws AppError `closed`, `conflict` (it is not on hold). */
export function resumeDraft(state: ConversationState, by: NameRef): TurnDraft {
  mustBeLive(state);
  const resumed = mustStep(state.header.state, 'taken_up');
  return {
    cause: { kind: 'agent', action: 'resumed', agent: by },
    events: [{ type: 'state_changed', state: resumed, waitingReason: null }],
    messages: [],
  };
}
