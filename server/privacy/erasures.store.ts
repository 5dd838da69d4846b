import { type Connection, Schema } from 'mongoose';
import type { PersonRef } from '../../contracts/header.ts';
import type { Erasure } from '../../contracts/privacy.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';

/** An erasure at work. Whom it is about is known here alone, and only until it is done. */
export interface ErasureJob {
  _id: string;
  personId?: string;
  pseudonym: PersonRef;
  state: Erasure['state'];
  interactions: number;
  requestedAt: Date;
  finishedAt: Date | null;
  /** Whoever works on it has until then; null once it is done. */
  leaseUntil: Date | null;
}

const schema = new Schema<ErasureJob>(
  {
    _id: { type: String, required: true },
    personId: { type: String },
    pseudonym: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    interactions: { type: Number, required: true },
    requestedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    leaseUntil: { type: Date, default: null },
  },
  { collection: 'erasures', versionKey: false },
);
/** A person is erased once at a time. */
schema.index({ personId: 1 }, { unique: true, partialFilterExpression: { personId: { $exists: true } } });
/** Serves what is to be gone on with. */
schema.index({ leaseUntil: 1 }, { partialFilterExpression: { leaseUntil: { $type: 'date' } } });

export interface Erasures {
  /** Answers the one that runs already if there is one. */
  request(job: ErasureJob): Promise<ErasureJob>;
  get(id: string): Promise<Erasure | null>;
  claim(now: Date, leaseUntil: Date): Promise<ErasureJob | null>;
  renew(id: string, leaseUntil: Date, interactions: number): Promise<void>;
  /** From here on nobody knows whom it was about. */
  finish(id: string, at: Date): Promise<void>;
}

export function createErasures(connection: Connection): Erasures {
  const model = connection.model('erasure', schema);
  const collection = connection.collection<ErasureJob>('erasures');
  return {
    async request(job) {
      try {
        await collection.insertOne(job);
        return job;
      } catch (error) {
        if (duplicateKeyFields(error)?.includes('personId') !== true) throw error;
        return (await model.findOne({ personId: job.personId ?? '' }).lean()) ?? job;
      }
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : erasureOf(doc);
    },
    claim: (now, leaseUntil) =>
      collection.findOneAndUpdate(
        { leaseUntil: { $lte: now } },
        { $set: { leaseUntil } },
        { returnDocument: 'after' },
      ),
    async renew(id, leaseUntil, interactions) {
      await collection.updateOne(
        { _id: id, state: 'running' },
        { $set: { leaseUntil }, $inc: { interactions } },
      );
    },
    async finish(id, at) {
      await collection.updateOne(
        { _id: id },
        { $set: { state: 'done', finishedAt: at, leaseUntil: null }, $unset: { personId: '' } },
      );
    },
  };
}

export function erasureOf({
  _id,
  pseudonym,
  state,
  interactions,
  requestedAt,
  finishedAt,
}: ErasureJob): Erasure {
  return {
    id: _id,
    pseudonym: pseudonym.id,
    state,
    interactions,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
