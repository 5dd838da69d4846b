import type { Turn } from '../turn.ts';
import type { Turns } from '../turns.store.ts';
import { wordsOf } from './words.ts';

/** By how many words of its transcript an interaction is found, and how many turns are read for them. */
const mostWordsSaid = 150;
const mostTurns = 1_000;

/**
 * The words that people said, the first 150. Not the Virtual Agent's, which are the same in many conversations, and no
 * private notes: the text search is for what is in the transcript that the requester knows.
 */
export async function wordsSaid(turns: Turns, interactionId: string): Promise<string[]> {
  const said = new Set<string>();
  let read = 0;
  for await (const turn of turns.read(interactionId, 0)) {
    for (const word of wordsOf(textsOf(turn))) if (said.size < mostWordsSaid) said.add(word);
    read += 1;
    if (said.size >= mostWordsSaid || read >= mostTurns) break;
  }
  return [...said];
}

function textsOf(turn: Turn): string {
  return turn.messages
    .filter(
      ({ from, private: hidden }) => hidden !== true && (from.kind === 'requester' || from.kind === 'agent'),
    )
    .map(({ text }) => text)
    .join('\n');
}
