import type { AuditEntry } from '../../../contracts/audit.ts';
import { openAgent } from '../../support/clients.ts';
import { demoPassword } from '../../support/server.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** What is written down about whom, who reads it, and that nothing happens unwritten. */
let scene: Scene;
let mine: Answered;
beforeAll(async () => {
  scene = await openScene();
  mine = await scene.opens('agent1', 'Nora');
});
afterAll(() => scene.close());

async function audit(query: string): Promise<AuditEntry[]> {
  const { status, body } = await scene.ask('admin', 'GET', `/audit?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items as unknown as AuditEntry[];
}
const last = async (query: string) => (await audit(`${query}&limit=1`))[0];
const named = (text: string): string => encodeURIComponent(text);

test.each([
  ['', 'read record'],
  ['/transcript', 'read transcript'],
  ['/logs', 'read logs'],
  ['/attachments', 'read attachments'],
  ['/insights', 'read insights'],
])('reading %s of what is somebody else’s is written down, of one’s own it is not', async (part, action) => {
  const about = `target=${mine.number}&action=${named(action)}`;
  await scene.ask('agent1', 'GET', `/interactions/${mine.number}${part}`);
  expect(await audit(about)).toEqual([]);
  for (const who of ['supervisor', 'admin'])
    await scene.ask(who, 'GET', `/interactions/${mine.number}${part}`);
  expect((await audit(about)).map(({ actor }) => actor.name)).toEqual(['Administrator', 'Samir Haddad']);
});

test('a change is written down with what it was and what it is; a note by its length', async () => {
  const change = { tags: ['vip'], workNote: 'called back' };
  await scene.ask('agent1', 'PATCH', `/interactions/${mine.number}`, change);
  expect(await last('action=change%20record')).toMatchObject({
    actor: { id: 'agent1' },
    target: mine.number,
    details: { tags: { from: [], to: ['vip'] }, workNote: { characters: 11 } },
  });
});

test('rules, settings, queues, accounts, topics and sign-ins are written down, without passwords', async () => {
  const rule = { title: 'x', resource: 'logs', operation: 'read', roles: ['agent'] };
  const { body: made } = await scene.ask('admin', 'POST', '/access-rules', rule);
  await scene.ask('admin', 'PATCH', `/access-rules/${made.id}`, { active: false });
  expect(await last(`target=${named(`access rule ${made.id}`)}`)).toMatchObject({
    action: 'change access rule',
    details: { active: { from: true, to: false } },
  });
  const { body: settings } = await scene.ask('admin', 'GET', '/settings');
  const values = settings.values as { wrapUp: object };
  await scene.ask('admin', 'PUT', '/settings', { ...values, wrapUp: { ...values.wrapUp, seconds: 90 } });
  expect((await last('action=change%20settings'))?.details).toEqual({
    'wrapUp.seconds': { from: 60, to: 90 },
  });
  const { body: queue } = await scene.ask('admin', 'POST', '/queues', { name: 'Night shift' });
  await scene.ask('admin', 'PATCH', `/queues/${queue.id}`, { active: false });
  expect((await last(`target=${named(`queue ${queue.id}`)}`))?.details).toEqual({
    active: { from: true, to: false },
  });
  await scene.ask('admin', 'PATCH', '/agents/agent3', { domain: 'global/acme' });
  expect((await last('target=agent%20agent3'))?.details).toEqual({
    domain: { from: 'global', to: 'global/acme' },
  });
  await scene.ask(null, 'POST', '/auth/login', { email: 'agent3@example.com', password: 'guessed it' });
  expect(await last('target=account%20agent3%40example.com')).toMatchObject({
    action: 'sign in failed',
    actor: { id: 'anonymous' },
  });
  await scene.login('agent3@example.com');
  expect(await last('target=account%20agent3%40example.com')).toMatchObject({
    action: 'sign in',
    actor: { id: 'agent3' },
  });
  const everything = JSON.stringify(await audit('limit=200'));
  for (const secret of [demoPassword, 'guessed it', 'passwordHash', 'called back'])
    expect(everything).not.toContain(secret);
});

test('the audit is read in order and in pages, by whom it is for, and changed by nobody', async () => {
  const seen: string[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const next = cursor === '' ? '' : `&cursor=${named(String(cursor))}`;
    const { body } = await scene.ask('admin', 'GET', `/audit?limit=3${next}`);
    seen.push(...body.items.map(({ id }) => String(id)));
    cursor = body.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(10);
  expect((await scene.ask('admin', 'GET', '/audit?cursor=x')).status).toBe(400);
  for (const who of ['agent1', 'supervisor', 'author', 'acmesupervisor'])
    expect((await scene.ask(who, 'GET', '/audit')).status).toBe(403);
  const of = (who: string) => scene.ask(who, 'GET', `/interactions/${mine.number}/audit`);
  expect([(await of('agent1')).status, (await of('supervisor')).status]).toEqual([403, 200]);
  const api: unknown = await (await fetch(`${scene.url}/api/openapi.json`)).json();
  const { paths } = api as { paths: Record<string, object> };
  for (const [path, operations] of Object.entries(paths))
    if (/\/audit\b/.test(path)) expect([path, Object.keys(operations)]).toEqual([path, ['get']]);
});

test('whom a rule lets read the audit does not read in it that somebody looks on', async () => {
  const rule = { title: 'x', resource: 'audit', operation: 'read', roles: ['agent'] };
  expect((await scene.ask('admin', 'POST', '/access-rules', rule)).status).toBe(201);
  const boss = await openAgent(scene.url, scene.token('supervisor'));
  const { number } = mine;
  const { error } = await boss.socket.emitWithAck('conversation:view', {
    interaction: number,
    mode: 'observe',
  });
  expect(error).toBeUndefined();
  const actionsOf = async (who: string) =>
    (await scene.ask(who, 'GET', `/interactions/${number}/audit`)).body.items.map(({ action }) => action);
  expect(await actionsOf('supervisor')).toContain('observe conversation');
  const read = await actionsOf('agent1');
  expect(read).toContain('change record');
  expect(read).not.toContain('observe conversation');
  boss.leave();
});

test('what cannot be written down does not happen', async () => {
  const collection = scene.store.connection.collection('audit');
  await collection.deleteMany({});
  const before = (await scene.ask('agent1', 'GET', `/interactions/${mine.number}`)).body.tags;
  // The store now refuses a second entry of any actor: as good as an audit that cannot be written.
  await collection.insertOne({ actor: { id: 'agent1' } });
  await collection.insertOne({ actor: { id: 'admin' } });
  const { body: admin } = await scene.ask('admin', 'GET', '/me');
  await collection.insertOne({ actor: { id: admin.id } });
  await collection.insertOne({ actor: { id: 'supervisor' } });
  await collection.createIndex({ 'actor.id': 1 }, { unique: true });
  const path = `/interactions/${mine.number}`;
  expect((await scene.ask('agent1', 'PATCH', path, { tags: ['unwritten'] })).status).toBe(500);
  expect((await scene.ask('agent1', 'GET', path)).body.tags).toEqual(before);
  expect((await scene.ask('supervisor', 'GET', `${path}/transcript`)).status).toBe(500);
  expect((await scene.ask('admin', 'PATCH', '/access-rules/list.read', { active: false })).status).toBe(500);
  expect((await scene.ask('agent1', 'GET', '/interactions')).body.items).not.toEqual([]);
});
