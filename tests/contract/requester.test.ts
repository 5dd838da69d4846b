import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { maxTextLength } from '../../contracts/sockets.ts';
import { api, connectRequester, eventually, openRequester } from '../support/clients.ts';
import { type InProcess, startInProcess } from '../support/inProcess.ts';

/** protocol §3 `/requester`: what a widget may rely on. */
let node: InProcess;
beforeAll(async () => {
  node = await startInProcess({ settings: { limits: { messagesPerMinute: 30 } } });
});
afterAll(() => node.close());

async function refusal(token: unknown): Promise<{ code?: string }> {
  const socket = io(`${node.url}/requester`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
    socket.once('connect_error', resolve),
  );
  socket.disconnect();
  return { code: error.data?.code };
}

test('the same id again gives the same seq and does nothing more, also when both are sent at once', async () => {
  const requester = await openRequester(node.url);
  const id = randomUUID();
  const [first, second] = await Promise.all([requester.says('hello', id), requester.says('hello', id)]);
  const third = await requester.says('hello', id);
  expect([second, third]).toEqual([first, first]);
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  expect(requester.messages.filter((message) => message.id === id)).toHaveLength(1);
  requester.leave();
});

test('a repeated id is answered with its seq even after the conversation has ended', async () => {
  const requester = await openRequester(node.url);
  const id = randomUUID();
  const seq = await requester.says('hello', id);
  await requester.ends();
  expect(await requester.says('hello', id)).toBe(seq);
  expect(await requester.send({ id: randomUUID(), text: 'and now?' })).toMatchObject({
    error: { code: 'closed' },
  });
  requester.leave();
});

test('resume: after a reload the client gets everything later than `after`, in order and once', async () => {
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  const seen = requester.messages;
  requester.leave();
  for (const after of [0, 1, 2, seen.length - 1, seen.at(-1)?.seq ?? 0]) {
    const again = await connectRequester(node.url, requester.session, after);
    const expected = seen.filter((message) => message.seq > after).map(({ id }) => id);
    await eventually(() => again.changes.length > 0, 'the state');
    expect(again.messages.map(({ id }) => id)).toEqual(expected);
    again.leave();
  }
});

test('two tabs see the same conversation in the same order', async () => {
  const first = await openRequester(node.url);
  await first.hears(/pick one/);
  const second = await connectRequester(node.url, first.session, 0);
  await Promise.all([first.says('my vpn keeps dropping'), second.says('it is slow')]);
  await eventually(
    () => first.messages.length === second.messages.length && first.messages.length >= 6,
    'both to see it all',
  );
  expect(second.messages).toEqual(first.messages);
  const seqs = first.messages.map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  first.leave();
  second.leave();
});

test('a resume token goes on with the open conversation, and starts a new one after the end', async () => {
  const requester = await openRequester(node.url);
  const { resumeToken, conversationId } = requester.session;
  const again = await openRequester(node.url, { resumeToken });
  expect(again.session.conversationId).toBe(conversationId);
  await again.ends();
  const later = await openRequester(node.url, { resumeToken });
  expect(later.session.conversationId).not.toBe(conversationId);
  expect(later.messages.some((message) => message.from.kind === 'requester')).toBe(false);
  for (const one of [requester, again, later]) one.leave();
});

test('bad input: text over the limit is refused with the limit named, and nothing is said', async () => {
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  const ack = await requester.send({ id: randomUUID(), text: 'x'.repeat(maxTextLength + 1) });
  expect(ack).toMatchObject({
    error: { code: 'invalid', errors: [{ path: 'text', message: expect.stringContaining('8000') }] },
  });
  expect(await requester.says('x'.repeat(maxTextLength))).toBeGreaterThan(0);
  expect(requester.messages.filter(({ from }) => from.kind === 'requester').length).toBeLessThanOrEqual(1);
  requester.leave();
});

test.each([
  ['no id', { text: 'hello' }, 'id'],
  ['an id that is no UUID', { id: '7', text: 'hello' }, 'id'],
  ['no words', { id: randomUUID(), text: '   ' }, 'text'],
  ['a number for a text', { id: randomUUID(), text: 7 }, 'text'],
  ['nothing at all', null, 'id'],
])('bad input: %s is answered with the path of the mistake', async (_what, payload, path) => {
  const requester = await openRequester(node.url);
  const ack = await requester.socket.timeout(5_000).emitWithAck('message:send', payload as never);
  expect(ack).toMatchObject({ error: { code: 'invalid' } });
  expect(JSON.stringify(ack.error)).toContain(path);
  await requester.says('hello');
  const own = () =>
    requester.messages.filter(({ from }) => from.kind === 'requester').map(({ text }) => text);
  await eventually(() => own().length > 0, 'the good message');
  expect(own()).toEqual(['hello']);
  requester.leave();
});

test('bad input: an event that does not exist is answered', async () => {
  const requester = await openRequester(node.url);
  const untyped: Socket = requester.socket;
  const ack = await untyped.timeout(5_000).emitWithAck('message:shout', {});
  expect(ack).toMatchObject({
    error: { code: 'invalid', message: expect.stringContaining('message:shout') },
  });
  requester.leave();
});

test('bad input: frames that no client library would send are survived', async () => {
  const frames = [
    '42/requester,1[123]',
    '42/requester,[null]',
    '42/requester,2["message:send"]',
    '42["x"]',
    '45/requester,1-["a",{}]',
  ];
  for (const frame of frames) {
    const requester = await openRequester(node.url);
    (requester.socket.io.engine as unknown as { write(data: string): void }).write(frame.slice(1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    requester.leave();
  }
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
  const after = await openRequester(node.url);
  expect(await after.says('hello')).toBeGreaterThan(0);
  after.leave();
});

test('bad input: no token, a wrong one, a user’s token and an expired one are refused with a code', async () => {
  expect(await refusal(undefined)).toEqual({ code: 'unauthorized' });
  expect(await refusal('nonsense')).toEqual({ code: 'unauthorized' });
  expect(await refusal(await node.login('agent1@example.com'))).toEqual({ code: 'unauthorized' });
  const { body } = await api<{ token: string }>(node.url, '/chat/sessions', null, {
    method: 'POST',
    body: {},
  });
  const before = node.clock.now();
  node.clock.advance(13 * 3_600_000);
  expect(await refusal(body.token)).toEqual({ code: 'expired' });
  node.clock.set(before);
});

test('F7 22: who says too much at once is told when to go on', async () => {
  const requester = await openRequester(node.url);
  const acks = await Promise.all(
    Array.from({ length: 40 }, () => requester.send({ id: randomUUID(), text: 'hello' })),
  );
  const refused = acks.filter((ack) => ack.error?.code === 'rate_limited');
  expect(refused).toHaveLength(10);
  expect(refused[0]?.error?.retryAfter).toBeGreaterThan(0);
  requester.leave();
});

test('a requester’s token opens its own record and nobody else’s', async () => {
  const [one, other] = await Promise.all([openRequester(node.url), openRequester(node.url)]);
  const path = (of: typeof one): string => `/interactions/${of.session.interactionNumber}`;
  expect((await api(node.url, path(one), one.session.token)).status).toBe(200);
  expect((await api(node.url, path(other), one.session.token)).status).toBe(404);
  expect((await api(node.url, '/interactions', one.session.token)).status).toBe(401);
  one.leave();
  other.leave();
});
