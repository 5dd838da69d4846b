import { type Connection, Schema } from 'mongoose';

interface NodeDoc {
  _id: string;
  beatAt: Date;
}

const schema = new Schema<NodeDoc>(
  { _id: { type: String, required: true }, beatAt: { type: Date, required: true } },
  { collection: 'nodes', versionKey: false },
);
/** Serves "is anybody else there", and removes nodes that are gone. */
schema.index({ beatAt: 1 }, { expireAfterSeconds: 3_600 });

/** Which nodes are alive on this store. */
export interface Nodes {
  beat(id: string, at: Date): Promise<void>;
  othersSince(id: string, since: Date): Promise<boolean>;
  /** The other node whose clock said the latest time; null: there was never another one. */
  furthest(id: string): Promise<{ id: string; at: Date } | null>;
  /** Other nodes that were last heard of before this and did not say that they leave. */
  silentSince(id: string, before: Date): Promise<string[]>;
  leave(id: string): Promise<void>;
}

export function createNodes(connection: Connection): Nodes {
  const model = connection.model('node', schema);
  return {
    async beat(id, at) {
      await model.updateOne({ _id: id }, { $set: { beatAt: at } }, { upsert: true });
    },
    othersSince: async (id, since) =>
      (await model.exists({ _id: { $ne: id }, beatAt: { $gte: since } })) !== null,
    async furthest(id) {
      const doc = await model
        .findOne({ _id: { $ne: id } })
        .sort({ beatAt: -1 })
        .lean();
      return doc === null ? null : { id: doc._id, at: doc.beatAt };
    },
    async silentSince(id, before) {
      const docs = await model.find({ _id: { $ne: id }, beatAt: { $lt: before } }).lean();
      return docs.map(({ _id }) => _id);
    },
    async leave(id) {
      await model.deleteOne({ _id: id });
    },
  };
}
