/**
 * Fails when a page has outgrown its budget: the loader, which every page of the host pays for, everything that the
 * widget loads once it is opened, the desk, and what the studio loads before an editor or a diagram is asked for.
 * Sizes are gzip bytes of the built files; source maps do not count.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const kB = 1_000;
const loaderLimit = 3 * kB;
const totalLimit = 60 * kB;
const deskLimit = 60 * kB;
const studioLimit = 80 * kB;
const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist/public');

const chunks = (await readdir(path.join(folder, 'widget'))).filter((name) => name.endsWith('.js')).sort();
const sizes = await Promise.all(['widget.js', ...chunks.map((name) => `widget/${name}`)].map(measure));
const loader = sizes.find(({ name }) => name === 'widget.js')?.gzip ?? 0;
const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);

for (const { name, raw, gzip } of sizes) print(name, raw, gzip);
print(
  'total',
  sizes.reduce((sum, { raw }) => sum + raw, 0),
  total,
);

const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
const desk = await measureAll(manifest.desk.js);
const studio = await measureAll(manifest.studio.js);
for (const { name, raw, gzip } of [desk, studio]) print(name.slice(1), raw, gzip);

refuse('the loader', loader, loaderLimit);
refuse('the widget', total, totalLimit);
refuse('the desk', desk.gzip, deskLimit);
refuse('the studio', studio.gzip, studioLimit);

/** A page's script with the chunks that it loads at once; what it asks for later does not count. */
async function measureAll(entry) {
  const seen = new Set();
  const waiting = [entry];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const code = await readFile(path.join(folder, name), 'utf8');
    for (const [, chunk] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g))
      waiting.push(path.posix.join(path.posix.dirname(name), chunk));
  }
  const parts = await Promise.all([...seen].map(measure));
  const sum = (of) => parts.reduce((total, part) => total + part[of], 0);
  return { name: entry, raw: sum('raw'), gzip: sum('gzip') };
}

async function measure(name) {
  const content = await readFile(path.join(folder, name));
  return { name, raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
}

function print(name, raw, gzip) {
  process.stdout.write(`${name.padEnd(32)}${show(raw).padStart(12)}${show(gzip).padStart(12)} gzip\n`);
}

function refuse(what, size, limit) {
  if (size <= limit) return;
  process.stderr.write(`size: ${what} has ${show(size)} gzip, the limit is ${show(limit)}\n`);
  process.exitCode = 1;
}

function show(bytes) {
  return `${(bytes / kB).toFixed(2)} kB`;
}
