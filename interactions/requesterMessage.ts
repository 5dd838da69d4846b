import type { AttachmentRef, MessageDraft } from '../contracts/messages.ts';
import type { ConversationState } from './conversationState.ts';

/** What a requester sends: words, a pick (by its value, or several) or a file. */
export type Said = { text: string } | { value: string | string[] } | { attachment: AttachmentRef };

/** What a requester sent as the message that people see: a pick reads as the labels that were on its buttons. */
export function requesterMessage({ header, offered }: ConversationState, said: Said): MessageDraft {
  const from = { kind: 'requester', name: header.openedFor.name } as const;
  if ('text' in said) return { type: 'text', text: said.text, from };
  if ('attachment' in said)
    return { type: 'file', text: said.attachment.name, attachment: said.attachment, from };
  const text = [said.value]
    .flat()
    .map((value) => offered.find((choice) => choice.value === value)?.label ?? value)
    .join(', ');
  return { type: 'text', text, value: said.value, from };
}

/** A secret never reaches the log, not even as its length. */
export function maskedMessage({ from, id }: MessageDraft): MessageDraft {
  return { type: 'text', text: '••••••••', from, ...(id === undefined ? {} : { id }) };
}
