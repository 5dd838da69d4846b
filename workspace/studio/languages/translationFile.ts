import { isRecord } from '../flow/readTopicText.ts';
import type { TopicText } from './topicTexts.ts';

type Wording = string | string[];

/** A language of a topic as a file for translators: each key with the original beside what it is so far. */
export function writeTranslationFile(
  topic: string,
  language: string,
  texts: readonly TopicText[],
  translated: Readonly<Record<string, Wording>>,
): string {
  const entries = texts.map(({ key, original }) => [key, { original, text: translated[key] ?? '' }] as const);
  return `${JSON.stringify({ topic, language, texts: Object.fromEntries(entries) }, null, 2)}\n`;
}

/** What such a file says, or null when it is none. Keys that the topic does not have are left out and counted. */
export function readTranslationFile(
  file: string,
  texts: readonly TopicText[],
): { texts: Record<string, Wording>; unknown: number } | null {
  const data = parse(file);
  const found = isRecord(data) && isRecord(data.texts) ? data.texts : data;
  if (!isRecord(found)) return null;
  const known = new Set(texts.map(({ key }) => key));
  const entries = Object.entries(found);
  const read: Record<string, Wording> = {};
  for (const [key, entry] of entries) {
    const wording = wordingOf(isRecord(entry) ? entry.text : entry);
    if (known.has(key) && wording !== null && wording.length > 0) read[key] = wording;
  }
  return { texts: read, unknown: entries.filter(([key]) => !known.has(key)).length };
}

function wordingOf(value: unknown): Wording | null {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch {
    // What is no JSON is no translation file, which the caller says.
    return null;
  }
}
