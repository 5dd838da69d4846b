import { type Connection, Schema } from 'mongoose';
import { newQueue, type Queue } from './queue.ts';

type QueueDoc = Omit<Queue, 'id'> & { _id: string };

const schema = new Schema<QueueDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    order: { type: Number, required: true },
    active: { type: Boolean, required: true },
    types: { type: [String] },
    when: { type: String, default: null },
    schedule: { type: Schema.Types.Mixed, default: null },
    isDefault: { type: Boolean, required: true },
    pools: { type: Schema.Types.Mixed },
    rule: { type: String, default: null },
    sort: { type: String },
    priority: { type: Number },
    priorityRules: { type: Schema.Types.Mixed },
    sentimentPriority: { type: Schema.Types.Mixed },
    workItemSize: { type: Number, default: null },
    targetWaitSeconds: { type: Number, default: null },
    maxWaitSeconds: { type: Number, default: null },
    ladder: { type: Schema.Types.Mixed },
    steps: { type: Schema.Types.Mixed },
    texts: { type: Schema.Types.Mixed },
    survey: { type: Schema.Types.Mixed },
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

/** Also one that was stored before queues had more than a schedule. */
function queueOf({ _id, texts, ...queue }: QueueDoc): Queue {
  const known = Object.entries(texts ?? {}).filter(([, text]) => typeof text === 'object');
  return newQueue({ ...queue, id: _id, texts: Object.fromEntries(known) });
}
