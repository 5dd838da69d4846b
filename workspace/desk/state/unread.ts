import type { PostedMessage } from '../../../contracts/messages.ts';

/**
 * How many of the requester's messages the agent has not seen. `seen` is the last `seq` that was on a screen of
 * the agent; undefined when no tab has shown the conversation, then everything since the accepting is unread.
 */
export function unreadCount(
  messages: readonly PostedMessage[],
  seen: number | undefined,
  acceptedAt: string,
): number {
  return messages.filter(
    ({ from, seq, at }) =>
      from.kind === 'requester' &&
      (seen === undefined ? Date.parse(at) >= Date.parse(acceptedAt) : seq > seen),
  ).length;
}
