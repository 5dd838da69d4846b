import type { PostedMessage } from '../contracts/messages.ts';
import type { ConversationState } from './conversationState.ts';
import type { Turn, TurnDraft } from './turn.ts';

/**
 * Gives a draft its place in the log: each message a `seq` of its own after the last one, a silent turn one.
 * Times never run backwards within a conversation, whatever the nodes' clocks say.
 */
export function placeTurn(state: ConversationState, draft: TurnDraft, now: Date, newId: () => string): Turn {
  const at = new Date(Math.max(now.getTime(), Date.parse(state.header.updatedAt)));
  const seq = state.lastSeq + 1;
  const messages: PostedMessage[] = draft.messages.map((message, index) => ({
    ...message,
    id: message.id ?? newId(),
    seq: seq + index,
    at: at.toISOString(),
    ...(draft.sentiment && message.from.kind === 'requester'
      ? { sentiment: { score: draft.sentiment.normalized, label: draft.sentiment.label } }
      : {}),
  }));
  return {
    v: 1,
    _id: newId(),
    interactionId: state.id,
    seq,
    lastSeq: seq + Math.max(0, messages.length - 1),
    at,
    cause: draft.cause,
    events: draft.events,
    messages,
    sentiment: draft.sentiment ?? null,
    ...(draft.dialog === undefined ? {} : { dialog: draft.dialog }),
  };
}
