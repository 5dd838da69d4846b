import { type Connection, Schema } from 'mongoose';
import type { Queue } from './queue.ts';

type QueueDoc = Omit<Queue, 'id'> & { _id: string };

const schema = new Schema<QueueDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    order: { type: Number, required: true },
    active: { type: Boolean, required: true },
    schedule: { type: Schema.Types.Mixed, default: null },
    targetWaitSeconds: { type: Number, default: null },
    maxWaitSeconds: { type: Number, default: null },
    isDefault: { type: Boolean, required: true },
    texts: { type: Schema.Types.Mixed, default: {} },
  },
  { collection: 'queues', versionKey: false, minimize: false },
);
/** Serves finding a queue by name and keeps names unique. */
schema.index({ name: 1 }, { unique: true });

/** The queues: few, changed by administrators. */
export interface Queues {
  /** All of them, in the order in which they are served. */
  all(): Promise<Queue[]>;
  get(id: string): Promise<Queue | null>;
  /** Creates or replaces. @throws a duplicate key error when another queue has the name. */
  save(queue: Queue): Promise<void>;
}

export function createQueues(connection: Connection): Queues {
  const model = connection.model('queue', schema);
  const collection = connection.collection<QueueDoc>('queues');
  return {
    async all() {
      const docs = await model.find().lean();
      return docs.map(queueOf).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : queueOf(doc);
    },
    async save({ id, ...queue }) {
      await collection.updateOne({ _id: id }, { $set: queue }, { upsert: true });
    },
  };
}

function queueOf({ _id, ...queue }: QueueDoc): Queue {
  return { id: _id, ...queue };
}
