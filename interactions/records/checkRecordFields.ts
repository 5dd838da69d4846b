import type { Problem } from '../../contracts/errors.ts';
import type { RecordFields } from '../turn.ts';
import type { TableDefinition } from './tables.ts';

/** What is wrong with fields that somebody wants to write: fields and states that the table does not have. */
export function checkRecordFields(table: TableDefinition, fields: RecordFields): Problem[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const path = `fields.${field}`;
    if (!Object.hasOwn(table.fields, field)) return [{ path, message: 'the table has no such field' }];
    if (field !== table.stateField || (typeof value === 'string' && table.states.includes(value))) return [];
    return [{ path, message: `must be one of: ${table.states.join(', ')}` }];
  });
}
