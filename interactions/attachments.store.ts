import { type Connection, Schema } from 'mongoose';
import type { AttachmentRef } from '../contracts/messages.ts';

interface AttachmentDoc {
  _id: string;
  conversationId: string;
  name: string;
  size: number;
  type: string;
  at: Date;
  /** The message that posted it; null until then. */
  messageId: string | null;
  /** When it is removed unless it was posted; null once it was. */
  expiresAt: Date | null;
}

const schema = new Schema<AttachmentDoc>(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    name: { type: String, required: true },
    size: { type: Number, required: true },
    type: { type: String, required: true },
    at: { type: Date, required: true },
    messageId: { type: String, default: null },
    expiresAt: { type: Date, default: null },
  },
  { collection: 'attachments', versionKey: false, strict: 'throw', bufferCommands: false, autoIndex: false },
);
/** Serves the list of a conversation and how many it has. */
schema.index({ conversationId: 1, _id: 1 });
/** Serves the removal of what was never posted. */
schema.index({ expiresAt: 1 });

export interface AttachmentEntry extends AttachmentRef {
  at: string;
}

/** What is known of the files; their content is elsewhere (attachmentFiles.ts). */
export interface AttachmentEntries {
  insert(conversationId: string, entry: AttachmentRef, at: Date, expiresAt: Date): Promise<void>;
  count(conversationId: string): Promise<number>;
  find(conversationId: string, attachmentId: string): Promise<AttachmentEntry | null>;
  /** What was posted, in the order in which it came. */
  posted(conversationId: string): Promise<AttachmentEntry[]>;
  /** Ties it to its message, and keeps it from then on. False: it is not there, or another message has it. */
  claim(conversationId: string, attachmentId: string, messageId: string): Promise<boolean>;
  expired(now: Date, limit: number): Promise<string[]>;
  /** Removes one that nobody has posted in the meantime; false: somebody has. */
  removeExpired(attachmentId: string, now: Date): Promise<boolean>;
}

export function createAttachmentEntries(connection: Connection): AttachmentEntries {
  const model = connection.model('attachment', schema);
  return {
    async insert(conversationId, { attachmentId, name, size, type }, at, expiresAt) {
      await model.create({ _id: attachmentId, conversationId, name, size, type, at, expiresAt });
    },
    count: (conversationId) => model.countDocuments({ conversationId }),
    async find(conversationId, attachmentId) {
      const doc = await model.findOne({ _id: attachmentId, conversationId }).lean();
      return doc === null ? null : entryOf(doc);
    },
    async posted(conversationId) {
      const docs = await model
        .find({ conversationId, messageId: { $ne: null } })
        .sort({ _id: 1 })
        .lean();
      return docs.map(entryOf);
    },
    async claim(conversationId, attachmentId, messageId) {
      const result = await model.updateOne(
        { _id: attachmentId, conversationId, messageId: { $in: [null, messageId] } },
        { $set: { messageId, expiresAt: null } },
      );
      return result.matchedCount > 0;
    },
    async expired(now, limit) {
      const docs = await model
        .find({ expiresAt: { $lte: now } }, { _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id }) => _id);
    },
    async removeExpired(attachmentId, now) {
      const result = await model.deleteOne({ _id: attachmentId, expiresAt: { $lte: now } });
      return result.deletedCount > 0;
    },
  };
}

function entryOf({ _id, name, size, type, at }: AttachmentDoc): AttachmentEntry {
  return { attachmentId: _id, name, size, type, at: at.toISOString() };
}
