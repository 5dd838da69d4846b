import { defaultSettings } from '../../contracts/settings.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import type { DiscoveryCandidate } from '../../interactions/turn.ts';
import { normalise } from '../answers/words.ts';
import { scoreOf, untrained } from './calibrate.ts';
import { createEvidence, likenessShare } from './evidence.ts';
import { type KeywordSettings, keywordScore } from './keywords.ts';
import { inLanguage, lessonOf, type Phrase, titleIn } from './lesson.ts';
import { createLikeness } from './likeness.ts';
import { createSpelling } from './spelling.ts';
import { languageOf } from './terms.ts';
import type { DiscoveryModel } from './trainModel.ts';

/** How much each topic is like a text: all topics with a score above 0.05, best first, 0…1. */
export interface Ranking {
  rank(text: string, keywords?: KeywordSettings): DiscoveryCandidate[];
}

const onlyCommon = 0.6;
const least = 0.05;
/** More than these would keep conversations waiting while they are read, and thousands are the model's business. */
const mostUntrained = 3_000;

/**
 * Ranks these topics with the model that was trained on them; without one by the likeness of words alone, which needs
 * no training. English words where the topics have none in the language.
 */
export function createRanking(
  topics: readonly TopicDefinition[],
  code: string,
  model: DiscoveryModel | null = null,
): Ranking {
  const language = languageOf(code);
  const phrases = lessonOf(topics, code).phrases.map((phrase) => ({
    ...phrase,
    words: language.wordsOf(phrase.text),
  }));
  const exact = new Map(phrases.map(({ text, topic }) => [normalise(text), topic]));
  const correct = createSpelling(
    phrases.map(({ words }) => words),
    language,
  );
  const share = model === null ? 1 : likenessShare(phrases.length);
  const examples =
    share === 0
      ? []
      : fewOf(phrases, topics.length).map(({ words, topic }) => ({ terms: language.termsOf(words), topic }));
  const seen = new Set(examples.flatMap(({ terms }) => terms));
  const likeness = share === 0 ? null : createLikeness(examples, topics.length, language);
  const evidence = createEvidence(language, model?.classifier ?? null, likeness, share);
  const calibration = model?.calibration ?? untrained(share);
  const titles = topics.map((topic) => titleIn(topic, code));
  const keywords = topics.map((topic) => inLanguage(topic.keywords, code).map(language.wordsOf));
  const usual = defaultSettings().discovery.keywords;
  const keywordOf = (topic: number, said: string[], subjects: number, settings: KeywordSettings): number => {
    let most = 0;
    for (const keyword of keywords[topic] ?? [])
      most = Math.max(most, keywordScore(said, subjects, keyword, settings));
    return most;
  };

  return {
    rank(text, settings = usual) {
      const same = exact.get(normalise(text));
      const said = language.wordsOf(text);
      const words = said.map(correct);
      const terms = language.termsOf(words);
      const values = evidence(words);
      // Words that many subjects share say nothing by themselves: "yes, it worked" and "I cannot tell" are no wish.
      const empty = share > 0 && !terms.some((term) => seen.has(term) && !language.isCommon(term));
      const substance = empty ? 1 - (1 - onlyCommon) * Math.min(1, 2 * share) : 1;
      const candidates: DiscoveryCandidate[] = [];
      for (let index = 0; index < topics.length; index += 1) {
        const score = same === index ? 1 : substance * scoreOf(values[index] ?? 0, calibration);
        const keyword = keywordOf(index, said, terms.length, settings);
        const topic = topics[index];
        const best = Math.round(Math.max(score, keyword) * 1_000) / 1_000;
        if (topic === undefined || best <= least) continue;
        const by = same === index ? 'exact' : keyword > score ? 'keywords' : 'model';
        candidates.push({
          topic: topic.name,
          title: titles[index] ?? topic.title,
          score: best,
          by,
        });
      }
      return candidates.sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1));
    },
  };
}

/** The first phrases of each topic, as many of each. */
function fewOf<P extends Phrase>(phrases: readonly P[], topics: number): readonly P[] {
  if (phrases.length <= mostUntrained) return phrases;
  const taken = new Map<number, number>();
  return phrases.filter(({ topic }) => {
    const count = (taken.get(topic) ?? 0) + 1;
    taken.set(topic, count);
    return count <= Math.ceil(mostUntrained / topics);
  });
}
