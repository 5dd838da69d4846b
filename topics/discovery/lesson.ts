import { z } from 'zod';
import type { TopicDefinition } from '../../contracts/topic.ts';

/** What discovery learns from: what people say, or might say, when they mean each of some topics. */
export const lessonSchema = z.strictObject({
  /** Two letters. */
  language: z.string(),
  /** The names. */
  topics: z.array(z.string()),
  phrases: z.array(
    z.strictObject({
      text: z.string(),
      /** The place of its topic in the list. */
      topic: z.int(),
      /** An utterance may be held out to see how well the others find it; a title or a keyword is not. */
      utterance: z.boolean(),
    }),
  ),
});
export type Lesson = z.infer<typeof lessonSchema>;
export type Phrase = Lesson['phrases'][number];

/** The lesson of these topics in a language: utterances, keywords, titles; English where a topic has none. */
export function lessonOf(topics: readonly TopicDefinition[], language: string): Lesson {
  const phrases = topics.flatMap((definition, topic) => [
    { text: titleIn(definition, language), topic, utterance: false },
    ...inLanguage(definition.utterances, language).map((text) => ({ text, topic, utterance: true })),
    ...inLanguage(definition.keywords, language).map((text) => ({ text, topic, utterance: false })),
  ]);
  return { language, topics: topics.map(({ name }) => name), phrases };
}

/** The languages that these topics have utterances in, and the one that a locale is discovered in: English without any. */
export function languagesOf(topics: readonly TopicDefinition[]): string[] {
  return [...new Set(['en', ...topics.flatMap(({ utterances }) => Object.keys(utterances).map(baseOf))])];
}

/** `de-AT` → `de`. */
export function baseOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? locale;
}

/** The list of a language, whatever its region; the English one where it has none. */
export function inLanguage(lists: Record<string, string[]>, language: string): string[] {
  const found = Object.entries(lists).flatMap(([locale, list]) => (baseOf(locale) === language ? list : []));
  return found.length > 0 ? found : (lists.en ?? []);
}

/** The topic's title in a language; its own where it has no other. */
export function titleIn({ title, translations }: TopicDefinition, language: string): string {
  const [translated] = Object.entries(translations).flatMap(([locale, texts]) =>
    baseOf(locale) === language && typeof texts.title === 'string' ? [texts.title] : [],
  );
  return translated ?? title;
}
