import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { connectStore } from '../../../store/connect.ts';
import { api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { startStoreProcess } from '../../support/storeProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
cpSync(new URL('../../../topics', import.meta.url).pathname, folder, {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const topic = (name: string, elements: string): void =>
  writeFileSync(
    join(folder, 'library', `${name}.yaml`),
    `name: ${name}\ntitle: ${name}\ntype: topic\nutterances:\n  en:\n    - start ${name}\nelements:\n${elements}`,
  );

test('a topic file that does not validate: the server says file, line and why, and starts without it', async () => {
  topic('broken', '  - id: one\n    kind: nonsense\n');
  const refused: { file: string; line: number; message: string }[] = [];
  const node = await startInProcess({ topicsDir: folder, refused: (problem) => refused.push(problem) });
  expect(refused[0]).toMatchObject({
    file: 'library/broken.yaml',
    line: expect.any(Number),
    message: expect.any(String),
  });
  const requester = await openRequester(node.url);
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens with your VPN/);
  requester.leave();
  await node.close();
  rmSync(join(folder, 'library', 'broken.yaml'));
});

test.each([
  ['loops for ever', 'while (true) {}'],
  ['throws', 'throw new Error("no such thing")'],
])(
  'a script that %s: the element fails, the Error topic hands over, and the server is untouched',
  async (_what, code) => {
    topic('risky', `  - id: calculate\n    kind: script\n    script: '${code}'\n`);
    const node = await startInProcess({ topicsDir: folder });
    const agent = await openAgent(node.url, await node.login('agent1@example.com'));
    await agent.is('available');
    const requester = await openRequester(node.url);
    const other = await openRequester(node.url);
    await requester.says('start risky');
    await requester.hears(/something went wrong/);
    await requester.becomes('queue');
    await agent.isOffered(requester.session.interactionNumber);
    await other.says('my vpn keeps dropping');
    await other.hears(/What happens with your VPN/);
    const author = await node.login('author@example.com');
    const { body } = await api<{ items: { kind: string; outcome: string; element: string }[] }>(
      node.url,
      `/interactions/${requester.session.interactionNumber}/logs`,
      author,
    );
    expect(body.items).toContainEqual(expect.objectContaining({ element: 'calculate', outcome: 'failed' }));
    expect(body.items.map(({ kind }) => kind)).toContain('fault');
    for (const one of [requester, other, agent]) one.leave();
    await node.close();
    rmSync(join(folder, 'library', 'risky.yaml'));
  },
);

test('P01, E13: when the Error topic fails too, the conversation is faulted and says so', async () => {
  topic('risky', `  - id: calculate\n    kind: script\n    script: 'throw new Error("no")'\n`);
  const shipped = join(folder, 'setup', 'error.yaml');
  const kept = mkdtempSync(join(tmpdir(), 'switchboard-kept-'));
  cpSync(shipped, join(kept, 'error.yaml'));
  writeFileSync(
    shipped,
    `name: error\ntitle: Error\ntype: setup\nrole: error\nelements:\n  - id: worse\n    kind: script\n    script: 'throw new Error("again")'\n`,
  );
  const node = await startInProcess({ topicsDir: folder });
  const requester = await openRequester(node.url);
  await requester.says('start risky');
  await requester.becomes('none');
  const author = await node.login('author@example.com');
  const { body } = await api<InteractionHeader>(
    node.url,
    `/interactions/${requester.session.interactionNumber}`,
    author,
  );
  expect(body).toMatchObject({ state: 'faulted', stateReason: 'error', closeRule: 'P01', endState: 'E13' });
  requester.leave();
  await node.close();
  cpSync(join(kept, 'error.yaml'), shipped);
  rmSync(kept, { recursive: true });
  rmSync(join(folder, 'library', 'risky.yaml'));
});

test('a secret is masked before it is stored, everywhere', async () => {
  topic(
    'pin',
    `  - id: pin\n    kind: text_input\n    secure: true\n    prompt: Your PIN?\n  - id: thanks\n    kind: text\n    text: Thank you.\n`,
  );
  const node = await startInProcess({ topicsDir: folder });
  const requester = await openRequester(node.url);
  await requester.says('start pin');
  await requester.hears(/Your PIN/);
  await requester.says('hateful-4711');
  await requester.hears(/Thank you/);
  const db = node.store.connection.getClient().db(node.store.connection.name);
  for (const { name } of await db.listCollections().toArray()) {
    expect([name, JSON.stringify(await db.collection(name).find().toArray())]).toEqual([
      name,
      expect.not.stringContaining('4711'),
    ]);
  }
  expect(requester.messages.map(({ text }) => text)).not.toContain('hateful-4711');
  requester.leave();
  await node.close();
  rmSync(join(folder, 'library', 'pin.yaml'));
});

test('the store goes away: not ready, sends are answered with a retryable error, nothing acked is lost', async () => {
  const store = await startStoreProcess();
  const connection = await connectStore(store.uri);
  const node = await startInProcess({
    store: { uri: store.uri, connection, close: () => connection.close() },
  });
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  const acked = await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  await store.kill();
  expect((await fetch(`${node.url}/readyz`)).status).toBe(503);
  const id = randomUUID();
  expect(await requester.send({ id, text: 'it keeps dropping' })).toMatchObject({
    error: { code: 'unavailable', retryAfter: expect.any(Number) },
  });
  expect((await api(node.url, '/chat/sessions', null, { method: 'POST', body: {} })).status).toBe(503);
  await store.restart();
  await eventually(
    async () => (await fetch(`${node.url}/readyz`)).status === 200,
    'the server to be ready again',
  );
  const seq = await requester.says('it keeps dropping', id);
  expect(seq).toBeGreaterThan(acked);
  await requester.hears(/Since when/);
  const again = await openRequester(node.url, { resumeToken: requester.session.resumeToken });
  await again.hears(/Since when/);
  expect(again.messages.map(({ text }) => text)).toEqual(requester.messages.map(({ text }) => text));
  requester.leave();
  again.leave();
  await node.close();
  await connection.close();
  await store.stop();
}, 60_000);

test('the store hangs: sends are answered with a retryable error instead of never, and go through once it is back', async () => {
  const store = await startStoreProcess();
  const connection = await connectStore(store.uri);
  const node = await startInProcess({
    store: { uri: store.uri, connection, close: () => connection.close() },
  });
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  process.kill(store.pid, 'SIGSTOP');
  const id = randomUUID();
  const ack = await requester.socket
    .timeout(20_000)
    .emitWithAck('message:send', { id, text: 'my vpn keeps dropping' })
    .finally(() => process.kill(store.pid, 'SIGCONT'));
  expect(ack).toMatchObject({ error: { code: 'unavailable' } });
  await eventually(
    async () => (await fetch(`${node.url}/readyz`)).status === 200,
    'the server to be ready again',
  );
  await requester.says('my vpn keeps dropping', id);
  await requester.hears(/What happens/);
  expect(requester.messages.filter((message) => message.id === id)).toHaveLength(1);
  requester.leave();
  await node.close();
  await connection.close();
  await store.stop();
}, 60_000);
