import type { Interactions } from '../interactions.store.ts';
import type { Turns } from '../turns.store.ts';
import { wordsSaid } from './wordsSaid.ts';

/**
 * Gives keys to some of the interactions that lack them, or have older ones: those written before there were keys.
 * Answers how many it found; 0: all have theirs. It may be stopped and begun again at any time.
 */
export async function backfillKeys(interactions: Interactions, turns: Turns, limit: number): Promise<number> {
  const found = await interactions.withoutKeys(limit);
  const ready = [];
  for (const each of found) ready.push({ ...each, said: each.open ? [] : await wordsSaid(turns, each._id) });
  await interactions.writeKeys(ready);
  return found.length;
}
