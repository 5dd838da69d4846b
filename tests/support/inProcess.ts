import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settingsSchema } from '../../contracts/settings.ts';
import { readConfig } from '../../server/config.ts';
import { createServer, type RunningServer, type ServerOptions } from '../../server/createServer.ts';
import { createLog } from '../../server/log.ts';
import { type SimulatedClock, simulatedClock } from './clock.ts';
import { adminPassword, demoPassword, login } from './server.ts';
import { openTestStore, type TestStore } from './testStore.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The real server in the test's process, on a real store, with a clock that the test moves. */
export interface InProcess {
  url: string;
  clock: SimulatedClock;
  server: RunningServer;
  store: TestStore;
  login(email: string): Promise<string>;
  /** Moves the clock, then does what is due. Heartbeats are kept up on the way, as the real sweeper would. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface InProcessOptions {
  settings?: Record<string, unknown>;
  clock?: SimulatedClock;
  /** Another node on the same store. */
  store?: TestStore;
  env?: Record<string, string>;
  topicsDir?: string;
  /** Sweeps by itself so often, in real time; not at all unless said. */
  sweepMs?: number;
  /** Where the server logs; quiet unless said. */
  log?: ServerOptions['log'];
  /** Hears of topic files that do not validate. */
  refused?: ServerOptions['refused'];
}

export async function startInProcess(options: InProcessOptions = {}): Promise<InProcess> {
  const store = options.store ?? (await openTestStore());
  const clock = options.clock ?? simulatedClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    SECRET_KEY: 'a secret that all nodes of the test share',
    DEMO: '1',
    ADMIN_PASSWORD: adminPassword,
    DEMO_PASSWORD: demoPassword,
    MONGODB_URI: store.uri,
    LOG_LEVEL: 'fatal',
    SETTINGS: JSON.stringify(options.settings ?? {}),
    ...options.env,
  });
  const server = await createServer({
    config,
    storeUri: store.uri,
    clock,
    log: options.log ?? createLog(config.logLevel),
    ...(options.refused === undefined ? {} : { refused: options.refused }),
    version: 'test',
    sweepMs: options.sweepMs ?? 0,
    topicsDir: options.topicsDir ?? join(root, 'topics'),
    publicDir: join(root, 'dist/public'),
  });
  const url = await server.listen();
  // Often enough that no agent's lease runs out on the way.
  const heartbeat = (leaseOf(options.settings) * 2) / 3;
  return {
    url,
    clock,
    server,
    store,
    login: (email) => login(url, email, email.startsWith('admin@') ? adminPassword : demoPassword),
    async pass(seconds) {
      for (let left = seconds; left > 0; left -= heartbeat) {
        clock.advance(Math.min(left, heartbeat) * 1_000);
        await server.sweep();
      }
    },
    async close() {
      await server.close();
      if (options.store === undefined) await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function leaseOf(settings: Record<string, unknown> | undefined): number {
  return settingsSchema.parse(settings ?? {}).handoff.leaseSeconds;
}
