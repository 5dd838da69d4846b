import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import type { InteractionPatch } from '../contracts/http.ts';
import type { ConversationState } from './conversationState.ts';
import { requireShortDescription } from './requireShortDescription.ts';
import type { TurnDraft } from './turn.ts';

const mostWorkNotes = 200;

/** An edit of the record by a person as a turn, so that rebuilding from the log knows it. Null: nothing changes. */
export function editTurn(
  state: ConversationState,
  changes: InteractionPatch,
  by: NameRef | null,
): TurnDraft | null {
  if (Object.keys(changes).length === 0) return null;
  requireShortDescription(state.header, changes.shortDescription, by);
  if (changes.workNote !== undefined && state.header.workNotes.length >= mostWorkNotes) {
    throw new AppError('conflict', `an interaction may have at most ${mostWorkNotes} work notes`);
  }
  return {
    cause:
      by === null ? { kind: 'system', action: 'edited' } : { kind: 'agent', action: 'edited', agent: by },
    events: [{ type: 'fields_changed', changes, by }],
    messages: [],
  };
}
