import type { RecordFields, RecordValue } from '../turn.ts';

/** One condition of a lookup. Field names and operators come from an author, values from a conversation. */
export interface RecordCondition {
  field: string;
  op: 'eq' | 'ne' | 'in' | 'contains' | 'starts_with' | 'gt' | 'gte' | 'lt' | 'lte';
  value: RecordValue | RecordValue[];
}

export interface RecordQuery {
  table: string;
  conditions: RecordCondition[];
  sort?: { field: string; order: 'asc' | 'desc' };
  limit: number;
}

/** A record as a lookup answers it; `title` and `state` are read from the fields its table names. */
export interface RecordSnapshot {
  table: string;
  id: string;
  number: string;
  title: string;
  state: string;
  fields: RecordFields;
}
