import type { Messages } from '../messages/en.ts';
import type { Conversation } from './state/deskState.ts';

/** One sentence on why this conversation is no longer mine. `me`: this agent's id. */
export function whyDeparted({ departed, header }: Conversation, messages: Messages, me: string): string {
  const texts = messages.conversation;
  if (departed === 'returned') return texts.overReturned;
  if (departed === 'transferred') return texts.overTransferred;
  if (departed === 'handed_back') return texts.overHandedBack;
  if (departed === 'lost') return texts.overLost;
  if (departed === 'elsewhere' && header.closedAt === null) {
    const { owner, assignedTo } = header;
    // Not every tab hears who has it, but each hears that it is gone.
    const known = owner === 'agent' && assignedTo !== null && assignedTo.id !== me;
    return known ? texts.overTaken(assignedTo.name) : texts.overElsewhere;
  }
  const reason =
    header.stateReason === null ? messages.states[header.state] : messages.reasons[header.stateReason];
  return texts.overClosed(reason);
}
