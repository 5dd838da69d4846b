import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built store; `npm test` builds it first. */
export const storeMain = resolve('dist/store/embedded/main.js');

export interface StoreProcess {
  uri: string;
  readonly dir: string;
  readonly pid: number;
  /** Everything that it has printed. */
  output(): string;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
  /** Starts it again on the same directory. */
  restart(): Promise<void>;
  /** Stops it and removes its directory. */
  remove(): Promise<void>;
}

/**
 * A real store process on a Unix socket of its own (or as `args` say), for tests that start, kill and restart it.
 * Throws with a clear line when the store has not been built.
 */
export async function startStoreProcess(
  options: { dir?: string; args?: string[] } = {},
): Promise<StoreProcess> {
  if (!existsSync(storeMain)) throw new Error(`${storeMain} is missing: run "npm run build" first`);
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'store-'));
  const data = join(dir, 'data');
  let child: ChildProcess;
  let text = '';
  let exited: Promise<number | null>;

  const launch = async (): Promise<string> => {
    text = '';
    const process_ = spawn(process.execPath, [storeMain, '--dbpath', data, ...(options.args ?? [])], {
      stdio: 'pipe',
    });
    child = process_;
    process_.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    process_.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    exited = new Promise((done) => process_.once('exit', (code) => done(code)));
    for (let waited = 0; !text.includes('Waiting for connections'); waited += 20) {
      if (process_.exitCode !== null) throw new Error(`the store ended: ${text}`);
      if (waited > 20_000) throw new Error(`the store did not start: ${text}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    const address = (
      JSON.parse(
        text
          .trim()
          .split('\n')
          .find((line) => line.includes('Waiting')) ?? '{}',
      ) as { address: string }
    ).address;
    const where = address.startsWith('/') ? encodeURIComponent(address) : address;
    return `mongodb://${where}/test?directConnection=true&serverSelectionTimeoutMS=5000`;
  };

  const store: StoreProcess = {
    uri: await launch(),
    dir: data,
    get pid() {
      return child.pid ?? 0;
    },
    output: () => text,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
    restart: async () => {
      store.uri = await launch();
    },
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) await store.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return store;
}
