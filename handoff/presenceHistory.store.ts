import { type Connection, Schema } from 'mongoose';

/** A time that an agent spent in one state (domain D1: "history is kept"). `to` null: it goes on. */
export interface PresenceStretch {
  state: string;
  reason: string | null;
  from: Date;
  to: Date | null;
}

interface StretchDoc extends PresenceStretch {
  _id: string;
  agentId: string;
}

const schema = new Schema<StretchDoc>(
  {
    _id: { type: String, required: true },
    agentId: { type: String, required: true },
    state: { type: String, required: true },
    reason: { type: String, default: null },
    from: { type: Date, required: true },
    to: { type: Date, default: null },
  },
  { collection: 'presence_history', versionKey: false },
);
/** Serves the history of an agent, the latest first. */
schema.index({ agentId: 1, from: -1 });
/** Serves what is too old. */
schema.index({ to: 1 });

export interface PresenceHistory {
  /** Keeps a time that is over. Repeating is harmless. */
  add(agentId: string, stretch: PresenceStretch): Promise<void>;
  /** What is over, the latest first. */
  of(agentId: string, limit: number): Promise<PresenceStretch[]>;
  /** Removes what was over before; repeating is harmless. */
  forget(before: Date): Promise<void>;
}

export function createPresenceHistory(connection: Connection): PresenceHistory {
  const model = connection.model('presence_stretch', schema);
  const collection = connection.collection<StretchDoc>('presence_history');
  return {
    async add(agentId, stretch) {
      const _id = `${agentId}/${stretch.from.toISOString()}`;
      await collection.updateOne({ _id }, { $set: { agentId, ...stretch } }, { upsert: true });
    },
    async forget(before) {
      await collection.deleteMany({ to: { $lt: before } });
    },
    async of(agentId, limit) {
      const docs = await model.find({ agentId }).sort({ from: -1 }).limit(limit).lean();
      return docs.map(({ state, reason, from, to }) => ({ state, reason, from, to }));
    },
  };
}
