import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../contracts/errors.ts';
import { createIncomingFiles, isMissing } from './incomingFiles.ts';

/** The files' content: written aside first, so that a file is there whole or not at all. */
export interface AttachmentFiles {
  /**
   * Writes a stream aside without holding it in memory; answers where it is and its bytes.
   * @throws AppError `too_large` past `maxBytes`; what was written is gone then.
   */
  receive(id: string, content: Readable, maxBytes: number): Promise<{ path: string; size: number }>;
  /** What was received becomes the file. */
  keep(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** @throws AppError `gone`. */
  open(id: string): Promise<Readable>;
  remove(id: string): Promise<void>;
  /** Removes what a crash left half received before this time. */
  sweep(before: Date): Promise<void>;
}

/** In a folder. */
export function createAttachmentFiles(folder: string): AttachmentFiles {
  const incoming = createIncomingFiles(join(folder, 'incoming'));
  const place = (id: string) => join(folder, id.slice(-2), id);
  return {
    receive: incoming.receive,
    async keep(id) {
      await mkdir(join(folder, id.slice(-2)), { recursive: true });
      await rename(incoming.path(id), place(id));
    },
    discard: incoming.discard,
    async open(id) {
      try {
        return (await open(place(id))).createReadStream();
      } catch (error) {
        if (isMissing(error)) throw new AppError('gone', 'the file is not there any more');
        throw error;
      }
    },
    remove: (id) => rm(place(id), { force: true }),
    sweep: incoming.sweep,
  };
}
