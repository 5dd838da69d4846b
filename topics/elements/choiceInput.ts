import type { ElementOf } from '../../contracts/topic.ts';
import { authoredChoice, choicesFrom } from './choiceSource.ts';
import { askChoices, readChoices } from './choices.ts';
import { type ElementContext, elementKind } from './element.ts';

/** Asks to pick one of a list, or several. `vaInputs` holds the value, or the list of values. */
export const choiceInput = elementKind('choice_input', {
  run: async (element, context) => askChoices(element, context, await choicesOf(element, context), 'choices'),
  answer: async (element, input, context) =>
    readChoices(element, input, context, await choicesOf(element, context)),
});

async function choicesOf({ choices, from }: ElementOf<'choice_input'>, context: ElementContext) {
  if (choices !== undefined) return choices.map((choice) => authoredChoice(choice, context));
  return from === undefined ? [] : choicesFrom(from, context);
}
