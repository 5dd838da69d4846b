import type { Settings } from '../contracts/settings.ts';
import type { TopicDefinition } from '../contracts/topic.ts';
import type { DiscoveryCandidate } from '../interactions/turn.ts';
import { isDiscoverable } from './catalog.ts';
import { lessonOf } from './discovery/lesson.ts';
import { createRanking } from './discovery/rank.ts';
import { type DiscoveryModel, trainModel } from './discovery/trainModel.ts';

export interface Decision {
  outcome: 'match' | 'choose' | 'none';
  /** `match`: the one topic first. `choose`: the pick list. `none`: what came nearest. */
  candidates: DiscoveryCandidate[];
}

export interface Discovery {
  discover(text: string): Decision;
}

/** Finds the topic for an utterance among these topics; what is not discoverable is left out. Trains at once, or does without: `null`. */
export function createDiscovery(
  topics: readonly TopicDefinition[],
  settings: Settings['discovery'],
  language = 'en',
  model: DiscoveryModel | null = trainModel(lessonOf(topics.filter(isDiscoverable), language)),
): Discovery {
  const ranking = createRanking(topics.filter(isDiscoverable), language, model);
  return { discover: (text) => decide(ranking.rank(text, settings.keywords), settings) };
}

/** TD3–TD6: one over the threshold, or a clear leader, is run; several are a pick list. */
export function decide(
  ranked: readonly DiscoveryCandidate[],
  { threshold, delta, suggestions }: Settings['discovery'],
): Decision {
  const over = ranked.filter(({ score }) => score >= threshold);
  const [best, second] = over;
  if (best === undefined) return { outcome: 'none', candidates: ranked.slice(0, suggestions) };
  const leads = second === undefined || (delta > 0 && best.score - second.score >= delta);
  const exact = best.by === 'exact' && second?.by !== 'exact';
  if (leads || exact) return { outcome: 'match', candidates: over.slice(0, suggestions) };
  return { outcome: 'choose', candidates: over.slice(0, suggestions) };
}
