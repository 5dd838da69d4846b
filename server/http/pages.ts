import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import restify, { type Request, type Response, type Server } from 'restify';
import { z } from 'zod';

const asset = z.object({
  js: z.string(),
  css: z.string().optional(),
  chunks: z.array(z.string()).default([]),
});
const manifestShape = z.object({ chat: z.string(), desk: asset.optional(), studio: asset.optional() });

export interface PagesDeps {
  /** The built front ends (dist/public). */
  publicDir: string;
  openApi: () => object;
  /** What the host page tells the widget about its visitor; null: a guest. */
  demoIdentity: () => Promise<string | null>;
}

const year = 31_536_000;

/** The pages (protocol §1): host page, workspace, studio, API reference, and the files they load. */
export function addPages(server: Server, { publicDir, openApi, demoIdentity }: PagesDeps): void {
  const manifest = readManifest(join(publicDir, 'manifest.json'));
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const page = (path: string, render: () => Promise<string> | string): void => {
    server.get(path, async (_request: Request, response: Response) => html(response, await render()));
  };

  server.get('/', async (request: Request, response: Response) => {
    const asGuest = new URLSearchParams(request.getQuery()).has('guest');
    html(response, hostPage(asGuest ? null : await demoIdentity()));
  });
  for (const path of ['/workspace', '/workspace/*']) page(path, () => appPage('Workspace', manifest.desk));
  for (const path of ['/studio', '/studio/*']) page(path, () => appPage('Studio', manifest.studio));
  page('/docs', () => docsPage());
  server.get('/docs/start.js', async (_request: Request, response: Response) => {
    response.sendRaw(200, docsScript, { 'Content-Type': 'text/javascript; charset=utf-8' });
  });
  server.get('/docs/ui/*', restify.plugins.serveStaticFiles(swagger, { maxAge: year }));
  server.get('/api/openapi.json', async (_request: Request, response: Response) => {
    response.sendRaw(200, JSON.stringify(openApi()), { 'Content-Type': 'application/json; charset=utf-8' });
  });
  // The loader keeps its name, so it is asked for anew each time; the others carry a hash of their content.
  for (const path of ['/widget.js', manifest.chat])
    serveAsset(server, publicDir, path, path !== '/widget.js');
  for (const files of [manifest.desk, manifest.studio]) {
    for (const path of [files?.js, files?.css, ...(files?.chunks ?? [])])
      if (path !== undefined) serveAsset(server, publicDir, path, true);
  }
}

/** Serves one built file from memory, compressed where the browser takes it. Any page may load it. */
function serveAsset(server: Server, publicDir: string, path: string, forever: boolean): void {
  const plain = readFileSync(join(publicDir, path));
  const zipped = gzipSync(plain, { level: 9 });
  const headers = {
    'Content-Type': path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    'Cache-Control': forever ? `public, max-age=${year}, immutable` : 'no-cache',
    'Access-Control-Allow-Origin': '*',
    Vary: 'Accept-Encoding',
  };
  server.get(path, async (request: Request, response: Response) => {
    const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, gzip ? { ...headers, 'Content-Encoding': 'gzip' } : headers);
    response.end(gzip ? zipped : plain);
  });
}

function readManifest(file: string): z.infer<typeof manifestShape> {
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return manifestShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function html(response: Response, text: string): void {
  response.sendRaw(200, text, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' });
}

function appPage(title: string, files: z.infer<typeof asset> | undefined): string {
  if (files === undefined) return documentOf(title, '', '<p>This page has not been built.</p>');
  const css = files.css === undefined ? '' : `<link rel="stylesheet" href="${files.css}">`;
  return documentOf(title, `${css}<script type="module" src="${files.js}"></script>`, '<div id="app"></div>');
}

function documentOf(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Switchboard</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

const asDemoRequester =
  'You chat as Robin Vale, a demo employee. <a href="/?guest">Chat as a guest instead</a>';
const asGuest = 'You chat as a guest. <a href="/">Chat as the demo employee instead</a>';

function hostPage(identity: string | null): string {
  const who = identity === null ? '' : ` data-identity="${identity}"`;
  const style = readFileSync(new URL('./hostPage.css', import.meta.url), 'utf8');
  const words = identity === null ? asGuest : asDemoRequester;
  const body = readFileSync(new URL('./hostPage.html', import.meta.url), 'utf8').replace('WHO', words);
  return documentOf(
    'Northwind IT',
    `<style>${style}</style>\n<script src="/widget.js" data-title="IT Service Desk"${who} async></script>`,
    body,
  );
}

const docsScript = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true });\n`;

function docsPage(): string {
  const head = `<link rel="stylesheet" href="/docs/ui/swagger-ui.css">
<script src="/docs/ui/swagger-ui-bundle.js" defer></script>
<script src="/docs/start.js" defer></script>`;
  return documentOf('API', head, '<main id="docs"></main>');
}
