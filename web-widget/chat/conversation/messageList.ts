import type { PostedMessage } from '../../../contracts/messages.ts';

/** The messages of a conversation, in the order of `seq`, each id once. */
export type MessageList = readonly PostedMessage[];

/**
 * Puts a message in its place. One that is there already is replaced: the log's version wins over the one that was
 * made here when the server acknowledged it.
 */
export function insertMessage(list: MessageList, message: PostedMessage): MessageList {
  const others = list.filter((one) => one.id !== message.id);
  const last = others.at(-1);
  if (last === undefined || last.seq < message.seq) return [...others, message];
  const place = others.findIndex((one) => one.seq > message.seq);
  return place === -1 ? [...others, message] : [...others.slice(0, place), message, ...others.slice(place)];
}

export function lastSeq(list: MessageList): number {
  return list.at(-1)?.seq ?? 0;
}

/**
 * The `after` of the next connection. Behind several nodes a message may arrive after one with a higher `seq`; had the
 * connection broken in between, asking for what follows the highest would lose it. So among the last `window` numbers
 * we ask from the first hole on. A hole that a silent turn left costs a few messages twice, which are told by their id.
 */
export function resumePoint(list: MessageList, window = 50): number {
  const highest = lastSeq(list);
  const held = new Set(list.map((message) => message.seq));
  for (let seq = Math.max(1, highest - window + 1); seq < highest; seq += 1) {
    if (!held.has(seq)) return seq - 1;
  }
  return highest;
}

/** How many messages of others came after the last one that was read. */
export function countUnread(list: MessageList, readSeq: number): number {
  return list.filter((message) => message.seq > readSeq && message.from.kind !== 'requester').length;
}
