import './checkNode.ts';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedStore } from '../store/embedded/start.ts';
import { type Config, readConfig, StartError } from './config.ts';
import { createServer, type RunningServer } from './createServer.ts';
import { createLog } from './log.ts';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..');
const sweepMs = 1_000;
const longestStopMs = 9_000;

/** Starts everything (protocol §1): the store unless one is given, then the server; stops it on SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const store =
    config.mongodbUri === null ? await startEmbeddedStore({ dataDir: join(config.dataDir, 'store') }) : null;
  const storeUri = store?.uri ?? config.mongodbUri ?? '';
  let server: RunningServer | null = null;
  try {
    server = await createServer({
      config,
      storeUri,
      clock: { now: () => new Date() },
      log,
      version: versionOf(join(dist, '..', 'package.json')),
      sweepMs,
      topicsDir: join(dist, 'topics'),
      publicDir: join(dist, 'public'),
    });
    const url = await server.listen();
    log.info({ url }, `Switchboard is ready at ${url}`);
    tellAccounts(server, url, config);
  } catch (error) {
    await server?.close().catch(() => undefined);
    await store?.close().catch(() => undefined);
    throw error;
  }

  let stopping = false;
  const stop = (signal: string, code: number): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: no new sockets, turns in flight are finished');
    setTimeout(() => process.exit(1), longestStopMs).unref();
    const running = server;
    void (async () => {
      await running?.close();
      await store?.close();
      process.exit(code);
    })().catch((error: unknown) => {
      log.error({ err: error }, 'the stop failed');
      process.exit(1);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(signal, 0));
  // A mistake of ours that nobody caught: stop in order, and let whoever runs us start anew.
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      stop(event, 1);
    });
  }
  store?.onExit(() => {
    log.fatal('the embedded store ended by itself');
    stop('store', 1);
  });
}

function tellAccounts({ made }: RunningServer, url: string, config: Config): void {
  const lines = [
    '',
    `  Switchboard  ${url}`,
    '',
    `  Widget       ${url}/`,
    `  Workspace    ${url}/workspace`,
    `  Studio       ${url}/studio`,
    `  API          ${url}/docs`,
    '',
  ];
  if (made.admin !== null)
    lines.push(`  Administrator  ${made.admin.email}   ${words(made.admin.password, 'ADMIN_PASSWORD')}`);
  if (made.demo !== null) {
    lines.push(
      `  Demo accounts  ${made.demo.emails.join(', ')}`,
      `                 ${words(made.demo.password, 'DEMO_PASSWORD')}`,
    );
  }
  if (made.admin !== null || made.demo !== null)
    lines.push('', '  Generated passwords are shown this once.', '');
  else
    lines.push(
      `  The accounts were made at the first start with this data (${config.mongodbUri === null ? config.dataDir : 'MONGODB_URI'}).`,
      '',
    );
  process.stderr.write(`${lines.join('\n')}\n`);
}

function words(password: string | null, variable: string): string {
  return password === null ? `password from ${variable}` : `password: ${password}`;
}

function versionOf(file: string): string {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '0';
}

/** One clear line for what the person who starts it can mend; the whole error for what is ours. */
function lineOf(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `the port is taken (${error.message}); set PORT to another one`;
  if (code === 'EACCES') return `not allowed to listen there (${error.message}); set PORT to 1024 or above`;
  if (/ServerSelection/.test(error.name)) return `the store does not answer: ${error.message}`;
  return error.stack ?? error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`switchboard: ${lineOf(error)}\n`);
  process.exit(1);
});
