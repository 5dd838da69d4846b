import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRequester } from '../../support/clients.ts';
import { startServer } from '../../support/server.ts';

const main = new URL('../../../dist/server/main.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'switchboard-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built server until it ends by itself. */
async function run(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, 'exit');
  return { code, lines: errors.trim().split('\n') };
}

test('bad input: a taken port is one clear line and exit 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, lines } = await run({ PORT: port });
  other.close();
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [expect.stringMatching(new RegExp(`^switchboard: the port is taken .*${port}.*PORT`))],
  });
});

test('bad input: a DATA_DIR that cannot be written is one clear line and exit 1', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { code, lines } = await run({ DATA_DIR: join(file, 'below') });
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^switchboard: DATA_DIR .* is not writable/)],
  });
});

test.each([
  ['PORT', { PORT: 'eighty' }, /PORT/],
  ['SETTINGS that are no JSON', { SETTINGS: '{idle' }, /SETTINGS: must be a JSON object/],
  ['a setting that does not exist', { SETTINGS: '{"idle":{"coffee":1}}' }, /SETTINGS: idle: .*coffee/],
  ['a password that is too short', { ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD: must have at least 8/],
])('bad input: %s is one clear line and exit 1', async (_what, env, words) => {
  const { code, lines } = await run(env as Record<string, string>);
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(words)]);
});

test('bad input: a store that does not answer is one clear line and exit 1', async () => {
  const { code, lines } = await run({ MONGODB_URI: 'mongodb://127.0.0.1:9/nothing' });
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/^switchboard: the store does not answer/)]);
});

test('SIGTERM: sockets are told, the exit code is 0, and the data is there after the next start', async () => {
  const dataDir = join(folder, 'kept');
  const first = await startServer({ dataDir });
  const requester = await openRequester(first.url);
  await requester.hears(/pick one/);
  const seq = await requester.says('my vpn keeps dropping');
  const gone = new Promise((resolve) => requester.socket.once('disconnect', resolve));
  expect(await first.close()).toBe(0);
  await gone;
  const second = await startServer({ dataDir });
  const again = await openRequester(second.url, { resumeToken: requester.session.resumeToken });
  await again.hears(/What happens with your VPN/);
  expect(again.messages.find((message) => message.seq === seq)).toMatchObject({
    text: 'my vpn keeps dropping',
  });
  await again.picks('slow');
  await again.hears(/Since when/);
  again.leave();
  expect(await second.close()).toBe(0);
});

test('passwords and tokens are not readable by others, and no log line carries one', async () => {
  const dataDir = join(folder, 'private');
  const server = await startServer({ dataDir });
  const { statSync } = await import('node:fs');
  expect(statSync(dataDir).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o077).toBe(0);
  await server.login('agent1@example.com');
  await server.close();
  expect(JSON.stringify(server.log)).not.toMatch(/demo-password|eyJ/);
  chmodSync(dataDir, 0o700);
});
