import type { Classifier } from './classifier.ts';
import { gramsOf } from './grams.ts';
import type { Likeness } from './likeness.ts';
import type { Language } from './terms.ts';

/** What speaks for each topic in a text of these words, about 0…1. */
type Evidence = (words: readonly string[]) => Float64Array;

/** How many utterances weigh as much as what is known of the language without them. */
const languageWorth = 300;
const [leastShare, mostShare] = [0.08, 0.6];

/** The part of the untrained likeness beside the classifier: large with few utterances, none with thousands. */
export function likenessShare(utterances: number): number {
  const share = languageWorth / (languageWorth + utterances);
  return share < leastShare ? 0 : Math.min(mostShare, share);
}

/** One measure out of both; without a classifier the likeness alone, without a likeness the classifier alone. */
export function createEvidence(
  language: Language,
  classifier: Classifier | null,
  likeness: Likeness | null,
  share: number,
): Evidence {
  return (words) => {
    const terms = language.termsOf(words);
    const near = likeness?.(terms) ?? null;
    const trained = classifier?.likeness(gramsOf(words, terms)) ?? null;
    if (trained === null || near === null) return trained ?? near ?? new Float64Array();
    return trained.map((value, topic) => (1 - share) * value + share * (near[topic] ?? 0));
  };
}
