import { type ElementContext, elementKind } from './element.ts';
import { recordReference } from './recordValue.ts';

/** Attaches a record to the interaction as a related task. */
export const attachRecord = elementKind('attach_record', {
  async run(element, context) {
    const { table, id } =
      element.record === undefined
        ? { table: element.table ?? '', id: context.render(element.record_id ?? '') }
        : recordReference(context.evaluate(element.record), element.record);
    return { go: 'next', output: `attached ${await attach(table, id, context)}` };
  },
});

/** Also what `vaSystem.attachRecordToConversation` does. Answers the record's number; throws when it does not exist. */
export async function attach(
  table: string,
  id: string,
  { recordById, emit }: ElementContext,
): Promise<string> {
  const record = await recordById(table, id);
  if (record === null) throw new Error(`there is no record ${id} in ${table}`);
  const { number, title, state } = record;
  emit({ type: 'record_attached', table, id: record.id, number, title, state, via: 'attach' });
  return number;
}
