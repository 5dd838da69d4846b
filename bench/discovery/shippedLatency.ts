import { isDiscoverable } from '../../topics/catalog.ts';
import { lessonOf } from '../../topics/discovery/lesson.ts';
import { createRanking, type Ranking } from '../../topics/discovery/rank.ts';
import { trainModel } from '../../topics/discovery/trainModel.ts';
import { loadTopics } from '../../topics/loadTopics.ts';
import { percentile } from '../measure.ts';
import { processorTime } from './processorTime.ts';

/** How long the shipped library takes to train and to rank a text. Milliseconds of the processor. */
export async function shippedLatency(folder: string) {
  const topics = (await loadTopics(folder)).topics.filter(isDiscoverable);
  const lesson = lessonOf(topics, 'en');
  const training = processorTime();
  const model = trainModel(lesson);
  const trainMs = training();
  const texts = lesson.phrases.flatMap(({ text }) => [`${text} please`, `hello, ${text}`]);
  const [p50, p99] = latencyOf(createRanking(topics, 'en', model), texts);
  const [untrainedP50, untrainedP99] = latencyOf(createRanking(topics, 'en'), texts);
  const utterances = lesson.phrases.filter(({ utterance }) => utterance).length;
  return { topics: topics.length, utterances, trainMs, p50, p99, untrainedP50, untrainedP99 };
}

function latencyOf(ranking: Ranking, texts: readonly string[]): [number, number] {
  const samples: number[] = [];
  for (let round = 0; round < 12; round += 1)
    for (const text of texts) {
      const taken = processorTime();
      ranking.rank(text);
      // The first rounds warm up.
      if (round > 1) samples.push(taken());
    }
  return [percentile(samples, 0.5), percentile(samples, 0.99)];
}
