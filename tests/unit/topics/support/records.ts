import type { RecordCondition, RecordQuery, RecordSnapshot } from '../../../../interactions/record.ts';
import { tableNamed } from '../../../../interactions/tables.ts';
import type { RecordFields, RecordValue, TurnEvent } from '../../../../interactions/turn.ts';

/** Records in memory, as the store would answer them; `apply` writes what a turn's events say. */
export function createTable(first: RecordSnapshot[]) {
  const records = [...first];
  const numbers = new Map<string, number>();
  return {
    all: records,
    async find({ table, conditions, sort, limit }: RecordQuery): Promise<RecordSnapshot[]> {
      const found = records.filter((one) => one.table === table && conditions.every((c) => holds(one, c)));
      if (sort !== undefined) {
        const sign = sort.order === 'asc' ? 1 : -1;
        found.sort((a, b) => (String(read(a, sort.field)) < String(read(b, sort.field)) ? -sign : sign));
      }
      return found.slice(0, limit);
    },
    async nextNumber(table: string): Promise<string> {
      const next = (numbers.get(table) ?? 10_000) + 1;
      numbers.set(table, next);
      return `${tableNamed(table)?.prefix ?? 'X'}${String(next).padStart(7, '0')}`;
    },
    apply(events: readonly TurnEvent[]) {
      for (const event of events) {
        if (event.type === 'record_created')
          records.push(record(event.table, event.number, event.fields, event.id));
        if (event.type === 'record_updated') {
          const at = records.findIndex(({ id }) => id === event.id);
          const before = records[at];
          if (before !== undefined)
            records[at] = record(
              event.table,
              before.number,
              { ...before.fields, ...event.changes },
              event.id,
            );
        }
      }
    },
  };
}

export function record(
  table: string,
  number: string,
  fields: RecordFields,
  id = number.toLowerCase(),
): RecordSnapshot {
  const definition = tableNamed(table);
  return {
    table,
    id,
    number,
    title: String(fields[definition?.titleField ?? 'short_description'] ?? number),
    state: String(fields[definition?.stateField ?? 'state'] ?? ''),
    fields,
  };
}

function read(one: RecordSnapshot, field: string): RecordValue {
  if (field === 'id') return one.id;
  if (field === 'number') return one.number;
  return one.fields[field] ?? null;
}

function holds(one: RecordSnapshot, { field, op, value }: RecordCondition): boolean {
  const own = read(one, field);
  const text = String(own).toLowerCase();
  if (op === 'in') return Array.isArray(value) && value.includes(own);
  if (Array.isArray(value)) return false;
  const other = String(value).toLowerCase();
  switch (op) {
    case 'eq':
      return own === value;
    case 'ne':
      return own !== value;
    case 'contains':
      return text.includes(other);
    case 'starts_with':
      return text.startsWith(other);
    case 'gt':
      return own !== null && value !== null && own > value;
    case 'gte':
      return own !== null && value !== null && own >= value;
    case 'lt':
      return own !== null && value !== null && own < value;
    case 'lte':
      return own !== null && value !== null && own <= value;
  }
}
