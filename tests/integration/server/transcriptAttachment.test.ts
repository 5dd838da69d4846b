import type { InteractionHeader, TranscriptLine, TranscriptPart } from '../../../contracts/header.ts';
import type { Page } from '../../../contracts/http.ts';
import type { AttachmentEntry } from '../../../contracts/messages.ts';
import { api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** domain A1: a transcript over 4,000 characters becomes an attachment; domain D4: its two views. */
let node: InProcess;
beforeAll(async () => {
  node = await startInProcess({ settings: { wrapUp: { enabled: true, seconds: 600 } } });
});
afterAll(() => node.close());

const get = (path: string, token: string) =>
  fetch(`${node.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

test('it crosses 4,000 characters in the wrap-up and is complete; the requester’s has no notes', async () => {
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const guest = await openRequester(node.url);
  const number = guest.session.interactionNumber;
  const path = `/interactions/${number}`;
  await guest.says('I want to talk to a person');
  await agent.accepts(await agent.isOffered(number));
  await guest.becomes('agent');
  const record = async () =>
    (await api<InteractionHeader & TranscriptPart>(node.url, path, agent.token)).body;
  const inline = (await record()).transcript?.length ?? 0;
  expect(inline).toBeGreaterThan(0);
  // Up to the limit, with room for the line's head and for what is said at the end.
  await guest.says(`it began so: ${'x'.repeat(3_600 - inline)}`);
  await eventually(
    async () => (await record()).transcript?.includes('it began so'),
    'the words in the record',
  );
  await agent.ends(number, { shortDescription: 'a long story' });
  const ended = await record();
  expect(ended).toMatchObject({ state: 'wrap_up', transcriptAttachment: null });
  expect(ended.transcript?.length).toBeLessThanOrEqual(4_000);
  const list = async (token: string) =>
    (await api<Page<AttachmentEntry>>(node.url, `${path}/attachments`, token)).body.items;
  expect(await list(agent.token)).toEqual([]);

  expect(await agent.says(number, `noted: ${'y'.repeat(600)}`, { private: true })).toMatchObject({
    data: { seq: expect.any(Number) },
  });
  const longer = await eventually(async () => {
    const now = await record();
    return now.transcriptAttachment === null ? undefined : now;
  }, 'the attachment');
  expect(longer).toMatchObject({
    transcript: null,
    transcriptAttachment: `/api/v1${path}/attachments/transcript`,
  });
  expect(await list(agent.token)).toMatchObject([
    { attachmentId: 'transcript', name: `${number}-transcript.txt`, size: null, type: 'text/plain' },
    { attachmentId: 'transcript-external', name: `${number}-transcript-external.txt` },
  ]);
  expect(await list(guest.session.token)).toMatchObject([{ attachmentId: 'transcript' }]);

  const internal = await get(`${path}/attachments/transcript`, agent.token);
  expect(internal.headers.get('content-disposition')).toBe(`attachment; filename="${number}-transcript.txt"`);
  const words = await internal.text();
  expect(words).toMatch(
    /I want to talk to a person[\s\S]*it began so: x+\n[\s\S]*\[PRIVATE\] .*noted: y{600}\n/,
  );
  const external = await (await get(`${path}/attachments/transcript-external`, agent.token)).text();
  expect(external).toMatch(/it began so/);
  expect(external).not.toMatch(/noted|virtual agent/i);
  for (const id of ['transcript', 'transcript-external']) {
    const own = await (await get(`${path}/attachments/${id}`, guest.session.token)).text();
    expect(own).toMatch(/I want to talk to a person[\s\S]*it began so/);
    expect(own).not.toMatch(/noted|PRIVATE/);
  }
  guest.leave();
  agent.leave();
});

test('what every object has is no attachment', async () => {
  const guest = await openRequester(node.url);
  const path = `/interactions/${guest.session.interactionNumber}/attachments`;
  const supervisor = await node.login('supervisor@example.com');
  for (const token of [supervisor, guest.session.token])
    for (const id of ['constructor', '__proto__', 'toString'])
      expect((await get(`${path}/${id}`, token)).status).toBe(404);
  guest.leave();
});

test('pages join to what a download has; a cursor that no page answered is refused', async () => {
  const supervisor = await node.login('supervisor@example.com');
  const guest = await openRequester(node.url);
  await guest.says('my vpn keeps dropping');
  await guest.hears(/VPN/);
  const path = `/interactions/${guest.session.interactionNumber}`;
  for (const what of ['transcript', 'logs']) {
    const all = (await api<Page<unknown>>(node.url, `${path}/${what}`, supervisor)).body;
    expect(all.nextCursor).toBeNull();
    expect(all.items.length).toBeGreaterThan(3);
    const joined: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await api<Page<unknown>>(node.url, `${path}/${what}?${query}`, supervisor);
      expect(body.items).toHaveLength(1);
      joined.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(joined).toEqual(all.items);
    for (const cursor of ['x', '-1.0.0', '1.2'])
      expect((await api(node.url, `${path}/${what}?cursor=${cursor}`, supervisor)).status).toBe(400);
  }
  const lines = (await api<Page<TranscriptLine>>(node.url, `${path}/transcript`, supervisor)).body;
  const file = await get(`${path}/transcript?format=json&download=true`, supervisor);
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename="IMS\d{7}-transcript\.json"$/,
  );
  expect(await file.json()).toEqual(lines);
  const text = await (await get(`${path}/transcript?format=text`, supervisor)).text();
  expect(text.split('\n[')).toHaveLength(lines.items.length);
  expect((await get('/interactions/IMS9999999/attachments/transcript', supervisor)).status).toBe(404);
  guest.leave();
});
