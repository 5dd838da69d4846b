import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { type TopicVariables, topicVariables } from './expressions/scope.ts';
import { createTemplates } from './expressions/templates.ts';
import {
  checkCondition,
  checkScript,
  checkTemplate,
  type TextProblem,
} from './validation/checkExpressions.ts';
import { checkFlow } from './validation/checkFlow.ts';
import { checkHtml } from './validation/checkHtml.ts';
import { checkLimits } from './validation/checkLimits.ts';
import { checkReferences } from './validation/checkReferences.ts';
import { checkTranslations } from './validation/checkTranslations.ts';
import { explainIssue } from './validation/explainIssue.ts';
import { createLocator, type Locator, writePath } from './validation/locate.ts';
import { type MarkedString, markedStrings } from './validation/markedStrings.ts';
import { ownNames } from './validation/ownNames.ts';
import { readablePart } from './validation/readablePart.ts';
import { readYaml } from './validation/readYaml.ts';

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

/** Of form; to find the places of thousands would take too long, and nobody reads them. */
const mostMistakes = 200;

/** Reads a topic's YAML and reports everything that is wrong with it at once. References are checked with `others`. */
export function validateTopic(source: string, file: string, others?: TopicNames): Validated {
  const read = readYaml(source);
  if (!read.ok) {
    return failed(
      read.problems.map(({ offset, message }) => {
        const { line, col: column } = read.lines.linePos(offset);
        return {
          file,
          line: line || 1,
          column: column || 1,
          path: '',
          message: `is no valid YAML: ${message}`,
        };
      }),
    );
  }
  const { data } = read;
  const locate = createLocator(read.document, read.lines);
  const parsed = topicSchema.safeParse(data);
  const form = (parsed.error?.issues ?? [])
    .flatMap((issue) => explainIssue(issue, data))
    .slice(0, mostMistakes);
  const part = parsed.success
    ? { topic: parsed.data, data, variables: topicVariables(parsed.data) }
    : readablePart(data);
  const { topic, variables } = part;
  const marks = markedStrings(topicSchema, part.data);
  const problems: TopicProblem[] = form.map(({ path, key, message }) => ({
    file,
    ...(key === undefined ? locate.value(path) : locate.key(path, key)),
    path: writePath(path),
    message,
  }));
  const found = [
    ...checkFlow(topic, marks, parsed.success),
    ...(parsed.success ? checkHtml(topic) : []),
    ...(parsed.success ? checkLimits(topic) : []),
    ...checkReferences(topic, marks, variables, others),
    ...(parsed.success ? checkTranslations(topic) : []),
  ];
  problems.push(
    ...found.map(({ path, message }) => ({ file, ...locate.value(path), path: writePath(path), message })),
    ...checkTexts(topic, marks, variables, locate, file),
  );
  return parsed.success && problems.length === 0 ? { topic, problems: [] } : failed(problems);
}

function failed(problems: TopicProblem[]): Validated {
  return { topic: null, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function checkTexts(
  topic: TopicDefinition,
  marks: readonly MarkedString[],
  variables: TopicVariables,
  locate: Locator,
  file: string,
): TopicProblem[] {
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
