import type { InteractionHeader, InteractionLogEntry } from '../../../contracts/header.ts';
import { api, connectRequester, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** An agent has the Virtual Agent run a topic for the requester, and keeps the conversation. */
const { folder, remove } = errandTopics();
let scene: Errands;
beforeAll(async () => {
  scene = await openErrands(folder);
});
afterAll(async () => {
  scene.agent.leave();
  await scene.close();
  remove();
});

const starts = (interaction: string, topic: string, agent = scene.agent) =>
  agent.socket.timeout(8_000).emitWithAck('topic:start', { interaction, topic });
const stops = (interaction: string, agent = scene.agent) =>
  agent.socket.timeout(8_000).emitWithAck('topic:stop', { interaction });
const header = async (number: string, token = scene.agent.token) =>
  (await api<InteractionHeader>(scene.url, `/interactions/${number}`, token)).body;

test('the topic asks and is answered while the agent reads along, and ends by itself with nothing after it', async () => {
  const { requester, number } = await inTalk(scene);
  const started = await starts(number, 'device');
  expect(started.data?.live.errand).toMatchObject({ topic: 'device', title: 'Note a device' });
  await requester.hears(/Ada Moreno has asked the Virtual Agent to help with “Note a device”/);
  await requester.hears(/What is the device called/);
  await eventually(() => requester.changes.at(-1)?.errand === 'Note a device', 'the banner');
  expect(requester.changes.at(-1)?.owner).toBe('agent');

  await requester.says('blue-17');
  await requester.hears(/And its PIN/);
  await scene.agent.hears(number, /^blue-17$/);
  await scene.agent.hears(number, /And its PIN/);
  await requester.says('4711-secret');
  // The pause is kept with the header, which is read once it is written.
  await header(number);
  await scene.pass(6);
  await requester.hears(/Thank you, blue-17 is noted/);
  await requester.hears(/You are talking to Ada Moreno again/);
  await eventually(() => requester.changes.at(-1)?.errand === undefined, 'the banner to go');
  expect(JSON.stringify(scene.agent.messages)).not.toContain('4711-secret');

  await requester.says('and now?');
  await scene.agent.hears(number, /^and now\?$/);
  await scene.agent.says(number, 'Now I look.');
  await requester.hears(/Now I look/);
  expect(requester.messages.some(({ text }) => /anything else|How did/i.test(text))).toBe(false);
  expect(await header(number)).toMatchObject({ owner: 'agent', state: 'work_in_progress' });
  const { body } = await api<{ items: InteractionLogEntry[] }>(
    scene.url,
    `/interactions/${number}/logs`,
    scene.agent.token,
  );
  expect(body.items.filter(({ kind }) => kind === 'errand').map(({ outcome }) => outcome)).toEqual([
    expect.anything(),
    'completed',
  ]);
  await requester.ends();
});

test('the agent stops it; what is said then is for the agent', async () => {
  const { requester, number } = await inTalk(scene);
  await starts(number, 'device');
  await requester.hears(/What is the device called/);
  expect((await starts(number, 'find_article')).error?.code).toBe('conflict');
  expect((await stops(number)).data?.live.errand).toBeNull();
  await requester.hears(/Ada Moreno goes on from here/);
  await requester.says('I do not know');
  await scene.agent.hears(number, /^I do not know$/);
  expect((await stops(number)).data?.live.errand).toBeNull();
  await requester.ends();
});

test('asking for a person, or saying goodbye, ends it: the person is there', async () => {
  const { requester, number } = await inTalk(scene);
  for (const words of ['agent', 'goodbye']) {
    await starts(number, 'device');
    await requester.hears(/What is the device called/);
    await requester.says(words);
    await requester.hears(/You are talking to Ada Moreno again/);
    expect(await header(number)).toMatchObject({ owner: 'agent' });
  }
  await requester.ends();
});

test('the topic speaks the requester’s language', async () => {
  const { requester, number } = await inTalk(scene, { locale: 'de' });
  await starts(number, 'device');
  await requester.hears(/Ada Moreno hat den Virtual Agent gebeten, bei „Ein Gerät aufnehmen“ zu helfen/);
  await requester.hears(/Wie heißt das Gerät/);
  await requester.ends();
});

test('only topics whose authors said so, on this channel, and only by who talks to the requester', async () => {
  const { requester, number } = await inTalk(scene);
  const codes = async (...names: string[]) =>
    Promise.all(names.map(async (name) => (await starts(number, name)).error?.code));
  expect(await codes('private', 'elsewhere', 'nowhere', 'greeting')).toEqual([
    'forbidden',
    'not_found',
    'not_found',
    'not_found',
  ]);
  const other = await openAgent(scene.url, await scene.login('agent2@example.com'));
  expect((await starts(number, 'device', other)).error?.code).toBe('forbidden');
  await starts(number, 'device');
  expect((await stops(number, other)).error?.code).toBe('forbidden');
  other.leave();
  await requester.ends();
  expect((await starts(number, 'device')).error?.code).toBe('closed');
});

test('where the requester was with the Virtual Agent before is where it goes on afterwards', async () => {
  const requester = await openRequester(scene.url);
  await requester.hears(/./);
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens with your VPN/);
  await requester.says('agent');
  const number = requester.session.interactionNumber;
  await scene.agent.accepts(await scene.agent.isOffered(number));
  await requester.becomes('agent');
  await starts(number, 'device');
  await requester.hears(/What is the device called/);
  const back = await scene.agent.socket
    .timeout(8_000)
    .emitWithAck('conversation:return', { interaction: number });
  expect(back.error).toBeUndefined();
  await requester.hears(/anything else/);
  await requester.becomes('virtual_agent');
  await requester.says('no thanks');
  await requester.becomes('none');
  const token = await scene.login('admin@example.com');
  expect(await header(number, token)).toMatchObject({ shortDescription: 'VPN: trouble', closeRule: 'P08' });
});

test('a queue has a topic run for who waits; the place is kept, and the agent who comes ends it', async () => {
  const admin = await scene.login('admin@example.com');
  const steps = [{ afterSeconds: 30, do: { kind: 'topic', topic: 'device' } }];
  const body = { steps };
  await api(scene.url, '/queues/service_desk', admin, { method: 'PATCH', body });
  await scene.agent.is('away');
  const requester = await openRequester(scene.url);
  await requester.hears(/./);
  await requester.says('agent');
  await requester.becomes('queue');
  await scene.pass(31);
  await requester.hears(/While you wait, the Virtual Agent can help with “Note a device”/);
  await requester.hears(/What is the device called/);
  await requester.says('blue');
  await requester.hears(/And its PIN/);
  expect(requester.changes.at(-1)).toMatchObject({ owner: 'queue', errand: 'Note a device' });
  await scene.agent.is('available');
  const number = requester.session.interactionNumber;
  await scene.agent.accepts(await scene.agent.isOffered(number));
  expect((await requester.becomes('agent')).errand).toBeUndefined();
  await requester.says('hello?');
  await scene.agent.hears(number, /^hello\?$/);
  await requester.ends();
});

test('who comes back in between finds the errand as it was', async () => {
  const { requester, number } = await inTalk(scene);
  await starts(number, 'device');
  await requester.hears(/What is the device called/);
  requester.leave();
  const again = await connectRequester(scene.url, requester.session, 0);
  await eventually(() => again.changes.at(-1)?.errand === 'Note a device', 'the banner');
  await again.says('blue');
  await again.hears(/And its PIN/);
  await again.ends();
});
