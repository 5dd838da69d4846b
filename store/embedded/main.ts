import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { parseArguments, type StoreArguments } from './arguments.ts';
import { version } from './commands/server.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './engine/worker.ts';
import { publishUri, releaseLock, takeLock } from './pidLock.ts';
import { socketPathFor } from './socketPath.ts';
import { SocketServer } from './wire/socketServer.ts';

const userName = 'switchboard';

/** Runs the store as a process of its own until a signal, or (tied) until nobody needs it. */
export async function runStore(argv: readonly string[]): Promise<void> {
  const options = parseArguments(argv);
  if (!options) {
    console.log(`db version v${version}\nBuild Info: switchboard-embedded-store`);
    return;
  }
  const dir = resolve(options.dbpath);
  privateDirectory(dir);
  takeLock(dir);
  try {
    await serve(options, dir);
  } catch (error) {
    releaseLock(dir);
    throw error;
  }
}

async function serve(options: StoreArguments, dir: string): Promise<void> {
  const password = options.auth ? passwordOf(dir) : undefined;
  const worker = await startEngine({
    file: join(dir, 'store.sqlite'),
    maxPages: options.maxPages,
    ttlSeconds: options.ttlSeconds,
    user: password === undefined ? undefined : { name: userName, password },
  });
  let untied = !options.tied;
  let stopping = false;
  const sockets = new SocketServer(
    (messages) => worker.postMessage({ kind: 'messages', messages } satisfies ToWorker),
    () => {
      if (untied && options.tied) stop(0);
    },
  );
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'replies') sockets.deliver(message.replies);
  });
  worker.on('error', (error) => fail(dir, error));
  const stop = (code: number): void => {
    if (stopping) return;
    stopping = true;
    shutDown(sockets, worker, dir, socketFile).then(
      () => process.exit(code),
      (error: unknown) => fail(dir, error),
    );
  };
  const socketFile = options.listen.kind === 'unix' ? (options.listen.path ?? socketPathFor(dir)) : undefined;
  const address = await listen(sockets, options, socketFile);
  const uri = uriOf(address, password);
  publishUri(dir, uri);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  if (options.tied) {
    // The spawner is gone when its end of the pipe is. Others may still be connected: the last of them counts.
    const gone = (): void => {
      untied = true;
      if (sockets.connections === 0) stop(0);
    };
    process.stdin.on('end', gone).on('close', gone).on('error', gone).resume();
  }
  console.log(
    JSON.stringify({
      msg: 'Waiting for connections',
      pid: process.pid,
      address: shown(address),
      engine: worker.engine,
    }),
  );
}

interface EngineWorker extends Worker {
  engine: string;
}

function startEngine(workerData: WorkerOptions): Promise<EngineWorker> {
  const here = fileURLToPath(import.meta.url);
  const file = join(dirname(here), 'engine', here.endsWith('.ts') ? 'worker.ts' : 'worker.js');
  const worker = new Worker(file, { workerData }) as EngineWorker;
  return new Promise((resolveReady, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: FromWorker) => {
      worker.off('error', reject);
      if (message.kind === 'ready') {
        worker.engine = message.engine;
        resolveReady(worker);
      } else reject(new Error('the engine did not start'));
    });
  });
}

type Address = { kind: 'unix'; path: string } | { kind: 'tcp'; host: string; port: number };

async function listen(
  sockets: SocketServer,
  options: StoreArguments,
  socketFile: string | undefined,
): Promise<Address> {
  const { server } = sockets;
  if (socketFile !== undefined) {
    socketDirectory(dirname(socketFile));
    // We hold the lock of the data directory: a socket that is there belongs to nobody any more.
    if (existsSync(socketFile) && lstatSync(socketFile).isSocket()) rmSync(socketFile);
    await listening(server, { path: socketFile });
    chmodSync(socketFile, 0o600);
    return { kind: 'unix', path: socketFile };
  }
  const { host, port } = options.listen as Extract<StoreArguments['listen'], { kind: 'tcp' }>;
  await listening(server, { host, port });
  return { kind: 'tcp', host, port: (server.address() as AddressInfo).port };
}

function listening(
  server: import('node:net').Server,
  where: { path: string } | { host: string; port: number },
): Promise<void> {
  return new Promise((resolveListening, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolveListening();
    });
  });
}

function uriOf(address: Address, password: string | undefined): string {
  const who = password === undefined ? '' : `${userName}:${password}@`;
  const where =
    address.kind === 'unix'
      ? encodeURIComponent(address.path)
      : `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
  const source = password === undefined ? '' : '&authSource=admin&authMechanism=SCRAM-SHA-256';
  return `mongodb://${who}${where}/switchboard?directConnection=true${source}`;
}

function shown(address: Address): string {
  return address.kind === 'unix' ? address.path : `${address.host}:${address.port}`;
}

async function shutDown(
  sockets: SocketServer,
  worker: Worker,
  dir: string,
  socketFile: string | undefined,
): Promise<void> {
  await sockets.close();
  const closed = new Promise<void>((resolveClosed) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'closed') resolveClosed();
    });
  });
  worker.postMessage({ kind: 'close' } satisfies ToWorker);
  await closed;
  if (socketFile !== undefined) rmSync(socketFile, { force: true });
  releaseLock(dir);
}

/** The engine is gone: nothing can be answered truthfully any more, so the process ends. */
function fail(dir: string, error: unknown): void {
  console.error(error);
  releaseLock(dir);
  process.exit(1);
}

/** Made for the owner alone. One that is there must be ours; the data directory is closed to others. */
function privateDirectory(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const info = statSync(dir);
  if (ownedByAnother(info)) throw new Error(`${dir} belongs to another user`);
  if ((info.mode & 0o1000) !== 0)
    throw new Error(`${dir} is a shared directory; name one of its own below it`);
  if ((info.mode & 0o077) !== 0) chmodSync(dir, 0o700);
}

/** The directory of the socket: made 0700, or found so. Its mode is what keeps other users out. */
function socketDirectory(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const info = lstatSync(dir);
  if (!info.isDirectory() || ownedByAnother(info) || (info.mode & 0o077) !== 0) {
    throw new Error(`the socket's directory ${dir} must be a directory of this user with mode 0700`);
  }
}

function ownedByAnother(info: { uid: number }): boolean {
  const user = process.getuid?.();
  return user !== undefined && info.uid !== user;
}

function passwordOf(dir: string): string {
  const file = join(dir, 'store.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

const started = process.argv[1];
if (
  started !== undefined &&
  existsSync(started) &&
  realpathSync(started) === fileURLToPath(import.meta.url)
) {
  runStore(process.argv.slice(2)).catch((error: unknown) => {
    console.error(
      `exception in initAndListen: StoreError: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  });
}
