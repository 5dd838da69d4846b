import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { isClosed } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnDraft } from '../interactions/turn.ts';

/**
 * What an agent says in a live conversation, as a turn. Pure. Only the agent who has the conversation may:
 * the log's unique place then keeps everybody else out (design 3.1).
 * @throws AppError `closed`, `forbidden`.
 */
export function agentMessage(
  state: ConversationState,
  agent: NameRef,
  said: { id: string; text: string; private?: boolean },
): TurnDraft {
  const { header } = state;
  if (isClosed(header.state)) throw new AppError('closed', 'this conversation has ended');
  if (header.owner !== 'agent' || header.assignedTo?.id !== agent.id) {
    throw new AppError('forbidden', 'you do not have this conversation');
  }
  const note = said.private === true ? { private: true } : {};
  return {
    cause: { kind: 'agent', action: 'message', agent, clientMessageId: said.id },
    events: [],
    messages: [
      { type: 'text', id: said.id, text: said.text, from: { kind: 'agent', name: agent.name }, ...note },
    ],
  };
}
