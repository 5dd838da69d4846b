import { type Connection, Schema } from 'mongoose';
import { type Settings, settingsSchema } from '../contracts/settings.ts';

interface SettingsDoc {
  _id: 'settings';
  /** What differs from the shipped settings. */
  values: Record<string, unknown>;
}

const schema = new Schema<SettingsDoc>(
  { _id: { type: String, required: true }, values: { type: Schema.Types.Mixed, required: true } },
  { collection: 'settings', versionKey: false, minimize: false },
);

export interface SettingsStore {
  /** The stored settings, with `over` (the variable `SETTINGS`) merged over them. @throws ZodError on unknown or wrong ones. */
  read(over: Record<string, unknown>): Promise<Settings>;
  write(values: Settings): Promise<void>;
  /** Merges into what is stored, unless something is stored already. */
  seed(values: Record<string, unknown>): Promise<void>;
}

export function createSettingsStore(connection: Connection): SettingsStore {
  const model = connection.model('settings', schema);
  return {
    async read(over) {
      const doc = await model.findById('settings').lean();
      return settingsSchema.parse(merge(doc?.values ?? {}, over));
    },
    async write(values) {
      await model.updateOne({ _id: 'settings' }, { $set: { values } }, { upsert: true });
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
