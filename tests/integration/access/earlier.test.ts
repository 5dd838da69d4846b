import { openAgent } from '../../support/clients.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** What a requester said before, read by who helps them now (domain D4, history). */
let scene: Scene;
let earlier: Answered;
beforeAll(async () => {
  // Nobody at a counter serves several; here there is room for all that a test opens.
  scene = await openScene({ settings: { handoff: { capacities: { walk_up: 9 } } } });
  earlier = await opens('agent2', 'robin.vale@example.com');
  const closed = await scene.ask('agent2', 'POST', `/interactions/${earlier.number}/close`, {});
  expect(closed.status).toBe(200);
});
afterAll(() => scene.close());

async function opens(who: string, openedFor: string): Promise<Answered> {
  const wish = { type: 'walk_up', openedFor, shortDescription: 'Battery of the laptop' };
  const { status, body } = await scene.ask(who, 'POST', '/interactions', wish);
  expect(status).toBe(201);
  return body;
}
const reads = async (who: string, within?: string): Promise<number> => {
  const query = within === undefined ? '' : `?within=${within}`;
  return (await scene.ask(who, 'GET', `/interactions/${earlier.number}/transcript${query}`)).status;
};

test('who has the requester’s live conversation reads the earlier one, and that is audited', async () => {
  expect(await reads('agent1')).toBe(403);
  const now = await opens('agent1', 'robin.vale@example.com');
  expect(await reads('agent1')).toBe(403);
  expect(await reads('agent1', now.number)).toBe(200);
  const { body } = await scene.ask('supervisor', 'GET', `/interactions/${earlier.number}/audit`);
  expect(body.items).toContainEqual(
    expect.objectContaining({
      action: 'read transcript',
      actor: expect.objectContaining({ name: 'Ada Moreno' }),
    }),
  );
});

test('nobody else does: not beside another person’s, a colleague’s or a conversation that is over', async () => {
  const other = await opens('agent1', 'somebody.else@example.com');
  expect(await reads('agent1', other.number)).toBe(403);
  expect(await reads('agent1', 'IMS9999999')).toBe(403);
  const now = await opens('agent2', 'robin.vale@example.com');
  expect(await reads('agent1', now.number)).toBe(403);
  const mine = await opens('agent1', 'robin.vale@example.com');
  await scene.ask('agent1', 'POST', `/interactions/${mine.number}/close`, {});
  expect(await reads('agent1', mine.number)).toBe(403);
});

test('who was asked to join reads it too', async () => {
  const now = await opens('agent2', 'robin.vale@example.com');
  const ada = await openAgent(scene.url, scene.token('agent1'));
  const ben = await openAgent(scene.url, scene.token('agent2'));
  await ada.is('available');
  const invited = await ben.socket.emitWithAck('conversation:invite', {
    interaction: now.number,
    agent: 'agent1',
  });
  expect(invited.error).toBeUndefined();
  expect(await reads('agent1', now.number)).toBe(403);
  await ada.socket.emitWithAck('invitation:answer', { interaction: now.number, accept: true });
  expect(await reads('agent1', now.number)).toBe(200);
  ada.leave();
  ben.leave();
});

test('where a rule hides whom an interaction is for, it does not tell who said what before', async () => {
  const now = await opens('agent1', 'robin.vale@example.com');
  const hides = {
    title: 'x',
    operation: 'read',
    roles: ['supervisor'],
    resource: 'field',
    field: 'openedFor',
  };
  expect((await scene.ask('admin', 'POST', '/access-rules', hides)).status).toBe(201);
  expect(await reads('agent1', now.number)).toBe(403);
});
