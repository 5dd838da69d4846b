import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { AttachmentRef } from '../../../contracts/messages.ts';
import { createLog } from '../../../server/log.ts';
import { api, openRequester, type Requester } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { openScene, type Refused, type Scene } from '../lifecycle/scene.ts';
import { foundIn } from './storeText.ts';

/** domain D4, F7 point 20: sensitive data never reaches the store. */
const card = '4111 1111 1111 1111';
const ssn = '536-22-8726';
const iban = 'DE89370400440532013000';
const address = 'grace.hopper@example.org';
const badge = 'BDG-7719';
const secrets = [card, ssn, iban, address, badge];
const all = secrets.join(' or ');
const sensitiveData = {
  cards: true,
  nationalIds: true,
  email: true,
  patterns: [{ name: 'badge', pattern: '\\bBDG-[0-9]{4}\\b' }],
};

let scene: Scene;
let logged = '';
beforeAll(async () => {
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  scene = await openScene({ sensitiveData }, { log: createLog('trace', to) });
});
afterAll(() => scene.close());

async function upload(path: string, token: string, name: string) {
  const form = new FormData();
  form.append('file', new Blob(['notes of a day']), name);
  const response = await fetch(`${scene.node.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as AttachmentRef & Refused };
}

const transcriptOf = async (requester: Requester): Promise<string> => {
  const number = requester.session.interactionNumber;
  const { body } = await api<string>(
    scene.node.url,
    `/interactions/${number}/transcript?format=text`,
    scene.supervisor,
  );
  return body;
};

test('nothing of what a requester wrote, picked, named or searched for is anywhere in the store or the log', async () => {
  const requester = await openRequester(scene.node.url, {
    context: { note: all, number: 4111111111111111, '4111-1111-1111-1111': true },
  });
  await requester.hears(/./);
  await requester.says(`hello, ${all}`);
  await requester.says(`I want to pay with ${card} and my address is ${address}`);
  await requester.says('I want to report an issue');
  await requester.hears(/What is wrong/);
  await requester.says(`${badge}: my laptop shows ${card} and ${ssn}`);
  await requester.hears(/What is it about/);
  await requester.picks(`${card} ${address}`);
  await requester.hears(/Please pick one/);
  await requester.picks('hardware');
  await requester.says(`no, I meant that ${address} is on the screen`);
  const { body: file } = await upload('/chat/attachments', requester.session.token, `${card} ${address}.txt`);
  expect(file.name).toBe('•••• 1111 ••••••');
  await requester.socket
    .timeout(5_000)
    .emitWithAck('message:send', { id: randomUUID(), attachmentId: file.attachmentId });
  await requester.socket.timeout(5_000).emitWithAck('search:leave', { query: all });
  await scene.agent.is('away');
  await requester.says('talk to a person');
  await requester.becomes('queue');
  await requester.says(`while I wait: ${all}`);
  await scene.agent.is('available');
  const offer = await scene.agent.isOffered(requester.session.interactionNumber);
  await scene.agent.accepts(offer);
  await requester.becomes('agent');
  await requester.says(`dear agent, ${all}`);
  await scene.agent.hears(requester.session.interactionNumber, /dear agent, •••• 1111 or •••••• or/);
  await requester.ends();
  await scene.node.server.sweep();
  expect(await transcriptOf(requester)).toContain('I want to pay with •••• 1111 and my address is ••••••');
  expect(
    await foundIn(scene.node.store, ...secrets, card.replaceAll(' ', ''), card.replaceAll(' ', '-')),
  ).toEqual([]);
  for (const secret of secrets) expect(logged).not.toContain(secret);
});

test('an input that asks for an address gets it; the transcript and the log show the mask', async () => {
  const mail = 'ada@example.net';
  const requester = await openRequester(scene.node.url);
  await requester.hears(/./);
  await requester.says('I want to report an issue');
  await requester.hears(/What is wrong/);
  await requester.says('the keyboard of my laptop is dead');
  await requester.hears(/What is it about/);
  await requester.picks('hardware');
  await requester.hears(/How much does it hold you up/);
  await requester.picks('3');
  await requester.hears(/best e-mail address/);
  await requester.says(`it is ${mail}, and my card is ${card}`);
  const said = await requester.hears(/INC\d+/);
  expect(said.text).not.toContain(mail);
  await scene.node.server.sweep();
  const { interactionNumber: number } = requester.session;
  const transcript = await transcriptOf(requester);
  expect(transcript).toContain('it is ••••••, and my card is •••• 1111');
  expect(transcript).not.toContain(mail);
  const logs = await api(scene.node.url, `/interactions/${number}/logs`, scene.supervisor);
  expect(JSON.stringify(logs.body)).not.toContain(mail);
  const { db } = scene.node.store.connection;
  const made = await db?.collection('records').findOne({ 'fields.contact': mail });
  expect(made?.fields).toMatchObject({ short_description: 'the keyboard of my laptop is dead' });
  // As an answer, and nowhere else; the card nowhere at all.
  expect(await foundIn(scene.node.store, mail)).toEqual(['interactions', 'records', 'turns']);
  expect(await foundIn(scene.node.store, card)).toEqual([]);
  await requester.ends();
});

test('what an agent writes is refused at every door, with the kind and without the value', async () => {
  const requester = await scene.withAgent();
  const number = requester.session.interactionNumber;
  const { agent, node, supervisor } = scene;
  const refused = {
    code: 'invalid',
    message: expect.stringContaining('a card number may not be written here'),
  };
  for (const more of [{}, { private: true }])
    expect(await agent.says(number, `your card ${card}`, more)).toMatchObject({ error: refused });
  expect(await agent.ends(number, { shortDescription: card })).toMatchObject({ error: refused });
  const rejected = { workItemId: 'none', reason: card };
  expect(await agent.socket.timeout(5_000).emitWithAck('offer:reject', rejected)).toMatchObject({
    error: refused,
  });

  const call = async (method: string, path: string, body: unknown, token = agent.token) => {
    const answer = await api<Refused>(node.url, path, token, { method, body });
    expect({ path, ...answer }).toMatchObject({ path, status: 400, body: { code: 'invalid' } });
    expect(JSON.stringify(answer.body)).toMatch(/an? (card number|e-mail address)/);
    for (const secret of secrets) expect(JSON.stringify(answer.body)).not.toContain(secret);
  };
  for (const field of ['shortDescription', 'workNote', 'disposition'])
    await call('PATCH', `/interactions/${number}`, { [field]: card }, supervisor);
  await call('PATCH', `/interactions/${number}`, { tags: ['vip', address] }, supervisor);
  await call('POST', `/interactions/${number}/close`, { shortDescription: card });
  await call('POST', `/interactions/${number}/close`, { disposition: card });
  await call('POST', `/interactions/${number}/wrap-up`, { code: card });
  await call('POST', `/interactions/${number}/wrap-up`, { note: card });
  await call('POST', '/interactions', { type: 'phone', openedFor: { name: 'Ada' }, shortDescription: card });
  const fields = { short_description: 'a fault', state: 'new' };
  await call('POST', '/tables/incident/records', { fields: { ...fields, description: card } });
  await call('POST', '/tables/incident/records', { fields, interaction: number, shortDescription: card });
  const { body: record } = await api<{ id: string }>(node.url, '/tables/incident/records', agent.token, {
    method: 'POST',
    body: { fields },
  });
  await call('PATCH', `/tables/incident/records/${record.id}`, { fields: { short_description: address } });
  const comment = { id: randomUUID(), kind: 'work_note', text: card };
  await call('POST', `/tables/incident/records/${record.id}/comments`, comment);
  await call('POST', `/interactions/${number}/related-tasks`, {
    table: 'incident',
    id: record.id,
    shortDescription: card,
  });
  const file = await upload(`/interactions/${number}/attachments`, agent.token, `${card}.txt`);
  expect(file).toMatchObject({ status: 400, body: { code: 'invalid' } });
  expect(await foundIn(node.store, card)).toEqual([]);
  expect(await agent.says(number, 'the order 4711 is on its way, INC0010234')).toMatchObject({ data: {} });
  expect(await agent.ends(number)).toMatchObject({ data: {} });
});

test('what staff search for, save and give as a reason is kept masked, or not at all', async () => {
  const { node, supervisor } = scene;
  const admin = await node.login('admin@example.com');
  const asked = new URLSearchParams({ format: 'csv', q: card, openedFor: `${address},x`, account: badge });
  expect((await api(node.url, `/interactions?${asked}`, supervisor)).status).toBe(200);
  const view = { name: 'mine', filters: {}, fields: ['number'] };
  for (const body of [
    { ...view, name: card },
    { ...view, filters: { q: card } },
  ])
    expect((await api(node.url, '/views', supervisor, { method: 'POST', body })).status).toBe(400);
  const made = await api<{ id: string }>(node.url, '/views', supervisor, { method: 'POST', body: view });
  const body = { ...view, filters: { account: badge } };
  const put = await api(node.url, `/views/${made.body.id}`, supervisor, { method: 'PUT', body });
  expect(put.status).toBe(400);
  for (const openedFor of [{ name: card }, { name: 'Ada', phone: card }]) {
    const wish = { type: 'phone', openedFor };
    const opened = await api(node.url, '/interactions', supervisor, { method: 'POST', body: wish });
    expect(opened.status).toBe(400);
  }
  const wish = { type: 'phone', openedFor: { name: 'Ada', phone: '+1 (555) 010-9999' } };
  const opened = await api<{ number: string }>(node.url, '/interactions', supervisor, {
    method: 'POST',
    body: wish,
  });
  expect(opened.status).toBe(201);
  const guest = await openRequester(node.url);
  await guest.ends();
  const { db } = node.store.connection;
  const doc = await db?.collection('interactions').findOne({ number: guest.session.interactionNumber });
  const person = String(doc?.header.openedFor.id);
  const reason = { reason: `wrote from ${address} about ${card}` };
  const erased = await api(node.url, `/people/${person}/erase`, admin, { method: 'POST', body: reason });
  expect(erased.status).toBe(202);
  expect(await foundIn(node.store, ...secrets)).toEqual([]);
});

test('an address of a person is what its field is for', async () => {
  const body = { fields: { name: 'Ada', email: 'ada.l@example.org' } };
  const made = await api(scene.node.url, '/tables/user/records', scene.supervisor, { method: 'POST', body });
  expect(made.status).toBe(201);
});

test('what is saved in the settings holds on another node within a second or two', async () => {
  const node = await startInProcess({ settings: { survey: { probability: 0 } } });
  const other = await startInProcess({ store: node.store, clock: node.clock });
  const admin = await node.login('admin@example.com');
  const { body: settings } = await api<{ values: object }>(node.url, '/settings', admin);
  const saved = await api(node.url, '/settings', admin, {
    method: 'PUT',
    body: { ...settings.values, sensitiveData },
  });
  expect(saved.status).toBe(200);
  await other.pass(1);
  const requester = await openRequester(other.url);
  await requester.says(`my card is ${card}`);
  expect(await foundIn(node.store, card)).toEqual([]);
  const wrong = { ...settings.values, sensitiveData: { patterns: [{ name: 'own', pattern: '(' }] } };
  expect((await api(node.url, '/settings', admin, { method: 'PUT', body: wrong })).status).toBe(400);
  requester.leave();
  await other.close();
  await node.close();
});
