import { type Connection, Schema } from 'mongoose';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';

/** `waiting`: the next call is to come; `calling`: agents have it, or did. The others are the end (domain D3). */
export type CallbackState = 'waiting' | 'calling' | 'done' | 'given_up';

/** Somebody wants to be called back. */
export interface Callback {
  id: string;
  v: 1;
  /** Counts its changes; each is one guarded update. */
  rev: number;
  state: CallbackState;
  open: boolean;
  /** The interaction in which it was asked for. */
  interactionId: string;
  /** Whose agents call, as the topic said: an id or a name; null: nothing was said. */
  queue: string | null;
  /** E.164. */
  to: string;
  /** When to look at it again: the next call is due, or the running one may have ended. */
  dueAt: Date;
  /** When it is given up. */
  expiresAt: Date;
  /** Calls that were made, with the one that runs. */
  attempts: number;
  /** The id that the next call's interaction will have, or the running one's has: so that no call is opened twice. */
  callId: string;
}

type CallbackDoc = Omit<Callback, 'id'> & { _id: string };

const schema = new Schema<CallbackDoc>(
  {
    _id: { type: String, required: true },
    v: { type: Number, required: true },
    rev: { type: Number, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
    interactionId: { type: String, required: true },
    queue: { type: String, default: null },
    to: { type: String, required: true },
    dueAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    callId: { type: String, required: true },
  },
  { collection: 'callbacks', versionKey: false },
);
/** Serves the sweeper. */
schema.index({ state: 1, dueAt: 1 }, { partialFilterExpression: { open: true } });
/** Serves taking out what is known of an interaction. */
schema.index({ interactionId: 1 });
/** A number has one open callback, so that nobody has it dialled again and again. */
schema.index({ to: 1 }, { unique: true, partialFilterExpression: { open: true } });

export interface Callbacks {
  /**
   * Keeps a new one; asked again, nothing: a turn may be projected more than once. Where the conversation has an open
   * one that one is changed; where another has one for this number, it is done at the earlier of both times.
   */
  request(callback: Callback): Promise<void>;
  /** Those of a state that are due, the longest due first. */
  due(state: CallbackState, now: Date, limit: number): Promise<Callback[]>;
  get(id: string): Promise<Callback | null>;
  /** A guarded update. Null: somebody changed it since it was read. */
  step(callback: Callback, set: Partial<Omit<Callback, 'id' | 'rev'>>): Promise<Callback | null>;
}

export function createCallbacks(connection: Connection): Callbacks {
  const model = connection.model('callback', schema);
  const collection = connection.collection<CallbackDoc>('callbacks');
  const callbackOf = ({ _id, ...doc }: CallbackDoc): Callback => ({ ...doc, id: _id });
  return {
    async request({ id, ...callback }) {
      const { interactionId, to, queue, dueAt, expiresAt } = callback;
      const change = (filter: Record<string, unknown>, set: Partial<CallbackDoc>) =>
        collection.updateOne({ ...filter, open: true }, { $set: set, $inc: { rev: 1 } });
      try {
        const { matchedCount } = await change({ interactionId }, { to, queue });
        // A call that runs goes on; those after it go to the new number.
        if (matchedCount > 0) await change({ interactionId, state: 'waiting' }, { dueAt, expiresAt });
        else await collection.insertOne({ _id: id, ...callback });
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        await change({ to, state: 'waiting', dueAt: { $gt: dueAt } }, { dueAt, expiresAt });
      }
    },
    async due(state, now, limit) {
      const docs = await model
        .find({ open: true, state, dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(callbackOf);
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : callbackOf(doc);
    },
    async step({ id, rev }, set) {
      const doc = await collection.findOneAndUpdate(
        { _id: id, rev },
        { $set: set, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      );
      return doc === null ? null : callbackOf(doc);
    },
  };
}
