/**
 * Plays the dialogues that topics carry: `npm run topics:test [-- name …] [folder or file …]`. Without names: those of the
 * folders, or of all shipped topics. The shipped topics are always at hand; a file of yours takes a topic's place.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = (file) => import(path.join(root, 'dist/topics', file));
const { selectTopics } = await dist('loadTopics.js');
const { readTopicFiles } = await dist('readTopicFiles.js');
const { playTopics } = await dist('dialogues/playTopics.js');
const { reportDialogues } = await dist('dialogues/reportDialogues.js');

const given = process.argv.slice(2);
const paths = given.filter((argument) => existsSync(argument));
const names = given.filter((argument) => !existsSync(argument));
const own = (await Promise.all(paths.map((one) => readTopicFiles(one, process.cwd())))).flat();
const shipped = await readTopicFiles(path.join(root, 'topics'), process.cwd());
const nameOf = ({ source }) => /^name:\s*(\w+)/m.exec(source)?.[1];
const taken = new Set(own.map(nameOf));
const { topics, problems } = selectTopics([...own, ...shipped.filter((file) => !taken.has(nameOf(file)))]);
for (const { file, line, column, path: where, message } of problems)
  process.stderr.write(`${file}:${line}:${column}: error: ${where} ${message}\n`);
const unknown = names.filter((name) => !topics.some((topic) => topic.name === name));
for (const name of unknown) process.stderr.write(`there is no topic "${name}" that can be read\n`);

const wanted = names.length > 0 ? names : [...taken];
const { text, ok } = reportDialogues(await playTopics(topics, wanted));
process.stdout.write(`${text}\n`);
process.exitCode = ok && problems.length === 0 && unknown.length === 0 ? 0 : 1;
