import type { InteractionHeader } from '../../contracts/header.ts';
import { api, openRequester } from '../support/clients.ts';
import { type InProcess, startInProcess } from '../support/inProcess.ts';

/** protocol §2: what HTTP clients may rely on. */
let node: InProcess;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  node = await startInProcess({ settings: { limits: { loginAttempts: 5 } } });
  for (const who of ['agent1', 'supervisor', 'author', 'admin'])
    tokens[who] = await node.login(`${who}@example.com`);
});
afterAll(() => node.close());
const as = (who: string): string => tokens[who] ?? '';

interface Problem {
  code: string;
  errors?: { path: string; message: string }[];
}
const post = (path: string, body: unknown, who?: string) =>
  api<Problem & Record<string, unknown>>(node.url, path, who === undefined ? null : as(who), {
    method: 'POST',
    body,
  });

test('sign-in: wrong 401, not well-formed 400 with paths, too many 429 with Retry-After', async () => {
  expect(await post('/auth/login', { email: 'agent2@example.com', password: 'wrong' })).toMatchObject({
    status: 401,
    body: { code: 'unauthorized' },
  });
  expect(await post('/auth/login', { email: 'nobody@example.com', password: 'wrong' })).toMatchObject({
    status: 401,
  });
  const malformed = await post('/auth/login', { email: 'not an address' });
  expect(malformed.status).toBe(400);
  expect(malformed.body.errors?.map(({ path }) => path)).toEqual(['email', 'password']);
  for (let attempt = 0; attempt < 5; attempt += 1)
    await post('/auth/login', { email: 'agent3@example.com', password: 'wrong' });
  const response = await fetch(`${node.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'agent3@example.com', password: 'wrong' }),
  });
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('problems are application/problem+json, for malformed JSON and unknown routes too', async () => {
  for (const [path, init, status] of [
    ['/api/v1/nothing', {}, 404],
    [
      '/api/v1/auth/login',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":' },
      400,
    ],
    ['/api/v1/me', {}, 401],
  ] as const) {
    const response = await fetch(`${node.url}${path}`, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({
      code: expect.any(String),
      status,
      title: expect.any(String),
    });
  }
});

test('bad input: a compressed body is refused, whatever it holds, and the server lives on', async () => {
  const response = await fetch(`${node.url}/api/v1/chat/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: 'not gzip at all',
  });
  expect([response.status, ((await response.json()) as Problem).code]).toEqual([415, 'unsupported_type']);
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
});

test('bad input: names that every object has are fields like any other', async () => {
  const requester = await openRequester(node.url);
  const path = `/interactions/${requester.session.interactionNumber}`;
  expect(
    (await api(node.url, path, as('supervisor'), { method: 'PATCH', body: { toString: 1 } })).status,
  ).toBe(409);
  expect(
    (await post('/tables/incident/records', { fields: { constructor: 'x' } }, 'supervisor')).status,
  ).toBe(400);
  expect((await post('/chat/sessions', { context: { 'a\u0000b': 1 } })).status).toBe(400);
  requester.leave();
});

test('an agent may not attach to somebody else’s conversation, nor write people', async () => {
  const requester = await openRequester(node.url);
  const interaction = requester.session.interactionNumber;
  const fields = { short_description: 'x' };
  expect((await post('/tables/incident/records', { interaction, fields }, 'agent1')).status).toBe(403);
  expect(
    (await post('/tables/user/records', { fields: { email: 'robin.vale@example.com' } }, 'agent1')).status,
  ).toBe(403);
  requester.leave();
});

test('somebody who was known must be known again: a resume token alone does not open their conversation', async () => {
  const page = await (await fetch(node.url)).text();
  const identity = /data-identity="([^"]+)"/.exec(page)?.[1];
  const known = await openRequester(node.url, { identity });
  const { resumeToken, conversationId } = known.session;
  const alone = await openRequester(node.url, { resumeToken });
  expect(alone.session.conversationId).not.toBe(conversationId);
  const again = await openRequester(node.url, { resumeToken, identity });
  expect(again.session.conversationId).toBe(conversationId);
  for (const one of [known, alone, again]) one.leave();
});

test('roles: deny by default', async () => {
  const status = async (path: string, who: string): Promise<number> =>
    (await api(node.url, path, as(who))).status;
  expect(await status('/settings', 'author')).toBe(403);
  expect(await status('/settings', 'admin')).toBe(200);
  expect(await status('/topics', 'agent1')).toBe(403);
  expect(await status('/topics', 'author')).toBe(200);
  expect(await status('/queues', 'agent1')).toBe(403);
  expect(await status('/queues', 'supervisor')).toBe(200);
  expect(await status('/agents', 'author')).toBe(403);
});

test('an agent reads headers, but the words of a conversation that is not theirs are not theirs to read', async () => {
  const requester = await openRequester(node.url);
  const path = `/interactions/${requester.session.interactionNumber}`;
  expect((await api(node.url, '/interactions', as('agent1'))).status).toBe(200);
  expect((await api(node.url, `${path}/transcript`, as('agent1'))).status).toBe(403);
  expect((await api(node.url, `${path}/transcript`, as('supervisor'))).status).toBe(200);
  requester.leave();
});

test('an unknown number is 404, a field that may not change 409 with its path, a good change is in the record', async () => {
  const requester = await openRequester(node.url);
  const path = `/interactions/${requester.session.interactionNumber}`;
  const patch = (body: unknown) =>
    api<Problem & InteractionHeader>(node.url, path, as('supervisor'), { method: 'PATCH', body });
  expect((await api(node.url, '/interactions/IMS9999999', as('supervisor'))).status).toBe(404);
  expect(await patch({ number: 'IMS1' })).toMatchObject({
    status: 409,
    body: { code: 'conflict', errors: [{ path: 'number' }] },
  });
  expect(await patch({ shortDescription: '' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'shortDescription' }] },
  });
  expect(await patch({ shortDescription: 'Printer', tags: ['vip'] })).toMatchObject({
    status: 200,
    body: { shortDescription: 'Printer', tags: ['vip'] },
  });
  expect((await api<InteractionHeader>(node.url, path, as('supervisor'))).body).toMatchObject({
    shortDescription: 'Printer',
  });
  requester.leave();
});

test('lists refuse what they do not know: a limit over 200, an unreadable cursor, an unknown state', async () => {
  const status = async (query: string): Promise<number> =>
    (await api(node.url, `/interactions?${query}`, as('agent1'))).status;
  expect(await status('limit=201')).toBe(400);
  expect(await status('cursor=zzz')).toBe(400);
  expect(await status('state=asleep')).toBe(400);
  expect(await status('q=%24where&limit=200')).toBe(200);
});

test('a record made for an interaction is attached to it', async () => {
  const requester = await openRequester(node.url);
  const interaction = requester.session.interactionNumber;
  const made = await post(
    '/tables/incident/records',
    {
      interaction,
      fields: { short_description: 'Broken chair', state: 'new' },
      shortDescription: 'A broken chair',
    },
    'supervisor',
  );
  expect(made).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^INC\d{7}$/) } });
  const tasks = await api<{ items: { number: string }[] }>(
    node.url,
    `/interactions/${interaction}/related-tasks`,
    as('supervisor'),
  );
  expect(tasks.body.items.map(({ number }) => number)).toEqual([made.body.number]);
  expect(await post('/tables/incident/records', { fields: { nonsense: 1 } }, 'supervisor')).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'fields.nonsense' }] },
  });
  expect(await post('/tables/nothing/records', { fields: {} }, 'supervisor')).toMatchObject({ status: 404 });
  requester.leave();
});

test('discovery can be asked: match, choose or none with candidates', async () => {
  const ask = async (text: string) => (await post('/topics/discover', { text }, 'author')).body;
  expect(await ask('my vpn keeps dropping')).toMatchObject({
    outcome: 'match',
    candidates: [{ topic: 'vpn_trouble', score: expect.any(Number), by: expect.any(String) }],
  });
  expect(await ask('the cat sat on the mat')).toMatchObject({ outcome: 'none' });
});

test('settings: shown with their defaults, checked, and in force at once', async () => {
  const put = (body: unknown) =>
    api<Problem & { values: { idle: { virtualAgentSeconds: number } } }>(node.url, '/settings', as('admin'), {
      method: 'PUT',
      body,
    });
  expect(await put({ idle: { virtualAgentSeconds: -1 } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'idle.virtualAgentSeconds' }] },
  });
  expect(await put({ nonsense: true })).toMatchObject({ status: 400 });
  const requester = await openRequester(node.url);
  expect(await put({ idle: { virtualAgentSeconds: 100 } })).toMatchObject({
    status: 200,
    body: { values: { idle: { virtualAgentSeconds: 100 } } },
  });
  await node.pass(101);
  await requester.becomes('none');
  requester.leave();
  await put({});
});

test('an admin makes an agent who can sign in', async () => {
  const body = {
    email: 'new@example.com',
    name: 'New Agent',
    password: 'a good password',
    queues: ['service_desk'],
  };
  expect(await post('/agents', body, 'admin')).toMatchObject({ status: 201, body: { name: 'New Agent' } });
  expect(await post('/agents', body, 'admin')).toMatchObject({ status: 409 });
  expect(await post('/auth/login', { email: body.email, password: body.password })).toMatchObject({
    status: 200,
    body: { user: { roles: ['agent'] } },
  });
});

test('the API reference names every route', async () => {
  const openapi = (await (await fetch(`${node.url}/api/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  expect(Object.keys(openapi.paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/auth/login',
      '/api/v1/interactions/{number}/logs',
      '/api/v1/topics/discover',
    ]),
  );
});

test('the host page knows its visitor, and takes who asks for it as a guest', async () => {
  const page = async (path: string) => await (await fetch(node.url + path)).text();
  expect(await page('/')).toContain('data-identity=');
  const asGuest = await page('/?guest');
  expect(asGuest).not.toContain('data-identity=');
  expect(asGuest).toContain('You chat as a guest');
});

test('health: alive, ready, and numbers for Prometheus', async () => {
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${node.url}/metrics`)).text()).toContain(
    'switchboard_turns_total{cause="requester"}',
  );
});
