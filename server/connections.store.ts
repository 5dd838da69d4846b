import { Schema, type Connection as StoreConnection } from 'mongoose';
import type { ConnectionBody, ConnectionPatch } from '../contracts/connections.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';

/** A connection as it is kept: its secret headers are sealed (connections/secretHeaders.ts). */
export type Connection = ConnectionBody & { updatedAt: Date };
type ConnectionDoc = Omit<Connection, 'name'> & { _id: string };

export type ConnectionChanges = Omit<ConnectionPatch, 'secretHeaders'> & {
  secretHeaders?: Record<string, string | null>;
  updatedAt: Date;
};

const schema = new Schema<ConnectionDoc>(
  {
    _id: { type: String, required: true },
    description: { type: String, default: '' },
    baseUrl: { type: String, required: true },
    secretHeaders: { type: Schema.Types.Mixed, required: true },
    timeoutSeconds: { type: Number, required: true },
    retries: { type: Number, required: true },
    allowPrivate: { type: Boolean, required: true },
    maxKilobytes: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'connections', versionKey: false, minimize: false },
);

/** The connections by name; a few, so a list is all of them. `_id` serves every query. */
export interface Connections {
  list(): Promise<Connection[]>;
  get(name: string): Promise<Connection | null>;
  /** False: there is one of that name. */
  insert(connection: Connection): Promise<boolean>;
  /** What is left out stays; a header that is null goes. False: there is none, or it leads elsewhere than `baseUrl`. */
  change(name: string, baseUrl: string, changes: ConnectionChanges): Promise<boolean>;
  /** False: there is none. */
  remove(name: string): Promise<boolean>;
}

export function createConnections(connection: StoreConnection): Connections {
  const model = connection.model('connection', schema);
  return {
    async list() {
      return (await model.find().sort({ _id: 1 }).lean()).map(fromDoc);
    },
    async get(name) {
      const doc = await model.findById(name).lean();
      return doc === null ? null : fromDoc(doc);
    },
    async insert({ name, ...fields }) {
      try {
        await model.create({ _id: name, ...fields });
        return true;
      } catch (error) {
        if (duplicateKeyFields(error)?.includes('_id') === true) return false;
        throw error;
      }
    },
    async change(name, baseUrl, { secretHeaders = {}, ...fields }) {
      const set: Record<string, unknown> = { ...fields };
      const unset: Record<string, 1> = {};
      for (const [header, sealed] of Object.entries(secretHeaders)) {
        if (sealed === null) unset[`secretHeaders.${header}`] = 1;
        else set[`secretHeaders.${header}`] = sealed;
      }
      // The guard on the address: secrets that were given for one host never go to another one.
      const result = await model.updateOne({ _id: name, baseUrl }, { $set: set, $unset: unset });
      return result.matchedCount > 0;
    },
    async remove(name) {
      return (await model.deleteOne({ _id: name })).deletedCount > 0;
    },
  };
}

function fromDoc({ _id: name, ...fields }: ConnectionDoc): Connection {
  return { name, ...fields };
}
