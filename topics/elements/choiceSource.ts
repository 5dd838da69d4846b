import type { Choice } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import type { TopicValue } from '../dialog.ts';
import type { ElementContext } from './element.ts';
import { toConditions } from './recordConditions.ts';
import { recordValue } from './recordValue.ts';

type Source = NonNullable<ElementOf<'choice_input'>['from']>;
type Authored = NonNullable<ElementOf<'choice_input'>['choices']>[number];

/** A choice as an author wrote it. */
export function authoredChoice(
  { value, label, description }: Authored,
  { render }: Pick<ElementContext, 'render'>,
): Choice {
  return {
    value,
    label: render(label ?? value),
    ...(description === undefined ? {} : { description: render(description) }),
  };
}

/**
 * Choices made of a list, of a script's result or of records; `more` adds what only one kind of input has. They are
 * made again for the answer: what was on offer may be gone.
 */
export async function choicesFrom<S extends Source>(
  from: S,
  context: ElementContext,
  more: (render: (template: string) => string) => Partial<Choice> = () => ({}),
): Promise<Choice[]> {
  const items = await itemsOf(from, context);
  return items.slice(0, from.limit).map((item) => {
    const render = (template: string) => context.render(template, { item });
    const own = typeof item === 'object' ? '{{ item.id }}' : '{{ item }}';
    return {
      value: render(from.value ?? own),
      label: render(from.label),
      ...(from.description === undefined ? {} : { description: render(from.description) }),
      ...more(render),
    };
  });
}

async function itemsOf(from: Source, context: ElementContext): Promise<TopicValue[]> {
  if (from.list !== undefined) return listOf(context.evaluate(from.list), `“${from.list}” is not a list`);
  if (from.script !== undefined)
    return listOf(await context.evaluateScript(from.script), 'the script returned no list');
  if (from.table === undefined) return [];
  const records = await context.ports.records.find({
    table: from.table,
    conditions: toConditions(from.where, context),
    limit: from.limit,
    ...(from.sort === undefined ? {} : { sort: from.sort }),
  });
  return records.map(recordValue);
}

function listOf(value: TopicValue, otherwise: string): TopicValue[] {
  if (!Array.isArray(value)) throw new Error(otherwise);
  return value;
}
