import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import { writes } from '../../contracts/live.ts';
import type { AttachmentRef, MessageBody } from '../../contracts/messages.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import { roleIn } from './roleIn.ts';

/**
 * What an agent says in a live conversation, or notes in its wrap-up, as a turn. Pure. Only who takes part may, each as
 * far as `mayWrite` says: the log's unique place then keeps everybody else out (design 3.1).
 * @throws AppError `closed`, `forbidden`, `conflict` (the Virtual Agent talks to the requester).
 */
export function agentMessage(
  state: ConversationState,
  agent: NameRef,
  said: { id: string; text: string; private?: boolean | undefined; attachment?: AttachmentRef | undefined },
): TurnDraft {
  const { header } = state;
  const inWrapUp = header.state === 'wrap_up' && said.private === true;
  if (hasEnded(header.state) && !inWrapUp) throw new AppError('closed', 'this conversation has ended');
  if (inWrapUp ? header.assignedTo?.id !== agent.id : header.owner !== 'agent')
    throw new AppError('forbidden', 'you do not have this conversation');
  if (!inWrapUp) mustWrite(state, agent.id, said.private === true);
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

/** While the Virtual Agent runs a topic nobody else writes to the requester. */
function mustWrite(state: ConversationState, agentId: string, note: boolean): void {
  const role = roleIn(state, agentId);
  if (role === null) throw new AppError('forbidden', 'you do not have this conversation');
  if (writes[role] === 'none') throw new AppError('forbidden', 'you can only read here');
  if (note) return;
  if (writes[role] === 'private') throw new AppError('forbidden', 'you can only write private messages here');
  const { errand } = state.live;
  if (errand !== null)
    throw new AppError('conflict', `the Virtual Agent runs "${errand.title}"; stop it first`);
}
