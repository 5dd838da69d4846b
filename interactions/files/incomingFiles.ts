import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../contracts/errors.ts';
import { megabyte } from '../../contracts/fileTypes.ts';

/** Files on their way in: on this machine until their size and kind are known, wherever they are kept in the end. */
export interface IncomingFiles {
  path(id: string): string;
  /** @throws AppError `too_large` past `maxBytes`; what was written is gone then. */
  receive(id: string, content: Readable, maxBytes: number): Promise<{ path: string; size: number }>;
  discard(id: string): Promise<void>;
  /** Removes what a crash left half received before this time. */
  sweep(before: Date): Promise<void>;
}

export function createIncomingFiles(folder: string): IncomingFiles {
  const aside = (id: string) => join(folder, id);
  return {
    path: aside,
    async receive(id, content, maxBytes) {
      await mkdir(folder, { recursive: true });
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
    discard: (id) => rm(aside(id), { force: true }),
    async sweep(before) {
      for (const name of await readdir(folder).catch(noFolder)) {
        const path = join(folder, name);
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

export function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
