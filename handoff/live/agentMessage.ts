import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { AttachmentRef, MessageBody } from '../../contracts/messages.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';

/**
 * What an agent says in a live conversation, or notes in its wrap-up, as a turn. Pure. Only the agent who has the
 * conversation may: the log's unique place then keeps everybody else out (design 3.1).
 * @throws AppError `closed`, `forbidden`.
 */
export function agentMessage(
  state: ConversationState,
  agent: NameRef,
  said: { id: string; text: string; private?: boolean | undefined; attachment?: AttachmentRef | undefined },
): TurnDraft {
  const { header } = state;
  const inWrapUp = header.state === 'wrap_up' && said.private === true;
  if (hasEnded(header.state) && !inWrapUp) throw new AppError('closed', 'this conversation has ended');
  if ((header.owner !== 'agent' && !inWrapUp) || header.assignedTo?.id !== agent.id) {
    throw new AppError('forbidden', 'you do not have this conversation');
  }
  const note = said.private === true ? { private: true } : {};
  const { attachment } = said;
  const body: MessageBody =
    attachment === undefined
      ? { type: 'text', text: said.text }
      : { type: 'file', text: said.text.trim() === '' ? attachment.name : said.text, attachment };
  return {
    cause: { kind: 'agent', action: 'message', agent, clientMessageId: said.id },
    events: [],
    messages: [{ ...body, id: said.id, from: { kind: 'agent', name: agent.name }, ...note }],
  };
}
