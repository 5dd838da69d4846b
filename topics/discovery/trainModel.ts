import type { TopicDefinition } from '../../contracts/topic.ts';
import { type Calibration, calibrate, untrained } from './calibrate.ts';
import { type Classifier, trainClassifier } from './classifier.ts';
import { crossValidate } from './crossValidate.ts';
import { likenessShare } from './evidence.ts';
import { phrasesOf } from './examples.ts';
import { gramsOf } from './grams.ts';
import { type ModelReport, reportOf } from './modelReport.ts';
import { languageOf } from './terms.ts';

/** What discovery has learned from the topics of one language; belongs to exactly these topics in this order. */
export interface DiscoveryModel {
  classifier: Classifier;
  calibration: Calibration;
  report: ModelReport;
}

/** Fewer than this teach nothing that the untrained likeness does not know. */
const fewest = 10;

/** Trains the model of a language. The same topics give the same model. Null: there is too little to learn from. */
export function trainModel(topics: readonly TopicDefinition[], code: string): DiscoveryModel | null {
  const language = languageOf(code);
  const phrases = phrasesOf(topics, code);
  const utterances = phrases.filter(({ utterance }) => utterance).length;
  if (topics.length < 2 || utterances < fewest) return null;
  const trials = crossValidate(phrases, topics.length, language);
  const calibration = calibrate(trials, topics.length, untrained(likenessShare(phrases.length)));
  const classifier = trainClassifier(
    phrases.map(({ text }) => {
      const words = language.wordsOf(text);
      return gramsOf(words, language.termsOf(words));
    }),
    phrases.map(({ topic }) => topic),
    topics.length,
  );
  const names = topics.map(({ name }) => name);
  return { classifier, calibration, report: reportOf(trials, calibration, names, code, utterances) };
}
