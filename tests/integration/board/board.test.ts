import type { Board } from '../../../contracts/handoff.ts';
import { eventually, openAgent, openRequester } from '../../support/clients.ts';
import { openScene, type Scene } from '../access/scene.ts';

/** `GET /board` (domain D2 "managers see unassigned interactions", D4): what a supervisor sees, and nobody else. */
let scene: Scene;
const leaving: { leave(): void }[] = [];
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  for (const one of leaving.splice(0)) one.leave();
  await scene.close();
});

async function board(who = 'supervisor'): Promise<Board> {
  const { status, body } = await scene.ask(who, 'GET', '/board');
  if (status !== 200) throw new Error(`${status} ${body.detail}`);
  return body as unknown as Board;
}
const desk = ({ queues }: Board) => queues.find(({ id }) => id === 'service_desk');
const ada = ({ agents }: Board) => agents.find(({ id }) => id === 'agent1');

async function agent(who: string, presence: string) {
  const client = await openAgent(scene.url, scene.token(who));
  leaving.push(client);
  await client.is(presence);
  return client;
}
/** Waits in the queue of the service desk. */
async function somebodyWaits() {
  const requester = await openRequester(scene.url);
  leaving.push(requester);
  await requester.says('agent');
  await requester.becomes('queue');
  return requester.session.interactionNumber;
}

test('who waits, for how long, over the target or not, and why nobody has it', async () => {
  await agent('agent1', 'away');
  const number = await somebodyWaits();
  await scene.pass(1);
  const before = await board();
  expect(desk(before)).toMatchObject({
    name: 'IT Service Desk',
    open: true,
    waiting: 1,
    overTarget: 0,
    agents: { available: 0, present: 1 },
  });
  expect(before.unassigned).toEqual([
    expect.objectContaining({
      interaction: number,
      type: 'chat',
      queue: { id: 'service_desk', name: 'IT Service Desk' },
      overTarget: false,
      offeredTo: null,
      rejected: 0,
      timedOut: 0,
    }),
  ]);
  expect(before.unassigned[0]?.why.join()).toMatch(/Ada Moreno: .*away/);

  await scene.pass(89);
  const after = await board();
  expect(desk(after)).toMatchObject({ longestWaitSeconds: 90, overTarget: 1 });
  expect(after.unassigned[0]).toMatchObject({ waitSeconds: 90, overTarget: true });
});

test('an offer, its rejection, and who has it then', async () => {
  const client = await agent('agent1', 'available');
  const number = await somebodyWaits();
  const offer = await client.isOffered(number);
  expect((await board()).unassigned).toMatchObject([
    { interaction: number, offeredTo: 'Ada Moreno', why: [] },
  ]);
  // What is on offer to her is no longer free.
  expect(desk(await board())?.agents).toEqual({ available: 1, present: 1 });

  await client.socket.emitWithAck('offer:reject', { workItemId: offer.workItemId, reason: 'Lunch' });
  await scene.pass(1);
  const rejected = await board();
  expect(rejected.unassigned).toMatchObject([{ offeredTo: null, rejected: 1, timedOut: 0 }]);
  expect(rejected.unassigned[0]?.why.join()).toMatch(/Ada Moreno: .*rejected/);

  const other = await agent('agent2', 'available');
  await other.accepts(await other.isOffered(number));
  const held = await eventually(async () => {
    const now = await board();
    return now.unassigned.length === 0 && now;
  }, 'the work to be held');
  expect(held.agents.find(({ id }) => id === 'agent2')).toMatchObject({
    name: 'Ben Okafor',
    presence: 'available',
    connected: true,
    used: 1,
    capacity: 4,
    conversations: [{ interaction: number, state: 'work_in_progress', help: null }],
  });
  expect(ada(held)?.conversations).toEqual([]);
});

test('presence says why and since when, and who left is not connected', async () => {
  const client = await agent('agent1', 'available');
  await scene.pass(60);
  await client.socket.emitWithAck('presence:set', { state: 'away', reason: 'Lunch' });
  const at = scene.clock.now().toISOString();
  expect(ada(await board())).toMatchObject({ presence: 'away', reason: 'Lunch', since: at, connected: true });
  client.leave();
  await eventually(async () => ada(await board())?.connected === false, 'the agent to be gone');
  // Nobody comes back within the lease: it is over.
  await scene.pass(600);
  expect(ada(await board())).toBeUndefined();
});

test('work that an agent gave back waits since then, whatever place it has in the queue', async () => {
  const client = await agent('agent1', 'available');
  const number = await somebodyWaits();
  await client.accepts(await client.isOffered(number));
  await scene.pass(300);
  await client.is('away');
  await client.ends(number, { resolution: 'unresolved' });
  await scene.pass(10);
  expect((await board()).unassigned).toMatchObject([
    { interaction: number, waitSeconds: 10, overTarget: false },
  ]);
});

test('it is for supervisors, and of another domain they see nothing', async () => {
  const client = await agent('agent1', 'available');
  const held = await somebodyWaits();
  await client.accepts(await client.isOffered(held));
  await client.is('away');
  const waiting = await somebodyWaits();
  const theirs = await scene.opens('acmeagent', 'Kim');

  const all = JSON.stringify(await board());
  for (const number of [held, waiting, theirs.number]) expect(all).toContain(number);
  const acme = await board('acmesupervisor');
  for (const number of [held, waiting]) expect(JSON.stringify(acme)).not.toContain(number);
  expect(desk(acme)).toMatchObject({ waiting: 0, longestWaitSeconds: null });
  expect(acme.agents.find(({ name }) => name === 'acmeagent')?.conversations).toMatchObject([
    { interaction: theirs.number, openedFor: 'Kim', shortDescription: 'Badge of Kim' },
  ]);
  for (const who of ['agent1', 'author']) expect((await scene.ask(who, 'GET', '/board')).status).toBe(403);
  expect((await scene.ask(null, 'GET', '/board')).status).toBe(401);
});

test('what a rule hides stays hidden on the board', async () => {
  const rule = (field: string) => ({
    title: `The ${field} is for nobody else`,
    resource: 'field',
    field,
    operation: 'read',
    roles: ['va_admin'],
  });
  await agent('agent1', 'available');
  const theirs = await scene.opens('agent1', 'Nora Nobody');
  for (const field of ['openedFor', 'shortDescription'])
    expect((await scene.ask('admin', 'POST', '/access-rules', rule(field))).status).toBe(201);
  const mine = async () => ada(await board())?.conversations;
  expect(await mine()).toMatchObject([{ interaction: theirs.number, openedFor: '', shortDescription: '' }]);
  expect((await scene.ask('admin', 'POST', '/access-rules', rule('assignedTo'))).status).toBe(201);
  expect(await mine()).toEqual([]);
});
