import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface TopicFile {
  /** As people call it. */
  file: string;
  source: string;
}

/** Every `.yaml` file of a file's or folder's path, in order; files are named relative to `from`. */
export async function readTopicFiles(path: string, from: string): Promise<TopicFile[]> {
  const paths = (await stat(path)).isDirectory() ? await yamlFilesIn(path) : [path];
  return Promise.all(
    paths.map(async (one) => ({ file: relative(from, one), source: await readFile(one, 'utf8') })),
  );
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
