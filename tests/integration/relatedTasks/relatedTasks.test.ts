import { randomUUID } from 'node:crypto';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { RecordView, RelatedTaskView } from '../../../contracts/http.ts';
import { api, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { type AtWork, holdConversation, type Refused } from './desk.ts';

/** domain A1, A2, D4: what an agent does with records while working on an interaction is logged by itself. */
let node: InProcess;
let at: AtWork;
beforeAll(async () => {
  node = await startInProcess();
});
afterAll(() => node.close());
beforeEach(async () => {
  at = await holdConversation(node, 'my chair is broken, I want to talk to a person');
});
afterEach(async () => {
  await at.agent.ends(at.number, { shortDescription: 'Broken chair' });
  at.done();
});
const describeIt = () => at.call('PATCH', `/interactions/${at.number}`, { shortDescription: 'Broken chair' });
const printer = 'incident-printer';

test('a record that the agent opens is a related task, once, with who opened it', async () => {
  const before = await at.tasks();
  await at.record('incident', printer, `?interaction=${at.number}`);
  const seen = await at.record('incident', printer, `?interaction=${at.number}`);
  expect(seen).toMatchObject({ openedFor: { name: 'Robin Vale' }, assignedTo: null });
  expect((await at.tasks()).slice(before.length)).toEqual([
    {
      table: 'incident',
      id: printer,
      number: seen.number,
      title: 'Printer on the third floor jams',
      state: 'new',
      via: 'viewed',
      by: { id: 'agent1', name: 'Ada Moreno' },
      at: expect.any(String),
      assignedTo: null,
    },
  ]);
  expect((await at.logged()).filter((line) => line.startsWith('viewed'))).toEqual([
    `viewed incident ${seen.number}`,
  ]);
});

test('who only looks along leaves no trace, and an unknown interaction is said', async () => {
  const supervisor = await node.login('supervisor@example.com');
  const read = (interaction: string) =>
    api<Refused>(node.url, `/tables/incident/records/${printer}?interaction=${interaction}`, supervisor);
  expect((await read(at.number)).status).toBe(200);
  expect((await at.tasks()).map(({ id }) => id)).not.toContain(printer);
  expect(await read('IMS9999999')).toMatchObject({ status: 404 });
});

test('the related tasks show their records as they are now: title, state and assignee', async () => {
  await at.record('incident', printer, `?interaction=${at.number}`);
  const change = {
    short_description: 'Printer needs a new roller',
    state: 'in_progress',
    assigned_to: 'agent2',
  };
  expect((await at.call('PATCH', `/tables/incident/records/${printer}`, { fields: change })).status).toBe(
    200,
  );
  expect((await at.tasks()).find(({ id }) => id === printer)).toMatchObject({
    title: 'Printer needs a new roller',
    state: 'in_progress',
    assignedTo: { id: 'agent2', name: 'Ben Okafor' },
  });
});

test('a change that names the interaction is logged there and relates the record', async () => {
  const changed = await at.call<RecordView>('PATCH', '/tables/incident/records/incident-wifi', {
    fields: { state: 'on_hold', assigned_to: 'agent1' },
    interaction: at.number,
  });
  expect(changed.body).toMatchObject({
    fields: { state: 'on_hold' },
    assignedTo: { id: 'agent1', name: 'Ada Moreno' },
  });
  expect((await at.tasks()).at(-1)).toMatchObject({ id: 'incident-wifi', via: 'updated', state: 'on_hold' });
  expect(await at.logged()).toContain(`updated incident ${changed.body.number}`);
});

test('a record is created with the fields filled from the interaction; what is given wins', async () => {
  await at.requester.says('one of the wheels came off');
  await describeIt();
  await at.call('PATCH', `/interactions/${at.number}`, { contact: 'room 4.12', account: 'Acme' });
  const make = (table: string, fields: object) =>
    at.call<RecordView>('POST', `/tables/${table}/records`, { fields, interaction: at.number });
  const header = (await at.call<InteractionHeader>('GET', `/interactions/${at.number}`)).body;

  const incident = (await make('incident', { priority: 2, state: 'in_progress' })).body;
  expect(incident.fields).toEqual({
    short_description: 'Broken chair',
    description: expect.stringMatching(
      /^Guest: my chair is broken, I want to talk to a person\nGuest: one of the wheels came off$/,
    ),
    opened_for: header.openedFor.id,
    contact: 'room 4.12',
    priority: 2,
    state: 'in_progress',
  });
  const ticket = (await make('case', { short_description: 'Wheel', contact: null })).body;
  expect(ticket.fields).toMatchObject({
    short_description: 'Wheel',
    contact: null,
    account: 'Acme',
    state: 'new',
  });
  expect((await at.tasks()).slice(-2)).toMatchObject([
    { number: incident.number, via: 'created', by: { id: 'agent1' } },
    { number: ticket.number, via: 'created', title: 'Wheel' },
  ]);
  expect(await at.logged()).toEqual(
    expect.arrayContaining([`created incident ${incident.number}`, `created case ${ticket.number}`]),
  );
});

test('private notes do not end up in a description that others read', async () => {
  await describeIt();
  await at.agent.says(at.number, 'he calls every week', { private: true });
  await at.agent.says(at.number, 'I send somebody');
  const { body } = await at.call<RecordView>('POST', '/tables/incident/records', {
    fields: {},
    interaction: at.number,
  });
  expect(body.fields.description).toContain('Ada Moreno: I send somebody');
  expect(body.fields.description).not.toContain('every week');
});

test('attached by hand, attached again, detached: what did not belong stays in the log alone', async () => {
  await describeIt();
  const path = `/interactions/${at.number}/related-tasks`;
  const attach = () =>
    at.call<{ items: RelatedTaskView[] }>('POST', path, { table: 'incident', id: 'INC0010003' });
  const first = await attach();
  expect(first).toMatchObject({ status: 201 });
  expect(first.body.items.at(-1)).toMatchObject({ number: 'INC0010003', via: 'agent' });
  expect((await attach()).body.items).toHaveLength(first.body.items.length);

  const gone = await at.call<{ items: RelatedTaskView[] }>('DELETE', `${path}/incident/INC0010003`);
  expect(gone.body.items).toHaveLength(first.body.items.length - 1);
  expect(await at.logged()).toEqual(
    expect.arrayContaining(['attached incident INC0010003', 'detached incident INC0010003']),
  );
  // To look at it again is not to say that it belongs; to attach it again is.
  await at.record('incident', 'INC0010003', `?interaction=${at.number}`);
  expect(await at.tasks()).toHaveLength(gone.body.items.length);
  expect((await attach()).body.items).toHaveLength(first.body.items.length);
  expect(await at.call('DELETE', `${path}/incident/nothing`)).toMatchObject({ status: 404 });
});

test('an agent may not attach to, detach from or create for what somebody else holds', async () => {
  const other = await node.login('agent2@example.com');
  const path = `/interactions/${at.number}/related-tasks`;
  const call = async (method: string, to: string, body?: unknown) =>
    (await api(node.url, to, other, { method, body })).status;
  expect(await call('POST', path, { table: 'incident', id: printer })).toBe(403);
  expect(await call('DELETE', `${path}/incident/${printer}`)).toBe(403);
  expect(await call('POST', '/tables/incident/records', { fields: {}, interaction: at.number })).toBe(403);
  expect(
    await call('PATCH', `/tables/incident/records/${printer}`, {
      fields: { priority: 1 },
      interaction: at.number,
    }),
  ).toBe(403);
});

test('without a short description nothing is saved or associated, unless the same call brings one (A2, D4)', async () => {
  const silent = await openRequester(node.url);
  const number = silent.session.interactionNumber;
  const supervisor = await node.login('supervisor@example.com');
  const call = <T>(method: string, path: string, body?: unknown) =>
    api<T>(node.url, path, supervisor, { method, body });
  const path = `/interactions/${number}`;
  const task = { table: 'incident', id: printer };
  const record = { fields: { short_description: 'x' }, interaction: number };
  const refused = { status: 400, body: { code: 'invalid', errors: [{ path: 'shortDescription' }] } };
  expect(await call('PATCH', path, { tags: ['vip'] })).toMatchObject(refused);
  expect(await call('POST', `${path}/related-tasks`, task)).toMatchObject(refused);
  expect(await call('POST', '/tables/incident/records', record)).toMatchObject(refused);
  expect(await call('GET', `${path}/related-tasks`)).toMatchObject({ body: { items: [] } });

  const shortDescription = 'A chair, again';
  const attached = await call('POST', `${path}/related-tasks`, { ...task, shortDescription });
  expect(attached.status).toBe(201);
  expect((await call<InteractionHeader>('GET', path)).body.shortDescription).toBe(shortDescription);
  expect(await call('PATCH', path, { tags: ['vip'] })).toMatchObject({ status: 200 });
  expect(await call('PATCH', path, { shortDescription: ' ' })).toMatchObject(refused);
  expect(await call('POST', '/tables/incident/records', record)).toMatchObject({ status: 201 });
  silent.leave();
});

describe('a record', () => {
  const path = `/tables/incident/records/${printer}`;

  test('takes the fields and states of its table and agents as assignees, or says which field does not fit', async () => {
    const refused = async (fields: object) => {
      const answer = await at.call<Refused>('PATCH', path, { fields });
      return [answer.status, ...(answer.body.errors ?? []).map((error) => error.path)];
    };
    expect(await refused({ state: 'asleep', colour: 'red' })).toEqual([400, 'fields.state', 'fields.colour']);
    expect(await refused({ state: null })).toEqual([400, 'fields.state']);
    expect(await refused({ assigned_to: 'nobody' })).toEqual([400, 'fields.assigned_to']);
    expect(await refused({ assigned_to: 'agent3', state: 'on_hold' })).toEqual([200]);
    expect(await refused({ assigned_to: null })).toEqual([200]);
    const tables = await at.call<{ items: { name: string; states: string[] }[] }>('GET', '/tables');
    expect(tables.body.items.find(({ name }) => name === 'request')?.states).toContain('approved');
  });

  test('keeps comments and work notes with author and time; the same one again is one', async () => {
    const comment = { id: randomUUID(), kind: 'comment', text: 'A part is ordered.' };
    const say = (body: object) => at.call<RecordView & Refused>('POST', `${path}/comments`, body);
    expect((await say(comment)).status).toBe(201);
    const again = await say(comment);
    expect(again.body.comments).toEqual([
      { ...comment, at: expect.any(String), by: { id: 'agent1', name: 'Ada Moreno' } },
    ]);
    expect(await say({ ...comment, text: 'Something else' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    const both = await say({ id: randomUUID(), kind: 'work_note', text: 'Third time this month' });
    expect(both.body.comments?.map(({ kind }) => kind)).toEqual(['comment', 'work_note']);
    expect(await say({ id: randomUUID(), kind: 'comment', text: ' ' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'text' }] },
    });
    const list = await at.call<{ items: RecordView[] }>('GET', '/tables/incident/records?q=printer');
    expect(list.body.items[0]).not.toHaveProperty('comments');
  });

  test('is found by state, assignee, person, number and words of its title', async () => {
    await at.call('PATCH', '/tables/incident/records/incident-mail', { fields: { assigned_to: 'agent1' } });
    const found = async (query: string) => {
      const { body } = await at.call<{ items: RecordView[] }>('GET', `/tables/incident/records?${query}`);
      return body.items.map(({ id }) => id);
    };
    expect(await found('q=mailb%20SHARED')).toEqual(['incident-mail']);
    expect(await found('q=inc0010001')).toEqual(['incident-vpn-gateway']);
    expect(await found('q=10001')).toEqual(['incident-vpn-gateway']);
    expect(await found('q=.*')).toEqual([]);
    expect(await found('q=%24')).toEqual([]);
    expect(await found('state=resolved')).toEqual(['incident-mail']);
    expect(await found('assigned_to=me&state=resolved')).toEqual(['incident-mail']);
    expect(await found('opened_for=user-lena&q=vpn')).toEqual(['incident-vpn-gateway']);
    const all = await found('sort=-number');
    expect(all).toEqual((await found('')).toReversed());
    const refused = await at.call<Refused>('GET', '/tables/incident/records?state=asleep');
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'state']);
    const none = await at.call<Refused>('GET', '/tables/user/records?assigned_to=me');
    expect([none.status, none.body.errors?.[0]?.path]).toEqual([400, 'assigned_to']);
  });
});
