import { type Connection, Schema } from 'mongoose';

/** Where a guest is connected: one document for a conversation and a node. */
interface PresenceDoc {
  _id: string;
  conversationId: string;
  node: string;
  /** When the last connection to this node was lost; absent while there is one. */
  goneAt?: Date;
}

const schema = new Schema<PresenceDoc>(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    node: { type: String, required: true },
    goneAt: { type: Date },
  },
  { collection: 'guest_presence', versionKey: false },
);
/** Serves "where is this guest". */
schema.index({ conversationId: 1 });
/** Serves the guests of a node that is gone. */
schema.index({ node: 1 });
/** Serves T5: who is gone for long; nobody may be gone for longer than a day (contracts/settings.ts). */
schema.index({ goneAt: 1 }, { expireAfterSeconds: 172_800 });

/** Which guests are connected to which node, for the grace time after a lost connection (domain C2, T5). */
export interface GuestPresence {
  here(conversationId: string, node: string): Promise<void>;
  gone(conversationId: string, node: string, at: Date): Promise<void>;
  /** Without a node: on all of them. */
  forget(conversationId: string, node?: string): Promise<void>;
  /** Nodes that ended without a word: who was connected to them is gone since `at`. */
  nodesEnded(nodes: string[], at: Date): Promise<void>;
  /** Conversations that lost a connection before this. */
  goneBefore(before: Date, limit: number): Promise<string[]>;
  /** When the last connection of all nodes was lost; null: there is one, or there never was. */
  goneSince(conversationId: string): Promise<Date | null>;
}

export function createGuestPresence(connection: Connection): GuestPresence {
  const model = connection.model('guest_presence', schema);
  const key = (conversationId: string, node: string): string => `${conversationId}/${node}`;
  return {
    async here(conversationId, node) {
      await model.updateOne(
        { _id: key(conversationId, node) },
        { $set: { conversationId, node }, $unset: { goneAt: 1 } },
        { upsert: true },
      );
    },
    async gone(conversationId, node, goneAt) {
      await model.updateOne(
        { _id: key(conversationId, node) },
        { $set: { conversationId, node, goneAt } },
        { upsert: true },
      );
    },
    async forget(conversationId, node) {
      await model.deleteMany(node === undefined ? { conversationId } : { _id: key(conversationId, node) });
    },
    async nodesEnded(nodes, goneAt) {
      await model.updateMany({ node: { $in: nodes }, goneAt: { $exists: false } }, { $set: { goneAt } });
    },
    async goneBefore(before, limit) {
      const docs = await model
        .find({ goneAt: { $lte: before } })
        .sort({ goneAt: 1 })
        .limit(limit)
        .lean();
      return [...new Set(docs.map(({ conversationId }) => conversationId))];
    },
    async goneSince(conversationId) {
      const times = (await model.find({ conversationId }).lean()).map(({ goneAt }) => goneAt ?? null);
      if (times.length === 0) return null;
      return times.reduce((latest, time) =>
        latest === null || time === null ? null : latest > time ? latest : time,
      );
    },
  };
}
