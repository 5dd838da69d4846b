import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Examples } from './writeReference.ts';

/** The examples under a folder, by their file names without `.yaml`. */
export async function readExamples(folder: string): Promise<Examples> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  const read = async ({ parentPath, name }: (typeof files)[number]): Promise<[string, string]> => [
    parse(name).name,
    await readFile(join(parentPath, name), 'utf8'),
  ];
  return Object.fromEntries(await Promise.all(files.map(read)));
}
