import type { Choice } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { isNone, parseChoices } from '../answers/parseChoice.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import type { TopicValue } from '../dialog.ts';
import { askInput } from './askInput.ts';
import { type Answer, type ElementContext, elementKind } from './element.ts';
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
      choices: [...choices, ...noneOf(element, context)],
      ...(element.multiple ? { multiple: true } : {}),
    }));
  },
  async answer(element, input, context) {
    const choices = await choicesOf(element, context);
    const said = input.kind === 'value' ? input.value : input.kind === 'text' ? input.text : '';
    const found = parseChoices(said, [...choices, ...noneOf(element, context)], element.multiple);
    const none = () => noneOfThem(element, choices, context);
    if (found?.choices.some(({ value }) => value === noneValue)) return none() ?? unread(element, context);
    if (found?.sure !== true && input.kind === 'text') {
      if (isNone(input.text)) return none() ?? unread(element, context);
      const alone = choices.length === 1 ? choices[0] : undefined;
      const { sure: wanted } = parseYesNo(input.text);
      if (alone !== undefined && wanted === true) return taken(element, [alone]);
      if (alone !== undefined && wanted === false) return none() ?? unread(element, context);
    }
    if (found === null) return unread(element, context);
    if (found.sure) return taken(element, found.choices);
    const { value, display } = taken(element, found.choices);
    return { ok: false, hint: context.texts.invalid.choice, loosely: { value, display } };
  },
});
const noneValue = 'none_of_these';

function taken(element: ElementOf<'choice_input'>, choices: readonly Choice[]) {
  const values = choices.map(({ value }) => value);
  return {
    ok: true as const,
    value: element.multiple ? values : (values[0] ?? null),
    display: choices.map(({ label }) => label).join(', '),
  };
}

function unread({ multiple }: ElementOf<'choice_input'>, { texts }: ElementContext): Answer {
  return { ok: false, hint: multiple ? texts.invalid.choices : texts.invalid.choice };
}

/** The last choice, where the author says what it leads to. */
function noneOf({ none, none_label }: ElementOf<'choice_input'>, context: ElementContext): Choice[] {
  if (none === undefined) return [];
  return [
    {
      value: noneValue,
      label: none_label === undefined ? context.texts.noneOfThese : context.render(none_label),
    },
  ];
}

/** “None of these”: on to where the author says, or the author's own choice for everything else. Null: neither. */
function noneOfThem(
  element: ElementOf<'choice_input'>,
  choices: readonly Choice[],
  context: ElementContext,
): Answer | null {
  if (element.none !== undefined) {
    const value =
      element.default === undefined ? (element.multiple ? [] : null) : context.value(element.default);
    return { ok: true, value, to: element.none };
  }
  const rest = choices.find(
    ({ value, label }) => value === 'other' || /^(?:something|anything) else$/i.test(label),
  );
  return rest === undefined ? null : taken(element, [rest]);
}

/** The list is made again for the answer: what was on offer may be gone. */
async function choicesOf(element: ElementOf<'choice_input'>, context: ElementContext): Promise<Choice[]> {
  const { choices, from } = element;
  if (choices !== undefined) {
    return choices.map(({ value, label, description }) => ({
      value,
      label: context.render(label ?? value),
      ...(description === undefined ? {} : { description: context.render(description) }),
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
