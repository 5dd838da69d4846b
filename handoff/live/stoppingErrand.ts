import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import type { HandoffDeps } from '../handoff.ts';

/**
 * A turn after which somebody else has the conversation, or nobody: a topic that ran for the requester meanwhile ends in
 * the same turn, so that nothing of the Virtual Agent comes after it (L8). Pure.
 */
export function stoppingErrand(
  { virtualAgent }: Pick<HandoffDeps, 'virtualAgent'>,
  state: ConversationState,
  draft: TurnDraft,
): TurnDraft {
  const stop = state.live.errand === null ? null : virtualAgent.stopsErrand(state, draft.cause);
  if (stop === null) return draft;
  return {
    ...stop,
    ...draft,
    events: [...stop.events, ...draft.events],
    messages: [...stop.messages, ...draft.messages],
  };
}
