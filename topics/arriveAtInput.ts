import type { InputElement } from '../contracts/topic.ts';
import { settleAnswer } from './acceptAnswer.ts';
import { askAside } from './askAside.ts';
import type { HeldAnswer, TopicRun } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { takeDefault } from './elements/askInput.ts';
import type { ElementContext, Step } from './elements/element.ts';
import { elementKinds } from './elements/registry.ts';
import { isSecure } from './inputElement.ts';
import { answerBefore, noteQuestion } from './trail.ts';

/** What happened on arrival at an input. `settled`: it has its answer and the topic went on. `ask`: its kind asks. */
type Arrival = Extract<Step, { go: 'skip' | 'wait' }> | { go: 'settled' } | { go: 'ask' };

/** What comes before the question of any input (domain B4): `skip_if`, an answer kept from before, the default. */
export async function arriveAtInput(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  context: ElementContext,
): Promise<Arrival> {
  if (element.skip_if !== undefined && context.holds(element.skip_if)) {
    takeDefault(element, context);
    return { go: 'skip' };
  }
  // Asked again after an interruption: what was asked last.
  if (run.aside !== undefined) {
    askAside(turn, run, element, run.aside);
    return { go: 'wait' };
  }
  if (turn.replay !== null) {
    const question = context.wording(element.prompt);
    const before = answerBefore(turn, question);
    if (before !== null && (await stillFits(element, before, context))) {
      noteQuestion(turn, run, element.id, question);
      settleAnswer(turn, run, element, before);
      return { go: 'settled' };
    }
  }
  if (!element.confirm_default || run.ownQuestion === true || run.attempts > 0 || isSecure(element))
    return { go: 'ask' };
  const answer = await defaultAnswer(element, context);
  if (answer === null) return { go: 'ask' };
  askAside(turn, run, element, { kind: 'confirm_default', answer });
  return { go: 'wait', output: answer.said };
}

/** What was on offer may be gone on the new way. */
async function stillFits(
  element: InputElement,
  { value }: HeldAnswer,
  context: ElementContext,
): Promise<boolean> {
  if (!('multiple' in element) || element.kind === 'file_input') return true;
  const values = (Array.isArray(value) ? value : [value]).map(String);
  const picked = { kind: 'value', value: element.multiple ? values : (values[0] ?? '') } as const;
  return (await elementKinds[element.kind].answer?.(element, picked, context))?.ok === true;
}

/** The default as an answer, read by the input's kind where it can be, so that it is shown as people know it. */
async function defaultAnswer(element: InputElement, context: ElementContext): Promise<HeldAnswer | null> {
  const value = element.default === undefined ? null : context.value(element.default);
  if (value === null || value === '') return null;
  const said = String(value);
  if (typeof value === 'object') return { value, said };
  const read = await elementKinds[element.kind].answer?.(element, { kind: 'value', value: said }, context);
  return read?.ok === true ? held(read, said) : { value, said };
}

/** An answer that a kind read, with the words it was read from. */
export function held(
  { value, display, to }: { value: HeldAnswer['value']; display?: string; to?: string | undefined },
  said: string,
): HeldAnswer {
  return { value, said, ...(display === undefined ? {} : { display }), ...(to === undefined ? {} : { to }) };
}
