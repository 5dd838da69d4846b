import type { ElementOf } from '../../contracts/topic.ts';
import type { RecordCondition } from '../../interactions/records/record.ts';
import type { RecordValue } from '../../interactions/turn.ts';
import type { TopicValue } from '../dialog.ts';
import type { ElementContext } from './element.ts';

/** An author's conditions with the values of this conversation. Field names and operators are the author's alone. */
export function toConditions(
  where: ElementOf<'lookup'>['where'],
  context: Pick<ElementContext, 'value'>,
): RecordCondition[] {
  return where.map(({ field, op, value }) => ({
    field,
    op,
    value: Array.isArray(value)
      ? value.map((one) => scalar(context.value(one)))
      : scalars(context.value(value)),
  }));
}

function scalars(value: TopicValue): RecordValue | RecordValue[] {
  return Array.isArray(value) ? value.map(scalar) : scalar(value);
}

/** What a field of a record may hold; throws on lists and maps. */
export function scalar(value: TopicValue): RecordValue {
  if (value !== null && typeof value === 'object')
    throw new Error('a field holds text, a number, true, false or null');
  return value;
}
