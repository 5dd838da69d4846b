import type { ConnectionView } from '../../../contracts/connections.ts';
import { createAudit } from '../../../server/audit.store.ts';
import { api } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

let node: InProcess;
let admin: string;
beforeAll(async () => {
  node = await startInProcess();
  admin = await node.login('admin@example.com');
});
afterAll(() => node.close());

interface Problem {
  code: string;
  detail: string;
  errors?: { path: string }[];
}
type Answered = ConnectionView & Problem & { items: ConnectionView[] };
const ask = (method: string, path: string, body?: unknown, token = admin) =>
  api<Answered>(node.url, path, token, { method, ...(body === undefined ? {} : { body }) });
const erp = {
  name: 'erp',
  baseUrl: 'https://erp.example.com/api',
  secretHeaders: { Authorization: 'Bearer one', 'X-Key': 'two' },
};

test('connections are the admin’s alone', async () => {
  const author = await node.login('author@example.com');
  for (const [method, path] of [
    ['POST', '/connections'],
    ['PATCH', '/connections/erp'],
    ['DELETE', '/connections/erp'],
    ['POST', '/connections/erp/try'],
  ] as const)
    expect([path, (await ask(method, path, {}, author)).status]).toEqual([path, 403]);
});

test('a connection is set up once, listed without its secrets, changed, and removed; all of it is on record', async () => {
  const view = { name: 'erp', retries: 2, allowPrivate: false, secretHeaders: ['authorization', 'x-key'] };
  expect(await ask('POST', '/connections', erp)).toMatchObject({ status: 201, body: view });
  expect(await ask('POST', '/connections', erp)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await ask('GET', '/connections')).body.items).toMatchObject([view]);

  const changed = await ask('PATCH', '/connections/erp', {
    retries: 0,
    secretHeaders: { 'x-key': null, 'X-Other': 'three' },
  });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      retries: 0,
      timeoutSeconds: 10,
      baseUrl: erp.baseUrl,
      secretHeaders: ['authorization', 'x-other'],
    },
  });

  expect((await ask('DELETE', '/connections/erp')).status).toBe(200);
  for (const [method, body] of [
    ['PATCH', {}],
    ['DELETE', undefined],
  ] as const)
    expect((await ask(method, '/connections/erp', body)).status).toBe(404);
  expect((await ask('POST', '/connections/erp/try', {})).status).toBe(404);

  const audit = await createAudit(node.store.connection).page({ target: 'connection erp', limit: 10 });
  expect(audit.items.map(({ action, actor }) => [action, actor.name]).sort()).toEqual([
    ['change connection', 'Administrator'],
    ['remove connection', 'Administrator'],
    ['set up connection failed', 'Administrator'],
    ['set up connection', 'Administrator'],
    ['set up connection', 'Administrator'],
  ]);
  expect(JSON.stringify(audit)).not.toContain('three');
});

test('authors see what a connection is called and what it is for, nobody else sees any', async () => {
  await ask('POST', '/connections', { ...erp, name: 'named', description: 'Orders and stock' });
  const author = await node.login('author@example.com');
  const listed = await ask('GET', '/connections', undefined, author);
  expect(listed.body.items).toEqual([{ name: 'named', description: 'Orders and stock' }]);
  await ask('DELETE', '/connections/named');
  const agent = await node.login('agent1@example.com');
  expect((await ask('GET', '/connections', undefined, agent)).status).toBe(403);
});

test('secrets do not follow a connection to another host', async () => {
  await ask('POST', '/connections', { ...erp, name: 'moving' });
  const moved = { baseUrl: 'https://elsewhere.example.com' };
  expect(await ask('PATCH', '/connections/moving', moved)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('authorization, x-key') },
  });
  const given = { ...moved, secretHeaders: { Authorization: 'Bearer new', 'x-key': null } };
  expect(await ask('PATCH', '/connections/moving', given)).toMatchObject({
    status: 200,
    body: { baseUrl: moved.baseUrl, secretHeaders: ['authorization'] },
  });
  const path = { baseUrl: 'https://elsewhere.example.com/v2' };
  expect((await ask('PATCH', '/connections/moving', path)).status).toBe(200);
});

test.each([
  ['baseUrl', { baseUrl: 'ftp://erp.example.com' }],
  ['baseUrl', { baseUrl: 'not an address' }],
  ['baseUrl', { baseUrl: 'https://user:password@erp.example.com' }],
  ['baseUrl', { baseUrl: 'https://erp.example.com?key=1' }],
  ['secretHeaders.Host', { secretHeaders: { Host: 'x' } }],
  ['secretHeaders.X-Key', { secretHeaders: { 'X-Key': 'a\nb' } }],
  ['timeoutSeconds', { timeoutSeconds: 600 }],
])('%s is checked', async (path, wrong) => {
  const { status, body } = await ask('POST', '/connections', { ...erp, name: 'wrong', ...wrong });
  expect([status, body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
});
