import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { api, eventually, openAgent, openRequester, type Requester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { startSmtpServer, type TestSmtp } from '../../support/smtpServer.ts';

/** domain D4: the transcript by e-mail, on request, through a real mail server. */
let node: InProcess;
let smtp: TestSmtp;
beforeAll(async () => {
  smtp = await startSmtpServer();
  node = await startInProcess({
    env: { SMTP_URL: smtp.url },
    settings: { mail: { transcriptsPerHour: 1_000 } },
  });
});
afterAll(async () => {
  await node.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.refusing = null;
  smtp.received.length = 0;
});

const ask = (requester: Requester, body: Record<string, unknown> = {}, at = node) =>
  api<{ to?: string; code?: string; detail?: string }>(
    at.url,
    '/chat/transcript/mail',
    requester.session.token,
    {
      method: 'POST',
      body,
    },
  );
const mailTo = (address: string, from: TestSmtp = smtp) =>
  eventually(() => from.received.find(({ to }) => to.includes(address)), `a mail to ${address}`);

async function guestWhoSaid(text: string, body: Record<string, unknown> = {}, at = node): Promise<Requester> {
  const requester = await openRequester(at.url, body);
  await requester.says(text);
  await requester.hears(/./);
  return requester;
}

test('a guest gets the transcript at the address that they name; the log keeps it masked', async () => {
  const guest = await guestWhoSaid('my screen is black, and wünschen is a word');
  const number = guest.session.interactionNumber;
  expect((await api(node.url, '/chat/transcript/mail', guest.session.token)).body).toEqual({
    available: true,
    to: null,
  });
  expect(await ask(guest, { to: 'ada@example.org' })).toEqual({
    status: 202,
    body: { to: 'a•••@example.org' },
  });
  await node.server.sweep();
  const { mail, raw } = await mailTo('ada@example.org');
  expect(mail.subject).toBe(`Your conversation ${number}`);
  expect(mail.from?.text).toMatch(/Switchboard/);
  expect(mail.text).toContain(number);
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
  const [file] = mail.attachments;
  expect(file).toMatchObject({ filename: `${number}-transcript.txt`, contentType: 'text/plain' });
  expect(file?.content.toString('utf8')).toContain('Guest: my screen is black, and wünschen is a word');

  const supervisor = await node.login('supervisor@example.com');
  const log = await api<{ items: { kind: string; output: string | null }[] }>(
    node.url,
    `/interactions/${number}/logs`,
    supervisor,
  );
  expect(log.body.items.filter(({ kind }) => kind === 'mail')).toMatchObject([
    { output: 'a•••@example.org' },
  ]);
  // The address stays in the outbox no longer than it must.
  const kept = () => node.store.connection.collection('mails').findOne({ number });
  await eventually(async () => (await kept())?.status === 'sent', 'the mail to be marked');
  expect((await kept())?.to).toBe('a•••@example.org');
  guest.leave();
});

test('in German where the conversation is German, and after the end too', async () => {
  const guest = await guestWhoSaid('Mein Bildschirm ist schwarz', { locale: 'de' });
  await guest.ends();
  expect((await ask(guest, { to: 'berta@example.org' })).status).toBe(202);
  await node.server.sweep();
  const { mail } = await mailTo('berta@example.org');
  expect(mail.subject).toMatch(/^Ihr Gespräch IMS\d{7}$/);
  expect(mail.text).toMatch(/Mitschrift Ihres Gesprächs .* vom \d+\. \p{L}+ \d{4}/u);
  guest.leave();
});

test('private notes and how somebody was judged are not in what goes out', async () => {
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const guest = await openRequester(node.url);
  const number = guest.session.interactionNumber;
  await guest.says('I want to talk to a person');
  const offer = await agent.isOffered(number);
  await agent.accepts(offer);
  await guest.becomes('agent');
  await agent.says(number, 'How can I help?');
  await agent.says(number, 'sounds upset', { private: true });
  const { status, body } = await api(node.url, `/interactions/${number}/transcript/mail`, agent.token, {
    method: 'POST',
    body: { to: 'robin@example.org' },
  });
  expect({ status, body }).toEqual({ status: 202, body: { to: 'r•••@example.org' } });
  await node.server.sweep();
  const words = (await mailTo('robin@example.org')).mail.attachments[0]?.content.toString('utf8');
  expect(words).toContain('How can I help?');
  expect(words).not.toMatch(/upset|PRIVATE/);
  const audit = await node.store.connection
    .collection('audit')
    .findOne({ action: 'mail transcript', target: number });
  expect(audit).toMatchObject({ actor: { name: expect.any(String) }, details: { to: 'r•••@example.org' } });
  await agent.ends(number, { shortDescription: 'done' });
  agent.leave();
  guest.leave();
});

test.each([
  ['two lines', 'ada@example.org\r\nBcc: eve@example.org'],
  ['two addresses', 'ada@example.org, eve@example.org'],
  ['a name before it', 'Ada <ada@example.org>'],
  ['no address', 'ada'],
  ['none', undefined],
])('%s is no address', async (_what, to) => {
  const guest = await guestWhoSaid('hello');
  expect(await ask(guest, to === undefined ? {} : { to })).toMatchObject({
    status: 400,
    body: { code: 'invalid' },
  });
  await node.server.sweep();
  expect(smtp.received).toEqual([]);
  guest.leave();
});

test('as often as the settings say, also when asked all at once', async () => {
  const guest = await guestWhoSaid('hello');
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => ask(guest, { to: `n${n}@example.org` })));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
  expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/mailed 3 times/);
  expect((await api(node.url, '/chat/transcript/mail', guest.session.token)).body).toMatchObject({
    available: false,
  });
  guest.leave();
});

test('a mailbox that is refused for good is tried once', async () => {
  smtp.refusing = 550;
  const guest = await guestWhoSaid('hello');
  await ask(guest, { to: 'nobody@example.org' });
  const kept = () =>
    node.store.connection.collection('mails').findOne({ number: guest.session.interactionNumber });
  await node.server.sweep();
  await eventually(async () => (await kept())?.status === 'failed', 'the mail to be given up');
  expect(await kept()).toMatchObject({
    attempts: 1,
    to: 'n•••@example.org',
    lastError: expect.stringMatching(/550/),
  });
  expect(JSON.stringify(await kept())).not.toContain('nobody@');
  smtp.refusing = null;
  await node.pass(3_600);
  expect(smtp.received).toEqual([]);
  guest.leave();
});

test('a mailbox that is busy is tried again, later and later, with the same Message-ID', async () => {
  smtp.refusing = 451;
  const guest = await guestWhoSaid('hello');
  await ask(guest, { to: 'busy@example.org' });
  const attempts = async (n: number) =>
    eventually(async () => {
      const mail = await node.store.connection
        .collection('mails')
        .findOne({ number: guest.session.interactionNumber });
      return mail?.attempts === n && mail.lastError !== undefined && mail.nextAt > node.clock.now();
    }, `try ${n}`);
  await node.server.sweep();
  await attempts(1);
  await node.pass(20);
  await attempts(1);
  await node.pass(15);
  await attempts(2);
  smtp.refusing = null;
  await node.pass(121);
  expect((await mailTo('busy@example.org')).mail.attachments).toHaveLength(1);
  guest.leave();
});

test('a mail server that is down loses nothing: the mail goes when it is back', async () => {
  const first = await startSmtpServer();
  const other = await startInProcess({ env: { SMTP_URL: first.url } });
  await first.close();
  const guest = await guestWhoSaid('hello', {}, other);
  expect((await ask(guest, { to: 'late@example.org' }, other)).status).toBe(202);
  await other.server.sweep();
  await eventually(
    async () => (await other.store.connection.collection('mails').findOne({}))?.lastError,
    'a try in vain',
  );
  const again = await startSmtpServer(first.port);
  await other.pass(31);
  await mailTo('late@example.org', again);
  guest.leave();
  await other.close();
  await again.close();
});

test('a crash between sending and marking sends it again with the same Message-ID', async () => {
  const guest = await guestWhoSaid('hello');
  await ask(guest, { to: 'twice@example.org' });
  await node.server.sweep();
  await mailTo('twice@example.org');
  const mails = node.store.connection.collection('mails');
  const number = guest.session.interactionNumber;
  await eventually(async () => (await mails.findOne({ number }))?.status === 'sent', 'the mark');
  // What the crash would have left: sent, and still claimed by the node that is gone.
  const until = new Date(node.clock.now().getTime() + 300_000);
  await mails.updateOne({ number }, { $set: { status: 'queued', to: 'twice@example.org', nextAt: until } });
  await node.pass(200);
  expect(smtp.received).toHaveLength(1);
  await node.pass(101);
  await eventually(() => smtp.received.length === 2, 'the second mail');
  expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(1);
  guest.leave();
});

test('a mail server that says nothing holds neither the other work nor the stop up', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const other = await startInProcess({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  const guest = await guestWhoSaid('hello', {}, other);
  await ask(guest, { to: 'never@example.org' }, other);
  const started = Date.now();
  await other.server.sweep();
  expect(Date.now() - started).toBeLessThan(1_500);
  guest.leave();
  await other.close();
  expect(Date.now() - started).toBeLessThan(6_000);
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('without SMTP_URL it is said what is missing; strangers and others’ conversations get nothing', async () => {
  const other = await startInProcess({});
  const guest = await guestWhoSaid('hello', {}, other);
  expect(await ask(guest, { to: 'ada@example.org' }, other)).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/SMTP_URL/) },
  });
  expect((await api(other.url, '/chat/transcript/mail', guest.session.token)).body).toMatchObject({
    available: false,
  });
  const path = `/interactions/${guest.session.interactionNumber}/transcript/mail`;
  const body = { to: 'eve@example.org' };
  const agent = await other.login('agent2@example.com');
  expect((await api(other.url, path, agent, { method: 'POST', body })).status).toBe(403);
  expect((await api(other.url, path, null, { method: 'POST', body })).status).toBe(401);
  expect((await api(other.url, path, guest.session.token, { method: 'POST', body })).status).toBe(401);
  guest.leave();
  await other.close();
});
