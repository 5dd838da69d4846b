import { type CloseTrigger, classifyClose } from './classifyClose.ts';
import type { ConversationState } from './conversationState.ts';
import type { TurnEvent } from './turn.ts';

type ClosedBy = Extract<TurnEvent, { type: 'conversation_closed' }>['closedBy'];

/**
 * The events that end a conversation, by the decision table (design 3.6, domain C3).
 * `fallback` fills a short description that is still empty: it may be empty while open, not at close.
 */
export function closeEvents(
  state: ConversationState,
  trigger: CloseTrigger,
  closedBy: ClosedBy,
  fallback: string,
): TurnEvent[] {
  const { facts, header } = state;
  const {
    rule,
    state: closed,
    reason,
    endState,
  } = classifyClose({
    trigger,
    liveAgent: facts.liveAgent,
    accepted: facts.accepted,
    requesterWroteToAgent: facts.requesterWroteToAgent,
    engaged: facts.engaged,
    anythingElse: facts.anythingElse,
    leftForSearch: facts.leftForSearch,
  });
  return [
    { type: 'owner_changed', from: header.owner, to: 'none', why: `closed: ${reason}` },
    {
      type: 'conversation_closed',
      state: closed,
      stateReason: reason,
      endState,
      rule,
      trigger,
      shortDescription: header.shortDescription === '' ? fallback : header.shortDescription,
      closedBy,
    },
  ];
}
