import type { InteractionHeader } from '../../../contracts/header.ts';
import type { PersonView } from '../../../contracts/http.ts';
import { api, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { identify } from './identities.ts';

let node: InProcess;
let author: string;
beforeAll(async () => {
  node = await startInProcess({
    settings: { scopes: { domains: ['global/acme'], applications: ['shop'] } },
  });
  author = await node.login('author@example.com');
});
afterAll(() => node.close());

const header = async (number: string) =>
  (await api<InteractionHeader>(node.url, `/interactions/${number}`, author)).body;
const person = (id: string, token = author) => api<PersonView>(node.url, `/people/${id}`, token);

test('A2: a guest has a profile without a user, a person one that names the record', async () => {
  const guest = await openRequester(node.url);
  const known = await openRequester(node.url, {
    identity: await identify(node, { sub: 'lena.fischer@example.com' }),
  });
  const other = await openRequester(node.url, {
    identity: await identify(node, { sub: 'crm-77', name: 'Kim' }),
  });

  const guestHeader = await header(guest.session.interactionNumber);
  expect((await person(guestHeader.openedFor.id)).body).toMatchObject({
    name: 'Guest',
    guest: true,
    user: null,
    profiles: [
      { id: guestHeader.channelUserProfile, channel: 'web', userId: null, verified: false, active: true },
    ],
    interactions: { total: 1, open: 1 },
  });
  expect((await person('user-lena')).body).toMatchObject({
    name: 'Lena Fischer',
    user: { id: 'user-lena', fields: { email: 'lena.fischer@example.com' } },
    profiles: [{ id: 'web:user-lena', userId: 'user-lena', verified: true }],
    interactions: { total: 1, open: 1 },
  });
  expect((await person('external:crm-77')).body).toMatchObject({ name: 'Kim', user: null });
  for (const requester of [guest, known, other]) requester.leave();
});

test('all interactions of a person, newest first, page by page', async () => {
  const identity = await identify(node, { sub: 'tomas.rivera@example.com' });
  const numbers: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const requester = await openRequester(node.url, { identity });
    numbers.unshift(requester.session.interactionNumber);
    await requester.ends();
    requester.leave();
    node.clock.advance(1_000);
  }
  const path = '/people/user-tomas/interactions?limit=2';
  type Page = { items: InteractionHeader[]; nextCursor: string | null };
  const first = (await api<Page>(node.url, path, author)).body;
  const second = (await api<Page>(node.url, `${path}&cursor=${first.nextCursor}`, author)).body;
  expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(numbers);
  expect(second.nextCursor).toBeNull();
  expect((await person('user-tomas')).body.interactions).toEqual({ total: 3, open: 0 });
});

test('somebody called like another person’s id is not that person', async () => {
  const identity = await identify(node, { sub: 'trickster', name: 'user-nadia' });
  (await openRequester(node.url, { identity })).leave();
  expect((await person('user-nadia')).body.interactions.total).toBe(0);
});

test('nobody is 404; requesters and nobody in particular may not look', async () => {
  expect((await person('guest:nobody')).status).toBe(404);
  const requester = await openRequester(node.url);
  expect((await person('user-lena', requester.session.token)).status).toBe(401);
  expect((await api(node.url, '/people/user-lena', null)).status).toBe(401);
  requester.leave();
});

test('T2: a program says that it is one', async () => {
  const requester = await openRequester(node.url, {
    identity: await identify(node, { sub: 'robot-1', name: 'Robot', bot: true }),
  });
  expect((await header(requester.session.interactionNumber)).openedFor).toMatchObject({ bot: true });
  requester.leave();
});

test('a page opens asynchronous chats, in a domain and application that are listed', async () => {
  const admin = await node.login('admin@example.com');
  const opened = async (body: Record<string, unknown>) => {
    const requester = await openRequester(node.url, body);
    requester.leave();
    const path = `/interactions/${requester.session.interactionNumber}`;
    return (await api<InteractionHeader>(node.url, path, admin)).body;
  };
  expect(await opened({ channel: 'async_web', domain: 'global/acme', application: 'shop' })).toMatchObject({
    type: 'messaging',
    subtype: 'async_chat',
    channel: 'async_web',
    domain: 'global/acme',
    application: 'shop',
  });
  expect(await opened({ domain: 'global/other', application: 'admin' })).toMatchObject({
    type: 'chat',
    channel: 'web',
    domain: 'global',
    application: 'global',
  });
});
