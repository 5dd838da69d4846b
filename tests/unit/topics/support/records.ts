import type { RecordSnapshot } from '../../../../interactions/records/record.ts';
import type { RecordFields } from '../../../../interactions/turn.ts';
import { snapshot } from '../../../../topics/dialogues/memoryRecords.ts';

/** A record that is there before the conversation begins. */
export function record(
  table: string,
  number: string,
  fields: RecordFields,
  id = number.toLowerCase(),
): RecordSnapshot {
  return snapshot(table, id, number, fields);
}
