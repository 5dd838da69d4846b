import type { ElementOf } from '../../contracts/topic.ts';
import type { RecordSnapshot } from '../../interactions/records/record.ts';
import { tableNamed } from '../../interactions/records/tables.ts';
import type { RecordFields } from '../../interactions/turn.ts';
import type { TopicValue } from '../dialog.ts';
import { type ElementContext, elementKind, type Step } from './element.ts';
import { scalar } from './recordConditions.ts';
import { recordReference, recordValue } from './recordValue.ts';

/**
 * Creates or updates a record, or attaches files to one. The event says so; what is written is written after the turn's
 * commit.
 */
export const recordAction = elementKind('record_action', {
  async run(element, context) {
    if (element.action === 'attach_file') return attach(element, context);
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

/** The files are links, read as files of this conversation: an id from elsewhere opens nothing. */
async function attach(element: ElementOf<'record_action'>, context: ElementContext): Promise<Step> {
  const record = await existing(element, context);
  const { table, id, number } = record;
  const files = filesIn(context.evaluate(element.files ?? ''));
  // What is done to a record makes it a related task (domain A1).
  const { title, state } = record;
  if (files.length > 0)
    context.emit({ type: 'record_attached', table, id, number, title, state, via: 'attach' });
  for (const file of files) context.emit({ type: 'file_attached', table, id, number, ...file });
  if (element.into !== undefined) context.setVar(element.into, recordValue(record));
  const names = files.map(({ name }) => name).join(', ');
  return { go: 'next', output: files.length === 0 ? 'no file' : `attached ${names} to ${number}` };
}

/** The files in the answer of a file input: one, several, or none when it was skipped. */
function filesIn(answer: TopicValue): { attachmentId: string; name: string }[] {
  if (answer === null) return [];
  if (Array.isArray(answer)) return answer.flatMap(filesIn);
  if (typeof answer !== 'object' || typeof answer.attachmentId !== 'string')
    throw new Error('“files” is not the answer of a file input');
  return [{ attachmentId: answer.attachmentId, name: String(answer.name ?? answer.attachmentId) }];
}

async function create(
  element: ElementOf<'record_action'>,
  fields: RecordFields,
  { ports, emit }: ElementContext,
): Promise<RecordSnapshot> {
  const table = element.table ?? '';
  checkFields(table, fields);
  const id = ports.newId();
  const number = await ports.records.nextNumber(table);
  emit({ type: 'record_created', table, id, number, fields });
  return withTitle({ table, id, number, title: '', state: '', fields });
}

async function update(
  element: ElementOf<'record_action'>,
  changes: RecordFields,
  context: ElementContext,
): Promise<RecordSnapshot> {
  const before = await existing(element, context);
  const { table, id } = before;
  checkFields(table, changes);
  const record = withTitle({ ...before, fields: { ...before.fields, ...changes } });
  const { number, title, state } = record;
  context.emit({ type: 'record_updated', table, id, number, title, state, changes });
  return record;
}

async function existing(
  { record: expression = '' }: ElementOf<'record_action'>,
  { evaluate, recordById }: ElementContext,
): Promise<RecordSnapshot> {
  const { table, id } = recordReference(evaluate(expression), expression);
  const record = await recordById(table, id);
  if (record === null) throw new Error(`the record ${table} ${id} is gone`);
  return record;
}

/** What is written after the commit must fit then: a table and fields that do not exist are found before. */
function checkFields(name: string, fields: RecordFields): void {
  const table = tableNamed(name);
  if (table === null) throw new Error(`there is no table “${name}”`);
  const unknown = Object.keys(fields).filter((field) => !Object.hasOwn(table.fields, field));
  if (unknown.length > 0) throw new Error(`the table “${name}” has no field “${unknown.join('”, “')}”`);
}

/** Title and state stand in the fields that the table names (interactions/records/tables.ts). */
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
