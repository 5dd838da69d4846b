import { createHash } from 'node:crypto';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { Page } from '../../../contracts/http.ts';
import type { DeletionProof, RetentionPreview } from '../../../contracts/privacy.ts';
import { dueFilter } from '../../../interactions/retention/policies.ts';
import { api } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { openScene, type Scene } from '../lifecycle/scene.ts';
import { closedConversation, rebuilt } from './closed.ts';
import { foundIn } from './storeText.ts';

/** domain B6, F7 point 20: what is over is deleted by policy, with a proof. */
const day = 86_400;
let scene: Scene;
afterEach(() => scene.close());

const retention = (policies: unknown[]) => ({ retention: { enabled: true, policies } });
const proofs = async (): Promise<DeletionProof[]> => {
  const admin = await scene.node.login('admin@example.com');
  return (await api<Page<DeletionProof>>(scene.node.url, '/retention/proofs', admin)).body.items;
};
const collection = (name: string) => {
  const { db } = scene.node.store.connection;
  if (db === undefined) throw new Error('the store is not connected');
  return db.collection(name);
};
const later = async (days: number): Promise<void> => {
  scene.node.clock.advance(days * day * 1_000);
  await scene.node.server.sweep();
};

test('an interaction goes with all that belongs to it once its days are over, not before, and leaves a proof', async () => {
  scene = await openScene(retention([{ name: 'all', days: 60 }]));
  const { session } = await closedConversation(scene);
  const open = await scene.greeted();
  const turns = await collection('turns')
    .find({ interactionId: session.conversationId })
    .sort({ seq: 1 })
    .toArray();
  const written = turns.map(({ _id, v, interactionId, ...turn }) => ({ _id, v, interactionId, ...turn }));
  await later(59);
  expect(await proofs()).toEqual([]);
  expect(await foundIn(scene.node.store, 'zebra')).toContain('turns');
  await later(2);
  expect(await foundIn(scene.node.store, 'zebra', 'giraffe', session.interactionNumber)).toEqual([
    'audit',
    'deletion_proofs',
  ]);
  expect(await foundIn(scene.node.store, 'zebra', 'giraffe')).toEqual([]);
  const admin = await scene.node.login('admin@example.com');
  expect((await api(scene.node.url, `/interactions/${session.interactionNumber}`, admin)).status).toBe(404);
  const [proof] = (await proofs()).filter(({ number }) => number === session.interactionNumber);
  expect(proof).toMatchObject({
    policy: 'all',
    what: 'interaction',
    counts: { interactions: 1, turns: turns.length, attachments: 1, interaction_insights: 3, work_items: 1 },
    sha256: createHash('sha256')
      .update(written.map((turn) => `${JSON.stringify(turn)}\n`).join(''))
      .digest('hex'),
    finishedAt: expect.any(String),
  });
  expect(JSON.stringify(proof)).not.toMatch(/zebra|Guest/);
  open.leave();
});

test('without the words the header keeps its clocks, states and measures, and the log still makes it', async () => {
  scene = await openScene(retention([{ name: 'words', days: 30, delete: 'words' }]));
  const { session } = await closedConversation(scene);
  const before = (await collection('interactions').findOne({ number: session.interactionNumber }))?.header;
  await later(31);
  expect(await foundIn(scene.node.store, 'zebra', 'giraffe')).toEqual([]);
  const after = (await collection('interactions').findOne({ number: session.interactionNumber }))?.header;
  expect(after).toEqual({
    ...before,
    shortDescription: '',
    workNotes: [],
    lastSeq: before.lastSeq + 1,
    updatedAt: after.updatedAt,
  });
  expect(await rebuilt(scene.node.store.connection, session.conversationId)).toEqual(after);
  // Nobody who knew the words brings them back.
  await api(
    scene.node.url,
    `/interactions/${session.interactionNumber}`,
    await scene.node.login('supervisor@example.com'),
    {
      method: 'PATCH',
      body: { tags: ['later'] },
    },
  );
  await scene.node.server.sweep();
  expect(await foundIn(scene.node.store, 'zebra', 'giraffe')).toEqual([]);
  expect(await proofs()).toHaveLength(1);
});

test('of files the labels stay', async () => {
  scene = await openScene(retention([{ name: 'files', days: 7, delete: 'files' }]));
  const { session } = await closedConversation(scene);
  await later(8);
  const supervisor = await scene.node.login('supervisor@example.com');
  const path = `/interactions/${session.interactionNumber}/attachments`;
  const { body } = await api<Page<{ attachmentId: string; name: string }>>(scene.node.url, path, supervisor);
  expect(body.items).toMatchObject([{ name: 'giraffe.txt' }]);
  const file = await api(scene.node.url, `${path}/${body.items[0]?.attachmentId}`, supervisor);
  expect(file.status).toBe(410);
  await scene.node.server.sweep();
  expect(await proofs()).toMatchObject([{ what: 'files', counts: { attachments: 1 } }]);
});

test('the first policy that fits decides, and a preview deletes nothing', async () => {
  const policies = [
    { name: 'kept', days: 3_650, when: { tag: 'animals' } },
    { name: 'rest', days: 10 },
  ];
  scene = await openScene({ retention: { enabled: false, policies } });
  const { session } = await closedConversation(scene);
  const short = await scene.greeted();
  await short.ends();
  short.leave();
  await later(11);
  const admin = await scene.node.login('admin@example.com');
  const { body } = await api<Page<RetentionPreview>>(scene.node.url, '/retention/preview', admin, {
    method: 'POST',
  });
  expect(body.items).toMatchObject([
    { policy: 'kept', interactions: 0, oldest: null },
    { policy: 'rest', what: 'interaction', interactions: 1 },
  ]);
  await scene.node.server.sweep();
  expect(await proofs()).toEqual([]);
  expect((await collection('interactions').find({}).toArray()).map(({ number }) => number)).toContain(
    session.interactionNumber,
  );
});

test('two nodes sweep at once: each interaction goes once, with one proof', async () => {
  const settings = { ...retention([{ name: 'all', days: 1 }]), survey: { probability: 0 } };
  scene = await openScene(settings);
  const { clock, store } = scene.node;
  const other = await startInProcess({ store, clock, settings });
  const numbers: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const requester = await scene.greeted();
    numbers.push(requester.session.interactionNumber);
    await requester.ends();
    requester.leave();
  }
  clock.advance(2 * day * 1_000);
  await Promise.all([scene.node.server.sweep(), other.server.sweep()]);
  const done = await proofs();
  expect(done.map(({ number }) => number).sort()).toEqual(numbers.sort());
  expect(done.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  expect(await collection('turns').countDocuments({})).toBe(0);
  await other.close();
});

test('the due ones are found by an index', async () => {
  scene = await openScene();
  const many = Array.from({ length: 2_000 }, (_, index) => {
    const closedAt = new Date(Date.UTC(2020, 0, 1) + index * 1_000).toISOString();
    const number = `IMS9${String(index).padStart(6, '0')}`;
    const header: Partial<InteractionHeader> = { number, closedAt, openedAt: closedAt, tags: [] };
    return {
      _id: `old-${index}` as never,
      number,
      header,
      fold: {},
      foldedSeq: 1,
      open: false,
      keysVersion: 1,
    };
  });
  await collection('interactions').insertMany(many);
  const when = { queue: 'legal', domain: 'global', tag: 'vip' };
  const policies = [
    { name: 'kept', days: 3_650, delete: 'interaction', when },
    { name: 'rest', days: 10, delete: 'words', when: {} },
  ] as const;
  const filter = dueFilter(policies, 1, new Date('2020-01-11T00:00:50.000Z'), '2020-01-01T00:00:10.000Z');
  const plan = await collection('interactions')
    .find(filter ?? {})
    .sort({ 'header.closedAt': 1 })
    .limit(50)
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain('header.closedAt_');
  expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
});
