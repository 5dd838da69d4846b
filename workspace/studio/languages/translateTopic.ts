import { changeSection } from '../editor/changeSection.ts';
import docs from '../editor/topicDocs.atBuild.ts';
import { isRecord, readTopicText } from '../flow/readTopicText.ts';
import { type TopicText, topicTexts } from './topicTexts.ts';

/** What a topic's text says in its languages, as far as it can be read. */
export interface TopicLanguages {
  /** The text is no YAML: it can be read in part, and not be changed. */
  broken: boolean;
  own: string;
  languages: string[];
  texts: TopicText[];
  translations: Record<string, Record<string, string | string[]>>;
  utterances: Record<string, string[]>;
  keywords: Record<string, string[]>;
}

export function readLanguages(text: string): TopicLanguages {
  const topic = readTopicText(text);
  const { language, translations, utterances, keywords } = topic.data;
  const own = typeof language === 'string' ? language : 'en';
  const read = {
    translations: mapOf(translations, (texts) => mapOf(texts, wordingOf)),
    utterances: mapOf(utterances, listOf),
    keywords: mapOf(keywords, listOf),
  };
  const names = [own, ...Object.values(read).flatMap((each) => Object.keys(each))];
  return {
    broken: topic.broken,
    own,
    languages: [...new Set(names)],
    texts: topicTexts(topic, docs),
    ...read,
  };
}

/** Sets translations by key; an empty one is taken away. */
export function writeTranslations(
  text: string,
  language: string,
  texts: Readonly<Record<string, string | string[]>>,
): string {
  return changeSection(text, 'translations', (document) => {
    for (const [key, value] of Object.entries(texts)) {
      const path = ['translations', language, key];
      if (value.length > 0) document.setIn(path, document.createNode(value));
      else if (document.hasIn(path)) document.deleteIn(path);
    }
  });
}

/** Replaces the utterances or the keywords of a language. */
export function writePhrases(
  text: string,
  section: 'utterances' | 'keywords',
  language: string,
  phrases: readonly string[],
): string {
  return changeSection(text, section, (document) => {
    const path = [section, language];
    if (phrases.length > 0) document.setIn(path, document.createNode([...phrases]));
    else if (document.hasIn(path)) document.deleteIn(path);
  });
}

function mapOf<T>(value: unknown, read: (inner: unknown) => T): Record<string, T> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]));
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function wordingOf(value: unknown): string | string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value : '';
}
