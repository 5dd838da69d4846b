import { randomUUID } from 'node:crypto';
import { api, eventually } from '../../support/clients.ts';
import { openScene, type Refused, type Scene } from './scene.ts';

/** Interactions that agents make: POST /interactions and /clone. */

let scene: Scene;
let me: string;
beforeAll(async () => {
  scene = await openScene();
  me = scene.agent.token;
});
afterAll(() => scene.close());

/** Ends what the test opened, so that the next one finds room. */
async function finish(number: string, notes: object = { shortDescription: 'done' }): Promise<void> {
  const { status } = await scene.post(`/interactions/${number}/close`, me, notes);
  expect(status).toBe(200);
}

test('a walk-up is its agent’s at once: on the desk, in the inbox, and no Virtual Agent in it', async () => {
  const { status, body } = await scene.post('/interactions', me, {
    type: 'walk_up',
    openedFor: { name: 'Nora Lind', phone: '+1 555 0100' },
    shortDescription: 'Badge does not open the door',
    account: 'Northwind',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    type: 'walk_up',
    direction: 'inbound',
    state: 'work_in_progress',
    owner: 'agent',
    assignedTo: { id: 'agent1' },
    openedFor: { name: 'Nora Lind', guest: true },
    shortDescription: 'Badge does not open the door',
    account: 'Northwind',
    virtualAgent: false,
    agentChat: true,
    domain: 'global',
  });
  const opened = await eventually(
    () => scene.agent.opened.find(({ interaction }) => interaction === body.number),
    'the conversation on the desk',
  );
  expect(opened.messages).toEqual([]);
  await eventually(
    () => scene.agent.inbox()?.conversations.some(({ interaction }) => interaction === body.number),
    'the conversation in the inbox',
  );
  expect(scene.agent.inbox()?.capacity.held).toBe(1);
  expect(await scene.agent.says(body.number, 'New badge ordered', { private: true })).toMatchObject({
    data: { seq: expect.any(Number) },
  });
  expect((await scene.record(body.number)).transcript).not.toContain('Virtual Agent');
  await finish(body.number);
});

test('repair leaves it alone, and silence does not end what is not a chat', async () => {
  const { body } = await scene.post('/interactions', me, { type: 'phone', openedFor: { name: 'Nora' } });
  for (let n = 0; n < 4; n += 1) await scene.node.pass(2_400);
  expect(await scene.record(body.number)).toMatchObject({
    state: 'work_in_progress',
    owner: 'agent',
    assignedTo: { id: 'agent1' },
    direction: 'outbound',
    channel: 'phone',
  });
  expect(scene.agent.inbox()?.conversations.map(({ interaction }) => interaction)).toContain(body.number);
  await finish(body.number);
});

test('whom it is for: a user by id or address, somebody with an address, or nobody known', async () => {
  const { body: users } = await api<{ items: { id: string; fields: Record<string, string> }[] }>(
    scene.node.url,
    '/tables/user/records',
    me,
  );
  const [user] = users.items;
  if (user === undefined) throw new Error('the demo has users');
  const cases: [unknown, object][] = [
    [user.id, { id: user.id }],
    [user.fields.email, { id: user.id, email: user.fields.email }],
    ['someone@else.example', { id: 'external:someone@else.example', email: 'someone@else.example' }],
    [{ name: 'Ann', email: user.fields.email }, { id: user.id }],
    [{ name: 'Ann' }, { name: 'Ann', guest: true }],
  ];
  for (const [openedFor, expected] of cases) {
    const { status, body } = await scene.post('/interactions', me, { type: 'task', openedFor });
    expect(status).toBe(201);
    expect(body.openedFor).toMatchObject(expected);
    await finish(body.number);
  }
});

test('with a queue it waits there, and goes to whoever is free', async () => {
  await scene.agent.is('away');
  const { status, body } = await scene.post('/interactions', me, {
    type: 'email',
    direction: 'inbound',
    openedFor: 'someone@else.example',
    queue: 'IT service desk',
    shortDescription: 'Invoice missing',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ owner: 'queue', state: 'on_hold', assignedTo: null });
  await scene.agent.is('available');
  const offer = await scene.agent.isOffered(body.number);
  expect(offer).toMatchObject({ shortDescription: 'Invoice missing', openedFor: 'someone@else.example' });
  await scene.agent.accepts(offer);
  expect(await scene.record(body.number)).toMatchObject({ owner: 'agent', state: 'work_in_progress' });
  await finish(body.number);
});

test('the same id again answers the same interaction; from somebody else it is a mistake', async () => {
  const wish = { id: randomUUID(), type: 'walk_up', openedFor: { name: 'Nora' } };
  const answers = await Promise.all([1, 2, 3].map(() => scene.post('/interactions', me, wish)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
  const number = answers[0]?.body.number ?? '';
  expect((await scene.post('/interactions', me, wish)).body.number).toBe(number);
  await eventually(() => scene.agent.inbox()?.capacity.held === 1, 'one unit in use');
  const other = await scene.post<Refused>('/interactions', scene.supervisor, wish);
  expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  await finish(number);
  expect((await scene.post('/interactions', me, wish)).body).toMatchObject({
    number,
    state: 'closed_complete',
  });
  await eventually(() => scene.agent.inbox()?.capacity.held === 0, 'the unit to be free');
});

test('an agent whose capacity for such work is full (D1: two tasks) opens nothing more: 409', async () => {
  const open = { type: 'task', openedFor: { name: 'Nora' } };
  const numbers: string[] = [];
  for (let n = 0; n < 2; n += 1) numbers.push((await scene.post('/interactions', me, open)).body.number);
  const { status, body } = await scene.post<Refused>('/interactions', me, open);
  expect([status, body.code]).toEqual([409, 'capacity']);
  for (const number of numbers) await finish(number);
});

test.each([
  [{}, ['type', 'openedFor']],
  [{ type: 'fax', openedFor: 'x' }, ['type']],
  [{ type: 'task', openedFor: 'nobody-by-this-id' }, ['openedFor']],
  [{ type: 'task', openedFor: { name: 'A', email: 'no' } }, ['openedFor.email']],
  [{ type: 'task', openedFor: { name: 'A' }, queue: 'no such queue' }, ['queue']],
  [{ type: 'task', openedFor: { name: 'A' }, id: 'not-a-uuid' }, ['id']],
])('%j is refused with the paths of what is wrong', async (wish, paths) => {
  const { status, body } = await scene.post<Refused>('/interactions', me, wish);
  expect(status).toBe(400);
  expect(body.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
});

test('who is no agent opens nothing', async () => {
  const author = await scene.node.login('author@example.com');
  const admin = await scene.node.login('admin@example.com');
  const wish = { type: 'task', openedFor: { name: 'A' } };
  expect((await scene.post('/interactions', author, wish)).status).toBe(403);
  expect((await scene.post('/interactions', admin, wish)).status).toBe(403);
});

test('a clone follows up: new, outbound, the same person and subject, held by who asked', async () => {
  const first = await scene.post('/interactions', me, {
    type: 'phone',
    direction: 'inbound',
    openedFor: 'someone@else.example',
    shortDescription: 'Call back about the invoice',
    tags: ['billing'],
  });
  const path = `/interactions/${first.body.number}/clone`;
  const early = await scene.post<Refused>(path, me);
  expect([early.status, early.body.code]).toEqual([409, 'conflict']);
  await finish(first.body.number, {});
  const { status, body } = await scene.post(path, me);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    clonedFrom: first.body.number,
    type: 'phone',
    direction: 'outbound',
    openedFor: first.body.openedFor,
    shortDescription: 'Call back about the invoice',
    tags: ['billing'],
    state: 'work_in_progress',
    assignedTo: { id: 'agent1' },
  });
  expect(body.number).not.toBe(first.body.number);
  await finish(body.number);
  // A colleague who had nothing to do with it may not; a supervisor may.
  const colleague = await scene.node.login('agent2@example.com');
  expect((await scene.post(path, colleague)).status).toBe(403);
  const again = await scene.post(path, scene.supervisor);
  expect(again.body).toMatchObject({ clonedFrom: first.body.number, assignedTo: { id: 'supervisor' } });
  expect((await scene.post('/interactions/IMS9999999/clone', me)).status).toBe(404);
});
