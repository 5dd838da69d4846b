import { type Connection, Schema } from 'mongoose';
import { type Settings, settingsSchema } from '../contracts/settings.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';

interface SettingsDoc {
  _id: 'settings';
  /** What differs from the shipped settings. */
  values: Record<string, unknown>;
  /** Counts the changes by administrators. */
  revision?: number;
}

const schema = new Schema<SettingsDoc>(
  {
    _id: { type: String, required: true },
    values: { type: Schema.Types.Mixed, required: true },
    revision: Number,
  },
  { collection: 'settings', versionKey: false, minimize: false },
);

export interface StoredSettings {
  values: Settings;
  /** Counts the changes. 0: nothing was ever changed. */
  revision: number;
}

export interface SettingsStore {
  /** The stored settings, with `over` (the variable `SETTINGS`) merged over them. @throws ZodError on unknown or wrong ones. */
  read(over: Record<string, unknown>): Promise<StoredSettings>;
  /** False: somebody changed the settings since `revision` was read. */
  write(values: Settings, revision: number): Promise<boolean>;
  /** Merges into what is stored, unless something is stored already. */
  seed(values: Record<string, unknown>): Promise<void>;
}

export function createSettingsStore(connection: Connection): SettingsStore {
  const model = connection.model('settings', schema);
  return {
    async read(over) {
      const doc = await model.findById('settings').lean();
      const values = settingsSchema.parse(merge(doc?.values ?? {}, over));
      return { values, revision: doc?.revision ?? 0 };
    },
    async write(values, revision) {
      const read = revision === 0 ? { revision: { $exists: false } } : { revision };
      try {
        // The first write may find nothing and insert; of two of these one meets the other's id.
        const { matchedCount, upsertedCount } = await model.updateOne(
          { _id: 'settings', ...read },
          { $set: { values, revision: revision + 1 } },
          { upsert: revision === 0 },
        );
        return matchedCount + upsertedCount > 0;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
    },
    async seed(values) {
      await model.updateOne({ _id: 'settings' }, { $setOnInsert: { values } }, { upsert: true });
    },
  };
}

/** Deep merge of plain objects; everything else is replaced. */
export function merge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
