import type { AuthoringProblem } from '../../contracts/authoring.ts';
import { setupRoles, type TopicDefinition } from '../../contracts/topic.ts';
import { isDiscoverable } from '../catalog.ts';
import { namesOf } from '../loadTopics.ts';
import type { TopicFile } from '../readTopicFiles.ts';
import { topicLanguages } from '../translations.ts';
import { type TopicNames, validateTopic } from '../validateTopic.ts';
import { checkUnset } from './checkUnset.ts';
import { locatorOf, writePath } from './locate.ts';

export interface FileProblem extends AuthoringProblem {
  file: string;
}

export interface CheckOptions {
  whole: boolean;
  shared: AuthoringProblem['severity'];
  /** The connections there are; left out where nobody knows. */
  connections?: ReadonlySet<string>;
}

/** Roles that a conversation does without: they are off unless somebody writes them. */
const optionalRoles = ['search'];
/** So many of what is alike are named; the rest is counted. */
const mostShown = 5;

/**
 * Everything that is wrong or doubtful with topics, of one and between them. `others` are those that they run with; they
 * are not checked themselves. `whole`: all setup topics should be among them. `shared`: how bad it is when two topics
 * claim the same utterance.
 */
export function checkTopics(
  files: readonly TopicFile[],
  others: readonly TopicDefinition[],
  { whole, shared, connections }: CheckOptions,
): FileProblem[] {
  const names = new Set(files.flatMap(({ source }) => nameIn(source)));
  const rest = others.filter(({ name }) => !names.has(name));
  const own = files.flatMap((file) => validateTopic(file.source, file.file).topic ?? []);
  const known = namesOf([...rest, ...own]);
  // What does not validate is there all the same: its own mistakes are enough.
  const broken = [...names].filter((name) => !known.blocks.has(name) && !known.topics.has(name));
  const all: TopicNames = {
    blocks: new Map([...known.blocks, ...broken.map((name) => [name, null] as const)]),
    topics: new Set([...known.topics, ...broken]),
    ...(connections === undefined ? {} : { connections }),
  };
  const problems: FileProblem[] = [];
  const good: { file: TopicFile; topic: TopicDefinition }[] = [];
  for (const file of files) {
    const { topic, problems: found } = validateTopic(file.source, file.file, all);
    problems.push(...found.map((problem) => ({ ...problem, severity: 'error' as const })));
    if (topic !== null) good.push({ file, topic });
  }
  problems.push(...duplicateNames(good), ...sharedPhrases(good, rest, shared), ...missingTexts(good));
  for (const { file, topic } of good) problems.push(...problemsAt(file, 'warning', checkUnset(topic)));
  if (whole) problems.push(...missingRoles([...good.map(({ topic }) => topic), ...rest]));
  return problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

type Checked = readonly { file: TopicFile; topic: TopicDefinition }[];

function duplicateNames(topics: Checked): FileProblem[] {
  return topics.flatMap(({ file, topic }, at) => {
    const first = topics.findIndex((other) => other.topic.name === topic.name);
    if (first === at) return [];
    const message = `the topic "${topic.name}" is already in ${topics[first]?.file.file}`;
    return problemsAt(file, 'error', [{ path: ['name'], message }]);
  });
}

/**
 * What two topics claim, discovery cannot tell apart: one of them is never found by it. Two topics that share much are
 * told once, at the first of it.
 */
function sharedPhrases(
  topics: Checked,
  rest: readonly TopicDefinition[],
  shared: AuthoringProblem['severity'],
): FileProblem[] {
  const everyone = [...topics.map(({ topic }) => topic), ...rest].filter(isDiscoverable);
  return (['utterances', 'keywords'] as const).flatMap((kind) => {
    const owners = new Map<string, Set<string>>();
    for (const topic of everyone)
      for (const { key } of phrasesOf(topic, kind))
        owners.set(key, (owners.get(key) ?? new Set()).add(topic.name));
    return topics.flatMap(({ file, topic }) => {
      if (!isDiscoverable(topic)) return [];
      const found = new Map<string, { path: Found['path']; phrases: string[] }>();
      for (const { key, path, phrase } of phrasesOf(topic, kind)) {
        const others = [...(owners.get(key) ?? [])].filter((name) => name !== topic.name).join(', ');
        if (others !== '') found.set(others, { path, phrases: [], ...found.get(others) });
        found.get(others)?.phrases.push(phrase);
      }
      return problemsAt(
        file,
        kind === 'utterances' ? shared : 'warning',
        [...found].map(([others, { path, phrases }]) => ({ path, message: leadsTo(phrases, others) })),
      );
    });
  });
}

function phrasesOf(topic: TopicDefinition, kind: 'utterances' | 'keywords') {
  return Object.entries(topic[kind]).flatMap(([language, phrases]) =>
    phrases.map((phrase, index) => ({
      phrase,
      key: `${language} ${plainWords(phrase)}`,
      path: [kind, language, index],
    })),
  );
}

function leadsTo(phrases: readonly string[], others: string): string {
  const shown = phrases.slice(0, mostShown).map((phrase) => `"${phrase}"`);
  const more = phrases.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} also lead${phrases.length === 1 ? 's' : ''} to ${others}`;
}

/** Every language that one of the topics speaks is expected of all of them. */
function missingTexts(topics: Checked): FileProblem[] {
  const languages = [
    ...new Set(topics.flatMap(({ topic }) => [topic.language, ...Object.keys(topic.translations)])),
  ];
  return topics.flatMap(({ file, topic }) =>
    topicLanguages(topic, undefined, languages).flatMap(({ language, missing, total }) => {
      if (missing.length === 0) return [];
      const some = `${missing.slice(0, mostShown).join(', ')}${missing.length > mostShown ? ' …' : ''}`;
      const message = `${language}: ${missing.length} of ${total} texts are missing: ${some}`;
      return problemsAt(file, 'warning', [{ path: ['translations', language], message }]);
    }),
  );
}

function missingRoles(topics: readonly TopicDefinition[]): FileProblem[] {
  const there = new Set(topics.map(({ role }) => role));
  return setupRoles
    .filter((role) => !there.has(role) && !optionalRoles.includes(role))
    .map((role) => ({
      file: '-',
      line: 1,
      column: 1,
      path: '',
      severity: 'error',
      message: `there is no setup topic of the role "${role}"`,
    }));
}

type Found = { path: (string | number)[]; message: string };

function problemsAt(
  { file, source }: TopicFile,
  severity: AuthoringProblem['severity'],
  found: readonly Found[],
): FileProblem[] {
  if (found.length === 0) return [];
  const locate = locatorOf(source);
  return found.map(({ path, message }) => ({
    file,
    ...locate.value(path),
    path: writePath(path),
    severity,
    message,
  }));
}

/** Of a file that may not validate. */
function nameIn(source: string): string[] {
  return /^name:\s*["']?([a-z]\w*)/m.exec(source)?.slice(1, 2) ?? [];
}

function plainWords(phrase: string): string {
  return phrase
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
