import { type Connection, Schema } from 'mongoose';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';

/** A transcript on its way to a mailbox. */
export interface Mail {
  _id: string;
  interactionId: string;
  /** The interaction's number. */
  number: string;
  /** Whole while it is to be sent, masked when that is over. */
  to: string;
  locale: string;
  openedAt: string;
  /** Stays the same over all tries, so that a mailbox can tell a repeated mail. */
  messageId: string;
}

interface MailDoc extends Mail {
  status: 'queued' | 'sent' | 'failed';
  at: Date;
  /** How often sending began. */
  attempts: number;
  /** When it is tried, or, while a node tries, when another may. */
  nextAt: Date;
  /** Counts the mails that the requester asked for in the conversation, from 1. */
  slot?: number;
  sentAt?: Date;
  lastError?: string;
}

const schema = new Schema<MailDoc>(
  {
    _id: { type: String, required: true },
    interactionId: { type: String, required: true },
    number: { type: String, required: true },
    to: { type: String, required: true },
    locale: { type: String, required: true },
    openedAt: { type: String, required: true },
    messageId: { type: String, required: true },
    status: { type: String, required: true },
    at: { type: Date, required: true },
    attempts: { type: Number, required: true },
    nextAt: { type: Date, required: true },
    slot: { type: Number },
    sentAt: { type: Date },
    lastError: { type: String },
  },
  { collection: 'mails', versionKey: false, bufferCommands: false, autoIndex: false },
);
/** Serves what is due. */
schema.index({ status: 1, nextAt: 1 });
/** The limit of a conversation holds for requests at the same time too: each takes a place of its own. */
schema.index(
  { interactionId: 1, slot: 1 },
  { unique: true, partialFilterExpression: { slot: { $exists: true } } },
);

/** The outbox: what is in it is sent at least once, also after a crash. */
export interface Mails {
  /**
   * `limit`: how many the requester may have in this conversation; null: not the requester's.
   * False: there are as many already.
   */
  insert(mail: Mail, at: Date, limit: number | null): Promise<boolean>;
  /** How many the requester asked for. */
  asked(interactionId: string): Promise<number>;
  /** Takes one that is due; nobody else does before `until`. `attempts` counts this one. */
  claim(now: Date, until: Date): Promise<(Mail & { attempts: number }) | null>;
  sent(id: string, maskedTo: string, at: Date): Promise<void>;
  retry(id: string, nextAt: Date, why: string): Promise<void>;
  failed(id: string, maskedTo: string, why: string): Promise<void>;
  /** For retention and erasure; answers how many. */
  removeAll(interactionId: string): Promise<number>;
}

export function createMails(connection: Connection): Mails {
  const model = connection.model('mail', schema);
  const place = async (doc: MailDoc): Promise<boolean> => {
    try {
      await model.create(doc);
      return true;
    } catch (error) {
      if (duplicateKeyFields(error)?.includes('slot') === true) return false;
      throw error;
    }
  };
  return {
    async insert(mail, at, limit) {
      const doc: MailDoc = { ...mail, status: 'queued', at, attempts: 0, nextAt: at };
      if (limit === null) return place(doc);
      for (let slot = 1; slot <= limit; slot += 1) if (await place({ ...doc, slot })) return true;
      return false;
    },
    asked: (interactionId) => model.countDocuments({ interactionId, slot: { $gte: 1 } }),
    claim: (now, until) =>
      model
        .findOneAndUpdate(
          { status: 'queued', nextAt: { $lte: now } },
          { $set: { nextAt: until }, $inc: { attempts: 1 } },
          { sort: { nextAt: 1 }, returnDocument: 'after' },
        )
        .lean(),
    async sent(id, maskedTo, at) {
      await model.updateOne(
        { _id: id, status: 'queued' },
        { $set: { status: 'sent', to: maskedTo, sentAt: at } },
      );
    },
    async retry(id, nextAt, why) {
      await model.updateOne({ _id: id, status: 'queued' }, { $set: { nextAt, lastError: why } });
    },
    async failed(id, maskedTo, why) {
      await model.updateOne(
        { _id: id, status: 'queued' },
        { $set: { status: 'failed', to: maskedTo, lastError: why } },
      );
    },
    async removeAll(interactionId) {
      return (await model.deleteMany({ interactionId })).deletedCount;
    },
  };
}
