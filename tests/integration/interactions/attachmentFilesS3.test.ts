import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createS3AttachmentFiles } from '../../../interactions/files/attachmentFilesS3.ts';
import { openRequester } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { type S3Server, startS3Server } from '../../support/s3Server.ts';

/** The second place of files, through the vendor's client. */
let s3: S3Server;
let folder: string;
const open = () =>
  createS3AttachmentFiles({ bucket: 'files', region: 'eu-central-1', endpoint: s3.url }, folder);
const read = async (content: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test-key';
  process.env.AWS_SECRET_ACCESS_KEY = 'test-secret';
  folder = await mkdtemp(join(tmpdir(), 'switchboard-s3-'));
  s3 = await startS3Server('files');
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
  for (const [name, value] of [
    ['AWS_ACCESS_KEY_ID', before.id] as const,
    ['AWS_SECRET_ACCESS_KEY', before.secret] as const,
  ]) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test('a file reaches the bucket when it is kept, not before, and comes back as it was', async () => {
  const files = open();
  const content = Buffer.from('a screenshot, say');
  const { size } = await files.receive('one', Readable.from([content]), 1_000);
  expect({ size, objects: s3.objects.size }).toEqual({ size: content.length, objects: 0 });
  await files.keep('one');
  expect([...s3.objects.keys()]).toEqual(['attachments/one']);
  expect(await readdir(folder)).toEqual([]);
  expect((await read(await files.open('one'))).equals(content)).toBe(true);
  await files.remove('one');
  expect(s3.objects.size).toBe(0);
});

test('a large file goes in parts and comes back whole', async () => {
  const files = open();
  const content = randomBytes(12_000_000);
  await files.receive(
    'large',
    Readable.from([content.subarray(0, 7_000_000), content.subarray(7_000_000)]),
    2e7,
  );
  await files.keep('large');
  expect(s3.requests.filter((what) => what === 'PUT attachments/large?uploadId')).toHaveLength(3);
  expect(s3.uploads.size).toBe(0);
  expect((await read(await files.open('large'))).equals(content)).toBe(true);
});

test('past the size limit nothing is left, here or there', async () => {
  const files = open();
  const asked = s3.requests.length;
  await expect(files.receive('huge', Readable.from([Buffer.alloc(1_001)]), 1_000)).rejects.toMatchObject({
    code: 'too_large',
  });
  expect(await readdir(folder)).toEqual([]);
  expect(s3.requests).toHaveLength(asked);
});

test('what is discarded never reaches the bucket', async () => {
  const files = open();
  const asked = s3.requests.length;
  await files.receive('refused', Readable.from(['x']), 1_000);
  await files.discard('refused');
  expect(await readdir(folder)).toEqual([]);
  expect(s3.requests).toHaveLength(asked);
});

test('an object that is gone is said to be gone; removing it again is no mistake', async () => {
  await expect(open().open('never')).rejects.toMatchObject({ code: 'gone' });
  await open().remove('never');
});

test('a bucket that fails is no missing file', async () => {
  s3.failing = 403;
  await expect(open().open('one')).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  s3.failing = null;
});

test('what a crash left half received is swept, here and in the bucket; what is on its way stays', async () => {
  const files = open();
  await files.receive('old', Readable.from(['x']), 1_000);
  await files.receive('new', Readable.from(['x']), 1_000);
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  await utimes(join(folder, 'old'), longAgo, longAgo);
  s3.uploads.set('u1', { key: 'attachments/old', initiated: longAgo, parts: new Map() });
  s3.uploads.set('u2', { key: 'attachments/new', initiated: new Date(), parts: new Map() });
  s3.uploads.set('u3', { key: 'somebody-else/x', initiated: longAgo, parts: new Map() });
  const asked = s3.requests.length;
  await files.sweep(new Date(Date.now() - 86_400_000));
  expect(await readdir(folder)).toEqual(['new']);
  expect([...s3.uploads.keys()]).toEqual(['u2', 'u3']);
  const looks = s3.requests.length - asked;
  await files.sweep(new Date(Date.now() - 86_400_000));
  expect(s3.requests.length - asked).toBe(looks);
});

test('the server that is told of a bucket keeps what requesters upload there, and says when it is gone', async () => {
  const node = await startInProcess({
    env: { ATTACHMENTS_S3_BUCKET: 'files', ATTACHMENTS_S3_ENDPOINT: s3.url },
  });
  const requester = await openRequester(node.url);
  const authorization = `Bearer ${requester.session.token}`;
  const url = `${node.url}/api/v1/chat/attachments`;
  const upload = async (name: string, content: string) => {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    const response = await fetch(url, { method: 'POST', headers: { authorization }, body: form });
    return { status: response.status, body: (await response.json()) as { attachmentId: string } };
  };
  const { body } = await upload('note.txt', 'kept far away');
  const key = `attachments/${body.attachmentId}`;
  expect(s3.objects.get(key)?.toString()).toBe('kept far away');
  const file = () => fetch(`${url}/${body.attachmentId}`, { headers: { authorization } });
  expect(await (await file()).text()).toBe('kept far away');
  s3.objects.delete(key);
  expect((await file()).status).toBe(410);
  const before = s3.objects.size;
  expect((await upload('page.html', '<html>')).status).toBe(415);
  expect(s3.objects.size).toBe(before);
  requester.leave();
  await node.close();
});
