import { eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** What a rule keeps from somebody is in no copy that they could make, and in no news. */
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
const hide = (field: string, more: Record<string, unknown> = {}) =>
  rule({ resource: 'field', field, ...more });
const path = (more = ''): string => `/interactions/${mine.number}${more}`;
const draft = async (who: string) =>
  (await scene.ask(who, 'GET', path('/related-tasks/draft?table=incident'))).body.fields;

test('a record made for an interaction is filled with nothing that its maker may not see', async () => {
  const person = { name: 'Ada', email: 'ada@example.net' };
  const wish = { type: 'messaging', openedFor: person, shortDescription: 'A lost badge', account: 'Acme' };
  mine = (await scene.ask('agent1', 'POST', '/interactions', wish)).body;
  for (const field of ['openedFor', 'account', 'shortDescription']) await hide(field);
  expect(await draft('agent1')).toEqual({ state: 'new' });
  const fields = { short_description: 'Something' };
  const made = await scene.ask('agent1', 'POST', '/tables/incident/records', {
    fields,
    interaction: mine.number,
  });
  expect([made.status, made.body.fields]).toEqual([201, { state: 'new', ...fields }]);
  expect(await draft('supervisor')).toMatchObject({
    contact: person.email,
    short_description: 'A lost badge',
  });
});

test('who a hidden person is does not stand in who ended the conversation', async () => {
  const guest = await openRequester(scene.url);
  await guest.says('hello');
  await guest.ends();
  await scene.pass(1);
  mine.number = guest.session.interactionNumber;
  expect((await scene.ask('supervisor', 'GET', path())).body).toMatchObject({ completedBy: 'Guest' });
  await hide('openedFor', { roles: ['va_admin'] });
  await hide('sentiment', { roles: ['va_admin'] });
  const { body } = await scene.ask('supervisor', 'GET', path());
  for (const field of ['closedBy', 'completedBy', 'channelUserProfile', 'sentimentNormalized'])
    expect(body).not.toHaveProperty(field);
  for (const asked of ['closedBy=guest', 'completedBy=guest', 'channelUserProfile=x'])
    expect((await scene.ask('supervisor', 'GET', `/interactions?${asked}`)).status).toBe(403);
});

test('who may read the related tasks alone does not read the words in a draft', async () => {
  const guest = await openRequester(scene.url);
  await guest.says('I want to talk to a person about a zebra');
  mine.number = guest.session.interactionNumber;
  await rule({ resource: 'related_tasks', roles: ['agent'] });
  expect(JSON.stringify(await draft('supervisor'))).toContain('zebra');
  expect(JSON.stringify(await draft('agent2'))).not.toContain('zebra');
  guest.leave();
});

test('a clone shows nobody what they may not see: who it is for, or whom it was for', async () => {
  const { id } = (await hide('openedFor', { roles: ['agent'], when: [mineAlone] })).body;
  await rule({ resource: 'record', roles: ['agent'] });
  expect((await scene.ask('agent1', 'POST', path('/close'))).status).toBe(200);
  const copied = await scene.ask('agent2', 'POST', path('/clone'), {});
  expect([copied.status, copied.body.errors]).toEqual([403, undefined]);
  expect((await scene.ask('agent1', 'POST', path('/clone'), {})).status).toBe(201);
  await scene.ask('admin', 'DELETE', `/access-rules/${id}`);
  expect((await scene.ask('agent2', 'POST', path('/clone'), {})).status).toBe(201);
});
const mineAlone = { field: 'assignedTo', op: 'is', value: { me: 'id' } };

test('what somebody may not write they do not write by opening an interaction either', async () => {
  await hide('tags', { operation: 'write' });
  await hide('account', { operation: 'write', roles: ['agent'], when: [mineAlone] });
  const wish = { type: 'messaging', openedFor: { name: 'Ada' }, account: 'Acme' };
  const refused = await scene.ask('agent1', 'POST', '/interactions', { ...wish, tags: ['vip'] });
  expect([refused.status, refused.body.errors?.map((error) => error.path)]).toEqual([403, ['tags']]);
  expect((await scene.ask('agent1', 'POST', '/interactions', wish)).status).toBe(201);
  const queued = await scene.ask('agent1', 'POST', '/interactions', { ...wish, queue: 'service_desk' });
  expect(queued.status).toBe(403);
});

test('news of a conversation and offers say nothing of a hidden queue, agent or reason', async () => {
  for (const field of ['queue', 'assignedTo', 'stateReason', 'waitingReason']) await hide(field);
  const desk = await openAgent(scene.url, scene.token('agent1'));
  await desk.is('available');
  const guest = await openRequester(scene.url);
  await guest.says('I want to talk to a person');
  const offer = await desk.isOffered(guest.session.interactionNumber);
  await desk.accepts(offer);
  await guest.becomes('agent');
  const interaction = guest.session.interactionNumber;
  await desk.socket.emitWithAck('conversation:hold', { interaction, waitingReason: 'waiting_internal' });
  await guest.says('hello?');
  await guest.ends();
  await scene.pass(1);
  const told = JSON.stringify([desk.offers, desk.changes, desk.opened, desk.inbox()]);
  expect(told).toContain(interaction);
  expect(told).not.toMatch(/IT Service Desk|"agent":\{|waiting_internal|user_ended|"assignedTo":\{/);
  desk.leave();
  guest.leave();
});

test('how a message sounded is hidden with the sentiment, wherever its words are', async () => {
  await hide('sentiment');
  const desk = await openAgent(scene.url, scene.token('agent1'));
  await desk.is('available');
  const guest = await openRequester(scene.url);
  await guest.says('This is terrible, I hate it. I want to talk to a person');
  const number = guest.session.interactionNumber;
  await desk.accepts(await desk.isOffered(number));
  await guest.becomes('agent');
  mine.number = number;
  const posted: object[] = [];
  desk.socket.on('message:posted', (message) => posted.push(message));
  await guest.says('awful, just awful');
  const told = await eventually(() => (posted.length > 0 ? posted : null), 'the words at the desk');
  const opened = await desk.socket.emitWithAck('conversation:open', { interaction: number });
  const at = ['', '/transcript', '/transcript?format=text', '/transcript?download=true'];
  const reads = async (who: string) =>
    Promise.all(at.map(async (part) => JSON.stringify((await scene.ask(who, 'GET', path(part))).body)));
  for (const words of [
    JSON.stringify(told),
    JSON.stringify([opened, desk.opened]),
    ...(await reads('agent1')),
  ]) {
    expect(words).toContain('awful');
    expect(words).not.toMatch(/negative|"score"/);
  }
  for (const words of await reads('supervisor')) expect(words).toMatch(/negative/);
  await guest.ends();
  await scene.pass(1);
  const insights = async (who: string) =>
    JSON.stringify((await scene.ask(who, 'GET', path('/insights'))).body);
  expect(await insights('supervisor')).toMatch(/"sentiment":"negative"/);
  expect(await insights('agent1')).not.toMatch(/negative|"normalized":-/);
  desk.leave();
});
