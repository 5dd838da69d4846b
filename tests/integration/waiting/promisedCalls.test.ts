import { openScene, type Scene } from '../lifecycle/scene.ts';
import { closedConversation } from '../privacy/closed.ts';

/** What is deleted by policy waits for the call that somebody was promised (domain D3, B6). */

const day = 86_400;
let scene: Scene;
afterEach(() => scene.close());

test('a callback for next week outlives the days after which its conversation goes, and then both go', async () => {
  scene = await openScene({ retention: { enabled: true, policies: [{ name: 'all', days: 1 }] } });
  const { session } = await closedConversation(scene);
  const { connection } = scene.node.store;
  const callbacks = connection.collection<{ _id: string; [field: string]: unknown }>('callbacks');
  const at = (days: number) => new Date(scene.node.clock.now().getTime() + days * day * 1_000);
  await callbacks.insertOne({
    _id: 'promised',
    v: 1,
    rev: 1,
    state: 'waiting',
    open: true,
    interactionId: session.conversationId,
    queue: null,
    to: '+41446681800',
    dueAt: at(7),
    expiresAt: at(9),
    attempts: 0,
    callId: 'promised',
  });
  const left = async () => [
    await callbacks.countDocuments({}),
    await connection
      .collection<{ _id: string }>('interactions')
      .countDocuments({ _id: session.conversationId }),
  ];
  const later = async (days: number): Promise<void> => {
    scene.node.clock.advance(days * day * 1_000);
    await scene.node.server.sweep();
  };
  await later(3);
  expect(await left()).toEqual([1, 1]);
  await callbacks.updateOne({ _id: 'promised' }, { $set: { state: 'done', open: false } });
  await later(1);
  expect(await left()).toEqual([0, 0]);
});
