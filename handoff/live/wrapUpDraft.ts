import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import { isClosed } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';

/** What the agent noted about the finished conversation. */
export interface WrapUpNote {
  code?: string | undefined;
  note?: string | undefined;
}

/** The record is complete (domain C3 point 8). Pure. @throws AppError `closed`, `conflict` (it has not ended). */
export function wrapUpDraft(state: ConversationState, by: NameRef, { code, note }: WrapUpNote): TurnDraft {
  if (isClosed(state.header.state)) throw new AppError('closed', 'the wrap-up is over');
  if (state.header.state !== 'wrap_up') throw new AppError('conflict', 'this conversation is not in wrap-up');
  return {
    cause: { kind: 'agent', action: 'wrapped_up', agent: by },
    events: [{ type: 'wrap_up_ended', by: 'agent', code: code ?? null, note: note ?? null }],
    messages: [],
  };
}

/** The agent left without completing it. Null: there is nothing to complete. Pure. */
export function skippedWrapUpDraft(state: ConversationState): TurnDraft | null {
  if (state.header.state !== 'wrap_up') return null;
  return {
    cause: { kind: 'system', action: 'wrap_up_skipped' },
    events: [{ type: 'wrap_up_ended', by: 'skipped', code: null, note: null }],
    messages: [],
  };
}
