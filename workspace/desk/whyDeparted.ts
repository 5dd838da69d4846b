import type { Messages } from '../messages/en.ts';
import type { Conversation } from './state/deskState.ts';

/** One sentence on why this conversation is no longer mine. */
export function whyDeparted({ departed, header }: Conversation, messages: Messages): string {
  if (departed === 'returned') return messages.conversation.overReturned;
  if (departed === 'elsewhere' && header.closedAt === null) return messages.conversation.overElsewhere;
  const reason =
    header.stateReason === null ? messages.states[header.state] : messages.reasons[header.stateReason];
  return messages.conversation.overClosed(reason);
}
