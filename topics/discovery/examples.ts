import type { TopicDefinition } from '../../contracts/topic.ts';

/** Something that people say, or might say, when they mean the topic at this place of the list. */
export interface Phrase {
  text: string;
  topic: number;
  /** An utterance, which may be held out to see how well the others find it; a title or a keyword is not. */
  utterance: boolean;
}

/** What the topics can be learned from in a language: utterances, keywords, titles; English where a topic has none. */
export function phrasesOf(topics: readonly TopicDefinition[], language: string): Phrase[] {
  return topics.flatMap((definition, topic) => [
    { text: definition.title, topic, utterance: false },
    ...inLanguage(definition.utterances, language).map((text) => ({ text, topic, utterance: true })),
    ...inLanguage(definition.keywords, language).map((text) => ({ text, topic, utterance: false })),
  ]);
}

/** The list of a language, whatever its region; the English one where it has none. */
export function inLanguage(lists: Record<string, string[]>, language: string): string[] {
  const own = Object.entries(lists).filter(([locale]) => locale.toLowerCase().split('-')[0] === language);
  const found = own.flatMap(([, list]) => list);
  return found.length > 0 ? found : (lists.en ?? []);
}
