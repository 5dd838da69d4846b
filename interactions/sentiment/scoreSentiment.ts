import { createRequire } from 'node:module';
import Sentiment from 'sentiment';
import type { TurnSentiment } from '../turn.ts';
import { clausesOf } from './clausesOf.ts';
import { labelOf } from './labelOf.ts';
import { type SentimentLanguage, sentimentLanguage } from './sentimentLanguage.ts';
import { weighWord } from './weighWord.ts';
import { germanWords } from './words.de.ts';
import { englishWords } from './words.en.ts';

/** Nobody's mood needs more than this to be known. */
const longestScored = 8_000;
const mostWordsKept = 50;

const afinn: Record<string, number> = createRequire(import.meta.url)('sentiment/languages/en/labels.json');
const languages: Record<string, SentimentLanguage> = {
  en: sentimentLanguage(afinn, englishWords),
  de: sentimentLanguage({}, germanWords),
};
const analyzer = new Sentiment();
for (const [name, language] of Object.entries(languages)) {
  analyzer.registerLanguage(`desk-${name}`, {
    labels: language.labels,
    scoringStrategy: {
      apply: (tokens, cursor, weight) => weighWord(tokens, cursor, weight, language),
    },
  });
}

/**
 * The sentiment of one requester turn (domain A1; docs/sentiment.md): the AFINN lexicon of the package with the rules
 * of this folder on top, German with a lexicon of its own. `normalized` is −0.5…0.5: a tenth of the mean weight of the
 * words that decided it. Within ±`neutralBand` the label is neutral. Null where nothing can be measured: no words, or
 * a `locale` that has no lexicon.
 */
export function scoreSentiment(text: string, neutralBand: number, locale: string): TurnSentiment | null {
  const name = locale.split('-')[0]?.toLowerCase() ?? '';
  const language = Object.hasOwn(languages, name) ? languages[name] : undefined;
  if (language === undefined || text.trim() === '') return null;
  const decidedBy = clausesOf(text.slice(0, longestScored), language).flatMap(({ text: clause, factor }) =>
    analyzer
      .analyze(clause, { language: `desk-${name}` })
      .calculation.reverse()
      .flatMap((entry) => Object.entries(entry))
      .filter(([, weight]) => weight !== 0)
      .map(([word, weight]) => ({
        word: language.written.get(word) ?? word,
        weight: round(weight * factor),
      })),
  );
  const score = decidedBy.reduce((sum, { weight }) => sum + weight, 0);
  const normalized = decidedBy.length === 0 ? 0 : clamp(score / decidedBy.length / 10);
  return {
    score: round(score),
    normalized: round(normalized),
    label: labelOf(normalized, neutralBand),
    decidedBy: decidedBy.slice(0, mostWordsKept),
    neutralBand,
  };
}

function clamp(value: number): number {
  return Math.min(0.5, Math.max(-0.5, value));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
