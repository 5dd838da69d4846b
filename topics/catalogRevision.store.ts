import { type Connection, Schema } from 'mongoose';

interface RevisionDoc {
  _id: 'catalog';
  revision: number;
}

const schema = new Schema<RevisionDoc>(
  { _id: { type: String, required: true }, revision: { type: Number, required: true } },
  { collection: 'topic_catalog', versionKey: false, bufferCommands: false, autoIndex: false },
);

/** Counts the changes to what requesters get, so that every node sees by one small read whether to load the topics again. */
export interface CatalogRevision {
  read(): Promise<number>;
  bump(): Promise<void>;
}

export function createCatalogRevision(connection: Connection): CatalogRevision {
  const model = connection.model('topic_catalog', schema);
  return {
    read: async () => (await model.findById('catalog').lean())?.revision ?? 0,
    async bump() {
      await model.updateOne({ _id: 'catalog' }, { $inc: { revision: 1 } }, { upsert: true });
    },
  };
}
