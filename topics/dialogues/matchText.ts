import type { TopicValue } from '../dialog.ts';
import { compileExpression } from '../expressions/conditions.ts';

type Plain = string | number | boolean | null;

/**
 * Whether a text is what a dialogue expects: `*` stands for whatever varies, `/…/` is a pattern (RE2) that must be found
 * in it. White space counts as one blank. Throws `BadMatcher`.
 */
export function matchText(matcher: string, text: string): boolean {
  const pattern = /^\/(.+)\/$/s.exec(matcher)?.[1];
  if (pattern !== undefined) return finds(pattern, text);
  const [first = '', ...rest] = squeeze(matcher).split('*');
  const words = squeeze(text);
  const last = rest.pop();
  if (last === undefined) return words === first;
  if (words.length < first.length + last.length || !words.startsWith(first) || !words.endsWith(last))
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = words.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= words.length - last.length;
}

/** Whether a value of a topic is the one expected; a text is a matcher, of other kinds it is the value itself. */
export function matchValue(expected: Plain | Plain[], actual: TopicValue | undefined): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((one, index) => matchValue(one, actual[index]))
    );
  }
  if (expected === null) return actual === null || actual === undefined;
  if (typeof expected !== 'string') return actual === expected;
  if (actual === null || actual === undefined) return false;
  return matchText(expected, typeof actual === 'object' ? JSON.stringify(actual) : String(actual));
}

/** A pattern that cannot be read. */
export class BadMatcher extends Error {}

/** RE2 (through CEL), so that no author's pattern can run away. */
function finds(pattern: string, text: string): boolean {
  const empty = { vaInputs: {}, vaContext: {}, vaDisplay: {}, requester: {}, conversation: {}, now: '' };
  try {
    const test = compileExpression(`vaVars.text.matches(${JSON.stringify(pattern)})`);
    return test({ ...empty, vaVars: { text } }) === true;
  } catch (error) {
    throw new BadMatcher(
      `/${pattern}/ cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function squeeze(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
