import type { Sentiment } from '../../contracts/states.ts';
import type { Folded } from '../conversationState.ts';
import { labelOf } from '../sentiment/labelOf.ts';

/** The mean over the requester's messages that could be measured so far, −0.5…0.5; null: none could. */
export function sentimentNormalized({ sentiment: { sum, turns } }: Folded): number | null {
  return turns === 0 ? null : Math.round((sum / turns) * 1_000) / 1_000;
}

/** The label of that mean by the neutral band of the last measurement (domain A1). */
export function sentiment({ sentiment: { sum, turns, neutralBand } }: Folded): Sentiment | null {
  return turns === 0 ? null : labelOf(sum / turns, neutralBand);
}
