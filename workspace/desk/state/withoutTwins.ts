import type { PostedMessage } from '../../../contracts/messages.ts';

/**
 * The messages as an agent reads them. Where the system tells the requester something and then tells the agents
 * that it did, the agents' line says it all.
 */
export function withoutTwins(messages: readonly PostedMessage[]): PostedMessage[] {
  return messages.filter((message, index) => {
    const next = messages[index + 1];
    const told = next?.from.kind === 'system' && next.private === true && next.seq === message.seq + 1;
    return !(told && message.from.kind === 'system' && message.private !== true);
  });
}
