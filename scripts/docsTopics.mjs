/** Writes the reference in docs/topics.md from the schema and the examples: `npm run docs:topics`. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { writeReference } = await import(path.join(root, 'dist/topics/reference/writeReference.js'));
const { readExamples } = await import(path.join(root, 'dist/topics/reference/readExamples.js'));

const file = path.join(root, 'docs/topics.md');
const before = await readFile(file, 'utf8');
const after = writeReference(before, await readExamples(path.join(root, 'docs/examples')));
if (after !== before) await writeFile(file, after);
process.stdout.write(`docs/topics.md ${after === before ? 'is as it should be' : 'was written'}\n`);
