import { type ChildProcess, spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAlive, readLock } from './pidLock.ts';

export interface EmbeddedStore {
  /** Where a driver connects, the database name `switchboard` included. */
  uri: string;
  pid: number;
  /** Ends the store process when this handle started it; else only lets go. Resolves when it is gone. */
  close(): Promise<void>;
  /** Called once when the process ends without `close()`, with a line that says how. */
  onExit(report: (why: string) => void): void;
}

export interface EmbeddedStoreOptions {
  /** The data directory; made with mode 0700 when it is missing. */
  dataDir: string;
  /** How long starting may take, in milliseconds. */
  timeoutMs?: number;
  /** The built `main.js`; the default is the one beside this file, or in `dist/` when this file is source. */
  mainFile?: string;
}

/**
 * Starts the store as a process of its own on a Unix socket, or attaches to the live process that holds the data
 * directory already: several nodes on one machine share one store. A started process ends by itself when its
 * starter is gone and nobody is connected any more. Throws when it cannot start within the time.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const dir = resolve(options.dataDir);
  const end = Date.now() + (options.timeoutMs ?? 15_000);
  let trouble = '';
  while (Date.now() < end) {
    const there = await attach(dir);
    if (there) return there;
    const started = await launch(dir, options, end);
    if (typeof started !== 'string') return started;
    // Another node may have been faster: its lock is then seen in the next round.
    trouble = started;
    await pause(100);
  }
  throw new Error(`the embedded store in ${dir} did not start: ${trouble || 'it took too long'}`);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function attach(dir: string): Promise<EmbeddedStore | undefined> {
  const holder = readLock(dir);
  if (!holder?.uri || !isAlive(holder) || !(await answers(holder.uri))) return undefined;
  const reports: ((why: string) => void)[] = [];
  // Not our child: its end is noticed by looking.
  const watch = setInterval(() => {
    if (isAlive(holder)) return;
    clearInterval(watch);
    for (const report of reports) report(`store process ${holder.pid} is gone`);
  }, 1000);
  watch.unref();
  return {
    uri: holder.uri,
    pid: holder.pid,
    close: async () => clearInterval(watch),
    onExit: (report) => {
      reports.push(report);
    },
  };
}

/** Whether somebody listens: a store on its way out may still hold its lock. */
function answers(uri: string): Promise<boolean> {
  const host = /^mongodb:\/\/(?:[^@]*@)?([^/]+)\//.exec(uri)?.[1] ?? '';
  const tcp = /^\[?([^\]]+)\]?:(\d+)$/.exec(host);
  const target = tcp ? { host: tcp[1] as string, port: Number(tcp[2]) } : { path: decodeURIComponent(host) };
  return new Promise((done) => {
    const socket = createConnection(target);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function launch(
  dir: string,
  options: EmbeddedStoreOptions,
  end: number,
): Promise<EmbeddedStore | string> {
  const child = spawn(process.execPath, [options.mainFile ?? builtMain(), '--dbpath', dir, '--tied'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Signals to our process group (Ctrl-C) are ours to handle: the store outlives the drain of its clients.
    detached: true,
  });
  let told = '';
  const keep = (chunk: Buffer): void => {
    told = (told + chunk.toString()).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => {}); // The pipe only says that we live; its other end closes when the child does.
  const exited = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(`ended with ${signal ?? `code ${code}`}: ${told.trim()}`));
  });
  while (Date.now() < end) {
    const gone = await Promise.race([exited, pause(25)]);
    if (typeof gone === 'string') return gone;
    if (!told.includes('Waiting for connections')) continue;
    const holder = readLock(dir);
    if (holder?.pid === child.pid && holder?.uri) return handleOf(child, holder.uri, exited);
  }
  child.kill('SIGKILL');
  return `it took too long: ${told.trim()}`;
}

function handleOf(child: ChildProcess, uri: string, exited: Promise<string>): EmbeddedStore {
  let closing = false;
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr])
    (stream as unknown as { unref(): void } | null)?.unref();
  return {
    uri,
    pid: child.pid ?? 0,
    close: async () => {
      closing = true;
      child.ref();
      child.kill('SIGTERM');
      await exited;
    },
    onExit: (report) => {
      exited.then(
        (why) => {
          if (!closing) report(`store process ${child.pid} ${why}`);
        },
        (error: unknown) => report(String(error)),
      );
    },
  };
}

function builtMain(): string {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith('.ts')
    ? fileURLToPath(new URL('../../dist/store/embedded/main.js', import.meta.url))
    : fileURLToPath(new URL('./main.js', import.meta.url));
}
