import { type Connection, Schema } from 'mongoose';
import { AppError } from '../contracts/errors.ts';
import type { RecordAttachment, RecordView } from '../contracts/http.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { Counters } from './counters.store.ts';
import type { RecordCondition, RecordQuery, RecordSnapshot } from './record.ts';
import { type TableDefinition, tableNamed } from './tables.ts';
import type { RecordFields, RecordValue } from './turn.ts';

interface RecordDoc {
  _id: string;
  table: string;
  number: string;
  fields: RecordFields;
  /** Keys of the turns whose change is already in: a repeated projection changes nothing. */
  applied: string[];
  /** Files of conversations; records without any may lack the field. */
  attachments?: RecordAttachment[];
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<RecordDoc>(
  {
    _id: { type: String, required: true },
    table: { type: String, required: true },
    number: { type: String, required: true },
    fields: { type: Schema.Types.Mixed, required: true },
    applied: { type: [String], required: true },
    attachments: { type: Schema.Types.Mixed },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'records', versionKey: false, minimize: false },
);
/** Serves look-ups by number and keeps numbers unique. */
schema.index({ table: 1, number: 1 }, { unique: true });
/** Serves "my tickets" and lookups by requester. */
schema.index({ table: 1, 'fields.opened_for': 1, createdAt: -1 });
/** Serves lookups by state and the default order of a table. */
schema.index({ table: 1, 'fields.state': 1, createdAt: -1 });
/** Serves finding a person by e-mail. */
schema.index({ table: 1, 'fields.email': 1 });

/** The records of all tables. Conditions come as data; query operators never come from outside. */
export interface Records {
  find(query: RecordQuery): Promise<RecordSnapshot[]>;
  list(
    table: string,
    page: { limit: number; cursor?: string },
  ): Promise<{ items: RecordView[]; nextCursor: string | null }>;
  get(table: string, id: string): Promise<RecordView | null>;
  snapshot(table: string, id: string): Promise<RecordSnapshot | null>;
  nextNumber(table: string): Promise<string>;
  /** Idempotent by id: the same record again changes nothing. */
  create(
    record: { table: string; id: string; number: string; fields: RecordFields },
    at: Date,
  ): Promise<void>;
  /** Idempotent by `key`. False: there is no such record. */
  update(table: string, id: string, changes: RecordFields, key: string, at: Date): Promise<boolean>;
  /** Links a file; the same one again changes nothing. */
  attach(table: string, id: string, file: RecordAttachment, at: Date): Promise<void>;
}

export function createRecords(connection: Connection, counters: Counters): Records {
  const model = connection.model('record', schema);
  const snapshotOf = (doc: RecordDoc): RecordSnapshot => {
    const table = definitionOf(doc.table);
    return {
      table: doc.table,
      id: doc._id,
      number: doc.number,
      title: String(doc.fields[table.titleField] ?? doc.number),
      state: table.stateField === null ? '' : String(doc.fields[table.stateField] ?? ''),
      fields: doc.fields,
    };
  };
  return {
    async find({ table, conditions, sort, limit }) {
      const definition = definitionOf(table);
      const filter = { $and: [{ table }, ...conditions.map((condition) => toFilter(definition, condition))] };
      const order: Record<string, 1 | -1> =
        sort === undefined
          ? { createdAt: -1 }
          : { [pathOf(definition, sort.field)]: sort.order === 'asc' ? 1 : -1 };
      const docs = await model.find(filter).sort(order).limit(Math.min(limit, 200)).lean();
      return docs.map(snapshotOf);
    },
    async list(table, { limit, cursor }) {
      definitionOf(table);
      const filter = cursor === undefined ? { table } : { table, number: { $gt: cursor } };
      const docs = await model
        .find(filter)
        .sort({ number: 1 })
        .limit(limit + 1)
        .lean();
      const items = docs.slice(0, limit).map(viewOf);
      return { items, nextCursor: docs.length > limit ? (items.at(-1)?.number ?? null) : null };
    },
    async get(table, id) {
      definitionOf(table);
      const doc = await model.findOne({ table, $or: [{ _id: id }, { number: id }] }).lean();
      return doc === null ? null : viewOf(doc);
    },
    async snapshot(table, id) {
      definitionOf(table);
      const doc = await model.findOne({ table, $or: [{ _id: id }, { number: id }] }).lean();
      return doc === null ? null : snapshotOf(doc);
    },
    async nextNumber(table) {
      const { prefix, firstNumber } = definitionOf(table);
      const value = await counters.next(`record:${table}`, firstNumber);
      return `${prefix}${String(value).padStart(7, '0')}`;
    },
    async create({ table, id, number, fields }, at) {
      definitionOf(table);
      try {
        await model.create({ _id: id, table, number, fields, applied: [], createdAt: at, updatedAt: at });
      } catch (error) {
        if (duplicateKeyFields(error)?.includes('_id') !== true) throw error;
      }
    },
    async update(table, id, changes, key, at) {
      const definition = definitionOf(table);
      const set: Record<string, RecordValue | Date> = { updatedAt: at };
      for (const [field, value] of Object.entries(changes)) set[pathOf(definition, field)] = value;
      const result = await model.updateOne(
        { _id: id, table, applied: { $ne: key } },
        { $set: set, $push: { applied: { $each: [key], $slice: -50 } } },
      );
      return result.matchedCount > 0 || (await model.exists({ _id: id, table })) !== null;
    },
    async attach(table, id, { conversationId, attachmentId, name }, at) {
      definitionOf(table);
      await model.updateOne(
        { _id: id, table, 'attachments.attachmentId': { $ne: attachmentId } },
        { $set: { updatedAt: at }, $push: { attachments: { conversationId, attachmentId, name } } },
      );
    },
  };
}

function viewOf(doc: RecordDoc): RecordView {
  return {
    table: doc.table,
    id: doc._id,
    number: doc.number,
    fields: doc.fields,
    ...(doc.attachments === undefined ? {} : { attachments: doc.attachments }),
    createdAt: doc.createdAt.toISOString(),
    updatedAt: doc.updatedAt.toISOString(),
  };
}

function definitionOf(table: string): TableDefinition {
  const definition = tableNamed(table);
  if (definition === null) throw new AppError('not_found', `there is no table "${table}"`);
  return definition;
}

/** Only names the table defines reach a query. */
function pathOf(table: TableDefinition, field: string): string {
  if (field === 'number') return 'number';
  if (field === 'id') return '_id';
  if (field === 'created_at') return 'createdAt';
  if (field === 'updated_at') return 'updatedAt';
  if (!Object.hasOwn(table.fields, field))
    throw new AppError('invalid', `the table "${table.name}" has no field "${field}"`);
  return `fields.${field}`;
}

function toFilter(table: TableDefinition, { field, op, value }: RecordCondition): Record<string, unknown> {
  const path = pathOf(table, field);
  if (op === 'in') return { [path]: { $in: Array.isArray(value) ? value : [value] } };
  if (Array.isArray(value)) throw new AppError('invalid', `"${op}" compares "${field}" with one value`);
  if (op === 'contains') return { [path]: { $regex: escapeRegex(String(value)), $options: 'i' } };
  if (op === 'starts_with') return { [path]: { $regex: `^${escapeRegex(String(value))}`, $options: 'i' } };
  return { [path]: { [`$${op}`]: value } };
}

function escapeRegex(text: string): string {
  return text.slice(0, 200).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
