import type { Choice } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { authoredChoice, choicesFrom } from './choiceSource.ts';
import { askChoices, readChoices } from './choices.ts';
import { type ElementContext, elementKind } from './element.ts';

/** The same as a choice input, each choice under the label of its group. */
export const groupedChoiceInput = elementKind('grouped_choice_input', {
  run: async (element, context) => askChoices(element, context, await choicesOf(element, context), 'choices'),
  answer: async (element, input, context) =>
    readChoices(element, input, context, await choicesOf(element, context)),
});

async function choicesOf(
  { groups, from }: ElementOf<'grouped_choice_input'>,
  context: ElementContext,
): Promise<Choice[]> {
  if (groups !== undefined) {
    return groups.flatMap(({ label, choices }) => {
      const group = context.render(label);
      return choices.map((choice) => ({ ...authoredChoice(choice, context), group }));
    });
  }
  if (from === undefined) return [];
  const choices = await choicesFrom(from, context, (render) => ({ group: render(from.group) }));
  return together(choices);
}

/** The choices of a group stand together, the groups in the order in which they first came. */
function together(choices: readonly Choice[]): Choice[] {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.flatMap((group) => choices.filter((choice) => choice.group === group));
}
