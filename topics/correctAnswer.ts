import type { InputElement } from '../contracts/topic.ts';
import { isNone } from './answers/parseChoice.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { wordsOf } from './answers/words.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, topRun } from './dialogTurn.ts';
import { bestMentioned, wordsAbout } from './mentions.ts';
import { type CorrectionReading, readCorrection } from './readCorrection.ts';
import {
  type Answered,
  answerAgain,
  answeredIn,
  type Correction,
  hasChoices,
  sameAnswer,
  takeCorrection,
} from './takeCorrection.ts';
import { baseRun, earlierQuestions } from './trail.ts';

/** An earlier question, and whether what was said names it. */
type Earlier = Answered & { mentioned: boolean };

/**
 * Words at `current` that correct an earlier answer of this topic (domain B1, dialog acts): “actually it is urgent”,
 * “change the date to friday”. `parsed`: they would answer the question at hand, so they must say clearly that they do
 * not. The answer is replaced and the topic goes on from there with the others kept. False: they correct nothing.
 */
export async function correct(
  turn: DialogTurn,
  current: InputElement,
  said: string,
  parsed: boolean,
): Promise<boolean> {
  const base = baseRun(turn);
  const run = topRun(turn);
  if (base === null || run === null) return false;
  const earlier = answeredIn(turn, base, earlierQuestions(turn));
  if (earlier.length === 0) return false;
  const reading = readCorrection(said);
  if (parsed && !reading.strong) return false;
  const found = await findCorrection(turn, base, earlier, reading, parsed);
  if (found === null || (found.entry.runs === null && !reading.marked)) return false;
  takeCorrection(turn, base, { run, element: current }, found);
  return true;
}

/** Which answer to which of these questions the words are; null: to none, or none that changes it. */
export async function findCorrection(
  turn: DialogTurn,
  base: TopicRun,
  earlier: readonly Answered[],
  reading: CorrectionReading,
  parsed: boolean,
): Promise<Correction | null> {
  const { locale } = turn.context;
  for (const { mention, value } of reading.readings) {
    const named = mention === null ? [] : bestMentioned(earlier, mention);
    const candidates = named.length > 0 ? named : earlier;
    for (const candidate of candidates) {
      const mentioned = named.length > 0;
      if (mention !== null && !mentioned && !hasChoices(candidate.element)) continue;
      if (!mayMean({ ...candidate, mentioned }, value, reading, parsed, locale)) continue;
      const answer = await answerAgain(turn, base, candidate, { kind: 'text', text: value });
      if (answer !== null && !sameAnswer(candidate.entry, answer)) return { entry: candidate.entry, answer };
    }
  }
  return null;
}

/** Whether words may be meant for a question at all: the less they say, the more must point at it. */
function mayMean(
  { element, entry, last, mentioned }: Earlier,
  value: string,
  { marked, explicit }: CorrectionReading,
  parsed: boolean,
  locale: string,
): boolean {
  if (element.kind === 'file_input') return false;
  if (hasChoices(element)) return mentioned || namesAChoice(value, locale);
  if (mentioned) return marked || !takesAnything(element);
  if (!marked) return false;
  // “Actually it is urgent” is no new description of what is broken.
  if (takesAnything(element)) return last && explicit && !parsed;
  if (element.kind === 'yes_no_input') return last && !parsed;
  if (!parsed) return true;
  const about = wordsAbout(element, entry.question);
  return wordsOf(value).every((word) => /\d/.test(word) || about.has(word)) || element.kind === 'date_input';
}

function takesAnything(element: InputElement): boolean {
  return element.kind === 'text_input' && ['text', 'script'].includes(element.validation);
}

/** “2”, “the first”, “yes” and “none” may pick a choice of the question at hand, but tell nothing about another. */
function namesAChoice(value: string, locale: string): boolean {
  const place = /^(?:the |an? |number )?(?:\d+|all|first|second|third|fourth|fifth|last)(?: one)?$/i;
  if (!/\p{L}{2}/u.test(value) || place.test(value)) return false;
  return !isNone(value, locale) && parseYesNo(value, { locale }).sure === null;
}
