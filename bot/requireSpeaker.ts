import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { writes } from '../contracts/live.ts';
import { hasEnded } from '../contracts/states.ts';
import { roleIn } from '../handoff/live/roleIn.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/** Only who talks to the requester has topics run for them: the agent who has the conversation, or who writes publicly. @throws AppError `closed`, `forbidden`. */
export function requireSpeaker(state: ConversationState, agent: NameRef): void {
  if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
  if (!isSpeaker(state, agent)) throw new AppError('forbidden', 'you do not have this conversation');
}

export function isSpeaker(state: ConversationState, { id }: NameRef): boolean {
  const role = roleIn(state, id);
  return state.header.owner === 'agent' && role !== null && writes[role] === 'all';
}
