import { type AgentClient, openAgent, openRequester, type Requester } from '../../support/clients.ts';
import { identify } from '../people/identities.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** What a requester said before, read by who helps them now (domain D4, history). */
let scene: Scene;
let earlier: Answered;
const desks: AgentClient[] = [];
const requesters: Requester[] = [];
beforeAll(async () => {
  // Nobody at a counter serves several; here there is room for all that a test opens.
  scene = await openScene({ settings: { handoff: { capacities: { walk_up: 9 } } } });
  // Somebody is there, so that requesters are let into the queue.
  for (const who of ['agent1', 'agent2']) {
    const desk = await openAgent(scene.url, scene.token(who));
    await desk.is('away');
    desks.push(desk);
  }
  earlier = await opens('agent2', 'robin.vale@example.com');
  const closed = await scene.ask('agent2', 'POST', `/interactions/${earlier.number}/close`, {});
  expect(closed.status).toBe(200);
});
afterAll(async () => {
  for (const desk of desks) desk.leave();
  for (const requester of requesters) requester.leave();
  await scene.close();
});

async function opens(who: string, openedFor: string): Promise<Answered> {
  const wish = { type: 'walk_up', openedFor, shortDescription: 'Battery of the laptop' };
  const { status, body } = await scene.ask(who, 'POST', '/interactions', wish);
  expect(status).toBe(201);
  return body;
}

/** The person writes and asks for somebody, and this agent takes it. Answers its number. */
async function helps(who: string, person: string): Promise<string> {
  const identity = await identify(scene, { sub: person });
  const requester = await openRequester(scene.url, { identity });
  requesters.push(requester);
  await requester.says('talk to a person');
  await requester.becomes('queue');
  const number = requester.session.interactionNumber;
  expect((await scene.ask(who, 'POST', `/interactions/${number}/claim`, {})).status).toBe(200);
  return number;
}
const reads = async (who: string, within?: string): Promise<number> => {
  const query = within === undefined ? '' : `?within=${within}`;
  return (await scene.ask(who, 'GET', `/interactions/${earlier.number}/transcript${query}`)).status;
};

test('who has the requester’s live conversation reads the earlier one, and that is audited', async () => {
  expect(await reads('agent1')).toBe(403);
  const now = await helps('agent1', 'robin.vale@example.com');
  expect(await reads('agent1')).toBe(403);
  expect(await reads('agent1', now)).toBe(200);
  const { body } = await scene.ask('supervisor', 'GET', `/interactions/${earlier.number}/audit`);
  expect(body.items).toContainEqual(
    expect.objectContaining({
      action: 'read transcript',
      actor: expect.objectContaining({ name: 'Ada Moreno' }),
      details: { within: now },
    }),
  );
});

test('nobody makes themselves a key: what an agent opened for the person opens nothing', async () => {
  const mine = await opens('agent1', 'robin.vale@example.com');
  expect(await reads('agent1', mine.number)).toBe(403);
  const { status, body } = await scene.ask('agent2', 'POST', `/interactions/${earlier.number}/clone`, {});
  expect(status).toBe(201);
  expect(await reads('agent1', body.number)).toBe(403);
});

test('what is not over is not read so', async () => {
  const now = await helps('agent1', 'robin.vale@example.com');
  const open = await opens('agent2', 'robin.vale@example.com');
  const path = (number: string): string => `/interactions/${number}/transcript?within=${now}`;
  expect((await scene.ask('agent1', 'GET', path(open.number))).status).toBe(403);
});

test('nobody else does: not beside another person’s, a colleague’s or a conversation that is over', async () => {
  const other = await helps('agent1', 'lena.fischer@example.com');
  expect(await reads('agent1', other)).toBe(403);
  expect(await reads('agent1', 'IMS9999999')).toBe(403);
  const now = await helps('agent2', 'robin.vale@example.com');
  expect(await reads('agent1', now)).toBe(403);
  const mine = await helps('agent1', 'robin.vale@example.com');
  await scene.ask('agent1', 'POST', `/interactions/${mine}/close`, { shortDescription: 'done' });
  expect(await reads('agent1', mine)).toBe(403);
});

test('who was asked to join reads it too', async () => {
  const now = await helps('agent2', 'robin.vale@example.com');
  const [ada, ben] = desks;
  const invited = await ben?.socket.emitWithAck('conversation:invite', { interaction: now, agent: 'agent1' });
  expect(invited?.error).toBeUndefined();
  expect(await reads('agent1', now)).toBe(403);
  await ada?.socket.emitWithAck('invitation:answer', { interaction: now, accept: true });
  expect(await reads('agent1', now)).toBe(200);
});

test('where a rule hides whom an interaction is for, it does not tell who said what before', async () => {
  const now = await helps('agent1', 'robin.vale@example.com');
  const hides = {
    title: 'x',
    operation: 'read',
    roles: ['supervisor'],
    resource: 'field',
    field: 'openedFor',
  };
  expect((await scene.ask('admin', 'POST', '/access-rules', hides)).status).toBe(201);
  expect(await reads('agent1', now)).toBe(403);
});
