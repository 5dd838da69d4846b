import { type Connection, Schema } from 'mongoose';
import { duplicateKeyFields } from '../store/duplicateKey.ts';

/** What an author is writing, as it was written, and whether the topic is offered at all. */
export interface Draft {
  name: string;
  /** Null: nothing is unpublished. */
  yaml: string | null;
  /** Counts the changes; a save says which one it has seen. */
  revision: number;
  /** Offered to nobody, though published (domain B6). */
  inactive: boolean;
  /** Its versions stay for the conversations that run on them. */
  deleted: boolean;
  updatedAt: Date;
  updatedBy: string;
}

interface DraftDoc extends Omit<Draft, 'name'> {
  v: 1;
  _id: string;
}

const schema = new Schema<DraftDoc>(
  {
    v: { type: Number, required: true },
    _id: { type: String, required: true },
    yaml: { type: String, default: null },
    revision: { type: Number, required: true },
    inactive: { type: Boolean, required: true },
    deleted: { type: Boolean, required: true },
    updatedAt: { type: Date, required: true },
    updatedBy: { type: String, required: true },
  },
  { collection: 'topic_drafts', versionKey: false, strict: 'throw', bufferCommands: false, autoIndex: false },
);

export type DraftChange = Pick<Draft, 'updatedBy' | 'updatedAt'> &
  Partial<Pick<Draft, 'yaml' | 'inactive' | 'deleted'>>;

/** The drafts of all topics, by name (served by `_id`). A name that was used once is never forgotten: revisions go on. */
export interface Drafts {
  get(name: string): Promise<Draft | null>;
  list(): Promise<Draft[]>;
  /** Changes what has the revision, 0 for what is not there yet. Null: somebody else was first. */
  change(name: string, revision: number, change: DraftChange): Promise<Draft | null>;
}

export function createDrafts(connection: Connection): Drafts {
  const model = connection.model('topic_draft', schema);
  return {
    async get(name) {
      const doc = await model.findById(name).lean();
      return doc === null ? null : draftOf(doc);
    },
    async list() {
      return (await model.find().sort({ _id: 1 }).lean()).map(draftOf);
    },
    async change(name, revision, change) {
      if (revision > 0) {
        const doc = await model
          .findOneAndUpdate(
            { _id: name, revision },
            { $set: change, $inc: { revision: 1 } },
            { returnDocument: 'after' },
          )
          .lean();
        return doc === null ? null : draftOf(doc);
      }
      const fresh = { yaml: null, inactive: false, deleted: false, ...change };
      try {
        await model.create({ v: 1, _id: name, revision: 1, ...fresh });
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return null;
      }
      return { name, revision: 1, ...fresh };
    },
  };
}

function draftOf({ _id: name, v: _version, ...draft }: DraftDoc): Draft {
  return { name, ...draft };
}
