import type { Sentiment } from '../../contracts/states.ts';
import type { Folded } from '../conversationState.ts';
import { labelOf } from '../sentiment/labelOf.ts';

/** The mean over the requester's messages that could be measured so far, −0.5…0.5; null: none could. */
export function sentimentNormalized({ sentiment: { sum, turns } }: Folded): number | null {
  return turns === 0 ? null : roundSentiment(sum / turns);
}

/** The label of that mean by the neutral band of the last measurement (domain A1). */
export function sentiment({ sentiment: { sum, turns, neutralBand } }: Folded): Sentiment | null {
  return turns === 0 ? null : labelOf(sum / turns, neutralBand);
}

/** To three places, without the minus zero that does not survive JSON. */
export function roundSentiment(normalized: number): number {
  return Math.round(normalized * 1_000) / 1_000 + 0;
}
