import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from './lesson.ts';
import { modelFormat, readModel } from './modelFile.ts';
import type { DiscoveryModel } from './trainModel.ts';

/** Trained models in a folder, by what they were trained on. They can be made again, so any of them may be removed. */
export interface ModelCache {
  /** Null: there is none, or it is damaged. @throws when the folder cannot be read. */
  read(key: string): Promise<DiscoveryModel | null>;
  /** @throws when the folder cannot be written. */
  write(key: string, model: Uint8Array): Promise<void>;
}

const kept = 12;
const ending = '.model';

/** Equal keys: the same model comes out. */
export function modelKey(lesson: Lesson): string {
  const hash = createHash('sha256').update(JSON.stringify([modelFormat, lesson]));
  return hash.digest('hex').slice(0, 32);
}

export function createModelCache(folder: string): ModelCache {
  const fileOf = (key: string): string => join(folder, `${key}${ending}`);
  return {
    async read(key) {
      const bytes = await readFile(fileOf(key)).catch(absent);
      const model = bytes === null ? null : readModel(bytes);
      // What was used last is kept.
      if (model !== null) await utimes(fileOf(key), new Date(), new Date()).catch(absent);
      return model;
    },
    async write(key, model) {
      await mkdir(folder, { recursive: true });
      // Whole or not at all: another node may read the folder.
      const draft = join(folder, `${key}.${randomUUID()}.tmp`);
      await writeFile(draft, model, { flush: true });
      await rename(draft, fileOf(key));
      await removeOldest(folder);
    },
  };
}

async function removeOldest(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending));
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(join(folder, file)).catch(absent))?.mtimeMs ?? 0 })),
  );
  const old = dated.sort((a, b) => b.at - a.at).slice(kept);
  for (const { file } of old) await rm(join(folder, file), { force: true });
}

/** Never written, or removed by another node on the same folder. */
function absent(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
