import type { InputElement } from '../contracts/topic.ts';
import { askAside, shownAs } from './askAside.ts';
import type { AskedQuestion, DialogInput, HeldAnswer, TopicRun } from './dialog.ts';
import { type DialogTurn, say } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { answerText } from './elements/readAnswer.ts';
import { elementKinds } from './elements/registry.ts';
import { takeUpAgain } from './endedTopic.ts';
import { isInput } from './inputElement.ts';
import { returnTo, whyClosed } from './trail.ts';

/** A question that was answered, with its element. `last`: the latest of them. */
export interface Answered {
  entry: AskedQuestion;
  element: InputElement;
  last: boolean;
}

/** Another answer to a question that was answered. */
export interface Correction {
  entry: AskedQuestion;
  answer: HeldAnswer;
}

/** Does as the topic says (`corrections`): changes the answer or asks first; says so where there is no way back. `waiting`: the question at hand, if any. */
export function takeCorrection(
  turn: DialogTurn,
  base: TopicRun,
  waiting: { run: TopicRun; element: InputElement } | null,
  { entry, answer }: Correction,
): void {
  if (entry.runs === null) {
    say(turn, { type: 'text', text: whyClosed(turn, base, entry) });
    if (waiting !== null) waiting.run.awaiting = false;
  } else if (policyOf(turn, base) !== 'confirm') applyCorrection(turn, entry, answer);
  else if (waiting !== null) {
    askAside(turn, waiting.run, waiting.element, { kind: 'correction', place: entry.place, answer });
  } else {
    // Nothing waits that could ask first: the question itself is asked again.
    takeUpAgain(turn, entry);
    returnTo(turn, entry);
  }
}

/** Replaces the answer and takes the topic forward again from that question (topics/trail.ts). */
export function applyCorrection(turn: DialogTurn, entry: AskedQuestion, answer: HeldAnswer): void {
  const run = entry.runs?.at(-1);
  if (run === undefined) throw new Error('there is no way back to this question');
  takeUpAgain(turn, entry);
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

/** Those of the questions of a topic that may be corrected, the latest first; none where its author refuses. */
export function answeredIn(
  turn: DialogTurn,
  base: TopicRun,
  questions: readonly AskedQuestion[],
): Answered[] {
  if (policyOf(turn, base) === 'refuse') return [];
  const answered = questions.filter(({ answer }) => answer !== undefined);
  return answered.toReversed().flatMap((entry, index) => {
    const topic = turn.catalog.get(entry.topic, entry.version)?.inLanguage(turn.context.locale);
    const element = topic?.element(entry.element) ?? null;
    return element === null || !isInput(element) ? [] : [{ entry, element, last: index === 0 }];
  });
}

/** What was said or picked as the answer to that question, as things stood then; null: it is none. */
export async function answerAgain(
  turn: DialogTurn,
  base: TopicRun,
  { entry, element }: Answered,
  input: Extract<DialogInput, { kind: 'text' | 'value' }>,
): Promise<HeldAnswer | null> {
  const context = elementContext(turn, entry.runs?.at(-1) ?? base);
  const answer = await elementKinds[element.kind].answer?.(element, input, context);
  if (answer?.ok !== true) return null;
  return {
    value: answer.value,
    said: answerText(input) ?? '',
    ...(answer.display === undefined ? {} : { display: answer.display }),
    ...(answer.to === undefined ? {} : { to: answer.to }),
  };
}

export function sameAnswer({ answer }: AskedQuestion, { value }: HeldAnswer): boolean {
  return JSON.stringify(value) === JSON.stringify(answer?.value);
}

export function hasChoices(element: InputElement): boolean {
  return 'multiple' in element && element.kind !== 'file_input';
}

/** A version that is gone can be taken no way back. */
function policyOf(turn: DialogTurn, { topic, version }: TopicRun): 'allow' | 'confirm' | 'refuse' {
  return turn.catalog.get(topic, version)?.definition.corrections ?? 'refuse';
}
