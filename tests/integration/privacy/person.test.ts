import type { Page } from '../../../contracts/http.ts';
import type { DeletionProof, Erasure } from '../../../contracts/privacy.ts';
import { api, eventually, openRequester } from '../../support/clients.ts';
import { openScene, type Refused, type Scene } from '../lifecycle/scene.ts';
import { closedConversation, rebuilt } from './closed.ts';
import { foundIn, storeText } from './storeText.ts';
import { unzip } from './unzip.ts';

/** What one person may ask for: all that is kept of them, and that it is gone. */
let scene: Scene;
let admin: string;
beforeEach(async () => {
  scene = await openScene();
  admin = await scene.node.login('admin@example.com');
});
afterEach(() => scene.close());

const erase = (id: string, reason = 'asked by letter') =>
  api<Erasure & Refused>(scene.node.url, `/people/${id}/erase`, admin, { method: 'POST', body: { reason } });

async function personOf(number: string): Promise<string> {
  const { db } = scene.node.store.connection;
  const doc = await db?.collection('interactions').findOne({ number });
  return String(doc?.header.openedFor.id);
}

async function done(job: Erasure): Promise<Erasure> {
  return eventually(async () => {
    await scene.node.server.sweep();
    const { body } = await api<Erasure>(scene.node.url, `/people/erasures/${job.id}`, admin);
    return body.state === 'done' ? body : undefined;
  }, 'the erasure');
}

test('an export has everything of the person and nothing of others, and is audited', async () => {
  const { session } = await closedConversation(scene);
  const other = await scene.greeted();
  await other.says('an elephant of somebody else');
  const id = await personOf(session.interactionNumber);
  const response = await fetch(`${scene.node.url}/api/v1/people/${id}/export`, {
    headers: { authorization: `Bearer ${admin}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  const files = unzip(Buffer.from(await response.arrayBuffer()));
  const lines = (name: string) =>
    (files.get(name)?.toString() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  expect(lines('person.ndjson')).toEqual([{ id, user: null }]);
  expect(lines('interactions.ndjson')).toMatchObject([
    {
      number: session.interactionNumber,
      shortDescription: expect.stringMatching(/zebra/i),
      relatedTasks: [],
    },
  ]);
  expect(lines('transcripts.ndjson').map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'the zebra is broken, this is terrible',
      'I have a look at the zebra',
      '[giraffe.txt]',
    ]),
  );
  expect(lines('insights.ndjson')).toHaveLength(3);
  expect(lines('attachments.ndjson')).toMatchObject([{ name: 'giraffe.txt' }]);
  const content = [...files].find(([name]) => name.endsWith('giraffe.txt'))?.[1];
  expect(content?.toString()).toBe('a secret giraffe');
  expect([...files.values()].join()).not.toContain('elephant');
  expect((await storeText(scene.node.store)).get('audit')).toContain('export person');
  other.leave();
});

test('an export has what is kept beside the words: what the page said, the number to call, the answer to a survey', async () => {
  const survey = { question: { en: 'How was Ada?' }, comment: true };
  const path = '/queues/service_desk';
  await api(scene.node.url, path, admin, { method: 'PATCH', body: { survey } });
  const requester = await openRequester(scene.node.url, { context: { device: 'a blue laptop' } });
  const { interactionNumber: number, conversationId: interactionId } = requester.session;
  await requester.hears(/pick one/);
  await scene.agent.is('available');
  await requester.says('talk to a person');
  await scene.agent.accepts(await scene.agent.isOffered(number));
  await requester.becomes('agent');
  await scene.agent.ends(number, { shortDescription: 'A laptop' });
  await eventually(() => requester.changes.at(-1)?.survey, 'the survey');
  const answer = { score: 4, comment: 'kind and quick' };
  expect((await requester.socket.emitWithAck('survey:answer', answer)).error).toBeUndefined();
  requester.leave();
  const at = scene.node.clock.now();
  const callback = { to: '+4930901820', state: 'given_up', open: false, dueAt: at, expiresAt: at };
  const { db } = scene.node.store.connection;
  await db?.collection('callbacks').insertOne({ ...callback, interactionId });

  const id = await personOf(number);
  const response = await fetch(`${scene.node.url}/api/v1/people/${id}/export`, {
    headers: { authorization: `Bearer ${admin}` },
  });
  const files = unzip(Buffer.from(await response.arrayBuffer()));
  const text = (name: string): string => files.get(name)?.toString() ?? '';
  expect(text('interactions.ndjson')).toContain('a blue laptop');
  expect(text('surveys.ndjson')).toContain('kind and quick');
  expect(text('callbacks.ndjson')).toContain('+4930901820');
  expect(text('work.ndjson')).toContain('Hand over to a person');
  expect(text('work.ndjson')).not.toMatch(/chosen|agent2/);

  await done((await erase(id)).body);
  const { body: proofs } = await api<Page<DeletionProof>>(scene.node.url, '/retention/proofs', admin);
  expect(proofs.items).toMatchObject([{ counts: { callbacks: 1 } }]);
  expect(await foundIn(scene.node.store, 'blue laptop', 'kind and quick', '4930901820')).toEqual([]);
});

test('only admins may, and a person whom nobody knows is not found', async () => {
  const path = '/people/guest:nobody';
  expect((await api(scene.node.url, `${path}/export`, scene.supervisor)).status).toBe(403);
  expect((await api(scene.node.url, `${path}/export`, admin)).status).toBe(404);
  expect((await erase('guest:nobody')).status).toBe(404);
  expect((await api(scene.node.url, '/people/erasures/none', admin)).status).toBe(404);
  expect((await api(scene.node.url, '/retention/proofs', scene.supervisor)).status).toBe(403);
});

test('open conversations stand in the way and are named', async () => {
  const requester = await scene.greeted();
  const { interactionNumber: number } = requester.session;
  const { status, body } = await erase(await personOf(number));
  expect({ status, body }).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: expect.stringContaining(number) },
  });
  requester.leave();
});

test('of an erased person no word, name, address or file is left; the record and its clocks are', async () => {
  const { session } = await closedConversation(scene);
  const { interactionNumber: number, conversationId } = session;
  const id = await personOf(number);
  const { db } = scene.node.store.connection;
  const before = (await db?.collection('interactions').findOne({ number }))?.header;
  const fields = { short_description: 'the zebra again', state: 'new', category: 'hardware', opened_for: id };
  await api(scene.node.url, '/tables/incident/records', scene.supervisor, {
    method: 'POST',
    body: { fields },
  });
  const { status, body: job } = await erase(id, `${id} wrote a letter`);
  expect(status).toBe(202);
  expect(await done(job)).toMatchObject({ id: job.id, state: 'done', interactions: 1 });
  expect(await foundIn(scene.node.store, 'zebra', 'giraffe', id)).toEqual([]);
  const after = (await db?.collection('interactions').findOne({ number }))?.header;
  expect(after).toMatchObject({
    openedFor: { id: job.pseudonym, name: 'Erased person', guest: true },
    shortDescription: '',
    workNotes: [],
    tags: [],
    closedAt: before.closedAt,
    endState: before.endState,
    waitTime: before.waitTime,
    agentAverageResponseTime: before.agentAverageResponseTime,
    sentiment: before.sentiment,
    assignedTo: before.assignedTo,
  });
  expect(await rebuilt(scene.node.store.connection, conversationId)).toEqual(after);
  const [record] =
    (await db?.collection('records').find({ 'fields.opened_for': job.pseudonym }).toArray()) ?? [];
  expect(record?.fields).toMatchObject({ category: 'hardware', short_description: null });
  const { body: proofs } = await api<Page<DeletionProof>>(scene.node.url, '/retention/proofs', admin);
  expect(proofs.items).toMatchObject([
    { policy: 'erasure', what: 'person', number, counts: { attachments: 1 } },
  ]);
  const audit = (await storeText(scene.node.store)).get('audit') ?? '';
  expect(audit).toContain('erase person');
  expect(audit).toContain(job.pseudonym);
  // Asked again, nobody knows who that was.
  expect((await erase(id)).status).toBe(404);
});

test('a user of the tables goes with the record and the profiles', async () => {
  const body = { fields: { name: 'Zoe Zebra', email: 'zoe@zebra.example' } };
  const { body: user } = await api<{ id: string }>(scene.node.url, '/tables/user/records', scene.supervisor, {
    method: 'POST',
    body,
  });
  for (const asked of ['openedFor=ZOE@zebra.example', 'q=zoe%20zebra', 'state=new'])
    await api(scene.node.url, `/interactions?format=csv&${asked}`, scene.supervisor);
  const { body: job } = await erase(user.id, 'Zoe Zebra (zoe@zebra.example) asked');
  await done(job);
  expect(await foundIn(scene.node.store, 'zebra', user.id)).toEqual([]);
  const exported = scene.node.store.connection.collection('audit').find({ action: 'export interactions' });
  const kept = (await exported.toArray()).filter(({ details }) => details !== undefined);
  expect(kept).toMatchObject([{ details: { state: ['new'] } }]);
});
