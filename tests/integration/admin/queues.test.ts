import { openAgent, openRequester } from '../../support/clients.ts';
import { openScene, type Scene } from '../access/scene.ts';

/** The doors through which administrators say how live work is given out (protocol §2 `/queues`). */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const make = async (body: object) => (await scene.ask('admin', 'POST', '/queues', body)).body;
const change = (id: string, body: object) => scene.ask('admin', 'PATCH', `/queues/${id}`, body);
const paths = ({ body }: Awaited<ReturnType<typeof change>>) => body.errors?.map(({ path }) => path);
const defaults = async () =>
  (await scene.ask('supervisor', 'GET', '/queues')).body.items
    .filter(({ isDefault }) => isDefault)
    .map(({ id }) => id);

test('an administrator makes a queue with all that it says; supervisors read it, agents do not', async () => {
  const body = {
    name: 'Payroll',
    order: 50,
    types: ['chat'],
    when: 'context.department == "finance"',
    schedule: {
      timeZone: 'Europe/Zurich',
      hours: [{ day: 1, from: '08:00', to: '24:00' }],
      holidays: ['2026-12-25'],
    },
    pools: [{ groups: ['second_line'], afterSeconds: 60 }],
    priorityRules: [{ when: 'interaction.sentiment == "negative"', priority: 5 }],
    maxWaitSeconds: 300,
    ladder: [{ kind: 'queue', queue: 'service_desk' }, { kind: 'callback' }],
    steps: [{ afterSeconds: 30, do: { kind: 'say', text: { en: 'Still here?' } } }],
    texts: { en: { queued: 'You are number {position}.' } },
    survey: { question: { en: 'How was it?' }, comment: true },
  };
  const { status, body: made } = await scene.ask('admin', 'POST', '/queues', body);
  expect([status, made]).toMatchObject([
    201,
    { name: 'Payroll', ladder: [{ seconds: 300 }, {}], sort: 'priority' },
  ]);
  const { items } = (await scene.ask('supervisor', 'GET', '/queues')).body;
  expect(items[0]).toEqual(made);
  expect((await scene.ask('agent1', 'GET', '/queues')).status).toBe(403);
  expect((await scene.ask('supervisor', 'POST', '/queues', { name: 'Mine' })).status).toBe(403);
  expect((await scene.ask('supervisor', 'DELETE', `/queues/${made.id}`)).status).toBe(403);
  const removed = await scene.ask('admin', 'DELETE', `/queues/${made.id}`);
  expect([removed.status, (await change(made.id, { order: 1 })).status]).toEqual([200, 404]);
});

test('what names something that is not there is refused where it stands', async () => {
  const { id } = await make({ name: 'References' });
  const wrong = {
    schedule: 'no-such-schedule',
    rule: 'no-such-rule',
    pools: [{ groups: ['a'] }, { groups: ['a'], rule: 'no-such-rule' }],
    maxWaitSeconds: 60,
    ladder: [
      { kind: 'callback' },
      { kind: 'queue', queue: 'no-such-queue' },
      { kind: 'topic', topic: 'no_such_topic' },
    ],
    steps: [{ afterSeconds: 5, do: { kind: 'topic', topic: 'no_such_topic' } }],
    when: 'interaction.type ==',
    priorityRules: [{ when: 'interaction.nonsense == 1', priority: 1 }],
  };
  const refused = await change(id, wrong);
  expect([refused.status, refused.body.code]).toEqual([400, 'invalid']);
  expect(paths(refused)).toEqual([
    'schedule',
    'rule',
    'pools.1.rule',
    'ladder.1.queue',
    'ladder.2.topic',
    'steps.0.do.topic',
    'when',
    'priorityRules.0.when',
  ]);
  const round = { maxWaitSeconds: 60, ladder: [{ kind: 'queue', queue: id }] };
  expect(paths(await change(id, round))).toEqual(['ladder.0.queue']);
  expect(
    paths(await change(id, { schedule: { timeZone: 'Mars/Olympus', hours: [], holidays: [] } })),
  ).toEqual(['schedule.timeZone']);
  expect(paths(await change(id, { name: 'Hardware' }))).toEqual(['name']);
  expect((await change(id, { name: 'Hardware' })).status).toBe(409);
  expect((await scene.ask('admin', 'POST', '/queues', { name: 'Hardware' })).status).toBe(409);
});

test('there is one default queue: another one takes it over, and it is neither given up nor removed nor closed', async () => {
  const { id } = await make({ name: 'New default' });
  expect(await defaults()).toEqual(['service_desk']);
  expect((await change(id, { isDefault: true })).body.isDefault).toBe(true);
  expect(await defaults()).toEqual([id]);
  expect(paths(await change(id, { isDefault: false }))).toEqual(['isDefault']);
  expect(paths(await change(id, { active: false }))).toEqual(['active']);
  expect((await scene.ask('admin', 'DELETE', `/queues/${id}`)).status).toBe(409);
  await change('service_desk', { isDefault: true });
  expect(await defaults()).toEqual(['service_desk']);
});

test('two administrators at once leave exactly one default queue', async () => {
  const some = await Promise.all(['Race A', 'Race B', 'Race C'].map((name) => make({ name })));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      ...some.map(({ id }) => change(id, { isDefault: true })),
      // Somebody who changes another field of the queue that is being replaced does not bring it back.
      change('service_desk', { order: 100 + round }),
    ]);
    expect(await defaults()).toHaveLength(1);
    expect((await change('service_desk', { isDefault: true })).status).toBe(200);
    expect(await defaults()).toEqual(['service_desk']);
  }
});

test('two administrators who change different fields of a queue at once both have it their way', async () => {
  const { id } = await make({ name: 'Shared' });
  await Promise.all([change(id, { priority: 7 }), change(id, { targetWaitSeconds: 90 })]);
  const { items } = (await scene.ask('supervisor', 'GET', '/queues')).body;
  expect(items.find((one) => one.id === id)).toMatchObject({ priority: 7, targetWaitSeconds: 90 });
});

test('a ladder without the wait after which it begins is refused', async () => {
  const { id } = await make({ name: 'Ladder' });
  const ladder = [{ kind: 'callback' }];
  const refused = await change(id, { ladder });
  expect([refused.status, paths(refused)]).toEqual([400, ['maxWaitSeconds']]);
  expect((await scene.ask('admin', 'POST', '/queues', { name: 'Steps', ladder })).status).toBe(400);
  expect((await change(id, { maxWaitSeconds: 60, ladder })).status).toBe(200);
  expect((await change(id, { ladder: [...ladder, { kind: 'leave_message' }] })).status).toBe(200);
  expect(paths(await change(id, { maxWaitSeconds: null }))).toEqual(['maxWaitSeconds']);
  expect((await change(id, { maxWaitSeconds: null, ladder: [] })).status).toBe(200);
});

test('a queue is not removed while somebody uses it, and the answer says who', async () => {
  const used = await make({ name: 'Used' });
  const user = await make({ name: 'User', maxWaitSeconds: 60, ladder: [{ kind: 'queue', queue: used.id }] });
  const text = { en: 'Hello {requester}' };
  const { body: response } = await scene.ask('admin', 'POST', '/responses', {
    shortcut: 'used',
    title: 'For Used',
    text,
    queues: [used.id],
  });
  await scene.ask('admin', 'PATCH', '/agents/agent3', { queues: ['service_desk', used.id] });
  const refused = await scene.ask('admin', 'DELETE', `/queues/${used.id}`);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    'the queue is used by the queue User, the agent Chloe Lindqvist, the response For Used',
  ]);
  await change(user.id, { ladder: [] });
  await scene.ask('admin', 'PATCH', '/agents/agent3', { queues: ['service_desk', 'facilities'] });
  await scene.ask('admin', 'DELETE', `/responses/${response.id}`);
  expect((await scene.ask('admin', 'DELETE', `/queues/${used.id}`)).status).toBe(200);
});

test('a queue that a published topic names stays', async () => {
  const wanted = ['service_desk'];
  for (const agent of ['agent1', 'agent2', 'supervisor'])
    await scene.ask('admin', 'PATCH', `/agents/${agent}`, { queues: wanted });
  const responses = (await scene.ask('admin', 'GET', '/responses')).body.items;
  for (const { id } of responses) await scene.ask('admin', 'DELETE', `/responses/${String(id)}`);
  const refused = await scene.ask('admin', 'DELETE', '/queues/network');
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringMatching(/^the queue is used by the topic /),
  ]);
});

test('a queue in which somebody waits stays', async () => {
  const { id } = await make({ name: 'Busy' });
  const wish = { type: 'walk_up', openedFor: { name: 'Nora' }, shortDescription: 'Badge', queue: id };
  expect((await scene.ask('supervisor', 'POST', '/interactions', wish)).status).toBe(201);
  const refused = await scene.ask('admin', 'DELETE', `/queues/${id}`);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    'the queue is used by work that waits in it (1)',
  ]);
});

test('work that waits is given out again as soon as an agent is put into its queue', async () => {
  const agent = await openAgent(scene.url, scene.token('agent2'));
  const { id } = await make({ name: 'Nobody yet' });
  await agent.is('available');
  const wish = { type: 'walk_up', openedFor: { name: 'Olga' }, shortDescription: 'Badge', queue: id };
  const { body: opened } = await scene.ask('supervisor', 'POST', '/interactions', wish);
  await scene.ask('admin', 'PATCH', '/agents/agent2', { queues: ['service_desk', 'network', id] });
  const offer = await agent.isOffered(opened.number);
  expect(offer.queue).toBe('Nobody yet');
  agent.leave();
});

test('changes are written down with what was and is', async () => {
  const { id } = await make({ name: 'Audited' });
  await change(id, { priority: 3, name: 'Audited' });
  await scene.ask('admin', 'DELETE', `/queues/${id}`);
  const target = encodeURIComponent(`queue ${id}`);
  const { items } = (await scene.ask('admin', 'GET', `/audit?target=${target}`)).body;
  expect(items.map(({ action }) => action)).toEqual(['remove queue', 'change queue', 'make queue']);
  expect(items[1]?.details).toEqual({ priority: { from: 0, to: 3 } });
});

test('lists come in pages, the cursor leads on', async () => {
  const seen: unknown[] = [];
  let cursor: unknown = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${String(cursor)}`;
    const { body } = await scene.ask('supervisor', 'GET', `/queues?limit=3${more}`);
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  } while (cursor !== null);
  const { items } = (await scene.ask('supervisor', 'GET', '/queues')).body;
  expect(seen).toEqual(items.map(({ id }) => id));
  expect((await scene.ask('supervisor', 'GET', '/queues?cursor=gone')).status).toBe(400);
});

test('a requester who asks for a person meets the default queue that there is now', async () => {
  const { id, name } = await make({ name: 'Front desk', isDefault: true });
  const requester = await openRequester(scene.url);
  await requester.hears(/./);
  await scene.ask('admin', 'PATCH', '/agents/agent1', {
    queues: ['service_desk', 'network', 'hardware', id],
  });
  const agent = await openAgent(scene.url, scene.token('agent1'));
  await agent.is('available');
  await requester.says('talk to a person');
  const offer = await agent.isOffered(requester.session.interactionNumber);
  expect(offer.queue).toBe(name);
  agent.leave();
  requester.leave();
});

test('a queue is named in topics by an id made from its name, and a topic that names none is warned about', async () => {
  const { id } = await make({ name: 'Réseau & Wi-Fi' });
  expect(id).toBe('reseau_wi_fi');
  expect((await make({ name: 'Réseau: Wi-Fi' })).id).toBe('reseau_wi_fi_2');
  const topic = (queue: string) =>
    `name: wifi\ntitle: Wi-Fi\ntype: block\nhandoff:\n  queue: ${queue}\nelements:\n  - id: a\n    kind: text\n    text: Hello\n`;
  const check = async (queue: string) => {
    const { body } = await scene.ask('author', 'POST', '/topics/check', { yaml: topic(queue) });
    const { problems } = body as unknown as {
      problems: { line: number; severity: string; message: string }[];
    };
    return problems.filter(({ message }) => message.includes('queue'));
  };
  expect(await check(id)).toEqual([]);
  expect(await check('facilities')).toEqual([]);
  expect(await check('no_such_queue')).toMatchObject([
    { line: 5, severity: 'warning', message: expect.stringContaining('no queue "no_such_queue"') },
  ]);
});
