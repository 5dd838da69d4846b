import { openScene, type Scene } from '../access/scene.ts';

/** What queues and agents refer to: `/skills`, `/schedules`, `/responses`, `/assignment-rules` (protocol §2). */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const admin = (method: string, path: string, body?: unknown) => scene.ask('admin', method, path, body);
const hours = { timeZone: 'Europe/Zurich', hours: [], holidays: [] };

const kinds = [
  {
    path: '/assignment-rules',
    made: { name: 'Direct', autoAccept: true, skillLevels: false },
    filled: { order: 'most_capacity', mayReject: true, affinity: ['last_agent'], affinitySeconds: 0 },
    change: { order: 'longest_idle' },
    wrong: { presenceAfterTimeout: 'asleep' },
    wrongPath: 'presenceAfterTimeout',
    unique: 'name',
  },
  {
    path: '/schedules',
    made: { name: 'Nights', ...hours, hours: [{ day: 5, from: '22:00', to: '06:00' }] },
    filled: {},
    change: { holidays: ['2026-08-01'] },
    wrong: { hours: [{ day: 1, from: '08:00', to: '24:30' }] },
    wrongPath: 'hours.0.to',
    unique: 'name',
  },
  {
    path: '/skills',
    made: { id: 'cobol', name: 'Cobol' },
    filled: { description: '' },
    change: { description: 'Reads it' },
    wrong: { name: '' },
    wrongPath: 'name',
    unique: 'id',
  },
  {
    path: '/responses',
    made: { shortcut: 'thanks', title: 'Thanks', text: { en: 'Thank you, {requester}.' } },
    filled: { queues: [], active: true },
    change: { active: false },
    wrong: { queues: ['service_desk', 'no-such-queue'] },
    wrongPath: 'queues.1',
    unique: 'shortcut',
  },
];

test.each(kinds)('$path: made with its defaults, changed in part, listed, removed', async (kind) => {
  const { path, made, filled, change, wrong, wrongPath, unique } = kind;
  const { status, body } = await admin('POST', path, made);
  expect([status, body]).toMatchObject([201, { ...made, ...filled }]);
  const again = await admin('POST', path, made);
  expect([again.status, again.body.errors?.[0]?.path]).toEqual([409, unique]);

  const one = `${path}/${body.id}`;
  expect((await admin('PATCH', one, change)).body).toEqual({ ...body, ...change });
  // What is left out stays: a default is no wish to have it back.
  expect((await admin('PATCH', one, {})).body).toEqual({ ...body, ...change });
  const { items } = (await scene.ask('supervisor', 'GET', path)).body;
  expect(items).toContainEqual({ ...body, ...change });

  const refused = await admin('PATCH', one, wrong);
  expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, wrongPath]);
  expect((await admin('PATCH', one, { nonsense: 1 })).status).toBe(400);
  expect((await admin('PATCH', `${path}/nothing`, change)).status).toBe(404);
  for (const who of ['agent1', 'author']) expect((await scene.ask(who, 'GET', path)).status).toBe(403);
  for (const method of ['PATCH', 'DELETE'])
    expect((await scene.ask('supervisor', method, one, change)).status).toBe(403);

  expect((await admin('DELETE', one)).body.id).toBe(body.id);
  expect((await admin('DELETE', one)).status).toBe(404);
  const { items: written } = (
    await admin('GET', `/audit?target=${encodeURIComponent(targetOf(kind, body.id))}`)
  ).body;
  const did = written.map(({ action }) => String(action).split(' ')[0]);
  expect(did.slice(0, 3)).toEqual(['remove', 'change', 'make']);
});

test('what a queue or an agent uses is not removed, and the answer says who uses it', async () => {
  const { body: schedule } = await admin('POST', '/schedules', { name: 'Used hours', ...hours });
  const { body: rule } = await admin('POST', '/assignment-rules', { name: 'Used rule' });
  await admin('POST', '/skills', { id: 'fortran', name: 'Fortran' });
  const pools = [{ groups: ['seniors'], rule: rule.id }];
  const queue = await admin('POST', '/queues', { name: 'User', schedule: schedule.id, pools });
  expect(queue.status).toBe(201);
  const put = await admin('PATCH', '/agents/agent1', { skills: [{ skill: 'fortran', level: 3 }] });
  expect(put.body.skills).toEqual([{ skill: 'fortran', level: 3 }]);
  for (const [path, user] of [
    [`/schedules/${schedule.id}`, 'the queue User'],
    [`/assignment-rules/${rule.id}`, 'the queue User'],
    ['/skills/fortran', 'the agent Ada Moreno'],
  ]) {
    const { status, body } = await admin('DELETE', path ?? '');
    expect([status, body.detail]).toEqual([409, expect.stringContaining(user ?? '')]);
  }
});

test('agents: unknown queues and skills are refused, and the list comes in pages', async () => {
  const refused = await admin('PATCH', '/agents/agent1', { queues: ['nowhere'], skills: ['juggling'] });
  expect([refused.status, refused.body.errors?.map(({ path }) => path)]).toEqual([
    400,
    ['queues.0', 'skills.0'],
  ]);
  const account = { email: 'x@example.com', name: 'X', password: 'a good password', queues: ['nowhere'] };
  expect((await admin('POST', '/agents', account)).status).toBe(400);
  const capacities = { chat: 2, messaging: 0 };
  const changed = await admin('PATCH', '/agents/agent2', {
    groups: ['second_line'],
    capacities,
    capacity: 3,
  });
  expect(changed.body).toMatchObject({
    groups: ['second_line'],
    capacities,
    capacity: 3,
    name: 'Ben Okafor',
  });

  const { items } = (await scene.ask('supervisor', 'GET', '/agents')).body;
  const first = (await scene.ask('supervisor', 'GET', '/agents?limit=2')).body;
  const rest = (await scene.ask('supervisor', 'GET', `/agents?limit=200&cursor=${String(first.nextCursor)}`))
    .body;
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  expect(rest.nextCursor).toBeNull();
});

test('an agent’s desk is offered the responses for their queues, and the presence states of their groups', async () => {
  const response = { title: 'x', text: { en: 'x' } };
  await admin('POST', '/responses', { ...response, shortcut: 'for-network', queues: ['network'] });
  await admin('POST', '/responses', { ...response, shortcut: 'for-facilities', queues: ['facilities'] });
  await admin('POST', '/responses', { ...response, shortcut: 'switched-off', active: false });
  await admin('PATCH', '/agents/agent2', { groups: ['trainers'] });
  const { body: settings } = await admin('GET', '/settings');
  const values = settings.values as { presence: object };
  const states = [{ name: 'teaching', label: 'Teaching', groups: ['trainers'] }];
  expect(
    (await admin('PUT', '/settings', { ...values, presence: { ...values.presence, states } })).status,
  ).toBe(200);
  const desk = async (who: string) => {
    const { status, body } = await scene.ask(who, 'GET', '/desk?locale=de');
    expect(status).toBe(200);
    const { responses, presences } = body as unknown as {
      responses: { shortcut: string }[];
      presences: { name: string }[];
    };
    return [...responses.map(({ shortcut }) => shortcut), ...presences.map(({ name }) => name)];
  };
  const mine = await desk('agent2');
  expect(mine).toEqual(expect.arrayContaining(['for-network', 'available', 'away', 'offline', 'teaching']));
  expect(mine).not.toContain('for-facilities');
  expect(mine).not.toContain('switched-off');
  expect(await desk('agent1')).not.toContain('teaching');
  expect((await scene.ask('author', 'GET', '/desk')).status).toBe(403);
});

test('a presence that offers lead to is not taken away', async () => {
  const { body: settings } = await admin('GET', '/settings');
  const values = settings.values as { presence: object; handoff: object };
  const put = (change: object) => admin('PUT', '/settings', { ...values, ...change });
  const unknown = await put({ handoff: { ...values.handoff, presenceAfterTimeout: 'asleep' } });
  expect([unknown.status, unknown.body.errors?.[0]?.path]).toEqual([400, 'handoff.presenceAfterTimeout']);
  const states = [{ name: 'pause', label: 'Pause' }];
  expect((await put({ presence: { ...values.presence, states } })).status).toBe(200);
  const rule = { name: 'Pauses', presenceAfterTimeout: 'pause' };
  expect((await admin('POST', '/assignment-rules', rule)).status).toBe(201);
  const removed = await put({ presence: { ...values.presence, states: [] } });
  expect([removed.status, removed.body.detail]).toEqual([400, expect.stringContaining('Pauses')]);
});

function targetOf({ path }: { path: string }, id: string): string {
  return `${path.slice(1, -1).replace('-', ' ')} ${id}`;
}
