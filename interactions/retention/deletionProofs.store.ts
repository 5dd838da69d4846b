import { type Connection, Schema } from 'mongoose';
import type { Page } from '../../contracts/http.ts';
import type { DeletionProof, Removal } from '../../contracts/privacy.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';
import { behindTime, keysetPage, rowCursor } from '../../store/keysetPage.ts';
import type { Pseudonym } from './redactTurn.ts';

/** A deletion at work: begun before anything goes, finished when all of it is gone. */
export interface Deletion {
  _id: string;
  v: 1;
  /** `claimed`: nothing has gone yet and nothing is counted. */
  status: 'claimed' | 'begun' | 'finished';
  interactionId: string;
  policy: string;
  number: string;
  openedAt: string;
  closedAt: string;
  what: Removal;
  counts: Record<string, number>;
  bytes: number;
  sha256: string;
  beganAt: Date;
  finishedAt: Date | null;
  /** Whoever works on it has until then; later anybody may go on. Null once finished. */
  leaseUntil: Date | null;
  /** What it needs until it is finished: records with links to the files, and who stands in the person's place. */
  links?: { table: string; id: string }[];
  pseudonym?: Pseudonym;
}

const schema = new Schema<Deletion>(
  {
    _id: { type: String, required: true },
    v: { type: Number, required: true },
    status: { type: String, required: true },
    interactionId: { type: String, required: true },
    policy: { type: String, required: true },
    number: { type: String, required: true },
    openedAt: { type: String, required: true },
    closedAt: { type: String, required: true },
    what: { type: String, required: true },
    counts: { type: Schema.Types.Mixed, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String },
    beganAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    leaseUntil: { type: Date, default: null },
    links: { type: Schema.Types.Mixed },
    pseudonym: { type: Schema.Types.Mixed },
  },
  { collection: 'deletion_proofs', versionKey: false, minimize: false },
);
/** Serves what a crash left half done. */
schema.index({ leaseUntil: 1 }, { partialFilterExpression: { leaseUntil: { $type: 'date' } } });
/** Serves the list, the latest first. */
schema.index({ beganAt: -1, _id: -1 });

export type NewDeletion = Pick<
  Deletion,
  '_id' | 'interactionId' | 'policy' | 'number' | 'openedAt' | 'closedAt' | 'what' | 'pseudonym'
>;

/** The deletions and, of those that are finished, the proofs. */
export interface DeletionProofs {
  /** Null: somebody else has it, or it was done. */
  claim(deletion: NewDeletion, now: Date, leaseUntil: Date): Promise<Deletion | null>;
  /** One that was left half done by then. */
  takeOver(now: Date, leaseUntil: Date): Promise<Deletion | null>;
  renew(id: string, leaseUntil: Date): Promise<void>;
  begin(id: string, counted: Pick<Deletion, 'counts' | 'bytes' | 'sha256' | 'links'>): Promise<void>;
  finish(id: string, at: Date): Promise<void>;
  /** The latest first. @throws AppError `invalid`: a cursor that is not one. */
  page(limit: number, cursor: string | undefined): Promise<Page<DeletionProof>>;
}

export function createDeletionProofs(connection: Connection): DeletionProofs {
  const model = connection.model('deletion_proof', schema);
  const collection = connection.collection<Deletion>('deletion_proofs');
  return {
    async claim(deletion, now, leaseUntil) {
      const doc: Deletion = {
        ...deletion,
        v: 1,
        status: 'claimed',
        counts: {},
        bytes: 0,
        sha256: '',
        beganAt: now,
        finishedAt: null,
        leaseUntil,
      };
      try {
        await collection.insertOne(doc);
        return doc;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return null;
      }
    },
    takeOver: (now, leaseUntil) =>
      collection.findOneAndUpdate(
        { leaseUntil: { $lte: now } },
        { $set: { leaseUntil } },
        { returnDocument: 'after' },
      ),
    async renew(id, leaseUntil) {
      await collection.updateOne({ _id: id, status: { $ne: 'finished' } }, { $set: { leaseUntil } });
    },
    async begin(id, counted) {
      await collection.updateOne({ _id: id, status: 'claimed' }, { $set: { ...counted, status: 'begun' } });
    },
    async finish(id, at) {
      await collection.updateOne(
        { _id: id, status: 'begun' },
        {
          $set: { status: 'finished', finishedAt: at, leaseUntil: null },
          $unset: { links: '', pseudonym: '' },
        },
      );
    },
    async page(limit, cursor) {
      const docs = await model
        .find(cursor === undefined ? {} : { $and: behindTime('beganAt', cursor) })
        .sort({ beganAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean();
      return keysetPage(docs, limit, proofOf, ({ _id, beganAt }) => rowCursor(beganAt.toISOString(), _id));
    },
  };
}

function proofOf({ _id, beganAt, finishedAt, ...doc }: Deletion): DeletionProof {
  const { policy, number, openedAt, closedAt, what, counts, bytes, sha256 } = doc;
  return {
    id: _id,
    policy,
    number,
    openedAt,
    closedAt,
    what,
    counts,
    bytes,
    sha256,
    beganAt: beganAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
