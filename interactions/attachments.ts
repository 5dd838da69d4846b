import type { Readable } from 'node:stream';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import { megabyte } from '../contracts/fileTypes.ts';
import type { AttachmentRef } from '../contracts/messages.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AttachmentFiles } from './attachmentFiles.ts';
import type { AttachmentEntries, AttachmentEntry } from './attachments.store.ts';
import { fileLabel } from './fileLabel.ts';
import { fileTypeOf } from './fileTypeOf.ts';

/** How long a file waits to be posted. */
const orphanMs = 86_400_000;
const batch = 100;

/** The files of conversations: uploaded first, then posted by one message (protocol §2, §3). */
export interface Attachments {
  /**
   * Takes a file; its type is what its content says, its name a label only.
   * @throws AppError `too_large`, `unsupported_type`, or `conflict` when the conversation has as many as it may.
   */
  receive(conversationId: string, name: string, content: Readable): Promise<AttachmentRef>;
  /** Gives it to a message, once. @throws AppError `not_found`, or `conflict` when another message has it. */
  claim(conversationId: string, attachmentId: string, messageId: string): Promise<AttachmentRef>;
  posted(conversationId: string): Promise<AttachmentEntry[]>;
  /** @throws AppError `not_found`, also for a file of another conversation. */
  open(conversationId: string, attachmentId: string): Promise<{ entry: AttachmentEntry; content: Readable }>;
  /** Removes what nobody posted within a day. */
  sweep(): Promise<void>;
}

export interface AttachmentsDeps {
  entries: AttachmentEntries;
  files: AttachmentFiles;
  clock: Clock;
  newId: () => string;
  limits: () => Settings['limits'];
}

export function createAttachments({ entries, files, clock, newId, limits }: AttachmentsDeps): Attachments {
  const find = async (conversationId: string, attachmentId: string): Promise<AttachmentEntry> => {
    const entry = await entries.find(conversationId, attachmentId);
    if (entry === null) throw new AppError('not_found', 'there is no such attachment');
    return entry;
  };
  return {
    async receive(conversationId, fileName, content) {
      const { attachments, attachmentMegabytes } = limits();
      if ((await entries.count(conversationId)) >= attachments)
        throw new AppError('conflict', `a conversation may have at most ${attachments} files`);
      const attachmentId = newId();
      const { path, size } = await files.receive(attachmentId, content, attachmentMegabytes * megabyte);
      try {
        const name = fileLabel(fileName);
        const ref = { attachmentId, name, size, type: await fileTypeOf(path, name) };
        // The entry first: a crash in between leaves one that is swept, never a file that nobody knows of.
        const now = clock.now();
        await entries.insert(conversationId, ref, now, new Date(now.getTime() + orphanMs));
        await files.keep(attachmentId);
        return ref;
      } catch (error) {
        await files.discard(attachmentId);
        throw error;
      }
    },
    async claim(conversationId, attachmentId, messageId) {
      const { at: _, ...ref } = await find(conversationId, attachmentId);
      if (await entries.claim(conversationId, attachmentId, messageId)) return ref;
      throw new AppError('conflict', 'this file was sent already');
    },
    posted: entries.posted,
    async open(conversationId, attachmentId) {
      const entry = await find(conversationId, attachmentId);
      return { entry, content: await files.open(attachmentId) };
    },
    async sweep() {
      const now = clock.now();
      for (const id of await entries.expired(now, batch)) {
        if (await entries.removeExpired(id, now)) await files.remove(id);
      }
      await files.sweep(new Date(now.getTime() - orphanMs));
    },
  };
}
