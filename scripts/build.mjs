/**
 * Builds everything into dist/: the server rooms with tsc (a type error fails the build), their data files by
 * copying, and the front ends with esbuild. Safe to run again at any time: what has not changed is left alone and
 * what is no longer made is removed. `--front` builds the front ends alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildFrontEnds } from './buildFrontEnds.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const rooms = ['contracts', 'store', 'interactions', 'topics', 'handoff', 'bot', 'server'];
const dataFile = /\.(ya?ml|json|html|css|svg|png|ico|txt)$/;
const made = /\.js(\.map)?$/;

await mkdir(dist, { recursive: true });
const frontOnly = process.argv.includes('--front');
const results = await Promise.allSettled(
  frontOnly
    ? [buildFrontEnds(root)]
    : [buildFrontEnds(root), compileServer(), ...rooms.map(copyDataFiles), ...rooms.map(removeStale)],
);
for (const result of results) {
  if (result.status === 'rejected') {
    process.exitCode = 1;
    process.stderr.write(`${result.reason instanceof Error ? result.reason.message : result.reason}\n`);
  }
}

/** Runs tsc with its state in dist/, so that a build without changes takes about a second. */
async function compileServer() {
  const tsc = path.join(
    path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  );
  const args = ['-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', path.join(dist, '.tsbuildinfo')];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsc, ...args], { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error('build: the type check of the server failed');
}

/** Topics, pages and the like live beside the code that reads them, in dist/ too. */
async function copyDataFiles(room) {
  for (const file of await filesUnder(path.join(root, room))) {
    if (!dataFile.test(file)) continue;
    const from = path.join(root, room, file);
    const to = path.join(dist, room, file);
    if (await sameContent(from, to)) continue;
    await mkdir(path.dirname(to), { recursive: true });
    await copyFile(from, to);
  }
}

/** Removes from dist/ what was made from a file that is gone, so that a deleted module cannot be imported. */
async function removeStale(room) {
  for (const file of await filesUnder(path.join(dist, room))) {
    const source = made.test(file) ? file.replace(made, '') : undefined;
    const alive =
      source === undefined
        ? existsSync(path.join(root, room, file))
        : ['.ts', '.tsx', '.js'].some((end) => existsSync(path.join(root, room, source + end)));
    if (!alive) await rm(path.join(dist, room, file), { force: true });
  }
}

async function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function sameContent(from, to) {
  if (!existsSync(to)) return false;
  const [a, b] = await Promise.all([stat(from), stat(to)]);
  return a.size === b.size && (await readFile(from)).equals(await readFile(to));
}
