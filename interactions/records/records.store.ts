import { type Connection, Schema } from 'mongoose';
import { AppError } from '../../contracts/errors.ts';
import type {
  Page,
  RecordAttachment,
  RecordComment,
  RecordsQuery,
  RecordView,
} from '../../contracts/http.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';
import { keysetPage } from '../../store/keysetPage.ts';
import type { Counters } from '../counters.store.ts';
import type { RecordFields, RecordValue } from '../turn.ts';
import type { RecordCondition, RecordQuery, RecordSnapshot } from './record.ts';
import { shippedTables, type TableDefinition, tableNamed } from './tables.ts';
import { titleWords } from './titleWords.ts';

interface RecordDoc {
  _id: string;
  table: string;
  number: string;
  fields: RecordFields;
  /** Keys of the turns whose change is already in: a repeated projection changes nothing. */
  applied: string[];
  /** Files of conversations; records without any may lack the field. */
  attachments?: RecordAttachment[];
  /** Words of the title; records of earlier versions get theirs when the server starts. */
  words?: string[];
  comments?: RecordComment[];
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
    words: { type: [String], default: undefined },
    comments: { type: Schema.Types.Mixed },
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
/** Serve the list of a table with one filter each, page by page in the order of the numbers. */
schema.index({ table: 1, 'fields.state': 1, number: 1 });
schema.index({ table: 1, 'fields.assigned_to': 1, number: 1 });
schema.index({ table: 1, 'fields.opened_for': 1, number: 1 });
/** Serves finding records by words of their titles, and finding those that have no words yet. */
schema.index({ table: 1, words: 1, number: 1 });
/** Serves finding a person by e-mail. */
schema.index({ table: 1, 'fields.email': 1 });

/** The records of all tables. Conditions come as data; query operators never come from outside. */
export interface Records {
  find(query: RecordQuery): Promise<RecordSnapshot[]>;
  /** Without comments. */
  list(table: string, query: RecordsQuery): Promise<Page<RecordView>>;
  /** Those of the records that there are, of any tables, in one read. */
  byIds(ids: readonly string[]): Promise<RecordSnapshot[]>;
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
  /**
   * Adds to the end of what was said on a record. Idempotent by the comment's id.
   * `full`: it has as many as it may; `taken`: the id was used for another text.
   */
  comment(
    table: string,
    id: string,
    comment: RecordComment,
    at: Date,
  ): Promise<'added' | 'full' | 'taken' | 'missing'>;
  /** Gives the records of earlier versions the words they are found by. */
  fillWords(): Promise<void>;
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
    async list(table, query) {
      const definition = definitionOf(table);
      const { limit, cursor, sort } = query;
      const conditions = listConditions(definition, query);
      if (conditions === null) return { items: [], nextCursor: null };
      const after = sort === 'number' ? '$gt' : '$lt';
      if (cursor !== undefined) conditions.push({ number: { [after]: cursor } });
      const docs = await model
        .find({ $and: [{ table }, ...conditions] }, { comments: 0 })
        .sort({ number: sort === 'number' ? 1 : -1 })
        .limit(limit + 1)
        .lean();
      return keysetPage(docs, limit, viewOf, ({ number }) => number);
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const docs = await model.find({ _id: { $in: [...ids] } }, { comments: 0 }).lean();
      return docs.filter(({ table }) => tableNamed(table) !== null).map(snapshotOf);
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
      return counters.next(`record:${table}`, prefix, firstNumber);
    },
    async create({ table, id, number, fields }, at) {
      const { titleField, stateField, states } = definitionOf(table);
      const whole =
        stateField === null || fields[stateField] !== undefined
          ? fields
          : { ...fields, [stateField]: states[0] ?? null };
      const words = titleWords(String(fields[titleField] ?? ''));
      const times = { createdAt: at, updatedAt: at };
      try {
        await model.create({ _id: id, table, number, fields: whole, words, applied: [], ...times });
      } catch (error) {
        if (duplicateKeyFields(error)?.includes('_id') !== true) throw error;
      }
    },
    async update(table, id, changes, key, at) {
      const definition = definitionOf(table);
      const set: Record<string, RecordValue | Date | string[]> = { updatedAt: at };
      const title = changes[definition.titleField];
      if (title !== undefined) set.words = titleWords(String(title ?? ''));
      for (const [field, value] of Object.entries(changes)) set[pathOf(definition, field)] = value;
      const result = await model.updateOne(
        { _id: id, table, applied: { $ne: key } },
        { $set: set, $push: { applied: { $each: [key], $slice: -50 } } },
      );
      return result.matchedCount > 0 || (await model.exists({ _id: id, table })) !== null;
    },
    async comment(table, id, comment, at) {
      definitionOf(table);
      const last = `comments.${mostComments - 1}`;
      const { modifiedCount } = await model.updateOne(
        { _id: id, table, 'comments.id': { $ne: comment.id }, [last]: { $exists: false } },
        { $set: { updatedAt: at }, $push: { comments: comment } },
      );
      if (modifiedCount > 0) return 'added';
      const doc = await model.findOne({ _id: id, table }, { comments: 1 }).lean();
      if (doc === null) return 'missing';
      const known = doc.comments?.find((one) => one.id === comment.id);
      if (known === undefined) return 'full';
      const same =
        known.text === comment.text && known.kind === comment.kind && known.by.id === comment.by.id;
      return same ? 'added' : 'taken';
    },
    async fillWords() {
      for (const { name, titleField } of shippedTables) {
        const cursor = model.find({ table: name, words: null }).lean().cursor({ batchSize: 200 });
        for await (const { _id, fields } of cursor) {
          const words = titleWords(String(fields[titleField] ?? ''));
          await model.updateOne({ _id, words: null }, { $set: { words } });
        }
      }
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
    ...(doc.comments === undefined ? {} : { comments: doc.comments }),
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

/** The conditions of a list; null: nothing can fit. @throws AppError `invalid` with the path of what the table lacks. */
function listConditions(table: TableDefinition, query: RecordsQuery): Record<string, unknown>[] | null {
  const { state, assigned_to, opened_for, q } = query;
  if (state !== undefined && !table.states.includes(state)) {
    const message =
      table.states.length === 0 ? 'the table has no states' : `must be one of: ${table.states.join(', ')}`;
    throw new AppError('invalid', message, { errors: [{ path: 'state', message }] });
  }
  const conditions: Record<string, unknown>[] = [];
  for (const [field, value] of Object.entries({ state, assigned_to, opened_for })) {
    if (value === undefined) continue;
    if (!Object.hasOwn(table.fields, field)) {
      const message = 'the table has no such field';
      throw new AppError('invalid', message, { errors: [{ path: field, message }] });
    }
    conditions.push({ [`fields.${field}`]: value });
  }
  const asked = q?.trim() ?? '';
  if (asked === '') return conditions;
  const number = new RegExp(`^(${table.prefix})?(\\d{3,})$`, 'i').exec(asked);
  if (number !== null) {
    const digits = number[2] ?? '';
    const start = `${table.prefix}${number[1] === undefined ? digits.padStart(7, '0') : digits}`;
    return [...conditions, { number: { $regex: `^${start}` } }];
  }
  const words = titleWords(asked).slice(0, mostAskedWords);
  if (words.length === 0) return null;
  return [...conditions, ...words.map((word) => ({ words: { $regex: `^${word}` } }))];
}

const mostAskedWords = 6;
/** With 8,000 characters each they stay far from what one document may hold. */
const mostComments = 200;

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
