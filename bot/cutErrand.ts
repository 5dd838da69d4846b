import type { ConversationState } from '../interactions/conversationState.ts';
import type { Turn } from '../interactions/turn.ts';
import { stopErrand } from '../topics/errand.ts';
import { readDialogState } from '../topics/readDialogState.ts';

/** The end of the topic that runs for the requester beside a person, where it stands. Null: none runs. Pure. */
export function cutErrand({ live, dialog }: ConversationState): Pick<Turn, 'events' | 'dialog'> | null {
  const state = live.errand === null ? null : readDialogState(dialog);
  return state === null ? null : stopErrand(state, 'stopped');
}
