/**
 * Checks topic files: `npm run topics:check [-- file or folder …] [--json]`. Without files: the shipped topics. Prints
 * `file:line:column: error|warning: path message`; exits with 1 when there is an error.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = (file) => import(path.join(root, 'dist/topics', file));
const { loadTopics } = await dist('loadTopics.js');
const { readTopicFiles } = await dist('readTopicFiles.js');
const { checkTopics } = await dist('validation/checkTopics.js');

const given = process.argv.slice(2);
const paths = given.filter((argument) => !argument.startsWith('--'));
const shippedFolder = path.join(root, 'topics');
const whole = paths.length === 0;
const files = (
  await Promise.all((whole ? [shippedFolder] : paths).map((one) => readTopicFiles(one, process.cwd())))
).flat();
const others = whole ? [] : (await loadTopics(shippedFolder)).topics;
const problems = checkTopics(files, others, { whole, shared: 'error' });
const errors = problems.filter(({ severity }) => severity === 'error').length;

if (given.includes('--json')) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
else {
  for (const { file, line, column, severity, path: where, message } of problems)
    process.stdout.write(
      `${file}:${line}:${column}: ${severity}: ${where === '' ? '' : `${where} `}${message}\n`,
    );
  const counts = [
    count(files.length, 'topic'),
    count(errors, 'error'),
    count(problems.length - errors, 'warning'),
  ];
  process.stdout.write(`${counts.join(', ')}\n`);
}
process.exitCode = errors === 0 ? 0 : 1;

function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
