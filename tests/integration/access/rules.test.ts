import { openAgent } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** Access rules at work: made over HTTP, in force on every node, for records, lists, files and sockets alike. */
let scene: Scene;
let mine: Answered;
beforeEach(async () => {
  scene = await openScene();
  mine = await scene.opens('agent1', 'Nora');
});
afterEach(() => scene.close());

const rule = (more: Record<string, unknown>) =>
  scene.ask('admin', 'POST', '/access-rules', {
    title: 'x',
    operation: 'read',
    roles: ['supervisor'],
    ...more,
  });
const switchOff = (id: string) => scene.ask('admin', 'PATCH', `/access-rules/${id}`, { active: false });
const path = (more = ''): string => `/interactions/${mine.number}${more}`;
const status = async (who: string, at: string): Promise<number> => (await scene.ask(who, 'GET', at)).status;

test('rules are the admin’s alone; what is no rule is refused with its path', async () => {
  for (const who of ['agent1', 'supervisor', 'author', 'acmesupervisor'])
    expect(await status(who, '/access-rules')).toBe(403);
  const bad = await rule({ resource: 'field', when: [{ field: 'state', op: 'is', value: 'open' }] });
  expect([bad.status, bad.body.errors?.map((error) => error.path).sort()]).toEqual([
    400,
    ['field', 'when.0.value'],
  ]);
  expect((await scene.ask('admin', 'PATCH', '/access-rules/nothing', {})).status).toBe(404);
  const shipped = await scene.ask('admin', 'PATCH', '/access-rules/list.read', { roles: ['agent'] });
  expect([shipped.status, shipped.body.errors?.[0]?.path]).toEqual([409, 'roles']);
  expect((await scene.ask('admin', 'DELETE', '/access-rules/list.read')).status).toBe(409);
});

test('a shipped rule that is switched off grants no more, and again when it is switched on', async () => {
  expect(await status('supervisor', path('/transcript'))).toBe(200);
  await switchOff('reviewer.transcript.read');
  expect(await status('supervisor', path('/transcript'))).toBe(403);
  const record = await scene.ask('supervisor', 'GET', path());
  expect(record.status).toBe(200);
  expect(record.body).not.toHaveProperty('transcript');
  expect(await status('agent1', path('/transcript'))).toBe(200);
  await scene.ask('admin', 'PATCH', '/access-rules/reviewer.transcript.read', { active: true });
  expect(await status('supervisor', path('/transcript'))).toBe(200);
  await switchOff('list.read');
  expect((await scene.ask('supervisor', 'GET', '/interactions')).body.items).toEqual([]);
});

test('a rule of one’s own grants by role and condition, until it is changed or removed', async () => {
  const when = [{ field: 'type', op: 'is', value: 'walk_up' }];
  const made = await rule({ resource: 'transcript', roles: ['agent'], when });
  expect(await status('agent2', path('/transcript'))).toBe(200);
  expect(await status('agent2', path('/logs'))).toBe(403);
  const at = `/access-rules/${made.body.id}`;
  await scene.ask('admin', 'PATCH', at, { when: [{ field: 'type', op: 'is', value: 'chat' }] });
  expect(await status('agent2', path('/transcript'))).toBe(403);
  expect((await scene.ask('admin', 'DELETE', at)).status).toBe(200);
  expect((await scene.ask('admin', 'DELETE', at)).status).toBe(404);
});

test('a hidden field is in no record, list, file or header, and nothing is found, sorted or changed by it', async () => {
  await rule({ resource: 'field', field: 'disposition' });
  await rule({ resource: 'field', field: 'shortDescription' });
  const record = await scene.ask('agent1', 'GET', path());
  expect(record.body).not.toHaveProperty('disposition');
  expect(record.body).not.toHaveProperty('shortDescription');
  expect((await scene.ask('supervisor', 'GET', path())).body.shortDescription).toBe('Badge of Nora');
  const [row] = (await scene.ask('agent1', 'GET', '/interactions?fields=shortDescription,state')).body.items;
  expect(row).toEqual({ number: mine.number, state: 'work_in_progress' });
  const csv = await scene.ask('agent1', 'GET', '/interactions?format=csv&fields=number,shortDescription');
  expect(String(csv.body)).toContain(mine.number);
  expect(String(csv.body)).not.toContain('Badge');
  expect(await status('agent1', '/interactions?disposition=x')).toBe(403);
  expect(await status('agent1', '/interactions?q=badge')).toBe(403);
  const patched = await scene.ask('agent1', 'PATCH', path(), { disposition: 'x', tags: ['y'] });
  expect([patched.status, patched.body.errors]).toEqual([
    403,
    [{ path: 'disposition', message: expect.any(String) }],
  ]);
  const desk = await openAgent(scene.url, scene.token('agent1'));
  const opened = await desk.socket.emitWithAck('conversation:open', { interaction: mine.number });
  expect(opened.data?.header.shortDescription).toBe('');
  await scene.pass(1);
  expect(JSON.stringify([desk.opened, desk.inbox()])).not.toContain('Badge');
  desk.leave();
});

test('a field may be seen and yet not be changed, by whichever call', async () => {
  await rule({ resource: 'field', field: 'shortDescription', operation: 'write' });
  const shortDescription = 'Something else';
  const said = { shortDescription, interaction: mine.number };
  const desk = await openAgent(scene.url, scene.token('agent1'));
  const ended = await desk.socket.emitWithAck('conversation:end', { ...said, resolution: 'resolved' });
  expect(ended.error?.code).toBe('forbidden');
  desk.leave();
  for (const [at, body] of [
    [path('/close'), { shortDescription }],
    [path('/related-tasks'), { table: 'incident', id: 'x', shortDescription }],
    ['/tables/incident/records', { ...said, fields: {} }],
  ] as const)
    expect([at, (await scene.ask('agent1', 'POST', at, body)).status]).toEqual([at, 403]);
  expect((await scene.ask('agent1', 'GET', path())).body.shortDescription).toBe('Badge of Nora');

  await rule({ resource: 'field', field: 'tags', operation: 'write' });
  expect((await scene.ask('agent1', 'PATCH', path(), { tags: ['x'] })).status).toBe(403);
  expect((await scene.ask('agent1', 'GET', path())).body.tags).toEqual([]);
  expect((await scene.ask('supervisor', 'PATCH', path(), { tags: ['x'] })).status).toBe(200);
});

test('the audit tells nobody what a hidden field was', async () => {
  await scene.ask('agent1', 'PATCH', path(), { disposition: 'theft', tags: ['x'] });
  await rule({ resource: 'field', field: 'disposition', roles: ['va_admin'] });
  const told = async (who: string) =>
    JSON.stringify((await scene.ask(who, 'GET', path('/audit'))).body.items.map(({ details }) => details));
  expect(await told('author')).toContain('theft');
  expect(await told('supervisor')).not.toContain('theft');
});

test('other nodes follow with their next look, and of two admins one changes the rules', async () => {
  const other = await startInProcess({ store: scene.store, clock: scene.clock });
  await switchOff('reviewer.transcript.read');
  await other.server.sweep();
  const answer = await fetch(`${other.url}/api/v1${path('/transcript')}`, {
    headers: { authorization: `Bearer ${scene.token('supervisor')}` },
  });
  expect(answer.status).toBe(403);
  await other.close();
  const both = await Promise.all([switchOff('list.read'), switchOff('reviewer.audit.read')]);
  const { items } = (await scene.ask('admin', 'GET', '/access-rules')).body;
  const off = items.filter(({ active }) => active === false).map(({ id }) => id);
  const told = both.filter((one) => one.status === 200).length;
  expect(off).toHaveLength(1 + told);
});

test('a transfer to a contact writes the record as well: masking and rules on its fields hold, by either door', async () => {
  const { body: settings } = await scene.ask('admin', 'GET', '/settings');
  const values = { ...(settings.values as object), sensitiveData: { cards: true } };
  expect((await scene.ask('admin', 'PUT', '/settings', values)).status).toBe(200);
  const wish = { type: 'phone', openedFor: { name: 'Nora' }, shortDescription: 'A call' };
  mine = (await scene.ask('agent1', 'POST', '/interactions', wish)).body;
  const desk = await openAgent(scene.url, scene.token('agent1'));
  const asked = async (contact: string) => {
    const emitted = await desk.socket.emitWithAck('conversation:transfer', {
      interaction: mine.number,
      to: { contact },
    });
    const { status, body } = await scene.ask('agent1', 'POST', path('/transfer'), { to: { contact } });
    return [emitted.error?.code, status, body.errors?.[0]?.path];
  };
  expect(await asked('4111 1111 1111 1111')).toEqual(['invalid', 400, 'to.contact']);
  await rule({ resource: 'field', field: 'disposition', operation: 'write' });
  expect(await asked('Fire Service')).toEqual(['forbidden', 403, 'disposition']);
  expect((await scene.ask('agent1', 'GET', path())).body).toMatchObject({
    state: 'work_in_progress',
    disposition: null,
  });
  desk.leave();
});
