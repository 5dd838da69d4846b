import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectStore } from '../../store/connect.ts';
import { readLock } from '../../store/embedded/pidLock.ts';
import { startEmbeddedStore } from '../../store/embedded/start.ts';
import { startServer } from '../../tests/support/server.ts';
import { machine } from '../machine.ts';
import { percentile } from '../measure.ts';
import { type Process, secondsUsed } from '../processTime.ts';
import { fillInteractions } from './fill.ts';
import { headerSaves } from './headerSaves.ts';
import { lists } from './lists.ts';

// This file runs as dist/bench/search.js.
const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(dist, '..');
const count = Number(process.env.INTERACTIONS ?? 200_000);
const rounds = Number(process.env.ROUNDS ?? 4);
const perRound = 10;

/** Fills a store, starts the built server on it, and measures the first page of many lists in one run (bench/README.md). */
async function main(): Promise<void> {
  const kept = process.env.BENCH_DATA;
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'switchboard-search-')));
  const started = Date.now();
  let running: { close(): Promise<unknown> } | null = null;
  try {
    await fill(join(dataDir, 'store'));
    const filled = (Date.now() - started) / 1_000;
    process.stderr.write(`filled in ${filled.toFixed(0)} s\n`);
    const server = await startServer({
      dataDir,
      env: { DEMO: '1' },
      settings: { limits: { loginAttempts: 1_000 } },
    });
    running = server;
    const lock = readLock(join(dataDir, 'store'));
    const token = await server.login('supervisor@example.com');
    const processes = [{ pid: server.process.pid ?? 0 }, { pid: lock?.pid ?? 0 }];
    const results = lists.map(() => ({ times: [] as number[], cpu: 0, rows: 0 }));
    for (let round = 0; round <= rounds; round += 1)
      for (const [index, { title, query }] of lists.entries()) {
        const result = results[index];
        if (result === undefined) continue;
        const before = used(processes);
        for (let n = 0; n < perRound; n += 1) {
          const asked = query((round * perRound + n) * 7 + 1);
          const { ms, rows } = await firstPage(
            `${server.url}/api/v1/interactions?limit=50&${asked}`,
            token,
            title,
          );
          result.rows = Math.max(result.rows, rows);
          if (round > 0) result.times.push(ms);
        }
        if (round > 0) result.cpu += used(processes) - before;
      }
    const saves = await headerSaves(lock?.uri ?? '', { pid: lock?.pid ?? 0 });
    const connection = await connectStore(lock?.uri ?? '');
    const status = await connection.db?.admin().serverStatus();
    await connection.close();
    const { size } = await stat(join(dataDir, 'store/store.sqlite'));
    const filtered = results.slice(1);
    const line = (title: string, first: string, samples: number[]): string =>
      `| ${title} | ${first} | ${[0.5, 0.95, 0.99].map((p) => percentile(samples, p).toFixed(1)).join(' | ')} |`;
    const cpuOf = (some: typeof results): string =>
      (
        (some.reduce((sum, { cpu }) => sum + cpu, 0) * 1_000) /
        some.reduce((sum, { times }) => sum + times.length, 0)
      ).toFixed(1);
    const report = [
      ...machine(root, dataDir, String(status?.storageEngine?.name ?? '')).map((each) => `- ${each}`),
      `- ${count} interactions, ${(size / 2 ** 30).toFixed(2)} GiB${kept === undefined ? `; filling took ${filled.toFixed(0)} s` : ''}; ${rounds} rounds of ${perRound} requests each after a warm-up, one request at a time`,
      '',
      '| first page of 50, milliseconds | rows | CPU of server and store | p50 | p95 | p99 |',
      '|---|---|---|---|---|---|',
      ...lists.flatMap(({ title }, index) => {
        const result = results[index];
        return result === undefined ? [] : [line(title, `${result.rows} | ${cpuOf([result])}`, result.times)];
      }),
      line(
        '**all with a filter**',
        ` | ${cpuOf(filtered)}`,
        filtered.flatMap(({ times }) => times),
      ),
      '',
      '| saving the header of a turn, milliseconds | CPU of the store | p50 | p95 | p99 |',
      '|---|---|---|---|---|',
      line('without keys', saves.without.cpu.toFixed(2), saves.without.times),
      line('with keys', saves.withKeys.cpu.toFixed(2), saves.withKeys.times),
    ];
    process.stdout.write(`${report.join('\n')}\n`);
  } finally {
    await running?.close();
    if (kept === undefined)
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function firstPage(url: string, token: string, title: string): Promise<{ ms: number; rows: number }> {
  const started = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const body = (await response.json()) as { items?: unknown[] };
  const ms = performance.now() - started;
  if (!response.ok) throw new Error(`${title}: ${response.status} ${JSON.stringify(body)}`);
  return { ms, rows: body.items?.length ?? 0 };
}

function used(processes: Process[]): number {
  return processes.reduce((sum, one) => sum + (secondsUsed(one) ?? Number.NaN), 0);
}

async function fill(dataDir: string): Promise<void> {
  const store = await startEmbeddedStore({ dataDir, mainFile: join(dist, 'store/embedded/main.js') });
  await fillInteractions(store.uri, count);
  await store.close();
}

await main();
