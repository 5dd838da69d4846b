import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TypingChanged } from '../../contracts/sockets.ts';
import { eventually, openAgent, openRequester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openTestStore, type TestStore } from '../support/testStore.ts';

const binary = redisOnPath();
if (binary === null)
  console.info('skipped: there is no redis-server on the PATH (Debian: apt-get install redis-server)');

/** With Redis nobody polls (server/news.ts), so what arrives at all has come by Redis. */
(binary === null ? describe.skip : describe)('two nodes with Redis between them', () => {
  let redis: { url: string; stop(): Promise<void> };
  let store: TestStore;
  const nodes: TestServer[] = [];

  beforeAll(async () => {
    redis = await startRedis(binary ?? '');
    store = await openTestStore();
    for (let node = 0; node < 2; node += 1)
      nodes.push(
        await startServer({
          env: {
            MONGODB_URI: store.uri,
            REDIS_URL: redis.url,
            SECRET_KEY: 'a secret that both nodes share',
            DEMO: '1',
          },
        }),
      );
  }, 60_000);

  afterAll(async () => {
    for (const node of nodes) await node.close();
    await redis?.stop();
    await store?.close();
  }, 60_000);

  test('a requester on one node and an agent on the other see each other write and speak', async () => {
    const [here, there] = nodes;
    if (here === undefined || there === undefined) throw new Error('two nodes are needed');
    const agent = await openAgent(there.url, await there.login('agent1@example.com'));
    const requester = await openRequester(here.url);
    try {
      await agent.is('available');
      await requester.says('agent');
      const { interactionNumber } = requester.session;
      const offer = await agent.isOffered(interactionNumber);
      expect((await agent.accepts(offer)).data).toEqual({ interaction: interactionNumber });
      await requester.hears(/has joined the conversation/);
      await requester.becomes('agent');

      const typed: TypingChanged[] = [];
      requester.socket.on('typing:changed', (typing) => typed.push(typing));
      agent.socket.on('typing:changed', ({ from, on }) => typed.push({ from, on }));
      await requester.socket.emitWithAck('typing:set', { on: true });
      await eventually(
        () => typed.find(({ from, on }) => from.kind === 'requester' && on),
        'the requester typing',
      );
      await requester.says('my screen is black');
      await agent.hears(interactionNumber, /^my screen is black$/);

      await agent.socket.emitWithAck('typing:set', { interaction: interactionNumber, on: true });
      await eventually(() => typed.find(({ from, on }) => from.kind === 'agent' && on), 'the agent typing');
      expect((await agent.says(interactionNumber, 'is it plugged in?')).error).toBeUndefined();
      await requester.hears(/^is it plugged in\?$/);

      expect(
        (await agent.ends(interactionNumber, { shortDescription: 'black screen' })).error,
      ).toBeUndefined();
      expect(await requester.becomes('none')).toMatchObject({
        state: 'closed_complete',
        stateReason: 'agent_ended',
      });
    } finally {
      requester.leave();
      agent.leave();
    }
  }, 60_000);
});

function redisOnPath(): string | null {
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

/** A Redis of the test's own, without persistence, on a free port. */
async function startRedis(file: string): Promise<{ url: string; stop(): Promise<void> }> {
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
  const child: ChildProcess = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (/ready to accept connections/i.test(line)) resolve();
      });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
