import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AttachmentRef } from '../../../contracts/messages.ts';
import { api, openRequester, type Requester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** protocol §2, §3: files that requesters send. */
let node: InProcess;
beforeAll(async () => {
  node = await startInProcess({
    settings: { limits: { attachmentMegabytes: 0.5, attachments: 4, attachmentsPerMinute: 50 } },
  });
});
afterAll(() => node.close());

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.alloc(200),
]);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const exe = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(300)]);

type Uploaded = AttachmentRef & { code?: string; detail?: string };

async function upload(
  requester: Requester,
  name: string,
  content: Buffer | string,
  type = 'application/octet-stream',
): Promise<{ status: number; body: Uploaded }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
  const response = await fetch(`${node.url}/api/v1/chat/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${requester.session.token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as Uploaded };
}

const get = (path: string, token: string) =>
  fetch(`${node.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

/** Sends a posted file as the widget does; the clients' `send` knows texts and values only. */
const post = (requester: Requester, attachmentId: string, id: string = randomUUID()) =>
  requester.socket.timeout(5_000).emitWithAck('message:send', { id, attachmentId });

test('a file is uploaded, posted once and got back by its requester', async () => {
  const requester = await openRequester(node.url);
  const { status, body } = await upload(requester, 'screen.png', png, 'text/html');
  expect({ status, body }).toEqual({
    status: 201,
    body: { attachmentId: expect.any(String), name: 'screen.png', size: png.length, type: 'image/png' },
  });
  const id = randomUUID();
  const first = await post(requester, body.attachmentId, id);
  expect(await post(requester, body.attachmentId, id)).toEqual(first);
  expect(await post(requester, body.attachmentId)).toMatchObject({ error: { code: 'conflict' } });
  await requester.hears(/kept that file/);
  expect(requester.messages.filter(({ type }) => type === 'file')).toMatchObject([
    { text: 'screen.png', attachment: body },
  ]);

  const file = await get(`/chat/attachments/${body.attachmentId}`, requester.session.token);
  expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toMatch(/^inline; filename="screen.png"/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox/);
  requester.leave();
});

test('of two messages that post the same file at once one gets it', async () => {
  const requester = await openRequester(node.url);
  const { attachmentId } = (await upload(requester, 'a.txt', 'x')).body;
  const acks = await Promise.all([1, 2, 3].map(() => post(requester, attachmentId)));
  expect(acks.filter(({ data }) => data !== undefined)).toHaveLength(1);
  expect(acks.filter(({ error }) => error?.code === 'conflict')).toHaveLength(2);
  await requester.hears(/kept that file/);
  expect(requester.messages.filter(({ type }) => type === 'file')).toHaveLength(1);
  requester.leave();
});

test('the id of another conversation’s file opens nothing and cannot be posted', async () => {
  const [ada, eve] = [await openRequester(node.url), await openRequester(node.url)];
  const { attachmentId } = (await upload(ada, 'a.pdf', pdf)).body;
  expect((await get(`/chat/attachments/${attachmentId}`, eve.session.token)).status).toBe(404);
  expect((await get(`/chat/attachments/../../x`, eve.session.token)).status).toBe(404);
  expect(await post(eve, attachmentId)).toMatchObject({ error: { code: 'not_found' } });
  expect(await post(ada, attachmentId)).toMatchObject({ data: { seq: expect.any(Number) } });
  ada.leave();
  eve.leave();
});

test('agents get the posted files of what they may read, and reading is audited', async () => {
  const requester = await openRequester(node.url);
  const number = requester.session.interactionNumber;
  const { body: posted } = await upload(requester, 'report.pdf', pdf);
  await upload(requester, 'never-posted.pdf', pdf);
  await post(requester, posted.attachmentId);
  const [supervisor, agent] = [
    await node.login('supervisor@example.com'),
    await node.login('agent1@example.com'),
  ];
  const path = `/interactions/${number}/attachments`;
  expect((await api(node.url, path, agent)).status).toBe(403);
  const { body: list } = await api<{ items: AttachmentRef[] }>(node.url, path, supervisor);
  expect(list.items).toEqual([
    {
      ...posted,
      at: expect.any(String),
      from: { kind: 'requester', name: 'Guest' },
      messageId: expect.any(String),
    },
  ]);
  const file = await get(`${path}/${posted.attachmentId}`, supervisor);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="report.pdf"/);
  expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
  requester.leave();
});

test.each([
  ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['drawing.svg', png],
  ['page.txt', ' <!-- hello --><!DOCTYPE html><title>x</title>'],
  ['page.html', 'hello'],
  ['note.txt', '#!/bin/sh\nrm -rf /'],
  ['setup.pdf', exe],
  ['setup.exe', 'hello'],
  ['macro.docm', 'hello'],
  ['data.bin', Buffer.from([0, 1, 2, 3])],
  ['empty.txt', ''],
])('%s is refused for what it is', async (name, content) => {
  const requester = await openRequester(node.url);
  const { status, body } = await upload(requester, name, content, 'image/png');
  expect({ status, code: body.code }).toEqual({ status: 415, code: 'unsupported_type' });
  expect(body.detail).toMatch(/not taken|empty/);
  requester.leave();
});

test.each([
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\ada\\list.csv', 'list.csv'],
  ['inv\u202Efdp.txt', 'invfdp.txt'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ['Überraschung „1“.txt', 'Überraschung „1“.txt'],
  [`${'long'.repeat(100)}.txt`, `${'long'.repeat(28)}lon….txt`],
])('the name %j is a label only', async (name, label) => {
  const requester = await openRequester(node.url);
  const { status, body } = await upload(requester, name, 'hello');
  expect(status).toBe(201);
  // The form itself may have written a line break of the name as %0D%0A.
  expect(body.name.replace(/%0D%0A/, '')).toBe(label);
  const file = await get(`/chat/attachments/${body.attachmentId}`, requester.session.token);
  expect(file.status).toBe(200);
  expect(file.headers.get('set-cookie')).toBeNull();
  requester.leave();
});

test('limits: a file too large, too many files', async () => {
  const requester = await openRequester(node.url);
  const large = await upload(requester, 'large.txt', 'x'.repeat(600_000));
  expect(large).toMatchObject({ status: 413, body: { code: 'too_large', detail: /0\.5 MB/ } });
  for (let i = 0; i < 4; i += 1) expect((await upload(requester, `${i}.txt`, 'x')).status).toBe(201);
  expect(await upload(requester, 'one more.txt', 'x')).toMatchObject({ status: 409 });
  requester.leave();
});

test('a request without a token, without a file, of another kind, or of an ended conversation is refused', async () => {
  const requester = await openRequester(node.url);
  const url = `${node.url}/api/v1/chat/attachments`;
  const authorization = `Bearer ${requester.session.token}`;
  expect((await fetch(url, { method: 'POST', body: new FormData() })).status).toBe(401);
  const form = new FormData();
  form.append('text', 'no file');
  expect((await fetch(url, { method: 'POST', headers: { authorization }, body: form })).status).toBe(400);
  const json = { authorization, 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'POST', headers: json, body: '{}' })).status).toBe(415);
  await requester.ends();
  expect(await upload(requester, 'late.txt', 'x')).toMatchObject({ status: 409, body: { code: 'closed' } });
  requester.leave();
});

test('an upload that is broken off leaves the server well', async () => {
  const requester = await openRequester(node.url);
  const { hostname, port } = new URL(node.url);
  await new Promise<void>((resolve) => {
    const request = httpRequest({
      hostname,
      port,
      method: 'POST',
      path: '/api/v1/chat/attachments',
      headers: {
        authorization: `Bearer ${requester.session.token}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '100000',
      },
    });
    request.on('error', () => resolve());
    request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a');
    setTimeout(() => request.destroy(new Error('gone')), 50);
  });
  expect((await upload(requester, 'whole.txt', 'x')).status).toBe(201);
  requester.leave();
});

test('what nobody posted within a day is removed, what was posted stays', async () => {
  const requester = await openRequester(node.url);
  const { body: kept } = await upload(requester, 'kept.txt', 'x');
  const { body: orphan } = await upload(requester, 'orphan.txt', 'x');
  await post(requester, kept.attachmentId);
  const supervisor = async () => node.login('supervisor@example.com');
  const path = `/interactions/${requester.session.interactionNumber}/attachments`;
  node.clock.advance(86_400_000 + 1_000);
  await node.server.sweep();
  const token = await supervisor();
  expect((await get(`${path}/${orphan.attachmentId}`, token)).status).toBe(404);
  expect((await get(`${path}/${kept.attachmentId}`, token)).status).toBe(200);
  requester.leave();
});
