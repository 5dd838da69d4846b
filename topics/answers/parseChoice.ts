import type { Choice } from '../../contracts/messages.ts';
import { isMisspelling } from '../discovery/spelling.ts';
import { termsOf } from '../discovery/terms.ts';
import type { AnswerWords } from './answerWords.ts';
import { normalise, wordsOf } from './words.ts';
import { wordsFor } from './wordsFor.ts';

type Picked = { choice: Choice; sure: boolean };

/** As many as one message may pick (protocol §3). */
const mostPicks = 100;
/** No label is a fair part of more words. */
const mostWords = 200;

/** "None", "none of these", "something else", "I don't know": what was said picks nothing. */
export function isNone(text: string, locale = 'en'): boolean {
  const { noneOfThese, unsure } = wordsFor(locale);
  const said = wordsOf(text).filter((word) => !politeness.has(word));
  if (unsure.test(said.join(' '))) return said.length <= 6;
  return said.length > 0 && said.every((word) => noneOfThese.has(word));
}
const politeness: ReadonlySet<string> = new Set(['please', 'thanks', 'bitte', 'danke']);

/**
 * Which of the choices an answer means: by value, label, number or words of the label, spelling mistakes forgiven.
 * `sure`: it said nothing else. Null: none, or more than one equally. `shown`: what numbers count over, when not all
 * choices are on the screen.
 */
export function parseChoices(
  said: string | string[],
  choices: readonly Choice[],
  multiple: boolean,
  { locale = 'en', shown = choices }: { locale?: string; shown?: readonly Choice[] } = {},
): { choices: Choice[]; sure: boolean } | null {
  const language = wordsFor(locale);
  const one = (part: string) => parseOne(part, choices, shown, language);
  const whole = Array.isArray(said) ? null : one(said);
  if (whole !== null && (whole.sure || !multiple)) return { choices: [whole.choice], sure: whole.sure };
  if (!multiple) {
    const [only] = Array.isArray(said) && said.length === 1 ? said : [];
    const picked = only === undefined ? null : one(only);
    return picked === null ? null : { choices: [picked.choice], sure: picked.sure };
  }
  const parts = Array.isArray(said)
    ? said
    : said
        .split(/^[\d\s]+$/.test(said) ? /\s+/ : new RegExp(language.joiner, 'i'))
        .map((part) => part.trim())
        .filter((part) => part !== '');
  const unsure = whole === null ? null : { choices: [whole.choice], sure: false };
  const found: Picked[] = [];
  for (const part of new Set(parts)) {
    const picked = found.length < mostPicks ? one(part) : null;
    if (picked === null) return unsure;
    found.push(picked);
  }
  if (found.length === 0) return unsure;
  const picked = found.map(({ choice }) => choice);
  return { choices: [...new Set(picked)], sure: found.every(({ sure }) => sure) };
}

function parseOne(
  said: string,
  choices: readonly Choice[],
  shown: readonly Choice[],
  language: AnswerWords,
): Picked | null {
  const exact = choices.find((choice) => choice.value === said.trim());
  if (exact !== undefined) return { choice: exact, sure: true };
  const text = normalise(said);
  if (text === '') return null;
  const same = choices.filter(
    (choice) => normalise(choice.label) === text || normalise(choice.value) === text,
  );
  if (same.length === 1 && same[0] !== undefined) return { choice: same[0], sure: true };
  const position = positionOf(text, language);
  const numbered = position === null ? undefined : shown[position];
  if (numbered !== undefined) return { choice: numbered, sure: true };
  return byWords(text, choices, language) ?? byMeaning(text, choices);
}

/** "2", "number 2", "the second one", „das zweite“. */
function positionOf(text: string, { ordinals, pickFillers }: AnswerWords): number | null {
  const plain = wordsOf(text).filter((word) => !pickFillers.has(word));
  const [word] = plain;
  if (plain.length !== 1 || word === undefined) return null;
  if (/^\d{1,2}$/.test(word)) return Number(word) - 1;
  const position = ordinals.findIndex((forms) => forms.includes(word));
  return position === -1 ? null : position;
}

/** The label that shares most of its words with what was said; two that share the same are none. */
function byWords(text: string, choices: readonly Choice[], { pickFillers }: AnswerWords): Picked | null {
  const said = wordsOf(text).filter((word) => !pickFillers.has(word));
  if (said.length === 0 || said.length > mostWords) return null;
  const scored = choices
    .map((choice) => {
      const label = wordsOf(choice.label).filter((word) => !pickFillers.has(word));
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
function byMeaning(text: string, choices: readonly Choice[]): Picked | null {
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
