import type { Destinations } from '../../../contracts/handoff.ts';
import { api, eventually } from '../../support/clients.ts';
import { type Floor, inTalk, openFloor, opensOn, wordsOf } from './scene.ts';

/** An agent passes a conversation on. */
let floor: Floor;
beforeAll(async () => {
  floor = await openFloor({ settings: { handoff: { reofferAfterSeconds: 20, offerSeconds: 30 } } });
});
afterEach(async () => {
  for (const one of [floor.ben, floor.samir]) await one.is('away');
});
afterAll(() => floor.close());

test('to a queue: the requester reads where to, the note is the agents’, and who is free there has it', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  await ben.is('available');
  const live = await ada.did('conversation:transfer', {
    interaction: number,
    to: { queue: 'Network' },
    note: 'Their VPN needs a look',
  });
  expect(live.members).toEqual([]);
  await requester.hears(/Ada Moreno is passing you on to Network/);
  await eventually(() => ada.roleIn(number) === undefined, 'the desk without it');
  await ben.accepts(await ben.isOffered(number));
  await requester.hears(/Ben Okafor has joined/);
  const opened = await opensOn(ben, number);
  expect(opened.messages).toContainEqual(
    expect.objectContaining({
      text: 'Their VPN needs a look',
      private: true,
      from: { kind: 'agent', name: 'Ada Moreno' },
    }),
  );
  expect(wordsOf(requester).join()).not.toContain('needs a look');
  expect((await floor.header(number)).queue?.name).toBe('Network');
  expect((await ada.says(number, 'one more thing')).error?.code).toBe('forbidden');
  expect(ada.inbox()?.capacity.held).toBe(0);
  expect(await floor.logOf(number, ben, 'owner')).toEqual([
    'owner: a person was asked for (IT Service Desk)',
    'owner: accepted (Ada Moreno)',
    'owner: transferred (Network)',
    'owner: accepted (Ben Okafor)',
  ]);
  await requester.ends();
});

test('back to the own queue is no unresolved end', async () => {
  const { ada } = floor;
  const { requester, number } = await inTalk(floor);
  await ada.did('conversation:transfer', { interaction: number, to: { queue: 'service_desk' } });
  await requester.hears(/Ada Moreno is passing you on to IT Service Desk/);
  expect(await floor.header(number)).toMatchObject({ owner: 'queue', resolution: null });
  await requester.ends();
});

test('to an agent: only that agent is asked, and when they let it pass it goes on in its queue', async () => {
  const { ada, ben, samir } = floor;
  const { requester, number } = await inTalk(floor);
  await ben.is('available');
  await samir.is('available');
  await ada.did('conversation:transfer', { interaction: number, to: { agent: 'Ben Okafor' } });
  await requester.hears(/Ada Moreno is passing you on to Ben Okafor/);
  await ben.isOffered(number);
  expect(samir.offers.map(({ interaction }) => interaction)).not.toContain(number);
  await floor.pass(31);
  await samir.isOffered(number);
  expect(ben.withdrawn.at(-1)?.why).toBe('the time for an answer is over');
  await requester.ends();
});

test('whom it cannot go to is said, and nothing changes', async () => {
  const { ada, ben } = floor;
  const { number } = await inTalk(floor);
  const to = async (where: { queue: string } | { agent: string } | { contact: string }) =>
    (await ada.does('conversation:transfer', { interaction: number, to: where })).error;
  expect(await to({ queue: 'nowhere' })).toMatchObject({ code: 'invalid', message: /no queue "nowhere"/ });
  expect(await to({ agent: 'nobody' })).toMatchObject({ code: 'invalid' });
  expect(await to({ agent: 'agent1' })).toMatchObject({ code: 'conflict', message: /already/ });
  expect(await to({ agent: 'agent3' })).toMatchObject({ code: 'conflict', message: /not connected/ });
  expect(await to({ contact: 'Support Ltd' })).toMatchObject({ code: 'invalid', message: /phone/ });
  await ben.is('offline');
  expect(await to({ agent: 'agent2' })).toMatchObject({ code: 'conflict', message: /offline/ });
  expect(await floor.header(number)).toMatchObject({ owner: 'agent', assignedTo: { id: 'agent1' } });
  await ada.ends(number, { shortDescription: 'done' });
  expect(await to({ queue: 'network' })).toMatchObject({ code: 'closed' });
});

test('a call goes to somebody outside, and its record ends as resolved', async () => {
  const { ada } = floor;
  const wish = { type: 'phone', openedFor: { name: 'Paul' }, shortDescription: 'Printer on fire' };
  const { body } = await api<{ number: string }>(floor.url, '/interactions', ada.token, {
    method: 'POST',
    body: wish,
  });
  await opensOn(ada, body.number);
  await ada.did('conversation:transfer', {
    interaction: body.number,
    to: { contact: 'Fire Service' },
    note: 'They know the building',
  });
  expect(await floor.header(body.number)).toMatchObject({
    state: 'closed_complete',
    resolution: 'resolved',
    disposition: 'Transferred to Fire Service',
    workNotes: ['They know the building'],
  });
});

test('over HTTP too, by the agent or a supervisor and nobody else', async () => {
  const { ada, ben, samir } = floor;
  const { requester, number } = await inTalk(floor);
  const transfer = (token: string, body: unknown) =>
    api<{ owner: string; queue: { id: string } }>(floor.url, `/interactions/${number}/transfer`, token, {
      method: 'POST',
      body,
    });
  expect((await transfer(ben.token, { to: { queue: 'network' } })).status).toBe(403);
  expect((await transfer(ada.token, { to: { queue: 'network' }, kind: 'consult' })).status).toBe(400);
  const { status, body } = await transfer(samir.token, { to: { queue: 'network' } });
  expect([status, body.owner, body.queue.id]).toEqual([200, 'queue', 'network']);
  await requester.hears(/Samir Haddad is passing you on to Network/);
  await requester.ends();
});

test('an agent reads where it could go, with what is worth knowing before', async () => {
  const { ada, ben } = floor;
  const { number } = await inTalk(floor);
  const { body } = await api<Destinations>(floor.url, `/destinations?interaction=${number}`, ada.token);
  expect(body.queues).toContainEqual(
    expect.objectContaining({ id: 'network', name: 'Network', waiting: 0, agents: 3 }),
  );
  expect(body.agents).toEqual([
    { id: 'agent2', name: 'Ben Okafor', presence: 'away', why: null },
    { id: 'supervisor', name: 'Samir Haddad', presence: 'away', why: null },
  ]);
  expect((await api(floor.url, `/destinations?interaction=${number}`, ben.token)).status).toBe(403);
});

test('a closed queue is refused and named so beforehand, but for the own one and for messages, which can wait', async () => {
  const { ada } = floor;
  const admin = await floor.login('admin@example.com');
  const shut = { timeZone: 'UTC', hours: [], holidays: [] };
  const opens = async (schedule: typeof shut | null) => {
    for (const id of ['network', 'service_desk']) {
      const change = { method: 'PATCH', body: { schedule } };
      expect((await api(floor.url, `/queues/${id}`, admin, change)).status).toBe(200);
    }
  };
  const { requester, number } = await inTalk(floor);
  const wish = { type: 'messaging', openedFor: { name: 'Paul' }, shortDescription: 'Printer' };
  const { body: written } = await api<{ number: string }>(floor.url, '/interactions', ada.token, {
    method: 'POST',
    body: wish,
  });
  const whyOf = async (interaction: string) => {
    const path = `/destinations?interaction=${interaction}`;
    const { queues } = (await api<Destinations>(floor.url, path, ada.token)).body;
    return Object.fromEntries(queues.map(({ id, open, why }) => [id, [open, why]]));
  };
  const passOn = async (interaction: string, queue: string) =>
    (await ada.does('conversation:transfer', { interaction, to: { queue } })).error;
  await opens(shut);
  expect(await whyOf(number)).toMatchObject({ network: [false, 'closed'], service_desk: [false, null] });
  expect(await whyOf(written.number)).toMatchObject({ network: [false, null] });
  expect(await passOn(number, 'network')).toMatchObject({ code: 'conflict', message: /closed now/ });
  expect(await passOn(number, 'service_desk')).toBeUndefined();
  expect(await passOn(written.number, 'network')).toBeUndefined();
  await opens(null);
  await requester.ends();
});
