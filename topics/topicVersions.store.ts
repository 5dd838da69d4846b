import { type Connection, Schema } from 'mongoose';
import type { TopicDefinition } from '../contracts/topic.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { StoredTopicVersion } from './catalog.ts';

interface TopicVersionDoc {
  name: string;
  version: number;
  hash: string;
  definition: TopicDefinition;
  source: 'file' | 'studio';
  /** When it became the one that new conversations get; null while it is not. The latest of a name counts. */
  currentSince: Date | null;
}

const schema = new Schema<TopicVersionDoc>(
  {
    name: { type: String, required: true },
    version: { type: Number, required: true },
    hash: { type: String, required: true },
    definition: { type: Schema.Types.Mixed, required: true },
    source: { type: String, required: true, enum: ['file', 'studio'] },
    currentSince: { type: Date, default: null },
  },
  {
    collection: 'topic_versions',
    versionKey: false,
    minimize: false,
    strict: 'throw',
    bufferCommands: false,
    autoIndex: false,
  },
);
/** Serves everything here, and lets one of two nodes that publish at the same time know that it came second. */
schema.index({ name: 1, version: 1 }, { unique: true });

/** The versions of all topics. A version, once inserted, never changes; which one is current does. */
export interface TopicVersions {
  /** All versions, by name and version. */
  list(): Promise<StoredTopicVersion[]>;
  /** False: another node was first with this version; list again and decide anew. */
  insert(version: StoredTopicVersion, at: Date): Promise<boolean>;
  /** Makes a version the current one; null: none is, and the topic is retired. */
  setCurrent(name: string, version: number | null, at: Date): Promise<void>;
}

export function createTopicVersions(connection: Connection): TopicVersions {
  const model = connection.model('topic_version', schema);
  const setCurrent = async (name: string, version: number | null, at: Date): Promise<void> => {
    // The new one first: after a crash in between there are two, and the later one counts.
    if (version !== null) await model.updateOne({ name, version }, { $set: { currentSince: at } });
    const others = version === null ? { name } : { name, version: { $ne: version } };
    await model.updateMany(
      { ...others, currentSince: { $ne: null, $lte: at } },
      { $set: { currentSince: null } },
    );
  };
  return {
    setCurrent,
    async list() {
      const docs = await model.find({}, { _id: 0 }).sort({ name: 1, version: 1 }).lean();
      const latest = new Map<string, TopicVersionDoc>();
      for (const doc of docs) {
        if (
          doc.currentSince !== null &&
          doc.currentSince >= (latest.get(doc.name)?.currentSince ?? doc.currentSince)
        )
          latest.set(doc.name, doc);
      }
      return docs.map(({ currentSince: _since, ...doc }) => ({
        ...doc,
        current: latest.get(doc.name)?.version === doc.version,
      }));
    },
    async insert({ current, ...version }, at) {
      try {
        await model.create({ ...version, currentSince: current ? at : null });
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
      if (current) await setCurrent(version.name, version.version, at);
      return true;
    },
  };
}
