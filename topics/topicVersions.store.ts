import { type Connection, Schema } from 'mongoose';
import { stringify } from 'yaml';
import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { StoredTopicVersion } from './catalog.ts';

/** How a version came about, and its text as it was written; not kept in memory. */
export interface PublishedText {
  yaml: string;
  publishedAt: Date | null;
  publishedBy: string | null;
}

interface TopicVersionDoc extends Partial<PublishedText> {
  /** 2 since the text is kept and the language has all of domain B4; none before. */
  v?: 2;
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
    v: { type: Number },
    name: { type: String, required: true },
    version: { type: Number, required: true },
    hash: { type: String, required: true },
    definition: { type: Schema.Types.Mixed, required: true },
    source: { type: String, required: true, enum: ['file', 'studio'] },
    currentSince: { type: Date, default: null },
    yaml: { type: String },
    publishedAt: { type: Date },
    publishedBy: { type: String },
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
  /** The versions of one topic with their texts, the latest first. */
  textsOf(name: string): Promise<(StoredTopicVersion & PublishedText)[]>;
  /** False: another node was first with this version; list again and decide anew. */
  insert(version: StoredTopicVersion & Partial<PublishedText>, at: Date): Promise<boolean>;
  /** Makes a version the current one; null: none is, and the topic is retired. */
  setCurrent(name: string, version: number | null, at: Date): Promise<void>;
}

export function createTopicVersions(connection: Connection): TopicVersions {
  const model = connection.model('topic_version', schema);
  /** The clock of the node that published before may be ahead of ours: what is published later is later all the same. */
  const notBefore = async (name: string, at: Date): Promise<Date> => {
    const latest = await model
      .findOne({ name, currentSince: { $gt: at } })
      .sort({ currentSince: -1 })
      .lean();
    return latest?.currentSince ?? at;
  };
  const setCurrent = async (name: string, version: number | null, now: Date): Promise<void> => {
    const at = await notBefore(name, now);
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
      const docs = await model.find({}, { _id: 0, yaml: 0 }).sort({ name: 1, version: 1 }).lean();
      return markCurrent(docs).map(({ v: _v, publishedAt: _at, publishedBy: _by, ...version }) => version);
    },
    async textsOf(name) {
      const docs = await model.find({ name }, { _id: 0 }).sort({ version: -1 }).lean();
      return markCurrent(docs).map(({ v: _v, ...version }) => ({
        ...version,
        yaml: version.yaml ?? stringify(version.definition),
        publishedAt: version.publishedAt ?? null,
        publishedBy: version.publishedBy ?? null,
      }));
    },
    async insert({ current, ...version }, now) {
      const at = await notBefore(version.name, now);
      try {
        await model.create({ v: 2, ...version, currentSince: current ? at : null });
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
      // Only what came before: of two that publish at the same time the later version stays.
      if (current) {
        await model.updateMany(
          { name: version.name, version: { $lt: version.version }, currentSince: { $ne: null, $lte: at } },
          { $set: { currentSince: null } },
        );
      }
      return true;
    },
  };
}

/** The latest that became current is; of two at the same time, the higher version. */
function markCurrent(docs: TopicVersionDoc[]) {
  const latest = new Map<string, TopicVersionDoc>();
  for (const doc of docs) {
    const known = latest.get(doc.name);
    if (doc.currentSince === null) continue;
    const sooner = known?.currentSince ?? null;
    if (known === undefined || sooner === null || doc.currentSince > sooner) latest.set(doc.name, doc);
    else if (doc.currentSince.getTime() === sooner.getTime() && doc.version > known.version)
      latest.set(doc.name, doc);
  }
  return docs.map(({ currentSince: _since, ...doc }) => ({
    ...doc,
    definition: doc.v === undefined ? readOld(doc.definition) : doc.definition,
    current: latest.get(doc.name)?.version === doc.version,
  }));
}

/** What was published before the language grew has the new properties as they are by default. */
function readOld(definition: TopicDefinition): TopicDefinition {
  return topicSchema.safeParse(definition).data ?? definition;
}
