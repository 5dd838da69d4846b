import { type Connection, type Model, Schema } from 'mongoose';

interface Stored {
  _id: string;
  definition: unknown;
}

/** A few documents that administrators write and everybody reads, each under its id. */
export interface Definitions<T extends { id: string }> {
  /** By id. */
  all(): Promise<T[]>;
  get(id: string): Promise<T | null>;
  /** @throws a duplicate key error when there is one of its id, or another one with the value of a unique field. */
  insert(definition: T): Promise<void>;
  /** Creates or replaces. @throws a duplicate key error when another one has the value of a unique field. */
  save(definition: T): Promise<void>;
  /** False: there was none. */
  remove(id: string): Promise<boolean>;
}

/** `unique`: a field that no two may share. Reading all is served by `_id`. */
export function createDefinitions<T extends { id: string }>(
  connection: Connection,
  name: string,
  { unique, read }: { unique?: string; read: (stored: unknown, id: string) => T },
): Definitions<T> {
  const schema = new Schema<Stored>(
    { _id: { type: String, required: true }, definition: { type: Schema.Types.Mixed, required: true } },
    { collection: name, versionKey: false, minimize: false },
  );
  if (unique !== undefined) schema.index({ [`definition.${unique}`]: 1 }, { unique: true });
  const known: Model<Stored> | undefined = connection.models[name];
  const model = known ?? connection.model<Stored>(name, schema);
  return {
    async all() {
      const docs = await model.find().sort({ _id: 1 }).lean();
      return docs.map(({ _id, definition }) => read(definition, _id));
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : read(doc.definition, id);
    },
    async insert({ id, ...definition }) {
      await model.collection.insertOne({ _id: id, definition } as never);
    },
    async save({ id, ...definition }) {
      await model.collection.updateOne({ _id: id } as never, { $set: { definition } }, { upsert: true });
    },
    async remove(id) {
      const { deletedCount } = await model.deleteOne({ _id: id });
      return deletedCount > 0;
    },
  };
}
