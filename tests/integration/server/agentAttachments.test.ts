import { randomUUID } from 'node:crypto';
import type { AttachmentEntry, AttachmentRef } from '../../../contracts/messages.ts';
import {
  type AgentClient,
  api,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** Files that agents send (protocol §2, §3; domain D4 "private attachments"). */
let node: InProcess;
let agent: AgentClient;
let guest: Requester;
let number: string;
beforeAll(async () => {
  node = await startInProcess({ settings: { limits: { attachmentMegabytes: 0.5 } } });
  agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  ({ guest, number } = await talk());
});
afterAll(async () => {
  guest.leave();
  agent.leave();
  await node.close();
});

async function talk() {
  const requester = await openRequester(node.url);
  await requester.says('I want to talk to a person');
  const interaction = requester.session.interactionNumber;
  await agent.accepts(await agent.isOffered(interaction));
  await requester.becomes('agent');
  return { guest: requester, number: interaction };
}

type Uploaded = AttachmentRef & { code?: string; detail?: string };

async function upload(name: string, content: string, token = agent.token, interaction = number) {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const response = await fetch(`${node.url}/api/v1/interactions/${interaction}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as Uploaded };
}

const get = (path: string, token: string) =>
  fetch(`${node.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
const send = (attachmentId: string, more: { private?: boolean; text?: string; id?: string } = {}) =>
  agent.socket
    .timeout(5_000)
    .emitWithAck('message:send', { interaction: number, id: randomUUID(), text: '', attachmentId, ...more });
const list = async (token: string) =>
  (await api<{ items: AttachmentEntry[] }>(node.url, `/interactions/${number}/attachments`, token)).body
    .items;

test('an agent’s file reaches the requester, and the record says who sent it with which message', async () => {
  const { status, body } = await upload('how-to.txt', 'press the button');
  expect({ status, body }).toMatchObject({ status: 201, body: { name: 'how-to.txt', type: 'text/plain' } });
  const own = guest.session.token;
  expect((await get(`/chat/attachments/${body.attachmentId}`, own)).status).toBe(404);
  const id = randomUUID();
  const first = await send(body.attachmentId, { id, text: 'Please read this' });
  expect(first.data?.seq).toEqual(expect.any(Number));
  expect(await send(body.attachmentId, { id, text: 'Please read this' })).toEqual(first);
  expect(await send(body.attachmentId)).toMatchObject({ error: { code: 'conflict' } });
  const heard = await guest.hears(/Please read this/);
  expect(heard).toMatchObject({ type: 'file', from: { kind: 'agent' }, attachment: body });
  expect(await (await get(`/chat/attachments/${body.attachmentId}`, own)).text()).toBe('press the button');
  const entry = {
    attachmentId: body.attachmentId,
    from: { kind: 'agent', name: heard.from.name },
    messageId: id,
  };
  expect(await list(agent.token)).toEqual([expect.objectContaining(entry)]);
  expect(await list(own)).toEqual([expect.objectContaining(entry)]);
});

test('a private file is for the staff alone, whatever the requester tries', async () => {
  const { body } = await upload('internal.txt', 'customer is a friend of the boss');
  const own = guest.session.token;
  const before = guest.messages.length;
  expect((await send(body.attachmentId, { private: true })).data).toBeDefined();
  await agent.says(number, 'one moment');
  await guest.hears(/one moment/);
  expect(guest.messages.slice(before).map(({ text }) => text)).toEqual(['one moment']);
  for (const path of [
    `/chat/attachments/${body.attachmentId}`,
    `/interactions/${number}/attachments/${body.attachmentId}`,
  ])
    expect((await get(path, own)).status).toBe(404);
  expect((await list(own)).map(({ name }) => name)).not.toContain('internal.txt');
  expect(await list(agent.token)).toContainEqual(
    expect.objectContaining({ name: 'internal.txt', private: true }),
  );
  const file = await get(`/interactions/${number}/attachments/${body.attachmentId}`, agent.token);
  expect(await file.text()).toBe('customer is a friend of the boss');
});

test('a requester cannot post what an agent uploaded, nor an agent what a requester uploaded', async () => {
  const mine = (await upload('draft.txt', 'not sent yet')).body.attachmentId;
  const posted = await guest.socket
    .timeout(5_000)
    .emitWithAck('message:send', { id: randomUUID(), attachmentId: mine });
  expect(posted).toMatchObject({ error: { code: 'not_found' } });
  expect((await get(`/chat/attachments/${mine}`, guest.session.token)).status).toBe(404);
  const form = new FormData();
  form.append('file', new Blob(['x']), 'theirs.txt');
  const response = await fetch(`${node.url}/api/v1/chat/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${guest.session.token}` },
    body: form,
  });
  const theirs = ((await response.json()) as AttachmentRef).attachmentId;
  expect(await send(theirs)).toMatchObject({ error: { code: 'not_found' } });
});

test('only who holds the conversation uploads to it', async () => {
  const other = await node.login('agent2@example.com');
  const supervisor = await node.login('supervisor@example.com');
  for (const token of [other, supervisor]) expect((await upload('a.txt', 'x', token)).status).toBe(403);
  expect((await upload('a.txt', 'x', guest.session.token)).status).toBe(401);
  expect((await upload('a.txt', 'x', agent.token, 'IMS9999999')).status).toBe(404);
});

test.each([
  ['large.txt', 'x'.repeat(600_000), 413, 'too_large', /0\.5 MB/],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415, 'unsupported_type', /\.svg/],
  ['page.txt', '<!doctype html><script>alert(1)</script>', 415, 'unsupported_type', /HTML/],
  ['run.sh', 'rm -rf /', 415, 'unsupported_type', /could run/],
])('%s from an agent is refused with the reason', async (name, content, status, code, detail) => {
  expect(await upload(name, content)).toMatchObject({
    status,
    body: { code, detail: expect.stringMatching(detail) },
  });
});

test('a hostile name is a label, and the message that carries the file is plain', async () => {
  const { body } = await upload('../../<img onerror=x>.txt', 'x');
  expect(body.name).toBe('_img onerror=x_.txt');
  await send(body.attachmentId);
  await eventually(() => guest.messages.find(({ text }) => text === body.name), 'the file');
});

test('a message needs words or a file', async () => {
  const ack = await agent.says(number, '  ');
  expect(ack).toMatchObject({ error: { code: 'invalid' } });
});

test('after the end nothing is uploaded or sent', async () => {
  const late = (await upload('late.txt', 'x')).body.attachmentId;
  await agent.ends(number, { shortDescription: 'done' });
  expect((await upload('later.txt', 'x')).status).toBeGreaterThanOrEqual(403);
  expect((await send(late)).error?.code).toMatch(/closed|forbidden/);
  expect((await list(agent.token)).map(({ name }) => name)).not.toContain('late.txt');
});
