import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../contracts/errors.ts';
import { megabyte } from '../contracts/fileTypes.ts';

/** The files' content in a folder: written beside it first, so that a file is there whole or not at all. */
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

export function createAttachmentFiles(folder: string): AttachmentFiles {
  const incoming = join(folder, 'incoming');
  const aside = (id: string) => join(incoming, id);
  const place = (id: string) => join(folder, id.slice(-2), id);
  return {
    async receive(id, content, maxBytes) {
      await mkdir(incoming, { recursive: true });
      let size = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          done(size > maxBytes ? tooLarge(maxBytes) : null, chunk);
        },
      });
      try {
        await pipeline(content, counted, createWriteStream(aside(id), { flags: 'wx', mode: 0o600 }));
      } catch (error) {
        await rm(aside(id), { force: true });
        throw error;
      }
      return { path: aside(id), size };
    },
    async keep(id) {
      await mkdir(join(folder, id.slice(-2)), { recursive: true });
      await rename(aside(id), place(id));
    },
    discard: (id) => rm(aside(id), { force: true }),
    async open(id) {
      try {
        return (await open(place(id))).createReadStream();
      } catch (error) {
        if (isMissing(error)) throw new AppError('gone', 'the file is not there any more');
        throw error;
      }
    },
    remove: (id) => rm(place(id), { force: true }),
    async sweep(before) {
      for (const name of await readdir(incoming).catch(noFolder)) {
        const path = join(incoming, name);
        const { mtime } = await stat(path);
        if (mtime < before) await rm(path, { force: true });
      }
    },
  };
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor((maxBytes / megabyte) * 10) / 10;
  return new AppError('too_large', `a file may have at most ${megabytes} MB`);
}

/** Nothing was uploaded yet. */
function noFolder(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
