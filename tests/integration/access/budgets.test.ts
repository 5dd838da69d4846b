import { openAgent } from '../../support/clients.ts';
import { openScene, type Scene } from './scene.ts';

/** What one agent may do in a minute, whichever door they take. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ settings: { limits: { agentActsPerMinute: 20 } } });
});
afterAll(() => scene.close());

test('a desk in a loop is told to wait, and leaves no more than its budget', async () => {
  const desk = await openAgent(scene.url, scene.token('agent1'));
  const codes: (string | undefined)[] = [];
  for (let act = 0; act < 30; act += 1) {
    const state = act % 2 === 0 ? 'available' : 'away';
    const { error } = await desk.socket.emitWithAck('presence:set', { state });
    codes.push(error?.code);
    if (error !== undefined) expect(error.retryAfter).toBeGreaterThan(0);
  }
  expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => undefined));
  expect(codes.slice(20)).toEqual(Array.from({ length: 10 }, () => 'rate_limited'));
  const history = scene.store.connection.collection('presence_history');
  expect(await history.countDocuments({ agentId: 'agent1' })).toBeLessThanOrEqual(20);
  expect((await desk.socket.emitWithAck('typing:set', { interaction: 'IMS1', on: true })).error?.code).toBe(
    'not_found',
  );
  const wish = { type: 'walk_up', openedFor: { name: 'Ola' }, queue: 'service_desk', shortDescription: 'x' };
  expect((await scene.ask('agent1', 'POST', '/interactions', wish)).status).toBe(429);
  expect((await scene.ask('agent2', 'POST', '/interactions', wish)).status).toBe(201);
  desk.leave();
});
