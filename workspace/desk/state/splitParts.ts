import type { PostedMessage } from '../../../contracts/messages.ts';

export interface Part {
  kind: 'virtual_agent' | 'live';
  messages: readonly PostedMessage[];
}

/**
 * Cuts a conversation into what the Virtual Agent led and what people said. A part of the Virtual Agent runs
 * from its first to its last message with everything between them, and takes in what came before the very first.
 * What the requester writes after its last word belongs to the person who answers.
 */
export function splitParts(messages: readonly PostedMessage[]): Part[] {
  const parts: { kind: Part['kind']; messages: PostedMessage[] }[] = [];
  let undecided: PostedMessage[] = [];
  const add = (kind: Part['kind'], more: readonly PostedMessage[]) => {
    if (more.length === 0) return;
    const last = parts.at(-1);
    if (last?.kind === kind) last.messages.push(...more);
    else parts.push({ kind, messages: [...more] });
  };
  for (const message of messages) {
    if (message.from.kind === 'virtual_agent') {
      const led = parts.at(-1)?.kind !== 'live';
      add(led ? 'virtual_agent' : 'live', undecided);
      add('virtual_agent', [message]);
      undecided = [];
    } else if (message.from.kind === 'agent') {
      add('live', [...undecided, message]);
      undecided = [];
    } else undecided.push(message);
  }
  add('live', undecided);
  return parts;
}
