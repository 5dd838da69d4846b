/** Bundles the measurement of discovery into dist/bench and runs it. Peers are installed here when they are asked for. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const options = process.argv.slice(2);

if (!options.includes('--without-peers') && !existsSync(path.join(here, 'node_modules')))
  execFileSync('npm', ['ci'], { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
await build({
  absWorkingDir: root,
  entryPoints: { discovery: 'bench/discovery/main.ts', discoveryTrial: 'bench/discovery/trial.ts' },
  outdir: 'dist/bench',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const child = spawn(process.execPath, [path.join(root, 'dist/bench/discovery.js'), ...options], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
