import type { RecordSnapshot } from '../../interactions/records/record.ts';
import type { TopicValue } from '../dialog.ts';

/** A record as topics see it: `table`, `id`, `number`, `title`, `state` and `fields`. */
export function recordValue(record: RecordSnapshot): { [key: string]: TopicValue } {
  const { table, id, number, title, state, fields } = record;
  return { table, id, number, title, state, fields: { ...fields } };
}

/** The reference in a variable that holds a record; throws when it holds none. */
export function recordReference(value: TopicValue, expression: string): { table: string; id: string } {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const { table, id } = value;
    if (typeof table === 'string' && typeof id === 'string') return { table, id };
  }
  throw new Error(`“${expression}” is not a record`);
}
