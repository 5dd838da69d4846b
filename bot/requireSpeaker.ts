import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { hasEnded } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/** Only who talks to the requester has topics run for them: the agent who has the conversation, or who writes publicly. @throws AppError `closed`, `forbidden`. */
export function requireSpeaker(state: ConversationState, agent: NameRef): void {
  if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
  if (!isSpeaker(state, agent)) throw new AppError('forbidden', 'you do not have this conversation');
}

export function isSpeaker({ header, live }: ConversationState, { id }: NameRef): boolean {
  const joined = live.members.some(({ agent, role }) => agent.id === id && role === 'public');
  return header.owner === 'agent' && (header.assignedTo?.id === id || joined);
}
