import type { MessageDraft } from '../contracts/messages.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Masking } from '../interactions/masking/masking.ts';
import { requesterMessage, type Said } from '../interactions/requesterMessage.ts';
import type { OpenInput } from '../topics/openInput.ts';
import type { RequesterInput } from './activities.ts';

/** `shown`: what is stored and seen. `input`: what the topics get. `told`: the sensitive data in it that they asked for. */
export interface MaskedSaid {
  shown: MessageDraft;
  input: RequesterInput;
  told: string[];
}

/**
 * Masks what a requester sends, before anything else sees it (domain D4). The input that waits gets what it asks for:
 * an e-mail address where one is asked for, anything where the input is secure (nothing of that is stored).
 */
export function maskSaid(
  masking: Masking,
  state: ConversationState,
  said: Said,
  open: OpenInput | null,
): MaskedSaid {
  const message = requesterMessage(state, said);
  if (!masking.on) return { shown: message, input: inputOf(said), told: [] };
  const asks = open?.asks ?? [];
  const told = (text: string): string[] =>
    masking
      .find(text)
      .filter(({ rule }) => asks.includes(rule.kind))
      .map(({ start, end }) => text.slice(start, end));
  const shown = maskMessage(masking, message);
  if ('attachment' in said) {
    const attachment = { ...said.attachment, name: masking.mask(said.attachment.name) };
    return { shown, input: { kind: 'attachment', ...attachment }, told: [] };
  }
  if ('text' in said) {
    const text = open?.secure === true ? said.text : masking.mask(said.text, asks);
    return { shown, input: { kind: 'text', text }, told: told(said.text) };
  }
  // What was offered is the topic's own word, and only it makes a pick one; the transcript has the mask all the same.
  const isOffered = (value: string) => state.offered.some((choice) => choice.value === value);
  const allowed = (value: string) => (isOffered(value) ? value : masking.mask(value, asks));
  const values = [said.value].flat();
  const value = Array.isArray(said.value) ? said.value.map(allowed) : allowed(said.value);
  return {
    shown,
    input: { kind: 'value', value },
    told: values.filter((one) => !isOffered(one)).flatMap(told),
  };
}

function maskMessage(masking: Masking, message: MessageDraft): MessageDraft {
  const text = masking.mask(message.text);
  if (message.type === 'file')
    return {
      ...message,
      text,
      attachment: { ...message.attachment, name: masking.mask(message.attachment.name) },
    };
  if (message.type !== 'text' || message.value === undefined) return { ...message, text };
  const { value } = message;
  return {
    ...message,
    text,
    value: Array.isArray(value) ? value.map((one) => masking.mask(one)) : masking.mask(value),
  };
}

function inputOf(said: Said): RequesterInput {
  if ('text' in said) return { kind: 'text', text: said.text };
  if ('value' in said) return { kind: 'value', value: said.value };
  return { kind: 'attachment', ...said.attachment };
}
