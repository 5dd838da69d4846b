/** Writes the tables in docs/record.md from the code: `npm run docs:record`. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { writeTables } = await import(path.join(root, 'dist/interactions/header/writeTables.js'));

const file = path.join(root, 'docs/record.md');
const before = await readFile(file, 'utf8');
const after = writeTables(before);
if (after !== before) await writeFile(file, after);
process.stdout.write(`docs/record.md ${after === before ? 'is as it should be' : 'was written'}\n`);
