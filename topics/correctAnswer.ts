import type { InputElement } from '../contracts/topic.ts';
import { isNone } from './answers/parseChoice.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { wordsOf } from './answers/words.ts';
import { askAside, shownAs } from './askAside.ts';
import type { AskedQuestion, HeldAnswer } from './dialog.ts';
import { type DialogTurn, say, topicOf, topRun } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { elementKinds } from './elements/registry.ts';
import { isInput } from './inputElement.ts';
import { bestMentioned, wordsAbout } from './mentions.ts';
import { type CorrectionReading, readCorrection } from './readCorrection.ts';
import { baseRun, earlierQuestions, returnTo } from './trail.ts';

/** An earlier question with its element, and whether what was said names it. */
interface Earlier {
  entry: AskedQuestion;
  element: InputElement;
  last: boolean;
  mentioned: boolean;
}

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
  const policy = base === null ? 'refuse' : topicOf(turn, base).definition.corrections;
  const earlier = policy === 'refuse' ? [] : answeredBefore(turn);
  if (run === null || earlier.length === 0) return false;
  const reading = readCorrection(said);
  if (parsed && !reading.strong) return false;
  const found = await findCorrection(turn, earlier, reading, parsed);
  if (found === null) return false;
  const { entry, answer } = found;
  if (entry.runs === null) {
    if (!reading.marked) return false;
    say(turn, { type: 'text', text: turn.texts.dialog[entry.closed ?? 'forgotten'] });
    run.awaiting = false;
  } else if (policy === 'confirm')
    askAside(turn, run, current, { kind: 'correction', place: entry.place, answer });
  else applyCorrection(turn, entry, answer);
  return true;
}

/** Replaces the answer and takes the topic forward again from that question (topics/trail.ts). */
export function applyCorrection(turn: DialogTurn, entry: AskedQuestion, answer: HeldAnswer): void {
  const run = entry.runs?.at(-1);
  if (run === undefined) throw new Error('there is no way back to this question');
  turn.events.push({
    type: 'answer_corrected',
    runId: run.runId,
    topic: run.topic,
    element: entry.element,
    from: entry.answer === undefined ? '' : shownAs(entry.answer),
    to: shownAs(answer),
  });
  say(turn, { type: 'text', text: turn.texts.dialog.corrected(shownAs(answer)) });
  returnTo(turn, entry, answer);
}

function answeredBefore(turn: DialogTurn): Omit<Earlier, 'mentioned'>[] {
  const answered = earlierQuestions(turn).filter(({ answer }) => answer !== undefined);
  return answered.toReversed().flatMap((entry, index) => {
    const topic = turn.catalog.get(entry.topic, entry.version)?.inLanguage(turn.context.locale);
    const element = topic?.element(entry.element) ?? null;
    return element === null || !isInput(element) ? [] : [{ entry, element, last: index === 0 }];
  });
}

async function findCorrection(
  turn: DialogTurn,
  earlier: readonly Omit<Earlier, 'mentioned'>[],
  reading: CorrectionReading,
  parsed: boolean,
): Promise<{ entry: AskedQuestion; answer: HeldAnswer } | null> {
  for (const { mention, value } of reading.readings) {
    const named = mention === null ? [] : bestMentioned(earlier, mention);
    const candidates = named.length > 0 ? named : earlier;
    for (const candidate of candidates) {
      const mentioned = named.length > 0;
      if (mention !== null && !mentioned && !hasChoices(candidate.element)) continue;
      if (!mayMean({ ...candidate, mentioned }, value, reading, parsed)) continue;
      const answer = await readAgain(turn, candidate, value);
      if (answer !== null) return { entry: candidate.entry, answer };
    }
  }
  return null;
}

/** The words as the answer to that question, as things stood then; null: they are none, or the same as before. */
async function readAgain(
  turn: DialogTurn,
  { entry, element }: Pick<Earlier, 'entry' | 'element'>,
  value: string,
): Promise<HeldAnswer | null> {
  const run = entry.runs?.at(-1) ?? baseRun(turn);
  if (run === null) return null;
  const words = { kind: 'text', text: value } as const;
  const answer = await elementKinds[element.kind].answer?.(element, words, elementContext(turn, run));
  if (answer?.ok !== true) return null;
  if (JSON.stringify(answer.value) === JSON.stringify(entry.answer?.value)) return null;
  return {
    value: answer.value,
    said: value,
    ...(answer.display === undefined ? {} : { display: answer.display }),
    ...(answer.to === undefined ? {} : { to: answer.to }),
  };
}

/** Whether words may be meant for a question at all: the less they say, the more must point at it. */
function mayMean(
  { element, entry, last, mentioned }: Earlier,
  value: string,
  { marked, explicit }: CorrectionReading,
  parsed: boolean,
): boolean {
  if (element.kind === 'file_input') return false;
  if (hasChoices(element)) return mentioned || namesAChoice(value);
  if (mentioned) return marked || !takesAnything(element);
  if (!marked) return false;
  // “Actually it is urgent” is no new description of what is broken.
  if (takesAnything(element)) return last && explicit && !parsed;
  if (element.kind === 'yes_no_input') return last && !parsed;
  if (!parsed) return true;
  const about = wordsAbout(element, entry.question);
  return wordsOf(value).every((word) => /\d/.test(word) || about.has(word)) || element.kind === 'date_input';
}

function hasChoices(element: InputElement): boolean {
  return 'multiple' in element && element.kind !== 'file_input';
}

function takesAnything(element: InputElement): boolean {
  return element.kind === 'text_input' && ['text', 'script'].includes(element.validation);
}

/** “2”, “the first”, “yes” and “none” may pick a choice of the question at hand, but tell nothing about another. */
function namesAChoice(value: string): boolean {
  const place = /^(?:the |number )?(?:\d+|first|second|third|fourth|fifth|last)(?: one)?$/i;
  return /\p{L}{2}/u.test(value) && !place.test(value) && !isNone(value) && parseYesNo(value).sure === null;
}
