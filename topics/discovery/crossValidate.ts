import { trainClassifier } from './classifier.ts';
import { createEvidence, likenessShare } from './evidence.ts';
import { gramsOf } from './grams.ts';
import type { Phrase } from './lesson.ts';
import { createLikeness } from './likeness.ts';
import type { Language } from './terms.ts';

/** What was found for an utterance that the model had not seen. */
export interface Trial {
  text: string;
  /** null: the topic itself was left out, so that nothing should be found. */
  topic: number | null;
  found: number;
  evidence: number;
}

/** How many texts are tried at most: enough for a threshold, and their time is bounded. */
const mostTrials = 3_000;
const leftOutTopics = 5;

/**
 * Trains on parts of the utterances and tries the others. In each round one topic in five is left out entirely: its
 * utterances stand for what people say that no topic is about.
 */
export function crossValidate(phrases: readonly Phrase[], topics: number, language: Language): Trial[] {
  const rounds = phrases.length < 1_000 ? 5 : phrases.length < 5_000 ? 3 : 2;
  const read = phrases.map((phrase) => {
    const words = language.wordsOf(phrase.text);
    const terms = language.termsOf(words);
    return { ...phrase, words, terms, grams: gramsOf(words, terms) };
  });
  // Every topic's utterances are dealt out one by one, so that each round has some of each.
  const dealt = new Int32Array(topics);
  const rounded = read.map((phrase) => {
    const turn = dealt[phrase.topic] ?? 0;
    if (phrase.utterance) dealt[phrase.topic] = turn + 1;
    return { ...phrase, round: phrase.utterance ? turn % rounds : -1, turn };
  });
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const isOut = (topic: number): boolean => topics > 3 && topic % leftOutTopics === round;
    const taught = rounded.filter((phrase) => phrase.round !== round && !isOut(phrase.topic));
    const kept = [...new Set(taught.map(({ topic }) => topic))];
    const places = new Map(kept.map((topic, place) => [topic, place]));
    const placed = taught.map((phrase) => ({ ...phrase, topic: places.get(phrase.topic) ?? 0 }));
    const classifier = trainClassifier(
      placed.map(({ grams }) => grams),
      placed.map(({ topic }) => topic),
      kept.length,
    );
    const share = likenessShare(phrases.length);
    const likeness = share > 0 ? createLikeness(placed, kept.length, language) : null;
    const evidence = createEvidence(language, classifier, likeness, share);
    const asked = rounded.filter((phrase) => phrase.round === round);
    const step = Math.max(1, Math.ceil((asked.length * rounds) / mostTrials));
    for (const { text, words, topic } of asked.filter(({ turn }) => Math.floor(turn / rounds) % step === 0)) {
      const found = best(evidence(words));
      trials.push({
        text,
        topic: isOut(topic) ? null : topic,
        found: kept[found.topic] ?? 0,
        evidence: found.evidence,
      });
    }
  }
  return trials;
}

function best(evidence: Float64Array): { topic: number; evidence: number } {
  let topic = 0;
  for (let at = 1; at < evidence.length; at += 1)
    if ((evidence[at] ?? 0) > (evidence[topic] ?? 0)) topic = at;
  return { topic, evidence: evidence[topic] ?? 0 };
}
