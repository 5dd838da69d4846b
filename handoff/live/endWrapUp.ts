import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { skippedWrapUpDraft, type WrapUpNote, wrapUpDraft } from './wrapUpDraft.ts';

/**
 * The agent completes the record: the interaction is closed for good, and its unit of capacity is free (domain C3
 * point 8). The log first, then the work item, as at the end of a conversation.
 * @throws AppError `not_found`, `forbidden`, `closed`, `conflict`, `invalid` (a code that is not one of the settings').
 */
export async function endWrapUp(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  noted: WrapUpNote,
): Promise<ConversationState> {
  const { codes } = deps.settings().wrapUp;
  if (noted.code !== undefined && codes.length > 0 && !codes.includes(noted.code))
    throw new AppError('invalid', `there is no wrap-up code "${noted.code}"`, {
      errors: [{ path: 'code', message: `must be one of ${codes.join(', ')}` }],
    });
  const { state } = await deps.conversations.change(interactionId, async (current) => {
    await mustBeTheirs(deps, current, actor);
    return wrapUpDraft(current, actor, noted);
  });
  await settle(deps, state);
  return state;
}

/** The agent is gone: nobody completes the record. Idempotent. */
export async function skipWrapUp(deps: HandoffContext, interactionId: string): Promise<ConversationState> {
  const { state } = await deps.conversations.change(interactionId, skippedWrapUpDraft);
  return state;
}
