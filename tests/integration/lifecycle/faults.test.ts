import { connectStore } from '../../../store/connect.ts';
import { eventually } from '../../support/clients.ts';
import { openScene, type Scene } from './scene.ts';

/** domain C3 P02: the live part cannot go on. */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test('P02: the queue is gone and there is no other: the requester is told, and the interaction is faulted', async () => {
  const requester = await scene.inQueue();
  const number = requester.session.interactionNumber;
  const other = await connectStore(scene.node.store.uri);
  await other.collection('queues').deleteMany({});
  await other.close();
  await scene.node.pass(31);
  await requester.hears(/nobody can take your conversation/);
  expect(await requester.becomes('none')).toMatchObject({ state: 'faulted', stateReason: 'error' });
  expect(await scene.record(number)).toMatchObject({
    state: 'faulted',
    closeRule: 'P02',
    endState: 'E13',
    dashboardMessage: 'Faulted - Error',
    closedBy: { kind: 'system' },
    agentChat: true,
  });
  await eventually(() => scene.agent.inbox()?.waiting === 0, 'nobody to wait');
  requester.leave();
});
