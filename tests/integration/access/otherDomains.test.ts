import type { Destinations, RoutingEntry } from '../../../contracts/handoff.ts';
import { type AgentClient, openAgent } from '../../support/clients.ts';
import { demoPassword } from '../../support/server.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/** What is told of agents and work elsewhere to who works in one domain: nothing. */
let scene: Scene;
let theirs: Answered;
const desks: AgentClient[] = [];
const other = { name: 'Olga Other', email: 'olga@example.com', id: '' };
beforeAll(async () => {
  scene = await openScene();
  const account = { ...other, id: undefined, password: demoPassword, domain: 'global/other' };
  const made = await scene.ask('admin', 'POST', '/agents', { ...account, queues: ['service_desk'] });
  expect(made.status).toBe(201);
  other.id = made.body.id;
  for (const token of [scene.token('acmeagent'), scene.token('agent2'), await scene.login(other.email)]) {
    const desk = await openAgent(scene.url, token);
    await desk.is('away');
    desks.push(desk);
  }
  theirs = await scene.opens('acmeagent', 'Kim');
  for (const who of ['supervisor', 'acmesupervisor']) {
    const wish = {
      type: 'walk_up',
      openedFor: { name: 'Ola' },
      queue: 'service_desk',
      shortDescription: 'x',
    };
    expect((await scene.ask(who, 'POST', '/interactions', wish)).status).toBe(201);
  }
});
afterAll(async () => {
  for (const desk of desks) desk.leave();
  await scene.close();
});

test('where a conversation could go names nobody who does not see it, and counts what the reader sees', async () => {
  const of = async (who: string): Promise<Destinations> => {
    const { status, body } = await scene.ask(who, 'GET', `/destinations?interaction=${theirs.number}`);
    expect(status).toBe(200);
    return body as unknown as Destinations;
  };
  const mine = await of('acmeagent');
  expect(mine.agents.map(({ id }) => id)).toEqual(['agent2']);
  const waiting = ({ queues }: Destinations) => queues.find(({ id }) => id === 'service_desk');
  expect(waiting(mine)).toMatchObject({ waiting: 1, agents: 2 });
  expect(waiting(await of('supervisor'))).toMatchObject({ waiting: 2 });
});

test('who is asked by the name or id of somebody elsewhere hears what is said of nobody', async () => {
  const [desk] = desks;
  const interaction = theirs.number;
  for (const event of ['conversation:invite', 'conversation:transfer'] as const)
    for (const wanted of [other.id, other.name]) {
      const answer = async (agent: string) => {
        const to = event === 'conversation:invite' ? { agent } : { to: { agent } };
        const emitted = desk?.socket.emitWithAck(event as 'conversation:invite', {
          interaction,
          agent,
          ...to,
        });
        return JSON.stringify((await emitted)?.error).replaceAll(agent, 'WANTED');
      };
      expect(await answer(wanted)).toBe(await answer('Nobody At All'));
    }
});

test('supervisors of a domain list the agents who work where they do, without what those hold', async () => {
  const listed = async (who: string) => (await scene.ask(who, 'GET', '/agents')).body.items;
  const items = await listed('acmesupervisor');
  expect(items.map(({ email }) => email)).toEqual(
    expect.arrayContaining(['agent1@example.com', 'acmeagent@example.com']),
  );
  expect(JSON.stringify(items)).not.toContain(other.email);
  expect(JSON.stringify(await listed('supervisor'))).toContain(other.email);
  const holder = items.find(({ email }) => email === 'acmeagent@example.com');
  expect(holder).toMatchObject({ held: [{ size: expect.any(Number) }] });
  const told = 'id name email queues groups capacity capacities skills scope presence held'.split(' ');
  expect(Object.keys(holder ?? {}).sort()).toEqual(told.sort());
});

interface Log {
  items: RoutingEntry[];
  now: RoutingEntry | null;
}
const routingOf = async (who: string, number: string): Promise<Log> => {
  const { status, body } = await scene.ask(who, 'GET', `/interactions/${number}/routing`);
  expect(status).toBe(200);
  return body as unknown as Log;
};

test('the decision log of a domain names no agents of others, and says how many there were', async () => {
  const waits = { type: 'walk_up', openedFor: { name: 'Ola' }, queue: 'service_desk', shortDescription: 'x' };
  const { number } = (await scene.ask('acmesupervisor', 'POST', '/interactions', waits)).body;
  const { now } = await routingOf('acmesupervisor', number);
  expect(now?.candidates?.map(({ agent }) => agent.id)).toEqual(expect.arrayContaining(['agent2']));
  expect(JSON.stringify(now)).not.toContain(other.id);
  expect(now?.others).toBe(1);
  expect((await routingOf('supervisor', number)).now?.others).toBeUndefined();
  // Who knows of no candidates is not told that nobody is asked.
  expect(await routingOf('author', number)).toMatchObject({ items: [{ kind: 'queued' }, {}], now: null });
});

test('who holds it reads of no colleague who never had it, and who reads logs alone not what was noted', async () => {
  const wish = { type: 'walk_up', openedFor: { name: 'Vale' }, queue: 'service_desk', shortDescription: 'x' };
  const { number } = (await scene.ask('supervisor', 'POST', '/interactions', wish)).body;
  expect((await scene.ask('agent2', 'POST', `/interactions/${number}/claim`, {})).status).toBe(200);
  const passed = { to: { queue: 'service_desk' }, note: 'Mrs Vale is ill' };
  expect((await scene.ask('agent2', 'POST', `/interactions/${number}/transfer`, passed)).status).toBe(200);
  expect((await scene.ask('agent1', 'POST', `/interactions/${number}/claim`, {})).status).toBe(200);
  const desk = await openAgent(scene.url, scene.token('agent1'));
  const asked = await desk.socket.emitWithAck('help:set', {
    interaction: number,
    on: true,
    note: 'she is ill',
  });
  expect(asked.error).toBeUndefined();
  desk.leave();

  const { items } = await routingOf('agent1', number);
  expect(items.map(({ kind }) => kind)).toContain('transferred');
  const named = items.flatMap(({ agent, candidates = [] }) => [agent, ...candidates.map((one) => one.agent)]);
  expect([...new Set(named.map((one) => one?.id))].sort()).toEqual(['agent1', 'agent2', undefined]);
  expect(items.some(({ others = 0 }) => others > 0)).toBe(true);

  const logs = { title: 'x', resource: 'logs', operation: 'read', roles: ['agent'] };
  expect((await scene.ask('admin', 'POST', '/access-rules', logs)).status).toBe(201);
  for (const part of ['routing', 'logs']) {
    const { status, body } = await scene.ask('agent2', 'GET', `/interactions/${number}/${part}`);
    expect([part, status]).toEqual([part, 200]);
    expect(JSON.stringify(body)).not.toMatch(/\bill\b/);
  }
  const hides = { ...logs, resource: 'field', roles: ['supervisor'] };
  for (const field of ['queue', 'assignedTo'])
    expect((await scene.ask('admin', 'POST', '/access-rules', { ...hides, field })).status).toBe(201);
  const hidden = JSON.stringify(await routingOf('agent1', number));
  expect(hidden).not.toMatch(/agent[12]|Service Desk/);
});
