import type { Settings } from '../contracts/settings.ts';
import { type CloseTrigger, classifyClose } from './classifyClose.ts';
import type { ConversationState } from './conversationState.ts';
import type { TurnEvent } from './turn.ts';

type ClosedBy = Extract<TurnEvent, { type: 'conversation_closed' }>['closedBy'];

/** What decides about a wrap-up: the settings, and the time of the end. */
export interface WrapUpRule {
  settings: Settings['wrapUp'];
  now: Date;
}

/**
 * The events that end a conversation, by the decision table (design 3.6, domain C3).
 * `fallback` fills a short description that is still empty: it may be empty while open, not at close.
 * `wrapUp`: given where the end of a live conversation may be followed by one (domain C3 point 8).
 */
export function closeEvents(
  state: ConversationState,
  trigger: CloseTrigger,
  closedBy: ClosedBy,
  fallback: string,
  wrapUp?: WrapUpRule,
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
      ...(wrapUp?.settings.enabled && heldWhenItEnded(state, trigger)
        ? { wrapUpUntil: new Date(wrapUp.now.getTime() + wrapUp.settings.seconds * 1_000).toISOString() }
        : {}),
    },
  ];
}

/** An agent who ends it holds it, even where a crash kept the acceptance out of the log. */
function heldWhenItEnded({ header }: ConversationState, trigger: CloseTrigger): boolean {
  return header.owner === 'agent' || trigger === 'agent_end';
}
