import type { Choice } from '../contracts/messages.ts';
import type { InputElement } from '../contracts/topic.ts';
import type { Aside, HeldAnswer, TopicRun } from './dialog.ts';
import { type DialogTurn, say } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { questionAt } from './trail.ts';

export const limitChoices = {
  again: 'input:again',
  over: 'input:over',
  person: 'input:person',
  else: 'input:else',
} as const;

/** Asks something about an answer instead of the input's own question, and waits: see `Aside`. */
export function askAside(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  aside: Aside,
  instead?: string,
): void {
  run.aside = aside;
  run.awaiting = true;
  say(turn, {
    type: 'choices',
    text: instead ?? textOf(turn, run, element, aside),
    choices: aside.kind === 'limit' ? waysOn(turn) : yesOrNo(turn),
  });
}

/** “Yes” and “No”, as they are offered wherever the Virtual Agent asks back. */
export function yesOrNo({ texts }: DialogTurn): Choice[] {
  return [
    { value: 'yes', label: texts.yes },
    { value: 'no', label: texts.no },
  ];
}

/** `at_limit: offer`. */
export function waysOn({ texts }: DialogTurn): Choice[] {
  return [
    { value: limitChoices.again, label: texts.dialog.tryAgain },
    { value: limitChoices.over, label: texts.dialog.startOver },
    { value: limitChoices.person, label: texts.dialog.person },
    { value: limitChoices.else, label: texts.dialog.somethingElse },
  ];
}

export function shownAs({ display, value }: HeldAnswer): string {
  return display ?? (typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function textOf(turn: DialogTurn, run: TopicRun, element: InputElement, aside: Aside): string {
  const { dialog } = turn.texts;
  if (aside.kind === 'limit') return dialog.atLimit;
  const answer = shownAs(aside.answer);
  const context = elementContext(turn, run);
  if (aside.kind === 'confirm_default') return dialog.confirmDefault(context.wording(element.prompt), answer);
  if (aside.kind !== 'correction')
    return typeof element.confirm === 'boolean'
      ? dialog.confirmAnswer(answer)
      : context.wording(element.confirm, { answer });
  return dialog.confirmCorrection(questionAt(turn, aside.place)?.question ?? '', answer);
}
