import type { ModelReport } from '../../contracts/discovery.ts';
import { type Calibration, calibrate, untrained } from './calibrate.ts';
import { type Classifier, trainClassifier } from './classifier.ts';
import { crossValidate } from './crossValidate.ts';
import { likenessShare } from './evidence.ts';
import { gramsOf } from './grams.ts';
import type { Lesson } from './lesson.ts';
import { reportOf } from './modelReport.ts';
import { languageOf } from './terms.ts';

/** What discovery has learned from the topics of one language; belongs to exactly the topics of its lesson. */
export interface DiscoveryModel {
  classifier: Classifier;
  calibration: Calibration;
  report: ModelReport;
}

/** Fewer than this teach nothing that the untrained likeness does not know. */
const fewest = 10;

/** Trains the model of a language. The same lesson gives the same model. Null: there is too little to learn from. */
export function trainModel(lesson: Lesson): DiscoveryModel | null {
  if (!teachesEnough(lesson)) return null;
  const { language: code, topics, phrases } = lesson;
  const language = languageOf(code);
  const utterances = phrases.filter(({ utterance }) => utterance).length;
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
  return { classifier, calibration, report: reportOf(trials, calibration, topics, code, utterances) };
}

/** Whether there is enough to train a model of. */
export function teachesEnough({ topics, phrases }: Lesson): boolean {
  return topics.length > 1 && phrases.filter(({ utterance }) => utterance).length >= fewest;
}
