import type { Experience } from '../../../contracts/authoring.ts';
import { api, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** domain B2: chat experiences. */
let node: InProcess;
let token: string;
beforeAll(async () => {
  node = await startInProcess();
  token = await node.login('author@example.com');
  for (const name of ['partner_greeting'])
    await call('POST', '/topics', {
      yaml: `name: ${name}\ntitle: Partners\ntype: setup\nrole: greeting\nelements:\n  - { id: a, kind: text, text: Welcome, partner. }\n`.replace(
        'Welcome, partner.',
        '"Welcome, partner."',
      ),
    });
  expect((await call('POST', '/topics/partner_greeting/publish', {})).status).toBe(200);
});
afterAll(() => node.close());

const call = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
  api<T & { detail?: string; errors?: { path: string }[] }>(node.url, path, token, {
    method,
    ...(body === undefined ? {} : { body }),
  });
const partners: Partial<Experience> = {
  name: 'partners',
  title: 'Partners',
  order: 10,
  condition: 'vaContext.portal == "partner"',
  setup: { greeting: 'partner_greeting' },
  promoted: ['reset_password'],
};

test('who fits meets its setup topics; others meet the shipped ones; it is simulated first', async () => {
  expect((await call('POST', '/experiences', partners)).status).toBe(201);
  expect((await call('POST', '/experiences', partners)).status).toBe(409);
  const simulated = await call('POST', '/experiences/simulate', { context: { portal: 'partner' } });
  expect(simulated.body).toMatchObject({
    experience: 'partners',
    setup: { greeting: 'partner_greeting', fallback: 'fallback' },
    promoted: ['reset_password'],
    greeting: ['Welcome, partner.'],
  });
  expect((await call('POST', '/experiences/simulate', {})).body).toMatchObject({
    experience: null,
    setup: { greeting: 'greeting' },
  });

  const partner = await openRequester(node.url, { context: { portal: 'partner' } });
  await partner.hears(/Welcome, partner/);
  const other = await openRequester(node.url, {});
  await other.hears(/./);
  expect(other.messages.map(({ text }) => text).join()).not.toMatch(/partner/);
  partner.leave();
  other.leave();

  expect((await call('DELETE', '/topics/partner_greeting')).body.detail).toMatch(
    /chat experience "partners"/,
  );
  expect((await call('DELETE', '/experiences/partners')).status).toBe(204);
  expect((await call('DELETE', '/experiences/partners')).status).toBe(404);
  expect((await call('DELETE', '/topics/partner_greeting')).status).toBe(204);
});

test('what an experience names must be there; every mistake is told at once', async () => {
  const { status, body } = await call('PUT', '/experiences/wrong', {
    name: 'wrong',
    title: 'Wrong',
    condition: 'vaContext.x = 1',
    setup: { greeting: 'reset_password' },
    promoted: ['greeting', 'nothing'],
  });
  expect(status).toBe(422);
  expect(body.errors?.map(({ path }) => path)).toEqual([
    'condition',
    'setup.greeting',
    'promoted.0',
    'promoted.1',
  ]);
});
