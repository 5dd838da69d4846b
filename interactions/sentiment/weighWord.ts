import { marks } from './clausesOf.ts';
import { isComplaint, type SentimentLanguage } from './sentimentLanguage.ts';

/** A negation turns what is good into less than its contrary, and what is bad into faint praise. */
const negated = { positive: -0.75, negative: -0.5 } as const;
const negationReach = 4;
/** Light words included. */
const longestReach = 12;
const degreeReach = 2;
const capsFactor = 1.25;
const emphasisFactor = 1.2;
const aggravatedTrouble = -2;
const troubleOver = 2;
const serviceRefused = -2;
const quality = { said: 1.5, denied: -1.5 } as const;

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
  const head = tokens.slice(0, 5);
  const next = tokens[cursor + 1] ?? '';
  // "terribly good", "damn slow": it only makes the next one count more.
  if (language.degrees.has(word) && (language.labels[next] !== undefined || language.degrees.has(next)))
    return 0;
  const degree = degreeBefore(tokens, cursor, language);
  const negation = negationOf(tokens, cursor, language);
  if (language.services.has(word) && negation !== undefined) {
    if (language.absolutes.has(negation) || head.includes(marks.aggravated)) return serviceRefused;
  }
  if (language.trouble.has(word)) {
    if (head.includes(marks.aggravated) || (degree > 1 && negation === undefined)) return aggravatedTrouble;
    return head.includes(marks.over) ? troubleOver : 0;
  }
  const caps = tokens[cursor - 1] === marks.caps ? capsFactor : 1;
  const emphasis = head.includes(marks.emphatic) ? emphasisFactor : 1;
  const stress = degree * caps * emphasis;
  if (language.qualities.has(word) && weight === 0) {
    if (negation !== undefined) return quality.denied;
    return stress > 1 ? quality.said : 0;
  }
  const turned = negation !== undefined || (weight > 0 && head.includes(marks.scornful));
  return turned ? weight * (weight > 0 ? negated.positive : negated.negative) : weight * stress;
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

/** The word that negates the one at `cursor`. */
function negationOf(tokens: string[], cursor: number, language: SentimentLanguage): string | undefined {
  const { negators, degrees, labels, light, firm, negatesBackwards } = language;
  if (isFirm(tokens[cursor] ?? '', language)) return undefined;
  for (
    let at = cursor - 1, seen = 0;
    at >= 0 && at >= cursor - longestReach && seen < negationReach;
    at -= 1
  ) {
    const token = tokens[at] ?? '';
    if (negators.has(token)) return token;
    // Degree words between do not use up the reach: "not really all that good".
    if (!isMark(token) && !degrees.has(token) && !light.has(token)) seen += 1;
  }
  // A complaint of several words has a negation of its own place: "warum geht das immer noch nicht".
  if (!negatesBackwards || isComplaint(tokens[cursor] ?? '', language)) return undefined;
  for (let at = cursor + 1, seen = 0; at <= cursor + longestReach && seen < negationReach; at += 1) {
    const token = tokens[at];
    if (token === undefined || negators.has(token)) return token;
    if (labels[token] !== undefined && !firm.has(token)) return undefined;
    if (!isMark(token) && !degrees.has(token) && !light.has(token)) seen += 1;
  }
  return undefined;
}

/** Pictures, and phrases that have their negation in them: "without you I would". */
function isFirm(word: string, { firm, negators }: SentimentLanguage): boolean {
  if (word.includes('+') && word.split('+').some((part) => negators.has(part))) return true;
  return firm.has(word) || isMark(word) || /^\p{Extended_Pictographic}/u.test(word);
}

function isMark(token: string | undefined): boolean {
  return token?.startsWith('<') === true;
}
