import type { Choice } from '../../contracts/messages.ts';
import { isMisspelling } from '../discovery/spelling.ts';
import { termsOf } from '../discovery/terms.ts';
import { normalise, wordsOf } from './words.ts';

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const fillers = new Set(
  'the a an i my its it is something anything want would like pick choose option number one please to id ill take that of for'.split(
    ' ',
  ),
);

const noneWords = new Set(
  'none of these them those the above neither any not listed here other another something else different nothing no'.split(
    ' ',
  ),
);
const unsure =
  /^(?:i )?(?:(?:really )?(?:do not|dont) know|am not sure|not sure|im not sure|no idea|unsure|dunno|cant say|cannot say)\b/;

/** "None", "none of these", "something else", "I don't know": what was said picks nothing. */
export function isNone(text: string): boolean {
  const said = wordsOf(text).filter((word) => word !== 'please' && word !== 'thanks');
  if (unsure.test(said.join(' '))) return said.length <= 5;
  return said.length > 0 && said.every((word) => noneWords.has(word));
}

/**
 * Which of the choices an answer means: by value, label, number or words of the label, spelling mistakes forgiven.
 * `sure`: it said nothing else. Null: none, or more than one equally.
 */
export function parseChoices(
  said: string | string[],
  choices: readonly Choice[],
  multiple: boolean,
): { choices: Choice[]; sure: boolean } | null {
  const whole = Array.isArray(said) ? null : parseOne(said, choices);
  if (whole !== null && (whole.sure || !multiple)) return { choices: [whole.choice], sure: whole.sure };
  if (!multiple)
    return Array.isArray(said) && said.length === 1 ? parseChoices(said[0] ?? '', choices, false) : null;
  const parts = Array.isArray(said)
    ? said
    : said.split(/\s*(?:,|;|&|\band\b|\n)\s*/i).filter((part) => part !== '');
  const found = parts.map((part) => parseOne(part, choices));
  if (parts.length === 0 || found.some((one) => one === null))
    return whole === null ? null : { choices: [whole.choice], sure: false };
  const picked = found.flatMap((one) => (one === null ? [] : [one.choice]));
  return { choices: [...new Set(picked)], sure: found.every((one) => one?.sure === true) };
}

function parseOne(said: string, choices: readonly Choice[]): { choice: Choice; sure: boolean } | null {
  const exact = choices.find((choice) => choice.value === said.trim());
  if (exact !== undefined) return { choice: exact, sure: true };
  const text = normalise(said);
  if (text === '') return null;
  const same = choices.filter(
    (choice) => normalise(choice.label) === text || normalise(choice.value) === text,
  );
  if (same.length === 1 && same[0] !== undefined) return { choice: same[0], sure: true };
  const position = positionOf(text);
  const numbered = position === null ? undefined : choices[position];
  if (numbered !== undefined) return { choice: numbered, sure: true };
  return byWords(text, choices) ?? byMeaning(text, choices);
}

/** "2", "number 2", "the second one", "last". */
function positionOf(text: string): number | null {
  const plain = wordsOf(text).filter((word) => !fillers.has(word));
  const [word] = plain;
  if (plain.length !== 1 || word === undefined) return null;
  if (/^\d{1,2}$/.test(word)) return Number(word) - 1;
  const position = ordinals.indexOf(word);
  return position === -1 ? null : position;
}

/** The label that shares most of its words with what was said; two that share the same are none. */
function byWords(text: string, choices: readonly Choice[]): { choice: Choice; sure: boolean } | null {
  const said = wordsOf(text).filter((word) => !fillers.has(word));
  if (said.length === 0) return null;
  const scored = choices
    .map((choice) => {
      const label = wordsOf(choice.label).filter((word) => !fillers.has(word));
      const used = said.filter((word) => label.some((other) => sameWord(word, other)));
      return {
        choice,
        share: used.length / said.length,
        cover: label.length === 0 ? 0 : used.length / label.length,
      };
    })
    .filter(
      ({ share, cover }) => share === 1 || (cover === 1 && share >= 0.3) || (share >= 0.5 && cover >= 0.5),
    )
    .sort((a, b) => b.share + b.cover - a.share - a.cover);
  const [best, second] = scored;
  if (best === undefined) return null;
  if (second !== undefined && second.share + second.cover === best.share + best.cover) return null;
  return { choice: best.choice, sure: best.share === 1 };
}

/** "It drops every few minutes" for "It keeps dropping": the label's meaning is in the answer, and no other label's is. */
function byMeaning(text: string, choices: readonly Choice[]): { choice: Choice; sure: boolean } | null {
  const said = new Set(termsOf(text));
  const scored = choices
    .map((choice) => {
      const label = termsOf(choice.label);
      return { choice, cover: label.filter((term) => said.has(term)).length / Math.max(1, label.length) };
    })
    .filter(({ cover }) => cover >= 0.5)
    .sort((a, b) => b.cover - a.cover);
  const [best, second] = scored;
  return best === undefined || second?.cover === best.cover ? null : { choice: best.choice, sure: false };
}

function sameWord(a: string, b: string): boolean {
  return (
    a === b || (a.length > 3 && b.length > 3 && (isMisspelling(a, b) || a.startsWith(b) || b.startsWith(a)))
  );
}
