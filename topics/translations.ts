import type { TopicLanguage } from '../contracts/authoring.ts';
import { needsTranslation } from '../contracts/topic/needsTranslation.ts';
import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { type MarkedString, markedStrings } from './validation/markedStrings.ts';

type Path = readonly (string | number)[];

/** A text of a topic that other languages may have too. */
export interface TranslatableText {
  /** `title`, `<element id>.prompt`, `<element id>.choices.<value>.label` … */
  key: string;
  path: Path;
  /** A list: alternates, which are one text. */
  text: string | string[];
  /** Whether a translation may be a list of alternates. */
  alternates: boolean;
}

/** Every text of a topic that people see, in the order of the file. The marks in the schema say which they are. */
export function translatableTexts(definition: TopicDefinition): TranslatableText[] {
  const texts = new Map<string, TranslatableText>();
  for (const mark of markedStrings(topicSchema, definition)) {
    if (!isForPeople(mark)) continue;
    const alternate = typeof mark.path.at(-1) === 'number';
    const path = alternate ? mark.path.slice(0, -1) : mark.path;
    const key = keyOf(definition, path);
    const known = texts.get(key);
    if (known === undefined)
      texts.set(key, { key, path, text: alternate ? [mark.text] : mark.text, alternates: mark.alternates });
    else if (Array.isArray(known.text)) known.text.push(mark.text);
  }
  return [...texts.values()];
}

/**
 * The topic with its texts in the language of a locale. Each text falls back by itself: `de-AT`, `de`, the topic's own.
 * The same definition comes back when it says nothing in that language.
 */
export function localise(definition: TopicDefinition, locale: string): TopicDefinition {
  const languages = translationsFor(definition, locale);
  if (languages.length === 0) return definition;
  const localised = structuredClone(definition);
  for (const { key, path } of translatableTexts(definition)) {
    const text = translated(definition, languages, key);
    if (text !== undefined) setAt(localised, path, text);
  }
  return localised;
}

/** The languages of the topic's translations that a locale reads, the nearest first; none for the topic's own. */
export function translationsFor({ language, translations }: TopicDefinition, locale: string): string[] {
  const names = new Map(Object.keys(translations).map((name) => [name.toLowerCase(), name]));
  const found: string[] = [];
  for (let tag = locale.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    if (tag === language.toLowerCase()) break;
    const name = names.get(tag);
    if (name !== undefined) found.push(name);
  }
  return found;
}

/**
 * How far a language is, counted as the runtime would say it (domain B6). `published`: what requesters get now; null when
 * that is nothing, left out when it does not matter.
 */
export function translationState(
  definition: TopicDefinition,
  language: string,
  published?: TopicDefinition | null,
): TopicLanguage {
  const texts = translatableTexts(definition).filter(({ text }) => needsTranslation(text));
  const languages = translationsFor(definition, language);
  const own = language === definition.language;
  const missing = own
    ? []
    : texts.map(({ key }) => key).filter((key) => translated(definition, languages, key) === undefined);
  const done = texts.length - missing.length;
  const fresh =
    published === undefined ||
    (published !== null && same(published.translations[language], definition.translations[language]));
  const state =
    missing.length > 0 ? (done === 0 ? 'not_started' : 'partial') : fresh ? 'complete' : 'needs_publishing';
  return { language, state, translated: done, total: texts.length, missing };
}

/** The state of the topic's own language, of those it is translated to, and of others that are wanted. */
export function topicLanguages(
  definition: TopicDefinition,
  published?: TopicDefinition | null,
  wanted: readonly string[] = [],
): TopicLanguage[] {
  const names = new Set([definition.language, ...Object.keys(definition.translations), ...wanted]);
  return [...names].map((language) => translationState(definition, language, published));
}

function isForPeople({ holds, path: [first] }: MarkedString): boolean {
  return (holds === 'text' || holds === 'label') && first !== 'translations' && first !== 'tests';
}

/** An empty text is none: what is not written yet falls back. */
function translated(
  { translations }: TopicDefinition,
  languages: readonly string[],
  key: string,
): string | string[] | undefined {
  for (const language of languages) {
    const text = translations[language]?.[key];
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}

/** Elements go by their id and choices by their value, so that a translation stays with its text when others move. */
function keyOf(definition: TopicDefinition, path: Path): string {
  let value: unknown = definition;
  const parts = path.map((part, at) => {
    const list = path[at - 1];
    value = inside(value, part);
    const name =
      list === 'elements' ? inside(value, 'id') : list === 'choices' ? inside(value, 'value') : part;
    return String(name ?? part);
  });
  return (parts[0] === 'elements' ? parts.slice(1) : parts).join('.');
}

function setAt(root: unknown, path: Path, text: string | string[]): void {
  const parent = path.slice(0, -1).reduce(inside, root);
  const last = path.at(-1);
  if (typeof parent === 'object' && parent !== null && last !== undefined)
    Reflect.set(parent, last, Array.isArray(text) ? [...text] : text);
}

function inside(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
}

function same(a: unknown = {}, b: unknown = {}): boolean {
  const sorted = (value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))
      : [];
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
