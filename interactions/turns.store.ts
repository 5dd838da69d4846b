import { type Connection, Schema } from 'mongoose';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { Turn } from './turn.ts';

const schema = new Schema<Turn>(
  {
    _id: { type: String, required: true },
    v: { type: Number, required: true },
    interactionId: { type: String, required: true },
    seq: { type: Number, required: true },
    lastSeq: { type: Number, required: true },
    at: { type: Date, required: true },
    cause: { type: Schema.Types.Mixed, required: true },
    events: { type: Schema.Types.Mixed, required: true },
    messages: { type: Schema.Types.Mixed, required: true },
    sentiment: { type: Schema.Types.Mixed },
    dialog: { type: Schema.Types.Mixed },
  },
  { collection: 'turns', versionKey: false, minimize: false },
);
/** The lock (design 3.1), and every read of a conversation's log in order. */
schema.index({ interactionId: 1, seq: 1 }, { unique: true });
/** A client message id is used once in a conversation (design 3.3). */
schema.index(
  { interactionId: 1, 'cause.clientMessageId': 1 },
  { unique: true, partialFilterExpression: { 'cause.clientMessageId': { $exists: true } } },
);

/** What became of trying to write a turn: written, its place was taken, or its message had been sent before. */
export type InsertOutcome = 'inserted' | 'place_taken' | 'message_known';

/** The log (design 3.1). One turn is one insert. */
export interface Turns {
  insert(turn: Turn): Promise<InsertOutcome>;
  /** The turns of a conversation whose last message comes after `seq`, in order; at most `limit`. */
  after(interactionId: string, seq: number, limit?: number): Promise<Turn[]>;
  /** The turns in order from the start, in batches: memory stays flat for long conversations. */
  all(interactionId: string): AsyncIterable<Turn>;
  /** The same from the turn at `seq`, without the Virtual Agent's place: for people who read. */
  read(interactionId: string, seq: number): AsyncIterable<Turn>;
  /** The latest turns with words that start before `seq`, in order; without the Virtual Agent's place. */
  before(interactionId: string, seq: number, limit: number): Promise<Turn[]>;
  /** The latest turn in which something was said. Served by the log's index, read backwards. */
  latestWithWords(interactionId: string): Promise<Turn | null>;
  withClientMessage(interactionId: string, clientMessageId: string): Promise<Turn | null>;
}

export function createTurns(connection: Connection): Turns {
  const model = connection.model('turn', schema);
  const collection = connection.collection<Turn>('turns');
  return {
    async insert(turn) {
      try {
        await collection.insertOne(turn);
        return 'inserted';
      } catch (error) {
        const fields = duplicateKeyFields(error);
        if (fields === null) throw error;
        // A retried insert meets itself: the driver may repeat a write whose answer was lost.
        if (fields.includes('_id')) return 'inserted';
        return fields.includes('cause.clientMessageId') ? 'message_known' : 'place_taken';
      }
    },
    async after(interactionId, seq, limit = 10_000) {
      // A turn starts before the messages it ends with, so the one that holds `seq` may still have more.
      const docs = await model
        .find({ interactionId, seq: { $gt: seq } })
        .sort({ seq: 1 })
        .limit(limit)
        .lean();
      const before = await model
        .findOne({ interactionId, seq: { $lte: seq } })
        .sort({ seq: -1 })
        .lean();
      return before !== null && before.lastSeq > seq ? [before, ...docs] : docs;
    },
    async *all(interactionId) {
      const cursor = model.find({ interactionId }).sort({ seq: 1 }).lean().cursor({ batchSize: 200 });
      for await (const turn of cursor) yield turn;
    },
    async *read(interactionId, seq) {
      const cursor = model
        .find({ interactionId, seq: { $gte: seq } }, { dialog: 0 })
        .sort({ seq: 1 })
        .lean()
        .cursor({ batchSize: 200 });
      for await (const turn of cursor) yield turn;
    },
    async before(interactionId, seq, limit) {
      const docs = await model
        .find({ interactionId, seq: { $lt: seq }, 'messages.0': { $exists: true } }, { dialog: 0 })
        .sort({ seq: -1 })
        .limit(limit)
        .lean();
      return docs.reverse();
    },
    async latestWithWords(interactionId) {
      return model
        .findOne({ interactionId, 'messages.0': { $exists: true } })
        .sort({ seq: -1 })
        .lean();
    },
    async withClientMessage(interactionId, clientMessageId) {
      return model.findOne({ interactionId, 'cause.clientMessageId': clientMessageId }).lean();
    },
  };
}
