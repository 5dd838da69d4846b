import { type Connection, Schema } from 'mongoose';
import type { AttachmentEntry, AttachmentRef } from '../../contracts/messages.ts';

interface AttachmentDoc {
  _id: string;
  conversationId: string;
  name: string;
  size: number;
  type: string;
  at: Date;
  /** The message that posted it; null until then. */
  messageId: string | null;
  /** Absent: a requester's, from before agents could send files. */
  by?: Uploader;
  private?: boolean;
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
    by: { type: Schema.Types.Mixed },
    private: { type: Boolean },
    expiresAt: { type: Date, default: null },
  },
  { collection: 'attachments', versionKey: false, strict: 'throw', bufferCommands: false, autoIndex: false },
);
/** Serves the list of a conversation and how many it has. */
schema.index({ conversationId: 1, _id: 1 });
/** Serves the removal of what was never posted. */
schema.index({ expiresAt: 1 });

/** Who uploaded a file: agents by their account, a conversation's requester has no other name in it. */
export type Uploader = { kind: 'requester'; name: string } | { kind: 'agent'; id: string; name: string };

/** The message that posts a file. */
export interface ClaimingMessage {
  id: string;
  by: Uploader;
  private?: boolean | undefined;
}

/** What is known of the files; their content is elsewhere (attachmentFiles.ts). */
export interface AttachmentEntries {
  insert(
    conversationId: string,
    entry: AttachmentRef,
    by: Uploader,
    at: Date,
    expiresAt: Date,
  ): Promise<void>;
  count(conversationId: string): Promise<number>;
  find(conversationId: string, attachmentId: string): Promise<AttachmentEntry | null>;
  /** What was posted, in the order in which it came. */
  posted(conversationId: string): Promise<AttachmentEntry[]>;
  /** Ties it to its message, and keeps it from then on. False: it is not there or not the uploader's, or another message has it. */
  claim(conversationId: string, attachmentId: string, message: ClaimingMessage): Promise<boolean>;
  /** All of a conversation, posted or not. */
  all(conversationId: string): Promise<AttachmentEntry[]>;
  remove(conversationId: string, attachmentId: string): Promise<void>;
  expired(now: Date, limit: number): Promise<string[]>;
  /** Removes one that nobody has posted in the meantime; false: somebody has. */
  removeExpired(attachmentId: string, now: Date): Promise<boolean>;
}

export function createAttachmentEntries(connection: Connection): AttachmentEntries {
  const model = connection.model('attachment', schema);
  return {
    async insert(conversationId, { attachmentId, name, size, type }, by, at, expiresAt) {
      await model.create({ _id: attachmentId, conversationId, name, size, type, at, by, expiresAt });
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
    async claim(conversationId, attachmentId, message) {
      const result = await model.updateOne(
        {
          _id: attachmentId,
          conversationId,
          messageId: { $in: [null, message.id] },
          ...uploadedBy(message.by),
        },
        {
          $set: {
            messageId: message.id,
            expiresAt: null,
            ...(message.private === true ? { private: true } : {}),
          },
        },
      );
      return result.matchedCount > 0;
    },
    async all(conversationId) {
      const docs = await model.find({ conversationId }).sort({ _id: 1 }).lean();
      return docs.map(entryOf);
    },
    async remove(conversationId, attachmentId) {
      await model.deleteOne({ _id: attachmentId, conversationId });
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

/** A file is posted by who uploaded it, so that no one shows a file that was meant for others. */
function uploadedBy(by: Uploader): Record<string, unknown> {
  return by.kind === 'agent' ? { 'by.id': by.id } : { 'by.kind': { $ne: 'agent' } };
}

function entryOf({
  _id,
  name,
  size,
  type,
  at,
  by,
  messageId,
  private: note,
}: AttachmentDoc): AttachmentEntry {
  return {
    attachmentId: _id,
    name,
    size,
    type,
    at: at.toISOString(),
    from: { kind: by?.kind ?? 'requester', name: by?.name ?? '' },
    messageId,
    ...(note === true ? { private: true } : {}),
  };
}
