import { type Connection, Schema } from 'mongoose';
import { newQueue, type Queue } from './queue.ts';

/** `defaultRank`: the default is the queue with the highest; `isDefault` stands in older documents alone. */
type QueueDoc = Omit<Queue, 'id' | 'isDefault'> & { _id: string; isDefault?: boolean; defaultRank?: number };

const schema = new Schema<QueueDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    order: { type: Number, required: true },
    active: { type: Boolean, required: true },
    types: { type: [String] },
    when: { type: String, default: null },
    schedule: { type: Schema.Types.Mixed, default: null },
    isDefault: { type: Boolean },
    defaultRank: { type: Number },
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
  /** @throws a duplicate key error when another queue has the id or the name. */
  insert(queue: Queue): Promise<void>;
  /** Creates or replaces; one that is the default takes that from the other. @throws a duplicate key error when another queue has the name. */
  save(queue: Queue): Promise<void>;
  /** Changes these fields alone. False: there is no such queue. @throws as `save`. */
  change(id: string, fields: Partial<Omit<Queue, 'id'>>): Promise<boolean>;
  /** False: there was none. */
  remove(id: string): Promise<boolean>;
}

export function createQueues(connection: Connection): Queues {
  const model = connection.model('queue', schema);
  const collection = connection.collection<QueueDoc>('queues');

  /**
   * Which queue is the default is said by one number of one document, so that one write moves it: of two
   * administrators at once the later has it, or, with the same number, the first by id; never both, never none.
   */
  async function written<T extends Partial<Omit<Queue, 'id'>>>({ isDefault, ...fields }: T) {
    if (isDefault !== true) return fields;
    const ranks = (await model.find().lean()).map(rankOf);
    return { ...fields, defaultRank: Math.max(0, ...ranks) + 1 };
  }

  async function all(): Promise<Queue[]> {
    const docs = await model.find().lean();
    const [first] = docs
      .filter((doc) => rankOf(doc) >= 0)
      .sort((a, b) => rankOf(b) - rankOf(a) || byId(a, b));
    return docs
      .sort((a, b) => a.order - b.order || byId(a, b))
      .map((doc) => queueOf(doc, doc._id === first?._id));
  }

  return {
    all,
    get: async (id) => (await all()).find((queue) => queue.id === id) ?? null,
    async insert({ id, ...queue }) {
      await collection.insertOne({ _id: id, ...(await written(queue)) });
    },
    async save({ id, ...queue }) {
      await collection.updateOne({ _id: id }, { $set: await written(queue) }, { upsert: true });
    },
    async change(id, fields) {
      const { matchedCount } = await collection.updateOne({ _id: id }, { $set: await written(fields) });
      return matchedCount > 0;
    },
    async remove(id) {
      return (await model.deleteOne({ _id: id })).deletedCount > 0;
    },
  };
}

/** Negative: it was never the default. */
function rankOf({ defaultRank, isDefault }: QueueDoc): number {
  return defaultRank ?? (isDefault === true ? 0 : -1);
}

function byId(a: QueueDoc, b: QueueDoc): number {
  return a._id < b._id ? -1 : 1;
}

/** Also one that was stored before queues had more than a schedule. */
function queueOf({ _id, texts, defaultRank: _, ...queue }: QueueDoc, isDefault: boolean): Queue {
  const known = Object.entries(texts ?? {}).filter(([, text]) => typeof text === 'object');
  return newQueue({ ...queue, id: _id, isDefault, texts: Object.fromEntries(known) });
}
