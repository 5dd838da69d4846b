import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, StartError } from '../../../server/config.ts';
import { merge } from '../../../server/settings.store.ts';
import { createTokens } from '../../../server/tokens.ts';
import { simulatedClock } from '../../support/clock.ts';

const dir = mkdtempSync(join(tmpdir(), 'switchboard-config-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the demo is on with the embedded store and off with a server of one’s own', () => {
  expect(readConfig({ DATA_DIR: dir })).toMatchObject({
    demo: true,
    port: 3978,
    host: '127.0.0.1',
    mongodbUri: null,
  });
  expect(readConfig({ DATA_DIR: dir, MONGODB_URI: 'mongodb://db/x' }).demo).toBe(false);
  expect(readConfig({ DATA_DIR: dir, MONGODB_URI: 'mongodb://db/x', DEMO: '1' }).demo).toBe(true);
});

test('the secret is made once and kept', () => {
  const first = readConfig({ DATA_DIR: dir }).secretKey;
  expect(readConfig({ DATA_DIR: dir }).secretKey).toBe(first);
  expect(readFileSync(join(dir, 'secret.key'), 'utf8')).toBe(first);
  expect(readConfig({ DATA_DIR: dir, SECRET_KEY: 'another secret of mine' }).secretKey).toBe(
    'another secret of mine',
  );
});

test.each([
  { PORT: '70000' },
  { DEMO: 'yes' },
  { SETTINGS: '[1]' },
  { ADMIN_EMAIL: 'nobody' },
  { SECRET_KEY: 'short' },
  { ATTACHMENTS_S3_ENDPOINT: 'https://files.example' },
  { SMTP_URL: 'http://mail.example' },
])('bad input: %j names the variable', (env) => {
  const [name] = Object.keys(env);
  const attempt = () => readConfig({ DATA_DIR: dir, ...env });
  expect(attempt).toThrow(StartError);
  expect(attempt).toThrow(name);
});

test('settings merge deeply, and lists are replaced', () => {
  expect(merge({ idle: { a: 1, b: 2 }, list: [1, 2] }, { idle: { b: 3 }, list: [4] })).toEqual({
    idle: { a: 1, b: 3 },
    list: [4],
  });
});

test('design §8: a token is good for its use alone, until it expires, and with the key that signed it', async () => {
  const clock = simulatedClock();
  const tokens = createTokens('a secret of this installation', clock);
  const { token } = await tokens.sign({ use: 'requester', sub: 'guest:1', conversation: 'c1' }, 60);
  const twin = await tokens.sign({ use: 'requester', sub: 'guest:1', conversation: 'c1' }, 60);
  expect(twin.token).not.toBe(token);
  expect(await tokens.verify(token, 'requester')).toMatchObject({ conversation: 'c1' });
  await expect(tokens.verify(token, 'resume')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(tokens.verify(token, 'user')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(
    createTokens('another secret entirely', clock).verify(token, 'requester'),
  ).rejects.toMatchObject({ code: 'unauthorized' });
  const identity = await tokens.signIdentity({ sub: 'robin@example.com' }, 60);
  await expect(tokens.verify(identity, 'user')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(tokens.verifyIdentity(token)).rejects.toMatchObject({ code: 'unauthorized' });
  clock.advance(61_000);
  await expect(tokens.verify(token, 'requester')).rejects.toMatchObject({ code: 'expired' });
});
