import type { ElementOf } from '../../contracts/topic.ts';
import type { RecordSnapshot } from '../../interactions/record.ts';
import { tableNamed } from '../../interactions/tables.ts';
import type { RecordFields } from '../../interactions/turn.ts';
import { type ElementContext, elementKind } from './element.ts';
import { scalar } from './recordConditions.ts';
import { recordReference, recordValue } from './recordValue.ts';

/** Creates or updates a record. The event says so; the record itself is written after the turn's commit. */
export const recordAction = elementKind('record_action', {
  async run(element, context) {
    const fields: RecordFields = {};
    for (const [name, source] of Object.entries(element.fields)) fields[name] = scalar(context.value(source));
    const record =
      element.action === 'create'
        ? await create(element, fields, context)
        : await update(element, fields, context);
    context.remember(record);
    if (element.into !== undefined) context.setVar(element.into, recordValue(record));
    return { go: 'next', output: `${element.action === 'create' ? 'created' : 'updated'} ${record.number}` };
  },
});

async function create(
  element: ElementOf<'record_action'>,
  fields: RecordFields,
  { ports, emit }: ElementContext,
): Promise<RecordSnapshot> {
  const table = element.table ?? '';
  const id = ports.newId();
  const number = await ports.records.nextNumber(table);
  emit({ type: 'record_created', table, id, number, fields });
  return withTitle({ table, id, number, title: '', state: '', fields });
}

async function update(
  element: ElementOf<'record_action'>,
  changes: RecordFields,
  { evaluate, recordById, emit }: ElementContext,
): Promise<RecordSnapshot> {
  const expression = element.record ?? '';
  const { table, id } = recordReference(evaluate(expression), expression);
  const before = await recordById(table, id);
  if (before === null) throw new Error(`the record ${table} ${id} is gone`);
  const record = withTitle({ ...before, fields: { ...before.fields, ...changes } });
  const { number, title, state } = record;
  emit({ type: 'record_updated', table, id, number, title, state, changes });
  return record;
}

/** Title and state stand in the fields that the table names (interactions/tables.ts). */
function withTitle(record: RecordSnapshot): RecordSnapshot {
  const table = tableNamed(record.table);
  const { fields, number } = record;
  const state = table?.stateField ?? 'state';
  return {
    ...record,
    title: String(fields[table?.titleField ?? 'short_description'] ?? number),
    state: String(fields[state] ?? ''),
  };
}
