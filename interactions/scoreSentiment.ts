import Sentiment from 'sentiment';
import type { Sentiment as Label } from '../contracts/states.ts';
import type { TurnSentiment } from './turn.ts';

const analyzer = new Sentiment();
/** A megabyte takes the lexicon 115 ms; nobody's mood needs more than this. */
const longestScored = 8_000;

/**
 * The sentiment of one requester turn by the AFINN lexicon (domain A1).
 * `normalized` is −0.5…0.5: a tenth of the mean score of the words that carry one (AFINN words score −5…5).
 * Within ±`neutralBand` the label is neutral. Null when the text says nothing that can be measured.
 */
export function scoreSentiment(text: string, neutralBand: number): TurnSentiment | null {
  if (text.trim() === '') return null;
  const result = analyzer.analyze(text.slice(0, longestScored));
  const scored = result.calculation.length;
  const normalized = scored === 0 ? 0 : clamp(result.score / scored / 10);
  return {
    score: result.score,
    comparative: result.comparative,
    normalized,
    label: labelOf(normalized, neutralBand),
    words: result.words.slice(0, 50),
    neutralBand,
  };
}

/** The label of a normalised sentiment; within ±`neutralBand` it is neutral. */
export function labelOf(normalized: number, neutralBand: number): Label {
  if (Math.abs(normalized) <= neutralBand) return 'neutral';
  return normalized > 0 ? 'positive' : 'negative';
}

function clamp(value: number): number {
  return Math.min(0.5, Math.max(-0.5, value));
}
