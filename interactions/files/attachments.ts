import type { Readable } from 'node:stream';
import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import { megabyte } from '../../contracts/fileTypes.ts';
import type { AttachmentEntry, AttachmentRef } from '../../contracts/messages.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { AttachmentFiles } from './attachmentFiles.ts';
import type { AttachmentEntries, ClaimingMessage, Uploader } from './attachments.store.ts';
import { fileLabel } from './fileLabel.ts';
import { fileTypeOf } from './fileTypeOf.ts';

/** How long a file waits to be posted. */
const orphanMs = 86_400_000;
const batch = 100;

export type Reader = 'requester' | 'staff';

/** The files of conversations: uploaded first, then posted by one message (protocol §2, §3). */
export interface Attachments {
  /**
   * Takes a file; its type is what its content says, its name a label only.
   * @throws AppError `too_large`, `unsupported_type`, or `conflict` when the conversation has as many as it may.
   */
  receive(conversationId: string, by: Uploader, name: string, content: Readable): Promise<AttachmentRef>;
  /**
   * Gives it to a message of who uploaded it, once.
   * @throws AppError `not_found`, also for somebody else's file, or `conflict` when another message has it.
   */
  claim(conversationId: string, attachmentId: string, message: ClaimingMessage): Promise<AttachmentRef>;
  /** In the order in which they came. A requester sees no private ones. */
  posted(conversationId: string, reader: Reader): Promise<AttachmentEntry[]>;
  /**
   * @throws AppError `not_found`, also for a file of another conversation and one that is not for this reader;
   * `gone` when its content is not there any more.
   */
  open(
    conversationId: string,
    attachmentId: string,
    reader: Reader,
  ): Promise<{ entry: AttachmentEntry; content: Readable }>;
  /** All files of a conversation, for retention and erasure; answers how many and their bytes. May be repeated. */
  removeAll(conversationId: string): Promise<{ files: number; bytes: number }>;
  /** Their content alone: the labels stay, and who opens one is told that it is gone. May be repeated. */
  removeContents(conversationId: string): Promise<void>;
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
  const find = async (
    conversationId: string,
    attachmentId: string,
    fits: (entry: AttachmentEntry) => boolean,
  ): Promise<AttachmentEntry> => {
    const entry = await entries.find(conversationId, attachmentId);
    if (entry === null || !fits(entry)) throw new AppError('not_found', 'there is no such attachment');
    return entry;
  };
  return {
    async receive(conversationId, by, fileName, content) {
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
        await entries.insert(conversationId, ref, by, now, new Date(now.getTime() + orphanMs));
        await files.keep(attachmentId);
        return ref;
      } catch (error) {
        await files.discard(attachmentId);
        throw error;
      }
    },
    async claim(conversationId, attachmentId, message) {
      const { name, size, type } = await find(
        conversationId,
        attachmentId,
        ({ from }) => from.kind === message.by.kind,
      );
      if (await entries.claim(conversationId, attachmentId, message))
        return { attachmentId, name, size, type };
      throw new AppError('conflict', 'this file was sent already');
    },
    async posted(conversationId, reader) {
      const posted = await entries.posted(conversationId);
      return posted.filter((entry) => mayRead(entry, reader));
    },
    async open(conversationId, attachmentId, reader) {
      const entry = await find(conversationId, attachmentId, (found) => mayRead(found, reader));
      return { entry, content: await files.open(attachmentId) };
    },
    async removeAll(conversationId) {
      const all = await entries.all(conversationId);
      for (const { attachmentId } of all) {
        // The content first: what a crash leaves is an entry that the next try finds.
        await files.remove(attachmentId);
        await entries.remove(conversationId, attachmentId);
      }
      return { files: all.length, bytes: all.reduce((sum, { size }) => sum + size, 0) };
    },
    async removeContents(conversationId) {
      for (const { attachmentId } of await entries.all(conversationId)) await files.remove(attachmentId);
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

/** A private file is for staff alone, and so is what an agent has not sent yet: it may become private. */
function mayRead({ from, messageId, private: note }: AttachmentEntry, reader: Reader): boolean {
  return reader === 'staff' || (note !== true && (from.kind === 'requester' || messageId !== null));
}
