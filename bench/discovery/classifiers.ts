import type { TopicDefinition } from '../../contracts/topic.ts';
import { lessonOf } from '../../topics/discovery/lesson.ts';
import { writeModel } from '../../topics/discovery/modelFile.ts';
import { createRanking } from '../../topics/discovery/rank.ts';
import { trainModel } from '../../topics/discovery/trainModel.ts';
import { trainBayes } from './bayes.ts';
import { trainNlpjs } from './nlpjs.mjs';

/** A trained classifier. */
export interface Classifier {
  /** The best topic, if any, and how sure it is, 0…1. */
  classify(
    text: string,
  ): Promise<{ found: string | null; score: number }> | { found: string | null; score: number };
  modelBytes: number;
  /** The threshold that it comes with. */
  ownThreshold: number | null;
}

export const kinds = ['switchboard', 'nlp.js', 'bayes'] as const;
export type Kind = (typeof kinds)[number];

/** All learn from the same texts: the utterances and the title of each topic. */
export async function trainClassifier(kind: Kind, topics: readonly TopicDefinition[]): Promise<Classifier> {
  const lesson = lessonOf(topics, 'en');
  const texts = lesson.phrases.map(({ text, topic }) => ({ text, topic: lesson.topics[topic] ?? '' }));
  if (kind === 'bayes') return { ...trainBayes(texts), ownThreshold: null };
  if (kind === 'nlp.js') return { ...(await trainNlpjs(texts)), ownThreshold: 0.5 };
  const model = trainModel(lesson);
  if (model === null) throw new Error('there is too little to learn from');
  const ranking = createRanking(topics, 'en', model);
  return {
    classify(text) {
      const [best] = ranking.rank(text);
      return { found: best?.topic ?? null, score: best?.score ?? 0 };
    },
    modelBytes: writeModel(model).byteLength,
    ownThreshold: 0.7,
  };
}
