import type { ElementOf } from '../../contracts/topic.ts';
import type { RecordSnapshot } from '../../interactions/records/record.ts';
import { type ElementContext, elementKind } from './element.ts';
import { toConditions } from './recordConditions.ts';
import { recordValue } from './recordValue.ts';

/** Reads records into a variable; what it found is logged as related tasks unless `related` is off (domain A1). */
export const lookup = elementKind('lookup', {
  async run(element, context) {
    const { table, limit, sort } = element;
    const records = await context.ports.records.find({
      table,
      conditions: toConditions(element.where, context),
      limit,
      ...(sort === undefined ? {} : { sort }),
    });
    const values = records.map(recordValue);
    context.setVar(element.into, limit === 1 ? (values[0] ?? null) : values);
    for (const record of records) {
      if (element.related) {
        const { id, number, title, state } = record;
        context.emit({ type: 'record_viewed', table, id, number, title, state });
      }
      if (element.show === 'cards') say(record, element, context);
    }
    const output = records.length === 0 ? 'nothing found' : records.map(({ number }) => number).join(', ');
    return { go: 'next', to: records.length === 0 ? element.none : element.found, output };
  },
});

function say(record: RecordSnapshot, element: ElementOf<'lookup'>, context: ElementContext): void {
  const { table, id, number, title, fields } = record;
  const shown = element.card_fields.flatMap(({ field, label }) => {
    const value = fields[field];
    return value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }];
  });
  context.say({
    type: 'card',
    text: `${number}: ${title}`,
    card: { table, id, number, title, fields: shown },
  });
}
