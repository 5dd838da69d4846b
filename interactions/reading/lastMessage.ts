import type { Sender } from '../../contracts/messages.ts';
import type { Turns } from '../turns.store.ts';

/** The latest words of a conversation, for the inbox; null before anybody spoke. */
export async function lastMessageOf(
  turns: Turns,
  interactionId: string,
): Promise<{ text: string; at: string; from: Sender } | null> {
  const turn = await turns.latestWithWords(interactionId);
  const message = turn?.messages.at(-1);
  return message === undefined
    ? null
    : { text: message.text.slice(0, 200), at: message.at, from: message.from };
}
