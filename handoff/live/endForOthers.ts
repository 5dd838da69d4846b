import type { ConversationState } from '../../interactions/conversationState.ts';
import { type Actor, notYours } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { type CloseNotes, systemEndDraft } from './systemEndDraft.ts';

/**
 * A supervisor ends a live conversation that is not theirs (domain C3 P09, E12): the log first, then the work item;
 * its agent's desk hears of both. @throws AppError `not_found`, `forbidden`, `closed`, `conflict`.
 */
export async function endForOthers(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  notes: CloseNotes,
): Promise<ConversationState> {
  if (!actor.supervises) throw notYours();
  const { state } = await deps.conversations.change(interactionId, (current) =>
    systemEndDraft(current, actor, notes, deps.describe(current)),
  );
  await settle(deps, state);
  return state;
}
