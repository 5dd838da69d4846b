import { LineCounter, parseDocument } from 'yaml';
import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { topicVariables } from './expressions/scope.ts';
import { createTemplates } from './expressions/templates.ts';
import {
  checkCondition,
  checkScript,
  checkTemplate,
  type TextProblem,
} from './validation/checkExpressions.ts';
import { checkFlow } from './validation/checkFlow.ts';
import { checkReferences } from './validation/checkReferences.ts';
import { checkTranslations } from './validation/checkTranslations.ts';
import { explainIssue } from './validation/explainIssue.ts';
import { createLocator, type Locator, writePath } from './validation/locate.ts';
import { type MarkedString, markedStrings } from './validation/markedStrings.ts';
import { ownNames } from './validation/ownNames.ts';

/** What is wrong with a topic and where; line and column count from 1. */
export interface TopicProblem {
  file: string;
  line: number;
  column: number;
  /** Where in the data, e.g. `elements[2].prompt`. */
  path: string;
  message: string;
}

/** What a topic may refer to, by name. */
export interface TopicNames {
  /** With what they take and give; null where that is not known. */
  blocks: ReadonlyMap<string, Pick<TopicDefinition, 'inputs' | 'outputs'> | null>;
  topics: ReadonlySet<string>;
  /** Left out where nobody knows which there will be. */
  connections?: ReadonlySet<string>;
}

export type Validated = { topic: TopicDefinition; problems: [] } | { topic: null; problems: TopicProblem[] };

/** Reads a topic's YAML and reports everything that is wrong with it at once. References are checked with `others`. */
export function validateTopic(source: string, file: string, others?: TopicNames): Validated {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const locate = createLocator(document, lines);
  if (document.errors.length > 0) {
    return failed(
      document.errors.map((error) => ({
        file,
        ...locate.offset(error.pos[0]),
        path: '',
        message: `is no valid YAML: ${error.message}`,
      })),
    );
  }
  const data: unknown = document.toJS({ maxAliasCount: 50 });
  const parsed = topicSchema.safeParse(data);
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => explainIssue(issue, data));
    return failed(
      found.map(({ path, key, message }) => ({
        file,
        ...(key === undefined ? locate.value(path) : locate.key(path, key)),
        path: writePath(path),
        message,
      })),
    );
  }
  const topic = parsed.data;
  const marks = markedStrings(topicSchema, data);
  const problems = [
    ...checkFlow(topic, marks),
    ...checkReferences(topic, marks, others),
    ...checkTranslations(topic),
  ].map(({ path, message }) => ({ file, ...locate.value(path), path: writePath(path), message }));
  problems.push(...checkTexts(topic, marks, locate, file));
  return problems.length === 0 ? { topic, problems: [] } : failed(problems);
}

function failed(problems: TopicProblem[]): Validated {
  return { topic: null, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function checkTexts(
  topic: TopicDefinition,
  marks: readonly MarkedString[],
  locate: Locator,
  file: string,
): TopicProblem[] {
  const variables = topicVariables(topic);
  const templates = createTemplates();
  const own = ownNames(topic);
  const check = ({ holds, text, path }: MarkedString): TextProblem[] => {
    if (holds === 'condition') return checkCondition(text, variables, own(path));
    if (holds === 'template' || holds === 'text') return checkTemplate(text, templates, variables, own(path));
    return holds === 'script' ? checkScript(text) : [];
  };
  const patterns = topic.elements.flatMap((element, index) => {
    if (element.kind !== 'text_input' || element.pattern === undefined) return [];
    const bad = checkPattern(element.pattern);
    return bad === null
      ? []
      : [{ path: ['elements', index, 'pattern'], problem: { message: bad, line: 1, column: 1 } }];
  });
  return [
    ...marks.flatMap((mark) => check(mark).map((problem) => ({ path: mark.path, problem }))),
    ...patterns,
  ].map(({ path, problem }) => ({
    file,
    ...locate.inside(path, problem.line, problem.column),
    path: writePath(path),
    message: problem.message,
  }));
}

/** Patterns are RE2; a JavaScript pattern that RE2 lacks (look-around, back-references) is found here. */
function checkPattern(pattern: string): string | null {
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern))
    return 'is no valid pattern: look-around and back-references are not supported';
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch (error) {
    return `is no valid pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}
