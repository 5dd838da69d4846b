import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const adminPassword = 'admin-password-1';
export const demoPassword = 'demo-password-1';

export interface ServerOptions {
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
  /** Kept when given: for restarts on the same data. */
  dataDir?: string;
}

export interface TestServer {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** The log so far, one object a line. */
  log: Record<string, unknown>[];
  login(email: string): Promise<string>;
  /** Ends it at once, as a crash would; its embedded store ends with it. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  close(): Promise<number | null>;
}

const main = new URL('../../dist/server/main.js', import.meta.url).pathname;

/** Starts the built server as a user would, on a free port, and waits until it listens. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  if (!existsSync(main)) throw new Error('dist/server/main.js is missing: run "npm run build" first');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'switchboard-')));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_PASSWORD: adminPassword,
      DEMO_PASSWORD: demoPassword,
      ...(options.settings === undefined ? {} : { SETTINGS: JSON.stringify(options.settings) }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const entry = JSON.parse(line) as Record<string, unknown>;
      log.push(entry);
      if (typeof entry.url === 'string') resolve(entry.url);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return {
    url,
    dataDir,
    process: child,
    log,
    login: (email) => login(url, email, email.startsWith('admin@') ? adminPassword : demoPassword),
    kill: async () => {
      await end('SIGKILL');
    },
    async close() {
      const code = await end('SIGTERM');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** Signs in over HTTP; answers the token. */
export async function login(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const body = (await response.json()) as { token: string; detail?: string };
  if (!response.ok) throw new Error(`sign-in of ${email}: ${response.status} ${body.detail ?? ''}`);
  return body.token;
}
