import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { connectionBody, type TryConnectionAnswer } from '../../../contracts/connections.ts';
import { callConnection } from '../../../server/connections/callConnection.ts';
import { createSealer } from '../../../server/connections/sealSecret.ts';
import { sealHeaders } from '../../../server/connections/secretHeaders.ts';
import { type Connections, createConnections } from '../../../server/connections.store.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import type { ConnectionRequest } from '../../../topics/dialog.ts';
import { api, openRequester } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

const secret = 'Bearer hush-4711-hush';
const sealer = createSealer('the key of this installation');

/** The other side: a real server that does what the path says. */
interface Call {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
const calls: Call[] = [];
let other: Server;
let address: string;
let store: TestStore;
let connections: Connections;

beforeAll(async () => {
  other = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      calls.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(new URL(url, 'http://here'), response);
    });
  });
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const bound = other.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  store = await openTestStore();
  connections = createConnections(store.connection);
  await syncIndexes(store.connection);
});
afterAll(async () => {
  other.closeAllConnections();
  await new Promise((closed) => other.close(closed));
  await store.close();
});
beforeEach(() => {
  calls.length = 0;
});

function answer({ pathname, searchParams }: URL, response: ServerResponse): void {
  const send = (status: number, headers: Record<string, string>, body: string | Buffer = '') => {
    response.writeHead(status, headers);
    response.end(body);
  };
  const json = (status: number, body: unknown, headers = {}) =>
    send(status, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  switch (pathname.split('/')[2]) {
    case 'silent':
      return;
    case 'drips':
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('so far');
      return;
    case 'busy': {
      const ready = calls.length > Number(searchParams.get('times'));
      const after = searchParams.get('after');
      json(
        ready ? 200 : Number(searchParams.get('status')),
        {},
        after === null ? {} : { 'retry-after': after },
      );
      return;
    }
    case 'moved':
      send(302, { location: 'http://169.254.169.254/latest/meta-data' });
      return;
    case 'large':
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('x'.repeat(Number(searchParams.get('bytes'))));
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.on('error', () => undefined);
      pour(response);
      return;
    case 'breaks':
      response.destroy();
      return;
    case 'text':
      send(200, { 'content-type': 'text/plain; charset=iso-8859-1' }, Buffer.from([0x67, 0xfc]));
      return;
    case 'refuses':
      json(422, { detail: 'no such user' });
      return;
    default:
      json(200, { hello: 'world' });
  }
}

function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write('x'.repeat(16_384)));
  if (!response.destroyed) response.once('drain', () => pour(response));
}

let made = 0;
/** Calls a connection of this kind, set up for the occasion. */
async function call(
  request: Partial<ConnectionRequest>,
  more: Record<string, unknown> = {},
  opener = sealer,
) {
  made += 1;
  const body = connectionBody.parse({
    name: `other_${made}`,
    baseUrl: `${address}/api`,
    allowPrivate: true,
    secretHeaders: { Authorization: secret },
    ...more,
  });
  await connections.insert({
    ...body,
    secretHeaders: sealHeaders(sealer, body.name, body.secretHeaders),
    updatedAt: new Date(),
  });
  const observed: string[] = [];
  const started = Date.now();
  const result = await callConnection(
    {
      connections,
      sealer: opener,
      clock: { now: () => new Date() },
      observe: (_name, outcome) => observed.push(outcome),
    },
    {
      connection: body.name,
      method: 'GET',
      path: '',
      query: {},
      headers: {},
      idempotencyKey: 'key-1',
      ...request,
    },
  );
  return { ...result, observed, ms: Date.now() - started };
}

describe('a call', () => {
  test('sends what the topic says and the secret headers, and reads JSON', async () => {
    const result = await call({
      method: 'POST',
      path: 'users/a%2Fb',
      query: { q: 'x&y' },
      headers: { 'X-Reason': 'test' },
      body: { name: 'Ada', tags: [1, null] },
    });
    expect(result).toMatchObject({ status: 200, body: { hello: 'world' }, failure: null, observed: ['200'] });
    expect(calls).toEqual([
      {
        method: 'POST',
        url: '/api/users/a%2Fb?q=x%26y',
        headers: expect.objectContaining({
          authorization: secret,
          'x-reason': 'test',
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
        }),
        body: '{"name":"Ada","tags":[1,null]}',
      },
    ]);
  });

  test('reads text in its own encoding', async () =>
    expect(await call({ path: 'text' })).toMatchObject({ status: 200, body: 'gü' }));

  test('answers what the other side refuses', async () =>
    expect(await call({ path: 'refuses' })).toMatchObject({ status: 422, body: { detail: 'no such user' } }));

  test('does not follow redirects: they are the answer', async () => {
    expect(await call({ path: 'moved' })).toMatchObject({ status: 302, body: null });
    expect(calls).toHaveLength(1);
  });

  test.each(['authorization', 'AUTHORIZATION', 'Host', 'Cookie', 'Content-Length', 'Transfer-Encoding'])(
    'a topic may not set %s',
    async (name) => {
      expect(await call({ headers: { [name]: 'x' } })).toMatchObject({
        status: null,
        failure: /not the topic/,
      });
      expect(calls).toEqual([]);
    },
  );

  test('a header with a line break is not sent', async () => {
    const result = await call({ headers: { 'X-Reason': 'a\r\nX-Admin: 1' } });
    expect(result.failure).toMatch(/characters that cannot be sent/);
    expect(calls).toEqual([]);
  });

  test('takes no proxy from the environment', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:1';
    process.env.http_proxy = 'http://127.0.0.1:1';
    expect(await call({})).toMatchObject({ status: 200 });
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;
  });

  test('with another SECRET_KEY says that the secrets must be set again, and sends nothing', async () => {
    const result = await call({}, {}, createSealer('a new key of this installation'));
    expect(result.failure).toMatch(/set them again/);
    expect(calls).toEqual([]);
  });
});

describe('limits', () => {
  test.each(['silent', 'drips'])('%s: no answer in time', async (path) => {
    const result = await call({ path, timeoutSeconds: 0.3 });
    expect(result).toMatchObject({
      status: null,
      failure: 'there was no answer in time',
      observed: ['failed'],
    });
    expect(result.ms).toBeLessThan(2_000);
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['as long as it is small enough', 'large?bytes=2048', { status: 200 }],
    [
      'announced as too large',
      'large?bytes=2049',
      { status: null, failure: 'the answer is larger than 2 KB' },
    ],
    ['that never ends', 'endless', { status: null, failure: 'the answer is larger than 2 KB' }],
  ])('an answer %s', async (_what, where, expected) => {
    const [path = '', query] = where.split('?bytes=');
    const result = await call(
      { path, query: query === undefined ? {} : { bytes: query } },
      { maxKilobytes: 2 },
    );
    expect(result).toMatchObject(expected);
  });
});

describe('another try', () => {
  const busy = (status: number, more: Record<string, string> = {}) => ({
    path: 'busy',
    query: { status: String(status), times: '1', ...more },
  });
  test.each([429, 502, 503, 504])('after %s', async (status) => {
    expect(await call(busy(status))).toMatchObject({ status: 200, observed: ['200'] });
    expect(calls).toHaveLength(2);
  });

  test('sends the same Idempotency-Key with a POST', async () => {
    await call({ ...busy(503), method: 'POST' });
    expect(calls.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1']);
  });

  test('is not made after 500, nor when the connection breaks halfway', async () => {
    expect(await call(busy(500))).toMatchObject({ status: 500 });
    expect(await call({ path: 'breaks' })).toMatchObject({ status: null, failure: /connection broke/ });
    expect(calls).toHaveLength(2);
  });

  test('is made so often and no more', async () => {
    expect(await call({ ...busy(503, { times: '9' }), retries: 1 })).toMatchObject({ status: 503 });
    expect(calls).toHaveLength(2);
  });

  test('waits as long as Retry-After says, if there is time', async () => {
    const result = await call(busy(503, { after: '1' }));
    expect(result).toMatchObject({ status: 200 });
    expect(result.ms).toBeGreaterThan(950);
    const hurried = await call({ ...busy(503, { after: '60', times: '9' }), timeoutSeconds: 2 });
    expect(hurried).toMatchObject({ status: 503 });
    expect(hurried.ms).toBeLessThan(1_500);
  });

  test('is made when nobody listens; the answer says so', async () => {
    const result = await call({ timeoutSeconds: 5, retries: 1 }, { baseUrl: 'http://127.0.0.1:1' });
    expect(result).toMatchObject({ status: null, failure: 'no connection (ECONNREFUSED)' });
    expect(result.ms).toBeGreaterThan(90);
  });
});

describe('an address inside', () => {
  const port = () => new URL(address).port;
  test.each([
    'localhost',
    'localhost.',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '169.254.169.254',
    '[fe80::1]',
    '10.0.0.1',
    '100.64.0.1',
    '[fd00::1]',
  ])('%s is refused unless an admin allowed it', async (host) => {
    const result = await call({}, { baseUrl: `http://${host}:${port()}/api`, allowPrivate: false });
    expect(result).toMatchObject({ status: null, failure: /private, loopback or link-local/ });
    expect(calls).toEqual([]);
  });

  test.each(['localhost', '2130706433', '[::ffff:127.0.0.1]'])(
    '%s is reached when it is allowed',
    async (host) => {
      expect(await call({}, { baseUrl: `http://${host}:${port()}/api` })).toMatchObject({ status: 200 });
    },
  );
});

describe('in a conversation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
  cpSync(new URL('../../../topics', import.meta.url).pathname, folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'library', 'ask_erp.yaml'),
    `name: ask_erp
title: Ask the ERP
utterances:
  en: [ask the erp]
elements:
  - id: person
    kind: text_input
    prompt: Whom?
  - id: ask
    kind: http_action
    connection: erp
    method: POST
    path: people/{{ vaInputs.person }}
    query: {token: query-0815}
    headers: {X-Reason: reason-0816}
    body: {pin: body-0817}
    into: found
  - id: said
    kind: text
    text: It says {{ vaVars.found.body.hello }}.
`,
  );

  test('the topic gets its answer, and nobody else sees what went over the wire', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    const node = await startInProcess({ topicsDir: folder, log });
    const admin = await node.login('admin@example.com');
    const body = {
      name: 'erp',
      baseUrl: `${address}/api`,
      allowPrivate: true,
      secretHeaders: { Authorization: secret },
    };
    const said: string[] = [];
    const ask = async <T>(path: string, init: { method?: string; body?: unknown } = {}, token = admin) => {
      const answered = await api<T>(node.url, path, token, init);
      said.push(JSON.stringify(answered.body));
      return answered;
    };
    expect(await ask('/connections', { method: 'POST', body })).toMatchObject({
      status: 201,
      body: { name: 'erp', secretHeaders: ['authorization'] },
    });
    const tried = await ask<TryConnectionAnswer>('/connections/erp/try', {
      method: 'POST',
      body: { path: 'x' },
    });
    expect(tried.body).toMatchObject({ status: 200, ok: true, failure: null, body: { hello: 'world' } });

    const requester = await openRequester(node.url);
    await requester.says('ask the erp');
    await requester.hears(/Whom/);
    await requester.says('../Ada?x=1');
    await requester.hears(/something went wrong/);
    requester.leave();
    const second = await openRequester(node.url);
    await second.says('ask the erp');
    await second.hears(/Whom/);
    await second.says('Ada/Lovelace?x=1');
    await second.hears(/It says world/);
    expect(calls.map(({ url }) => url)).toEqual([
      '/api/x',
      '/api/people/Ada%2FLovelace%3Fx%3D1?token=query-0815',
    ]);
    expect(calls[1]?.headers.authorization).toBe(secret);
    for (const path of ['logs', 'transcript', 'related-tasks'])
      await ask(`/interactions/${second.session.interactionNumber}/${path}`);
    await ask('/connections');
    expect(said.join()).toContain('ask_erp');
    second.leave();

    const db = node.store.connection.getClient().db(node.store.connection.name);
    const kept: string[] = [];
    for (const { name } of await db.listCollections().toArray()) {
      // The topic itself stands there, with what its author wrote.
      if (name.startsWith('topic')) continue;
      kept.push(JSON.stringify(await db.collection(name).find().toArray()));
    }
    const metrics = await (await fetch(`${node.url}/metrics`)).text();
    expect(metrics).toMatch(/switchboard_connection_seconds_count\{connection="erp",outcome="200"\} 2/);
    const seen = [...lines, ...said, ...kept, metrics].join('\n');
    for (const word of ['hush-4711-hush', 'query-0815', 'reason-0816', 'body-0817'])
      expect([word, seen.includes(word)]).toEqual([word, false]);
    await node.close();
  });
});
