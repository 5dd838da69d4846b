import type { Choice } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { parseChoices } from '../answers/parseChoice.ts';
import type { TopicValue } from '../dialog.ts';
import { texts } from '../messages.en.ts';
import { askInput } from './askInput.ts';
import { type ElementContext, elementKind } from './element.ts';
import { toConditions } from './recordConditions.ts';
import { recordValue } from './recordValue.ts';

/** Asks to pick one of a list, or several. The list is fixed, comes from a list variable, or from records. */
export const choiceInput = elementKind('choice_input', {
  async run(element, context) {
    const choices = await choicesOf(element, context);
    if (choices.length === 0) {
      if (element.empty_text !== undefined)
        context.say({ type: 'text', text: context.wording(element.empty_text) });
      return { go: 'next', to: element.when_empty, output: 'nothing to choose from' };
    }
    return askInput(element, context, (text) => ({
      type: 'choices',
      text,
      choices,
      ...(element.multiple ? { multiple: true } : {}),
    }));
  },
  async answer(element, input, context) {
    const choices = await choicesOf(element, context);
    const said = input.kind === 'value' ? input.value : input.kind === 'text' ? input.text : '';
    const found = parseChoices(said, choices, element.multiple);
    if (found === null)
      return { ok: false, hint: element.multiple ? texts.invalid.choices : texts.invalid.choice };
    const values = found.choices.map((choice) => choice.value);
    const answer = {
      value: element.multiple ? values : (values[0] ?? null),
      display: found.choices.map((choice) => choice.label).join(', '),
    };
    return found.sure ? { ok: true, ...answer } : { ok: false, hint: texts.invalid.choice, loosely: answer };
  },
});

/** The list is made again for the answer: what was on offer may be gone. */
async function choicesOf(element: ElementOf<'choice_input'>, context: ElementContext): Promise<Choice[]> {
  const { choices, from } = element;
  if (choices !== undefined) {
    return choices.map(({ value, label, description, group }) => ({
      value,
      label: context.render(label ?? value),
      ...(description === undefined ? {} : { description: context.render(description) }),
      ...(group === undefined ? {} : { group }),
    }));
  }
  if (from === undefined) return [];
  const items = await itemsOf(from, context);
  return items.slice(0, from.limit).map((item) => {
    const scope = { item };
    return {
      value: context.render(from.value ?? '{{ item.id }}', scope),
      label: context.render(from.label, scope),
      ...(from.description === undefined ? {} : { description: context.render(from.description, scope) }),
    };
  });
}

async function itemsOf(
  from: NonNullable<ElementOf<'choice_input'>['from']>,
  context: ElementContext,
): Promise<TopicValue[]> {
  if (from.list !== undefined) {
    const list = context.evaluate(from.list);
    if (!Array.isArray(list)) throw new Error(`“${from.list}” is not a list`);
    return list;
  }
  if (from.table === undefined) return [];
  const records = await context.ports.records.find({
    table: from.table,
    conditions: toConditions(from.where, context),
    limit: from.limit,
    ...(from.sort === undefined ? {} : { sort: from.sort }),
  });
  return records.map(recordValue);
}
