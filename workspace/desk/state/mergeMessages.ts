import type { PostedMessage } from '../../../contracts/messages.ts';

/**
 * Puts messages into their places: by `seq`, each `id` and each `seq` once. The later copy wins, so that what
 * comes twice – by event, by ack and after a reconnect – is shown once.
 */
export function mergeMessages(
  known: readonly PostedMessage[],
  more: readonly PostedMessage[],
): readonly PostedMessage[] {
  if (more.length === 0) return known;
  const last = known.at(-1);
  const first = more[0];
  // The common case, one new message at the end, must not sort a long conversation.
  const isNext = more.length === 1 && first !== undefined && (last === undefined || first.seq > last.seq);
  if (isNext && known.every(({ id }) => id !== first.id)) return [...known, first];
  const bySeq = new Map<number, PostedMessage>();
  const seqOf = new Map<string, number>();
  for (const message of [...known, ...more]) {
    const before = seqOf.get(message.id);
    if (before !== undefined && before !== message.seq) bySeq.delete(before);
    seqOf.set(message.id, message.seq);
    bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
