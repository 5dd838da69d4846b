import type { Sentiment } from '../../contracts/states.ts';

/** The label of a normalised sentiment (domain A1); within ±`neutralBand` it is neutral. */
export function labelOf(normalized: number, neutralBand: number): Sentiment {
  if (Math.abs(normalized) <= neutralBand) return 'neutral';
  return normalized > 0 ? 'positive' : 'negative';
}
