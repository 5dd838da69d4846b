import { marks } from './clausesOf.ts';
import type { SentimentLanguage } from './sentimentLanguage.ts';

/** A negation turns what is good into less than its contrary, and what is bad into faint praise. */
const negated = { positive: -0.75, negative: -0.5 } as const;
const negationReach = 4;
const degreeReach = 2;
const capsFactor = 1.25;
const emphasisFactor = 1.2;
const aggravatedTrouble = -2;
const troubleOver = 2;

/**
 * The weight of the word at `cursor` of a clause: the package's scoring strategy for a language. It sees the clause as
 * words; marks stand at its head and before words in capitals. Looks a few words around, never over the clause.
 */
export function weighWord(
  tokens: string[],
  cursor: number,
  weight: number,
  language: SentimentLanguage,
): number {
  const word = tokens[cursor] ?? '';
  const head = tokens.slice(0, 3);
  const next = tokens[cursor + 1] ?? '';
  // "terribly good", "damn slow": it only makes the next one count more.
  if (language.degrees.has(word) && (language.labels[next] !== undefined || language.degrees.has(next)))
    return 0;
  const degree = degreeBefore(tokens, cursor, language);
  if (language.trouble.has(word)) {
    if (head.includes(marks.aggravated) || degree > 1) return aggravatedTrouble;
    return head.includes(marks.over) ? troubleOver : 0;
  }
  if (isNegated(tokens, cursor, language)) return weight * (weight > 0 ? negated.positive : negated.negative);
  const caps = tokens[cursor - 1] === marks.caps ? capsFactor : 1;
  const emphasis = head.includes(marks.emphatic) ? emphasisFactor : 1;
  return weight * degree * caps * emphasis;
}

function degreeBefore(tokens: string[], cursor: number, { degrees }: SentimentLanguage): number {
  let factor = 1;
  for (let at = cursor - 1, seen = 0; at >= 0 && seen < degreeReach; at -= 1) {
    if (isMark(tokens[at])) continue;
    factor *= degrees.get(tokens[at] ?? '') ?? 1;
    seen += 1;
  }
  return factor;
}

function isNegated(tokens: string[], cursor: number, language: SentimentLanguage): boolean {
  const { negators, degrees, labels, negatesBackwards } = language;
  for (let at = cursor - 1, seen = 0; at >= 0 && seen < negationReach; at -= 1) {
    const token = tokens[at] ?? '';
    if (negators.has(token)) return true;
    // Degree words between do not use up the reach: "not really all that good".
    if (!isMark(token) && !degrees.has(token)) seen += 1;
  }
  if (!negatesBackwards) return false;
  for (let at = cursor + 1; at <= cursor + negationReach && at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (negators.has(token)) return true;
    if (labels[token] !== undefined) return false;
  }
  return false;
}

function isMark(token: string | undefined): boolean {
  return token?.startsWith('<') === true;
}
