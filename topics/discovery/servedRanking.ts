import type { TopicDefinition } from '../../contracts/topic.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { modelKey } from './modelCache.ts';
import type { DiscoveryModels, ServingModel } from './models.ts';
import { createRanking, type Ranking } from './rank.ts';

/**
 * Ranks these topics by the model that serves at the moment. Until it has learned them, it ranks those that it knows
 * as they are, and the others are ranked without training: what was just published is found at once.
 */
export function createServedRanking(
  topics: readonly TopicDefinition[],
  language: string,
  models: Pick<DiscoveryModels, 'serving'> | null,
): Ranking {
  const lesson = lessonOf(topics, language);
  const key = modelKey(lesson);
  let untrained: Ranking | null = null;
  let compared: { model: ServingModel; known: ReadonlySet<string> } | null = null;
  return {
    rank(text, keywords) {
      const model = models?.serving(language) ?? null;
      if (model?.key === key) return model.ranking.rank(text, keywords);
      untrained ??= createRanking(topics, language);
      const quick = untrained.rank(text, keywords);
      if (model === null) return quick;
      if (compared?.model !== model) compared = { model, known: sameTopics(model.lesson, lesson) };
      const { known } = compared;
      return [
        ...model.ranking.rank(text, keywords).filter(({ topic }) => known.has(topic)),
        ...quick.filter(({ topic }) => !known.has(topic)),
      ].sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1));
    },
  };
}

/** The topics that are taught the same in both. */
function sameTopics(one: Lesson, other: Lesson): Set<string> {
  const taught = (lesson: Lesson): Map<string, string> => {
    const texts = lesson.topics.map((): string[] => []);
    for (const { topic, text } of lesson.phrases) texts[topic]?.push(text);
    return new Map(lesson.topics.map((name, topic) => [name, JSON.stringify(texts[topic])]));
  };
  const before = taught(one);
  return new Set([...taught(other)].flatMap(([name, texts]) => (before.get(name) === texts ? [name] : [])));
}
