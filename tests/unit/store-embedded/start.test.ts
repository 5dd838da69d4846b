import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbeddedStore } from '../../../store/embedded/start.ts';
import { startStoreProcess, storeMain } from '../../support/storeProcess.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('the first starts the store, the second attaches; closing the second leaves it', async () => {
  const dataDir = join(base, 'data');
  const [first, second] = await Promise.all([
    startEmbeddedStore({ dataDir }),
    startEmbeddedStore({ dataDir }),
  ]);
  expect(first.pid).toBe(second.pid);
  const third = await startEmbeddedStore({ dataDir });
  expect(third.uri).toBe(first.uri);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  await third.close();
  const client = await new MongoClient(first.uri).connect();
  await client.db().collection('a').insertOne({ a: 1 });
  expect(client.db().databaseName).toBe('switchboard');
  await client.close();
  await Promise.all([first.close(), second.close()]);
  expect(alive(first.pid)).toBe(false);
});

test('a path too long for a socket gets one elsewhere', async () => {
  const store = await startEmbeddedStore({ dataDir: join(base, 'x'.repeat(120)) });
  const client = await new MongoClient(store.uri).connect();
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
  await store.close();
});

test('an unexpected end is reported', async () => {
  const store = await startEmbeddedStore({ dataDir: join(base, 'data') });
  const told = new Promise<string>((done) => store.onExit(done));
  process.kill(store.pid, 'SIGKILL');
  expect(await told).toMatch(/SIGKILL/);
  const again = await startEmbeddedStore({ dataDir: join(base, 'data') });
  await again.close();
});

test('the store ends when its starter is gone and nobody is connected', async () => {
  const child: ChildProcess = spawn(process.execPath, [storeMain, '--dbpath', join(base, 'data'), '--tied'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((done) => child.once('exit', done));
  const line = await new Promise<string>((done) =>
    child.stdout?.once('data', (chunk: Buffer) => done(chunk.toString())),
  );
  const { address } = JSON.parse(line) as { address: string };
  const client = await new MongoClient(`mongodb://${encodeURIComponent(address)}/x`).connect();
  child.stdin?.end();
  await new Promise((done) => setTimeout(done, 300));
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
  expect(await exited).toBe(0);
});

test('--version is what a mongod says', () => {
  expect(execFileSync(process.execPath, [storeMain, '--version']).toString()).toMatch(/^db version v7\.0\.0/);
});

test('TCP asks for the password, and takes it', async () => {
  const store = await startStoreProcess({ dir: base, args: ['--port', '0'] });
  try {
    const stranger = await new MongoClient(store.uri).connect();
    await expect(stranger.db().collection('a').findOne({})).rejects.toMatchObject({ code: 13 });
    await stranger.close();
    const password = execFileSync('cat', [join(store.dir, 'store.password')])
      .toString()
      .trim();
    const host = /mongodb:\/\/([^/]+)\//.exec(store.uri)?.[1];
    const wrong = new MongoClient(
      `mongodb://switchboard:wrong@${host}/?authSource=admin&serverSelectionTimeoutMS=2000`,
    );
    await expect(wrong.connect()).rejects.toMatchObject({ code: 18 });
    const friend = await new MongoClient(
      `mongodb://switchboard:${password}@${host}/?authSource=admin`,
    ).connect();
    expect((await friend.db('t').collection('a').insertOne({})).acknowledged).toBe(true);
    await friend.close();
  } finally {
    await store.stop();
  }
});

test('--noauth on an open address is refused', () => {
  expect(() =>
    execFileSync(
      process.execPath,
      [storeMain, '--dbpath', base, '--port', '0', '--bind_ip', '0.0.0.0', '--noauth'],
      { stdio: 'pipe' },
    ),
  ).toThrow(/loopback/);
});
