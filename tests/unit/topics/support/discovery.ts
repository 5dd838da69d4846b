import type { Settings } from '../../../../contracts/settings.ts';
import type { TopicDefinition } from '../../../../contracts/topic.ts';
import { isDiscoverable } from '../../../../topics/catalog.ts';
import { type Decision, decide } from '../../../../topics/discover.ts';
import { lessonOf } from '../../../../topics/discovery/lesson.ts';
import { createRanking } from '../../../../topics/discovery/rank.ts';
import { type DiscoveryModel, trainModel } from '../../../../topics/discovery/trainModel.ts';

export interface TrainedDiscovery {
  discover(text: string): Decision;
}

/** Discovery over these topics for somebody who may have all. Trains at once, or does without: `null`. */
export function createDiscovery(
  topics: readonly TopicDefinition[],
  settings: Settings['discovery'],
  language = 'en',
  model: DiscoveryModel | null = trainModel(lessonOf(topics.filter(isDiscoverable), language)),
): TrainedDiscovery {
  const ranking = createRanking(topics.filter(isDiscoverable), language, model);
  return { discover: (text) => decide(ranking.rank(text, settings.keywords), settings) };
}
