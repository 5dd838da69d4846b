import type { InteractionHeader, TranscriptLine } from '../../../contracts/header.ts';
import type { SessionAnswer } from '../../../contracts/http.ts';
import { api, connectRequester, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { identify } from './identities.ts';

/** A guest signs in: what is kept, what ends, and that nothing of anybody else shows. */
let node: InProcess;
let author: string;
let lena: string;
let tomas: string;
beforeAll(async () => {
  node = await startInProcess({ settings: { people: { keepOnSignInSeconds: 600 } } });
});
beforeEach(async () => {
  author = await node.login('author@example.com');
  lena = await identify(node, { sub: 'lena.fischer@example.com' });
  tomas = await identify(node, { sub: 'tomas.rivera@example.com' });
});
afterAll(() => node.close());

const post = <T>(path: string, token: string | null, body: unknown) =>
  api<T>(node.url, path, token, { method: 'POST', body });
const signIn = (token: string, identity: string) =>
  post<SessionAnswer>('/chat/identity', token, { identity });
const resume = async (body: Record<string, unknown>) =>
  (await post<SessionAnswer>('/chat/sessions', null, body)).body;
const header = async (number: string) =>
  (await api<InteractionHeader>(node.url, `/interactions/${number}`, author)).body;

test('a guest who signs in keeps the conversation; from then on it is the person’s', async () => {
  const guest = await openRequester(node.url);
  await guest.hears(/pick one/);
  await guest.says('my vpn keeps dropping');
  await guest.hears(/What happens with your VPN/);
  const { status, body } = await signIn(guest.session.token, lena);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    conversationId: guest.session.conversationId,
    interactionNumber: guest.session.interactionNumber,
  });

  const person = await connectRequester(node.url, body, 0);
  await person.hears(/What happens with your VPN/);
  await person.picks('drops');
  await person.hears(/Since when/);
  expect(await header(body.interactionNumber)).toMatchObject({
    openedFor: { id: 'user-lena', name: 'Lena Fischer', email: 'lena.fischer@example.com' },
    channelUserProfile: 'web:user-lena',
  });
  person.leave();
});

test('the guest’s tokens end: sockets that are open, new ones, HTTP, and coming back', async () => {
  const guest = await openRequester(node.url);
  const tab = await connectRequester(node.url, guest.session, 0);
  const { body } = await signIn(guest.session.token, lena);
  const person = await connectRequester(node.url, body, 0);

  await eventually(() => guest.socket.disconnected && tab.socket.disconnected, 'the end of the old sockets');
  await person.says('only for Lena');
  await expect(connectRequester(node.url, guest.session, 0)).rejects.toMatchObject({
    data: { code: 'unauthorized' },
  });
  const mine = `/interactions/${body.interactionNumber}/transcript`;
  expect((await api(node.url, mine, guest.session.token)).status).toBe(404);
  expect((await api(node.url, mine, body.token)).status).toBe(200);
  expect((await api(node.url, '/chat/attachments/x', guest.session.token)).status).toBe(401);

  const back = await resume({ resumeToken: guest.session.resumeToken });
  expect(back.conversationId).not.toBe(guest.session.conversationId);
  expect((await header(back.interactionNumber)).openedFor).toMatchObject({ guest: true });
  for (const messages of [guest.messages, tab.messages])
    expect(messages.map(({ text }) => text)).not.toContain('only for Lena');
  person.leave();
});

test('a node that did not see the sign-in refuses the guest’s tokens all the same', async () => {
  const other = await startInProcess({ store: node.store, clock: node.clock });
  const guest = await openRequester(node.url);
  const there = await connectRequester(other.url, guest.session, 0);
  there.leave();
  await signIn(guest.session.token, lena);
  await expect(connectRequester(other.url, guest.session, 0)).rejects.toMatchObject({
    data: { code: 'unauthorized' },
  });
  expect((await api(other.url, '/chat/attachments/x', guest.session.token)).status).toBe(401);
  const path = `/interactions/${guest.session.interactionNumber}`;
  expect((await api(other.url, path, guest.session.token)).status).toBe(404);
  await other.close();
});

test('a lost answer may be asked for again: the identity proves whose it is', async () => {
  const guest = await openRequester(node.url);
  const first = await signIn(guest.session.token, lena);
  const second = await signIn(guest.session.token, lena);
  expect(second.body.conversationId).toBe(first.body.conversationId);
  const third = await resume({ resumeToken: guest.session.resumeToken, identity: lena });
  expect(third.conversationId).toBe(first.body.conversationId);
  expect((await signIn(guest.session.token, tomas)).status).toBe(401);
});

test('the resume token of a guest with an identity keeps the conversation too', async () => {
  const guest = await openRequester(node.url);
  guest.leave();
  const kept = await resume({ resumeToken: guest.session.resumeToken, identity: lena });
  expect(kept.conversationId).toBe(guest.session.conversationId);
});

test('a shared computer: who comes late, or after somebody known, gets a conversation of their own', async () => {
  const guest = await openRequester(node.url);
  await guest.says('something private');
  await node.pass(601);
  const late = await signIn(guest.session.token, lena);
  expect(late.body.conversationId).not.toBe(guest.session.conversationId);
  expect(await header(guest.session.interactionNumber)).toMatchObject({ openedFor: { guest: true } });

  const next = await signIn(late.body.token, tomas);
  expect(next.body.conversationId).not.toBe(late.body.conversationId);
  const nobody = await resume({ resumeToken: next.body.resumeToken });
  expect(nobody.conversationId).not.toBe(next.body.conversationId);
  const person = await connectRequester(node.url, next.body, 0);
  await person.hears(/pick one/);
  expect(person.messages.map(({ text }) => text)).not.toContain('something private');
  person.leave();
  guest.leave();
});

test('what is over stays the guest’s', async () => {
  const guest = await openRequester(node.url);
  await guest.ends();
  expect(await signIn(guest.session.token, lena)).toMatchObject({ status: 409, body: { code: 'closed' } });
  const own = await resume({ resumeToken: guest.session.resumeToken, identity: lena });
  expect(own.conversationId).not.toBe(guest.session.conversationId);
  expect(await header(guest.session.interactionNumber)).toMatchObject({ openedFor: { guest: true } });
});

test('the earlier conversations of the guest are not the person’s', async () => {
  const first = await openRequester(node.url);
  await first.ends();
  const again = await resume({ resumeToken: first.session.resumeToken });
  const nadia = await identify(node, { sub: 'nadia.petrova@example.com' });
  await signIn(again.token, nadia);
  const of = async (id: string) =>
    (
      await api<{ items: InteractionHeader[] }>(node.url, `/people/${id}/interactions`, author)
    ).body.items.map(({ number }) => number);
  expect(await of('user-nadia')).toEqual([again.interactionNumber]);
  const guestId = (await header(first.session.interactionNumber)).openedFor.id;
  expect(await of(guestId)).toEqual([first.session.interactionNumber]);
});

test('an identity that is not signed here changes nothing', async () => {
  const guest = await openRequester(node.url);
  expect((await signIn(guest.session.token, `${lena.slice(0, -4)}AAAA`)).status).toBe(401);
  await guest.says('still me');
  guest.leave();
});

test('words and a sign-in at the same moment: each word is the guest’s before it or refused after it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const guest = await openRequester(node.url);
    await guest.hears(/pick one/);
    const sends = Array.from({ length: 6 }, (_, at) =>
      guest.says(`word ${at}`).then(
        () => true,
        () => false,
      ),
    );
    const [{ body }, ...acked] = await Promise.all([signIn(guest.session.token, lena), ...sends]);
    const { body: lines } = await api<{ items: TranscriptLine[] }>(
      node.url,
      `/interactions/${body.interactionNumber}/transcript?limit=200`,
      author,
    );
    const said = lines.items.filter(({ text }) => text.startsWith('word '));
    expect(new Set(said.map(({ from }) => from.name))).toEqual(new Set(said.length === 0 ? [] : ['Guest']));
    expect(said.length).toBeGreaterThanOrEqual(acked.filter(Boolean).length);
    guest.leave();
  }
});

test('the agent who has the conversation sees who it is', async () => {
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const guest = await openRequester(node.url);
  await guest.hears(/pick one/);
  await guest.says('I want to talk to a person');
  const number = guest.session.interactionNumber;
  await agent.accepts(await agent.isOffered(number));
  await guest.becomes('agent');
  const { body } = await signIn(guest.session.token, lena);
  const changed = await eventually(
    () => agent.changes.find((change) => change.header.openedFor.id === 'user-lena'),
    'the name at the desk',
  );
  expect(changed.interaction).toBe(number);
  const person = await connectRequester(node.url, body, 0);
  await agent.says(number, 'Hello Lena');
  await person.hears(/Hello Lena/);
  person.leave();
  agent.leave();
});
