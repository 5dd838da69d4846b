import type { TopicDefinition } from '../../contracts/topic.ts';
import { translatableTexts } from '../translations.ts';
import type { FlowProblem } from './checkFlow.ts';
import { didYouMean } from './explainIssue.ts';

/** Translations that nobody would ever read: of texts that are not there, or in the topic's own language. */
export function checkTranslations(topic: TopicDefinition): FlowProblem[] {
  const texts = new Map(translatableTexts(topic).map((text) => [text.key, text]));
  return Object.entries(topic.translations).flatMap(([language, translations]) => {
    if (language === topic.language)
      return [
        {
          path: ['translations', language],
          message: `"${language}" is the topic's own language: its texts stand in the elements`,
        },
      ];
    return Object.entries(translations).flatMap(([key, text]) => {
      const path = ['translations', language, key];
      const own = texts.get(key);
      if (own === undefined)
        return [{ path, message: `there is no text "${key}"${didYouMean(key, texts.keys())}` }];
      if (Array.isArray(text) && !own.alternates)
        return [{ path, message: `"${key}" is one text and cannot have alternates` }];
      return [];
    });
  });
}
