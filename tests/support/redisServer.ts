import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Redis of the test's own, without persistence, on a free port. */
export interface RedisServer {
  url: string;
  /** As it would be by a crash: whatever it held is gone. */
  stop(): Promise<void>;
  /** Again, at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Where the machine's `redis-server` is; null: there is none. */
export function redisOnPath(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'redis-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

export async function startRedis(file: string): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  let stop = async (): Promise<void> => undefined;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    stop: () => stop(),
    async start() {
      const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      stop = async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      };
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          if (/ready to accept connections/i.test(line)) resolve();
        });
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
      });
    },
    async close() {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
