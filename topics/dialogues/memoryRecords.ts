import type { RecordCondition, RecordQuery, RecordSnapshot } from '../../interactions/records/record.ts';
import { tableNamed } from '../../interactions/records/tables.ts';
import type { RecordFields, RecordValue, TurnEvent } from '../../interactions/turn.ts';

/** Records in memory that answer as the store would: the newest first unless an order is asked for. */
export interface MemoryRecords {
  find(query: RecordQuery): Promise<RecordSnapshot[]>;
  nextNumber(table: string): Promise<string>;
  /** Writes what a turn's events say, as the projection does after the commit. */
  apply(events: readonly TurnEvent[]): void;
  byId(table: string, id: string): RecordSnapshot | null;
}

export function createMemoryRecords(first: readonly RecordSnapshot[]): MemoryRecords {
  let records = [...first];
  const numbers = new Map<string, number>();
  return {
    async find({ table, conditions, sort, limit }) {
      const found = records.filter((one) => one.table === table && conditions.every((c) => holds(one, c)));
      if (sort !== undefined) {
        const sign = sort.order === 'asc' ? 1 : -1;
        found.sort((a, b) => sign * compare(read(a, sort.field), read(b, sort.field)));
      }
      return found.slice(0, limit);
    },
    async nextNumber(table) {
      const definition = tableNamed(table);
      const next = numbers.get(table) ?? definition?.firstNumber ?? 1;
      numbers.set(table, next + 1);
      return `${definition?.prefix ?? ''}${String(next).padStart(7, '0')}`;
    },
    apply(events) {
      for (const event of events) {
        if (event.type === 'record_created')
          records = [snapshot(event.table, event.id, event.number, event.fields), ...records];
        if (event.type === 'record_updated')
          records = records.map((one) =>
            one.table === event.table && one.id === event.id
              ? snapshot(one.table, one.id, one.number, { ...one.fields, ...event.changes })
              : one,
          );
      }
    },
    byId: (table, id) => records.find((one) => one.table === table && one.id === id) ?? null,
  };
}

/** Title and state stand in the fields that the table names (interactions/records/tables.ts). */
export function snapshot(table: string, id: string, number: string, fields: RecordFields): RecordSnapshot {
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
  if (op === 'in') return Array.isArray(value) && value.includes(own);
  if (Array.isArray(value)) return false;
  const text = String(own).toLowerCase();
  const other = String(value).toLowerCase();
  switch (op) {
    case 'eq':
      return own === value;
    case 'ne':
      return own !== value;
    case 'contains':
      return own !== null && text.includes(other);
    case 'starts_with':
      return own !== null && text.startsWith(other);
    default:
      return own !== null && value !== null && typeof own === typeof value && orders[op](compare(own, value));
  }
}

const orders: Record<'gt' | 'gte' | 'lt' | 'lte', (sign: number) => boolean> = {
  gt: (sign) => sign > 0,
  gte: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  lte: (sign) => sign <= 0,
};

/** What is not there comes first, as in the store. */
function compare(a: RecordValue, b: RecordValue): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
