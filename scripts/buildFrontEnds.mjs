import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { build, transform } from 'esbuild';

/** The widget carries its style sheets as text: they go into a shadow root, and never into the host page. */
const sheetsAsText = {
  name: 'sheets-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\\\]web-widget[/\\\\].*\.css$/ }, async ({ path: file }) => {
      const { code } = await transform(await readFile(file, 'utf8'), {
        loader: 'css',
        minify: true,
        target: 'es2022',
      });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** A file named `….atBuild.ts` is run here; the page gets the value it exports and none of what made it. */
const valuesAtBuild = {
  name: 'values-at-build',
  setup({ onLoad }) {
    onLoad({ filter: /\.atBuild\.ts$/ }, async ({ path: file }) => {
      const { outputFiles } = await build({
        entryPoints: [file],
        bundle: true,
        write: false,
        format: 'iife',
        globalName: 'made',
      });
      const made = new Function(`${outputFiles[0].text}; return made;`)();
      return { contents: JSON.stringify(made.default), loader: 'json' };
    });
  },
};

/**
 * Bundles the front ends into dist/public: `widget.js` (the loader, a classic script with a fixed name),
 * `widget/chat-<hash>.js`, `workspace/desk-<hash>.js|css`, `workspace/studio-<hash>.js|css` and their chunks,
 * and `manifest.json`, which tells the server the hashed names. An entry that does not exist is left out.
 */
export async function buildFrontEnds(root) {
  const out = path.join(root, 'dist/public');
  const keep = new Set();
  const write = (file) => writeIfChanged(out, file, keep);

  const chat = await bundle(root, out, 'web-widget/chat/main.tsx', 'widget/chat', {
    format: 'esm',
    splitting: true,
  });
  // What is opened now and then – a task, the editor, the diagram – is loaded when it is.
  const desk = await bundle(root, out, 'workspace/desk/main.tsx', 'workspace/desk', {
    format: 'esm',
    splitting: true,
  });
  const studio = await bundle(root, out, 'workspace/studio/main.tsx', 'workspace/studio', {
    format: 'esm',
    splitting: true,
  });
  const loader = await bundle(root, out, 'web-widget/loader/main.ts', 'widget', {
    format: 'iife',
    entryNames: '[dir]/[name]',
    define: { CHAT_PATH: JSON.stringify(chat?.js ?? '') },
  });

  for (const entry of [chat, desk, studio, loader]) {
    for (const file of entry?.files ?? []) await write(file);
  }
  const manifest = {
    ...(loader ? { widget: loader.js } : {}),
    ...(chat ? { chat: chat.js } : {}),
    ...(desk ? { desk: pageOf(desk) } : {}),
    ...(studio ? { studio: pageOf(studio) } : {}),
  };
  await write({
    path: path.join(out, 'manifest.json'),
    contents: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
  });
  await removeOthers(out, keep);
}

function pageOf({ js, css, chunks }) {
  return { js, ...(css ? { css } : {}), chunks };
}

/**
 * Bundles one entry in memory. Answers its files and the addresses of its script and style sheet, or undefined
 * when the entry file does not exist.
 */
async function bundle(root, out, entry, name, options) {
  if (!existsSync(path.join(root, entry))) return undefined;
  const result = await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: out,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    sourcemap: 'linked',
    target: 'es2022',
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[dir]/[name]-[hash]',
    chunkNames: `${path.posix.dirname(name)}/chunk-[hash]`,
    assetNames: `${path.posix.dirname(name)}/[name]-[hash]`,
    legalComments: 'none',
    plugins: [sheetsAsText, valuesAtBuild],
    loader: { '.css': 'css', '.svg': 'text' },
    logLevel: 'warning',
    ...options,
  });
  const made = Object.entries(result.metafile.outputs).find(([, output]) => output.entryPoint === entry);
  if (made === undefined) throw new Error(`build: ${entry} made no output`);
  const address = (file) => `/${path.relative(out, path.join(root, file)).split(path.sep).join('/')}`;
  const [js, output] = made;
  return {
    files: result.outputFiles,
    js: address(js),
    css: output.cssBundle === undefined ? undefined : address(output.cssBundle),
    chunks: Object.keys(result.metafile.outputs)
      .filter((file) => file.endsWith('.js') && file !== js)
      .map(address),
  };
}

/** Replaces a file in one step: a server that reads at this moment sees the old one or the new one, whole. */
async function writeIfChanged(out, file, keep) {
  keep.add(path.relative(out, file.path));
  if (existsSync(file.path) && (await readFile(file.path)).equals(file.contents)) return;
  await mkdir(path.dirname(file.path), { recursive: true });
  const draft = `${file.path}.${process.pid}.new`;
  await writeFile(draft, file.contents);
  await rename(draft, file.path);
}

/** Removes bundles of earlier builds. Only the names that this build makes are touched. */
async function removeOthers(out, keep) {
  for (const folder of ['widget', 'workspace']) {
    const names = existsSync(path.join(out, folder)) ? await readdir(path.join(out, folder)) : [];
    for (const name of names) {
      const file = path.join(folder, name);
      if (/-[A-Z0-9]{8}\.(js|css)(\.map)?$/.test(name) && !keep.has(file)) {
        await rm(path.join(out, file), { force: true });
      }
    }
  }
}
