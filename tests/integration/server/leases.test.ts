import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** design §4: ownership of a live conversation is a lease that the agent's sockets renew, and nothing else. */
let node: InProcess;
beforeAll(async () => {
  node = await startInProcess();
  // A node that has just started waits a lease before it takes work from anybody.
  await node.pass(50);
});
afterAll(() => node.close());

async function liveChat(email: string) {
  const agent = await openAgent(node.url, await node.login(email));
  await agent.is('available');
  const requester = await openRequester(node.url);
  await requester.says('talk to a person');
  await agent.accepts(await agent.isOffered(requester.session.interactionNumber));
  await requester.becomes('agent');
  return { agent, requester, number: requester.session.interactionNumber };
}

test('F7 7: an agent who closed the laptop loses the work after the lease, and the requester is told', async () => {
  const { agent, requester } = await liveChat('agent1@example.com');
  agent.leave();
  await node.pass(120);
  await requester.becomes('queue');
  await requester.hears(/Ada Moreno/);
  await requester.ends();
  requester.leave();
});

test('an agent who flaps – connects and is gone at once – does not look connected', async () => {
  const token = await node.login('agent2@example.com');
  for (let round = 0; round < 10; round += 1) {
    const socket = io(`${node.url}/agent`, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    socket.disconnect();
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  await node.server.sweep();
  const db = node.store.connection.getClient().db(node.store.connection.name);
  const before = await db
    .collection<{ _id: string; beats: Record<string, Date> }>('agents')
    .findOne({ _id: 'agent2' });
  node.clock.advance(5_000);
  await node.server.sweep();
  const after = await db
    .collection<{ _id: string; beats: Record<string, Date> }>('agents')
    .findOne({ _id: 'agent2' });
  expect(after?.beats).toEqual(before?.beats);
  expect(Object.keys(after?.beats ?? {})).toEqual([]);
});

test('a node that slept takes nothing from agents who are still connected', async () => {
  const { agent, requester, number } = await liveChat('agent3@example.com');
  node.clock.advance(10 * 60_000);
  // The live idle close is due as well; an answer keeps the conversation open.
  await requester.says('still here');
  await node.server.sweep();
  await node.server.sweep();
  expect(await agent.says(number, 'So am I.', { id: randomUUID() })).toMatchObject({
    data: { seq: expect.any(Number) },
  });
  await requester.hears(/So am I/);
  expect(requester.changes.at(-1)?.owner).toBe('agent');
  await requester.ends();
  agent.leave();
  requester.leave();
});

test('a socket ends with the token that opened it', async () => {
  const agent = await openAgent(node.url, await node.login('agent3@example.com'));
  const gone = new Promise((resolve) => agent.socket.once('disconnect', resolve));
  node.clock.advance(9 * 3_600_000);
  await node.server.sweep();
  await gone;
});

test('a supervisor who reads somebody else’s conversation leaves an entry in the audit log', async () => {
  const { agent, requester, number } = await liveChat('agent1@example.com');
  const token = await node.login('supervisor@example.com');
  const supervisor = await openAgent(node.url, token);
  const ack = await supervisor.socket.emitWithAck('conversation:open', { interaction: number });
  expect(ack.data?.messages.length).toBeGreaterThan(0);
  expect(await supervisor.socket.emitWithAck('typing:set', { interaction: number, on: true })).toMatchObject({
    error: { code: 'forbidden' },
  });
  await api(node.url, `/interactions/${number}/transcript`, token);
  const db = node.store.connection.getClient().db(node.store.connection.name);
  const entries = await eventually(async () => {
    const found = await db.collection('audit').find({ target: number }).toArray();
    return found.length >= 2 ? found : undefined;
  }, 'two entries');
  expect(entries.map(({ action }) => action).sort()).toEqual(['read conversation', 'read transcript']);
  await requester.ends();
  for (const one of [agent, requester, supervisor]) one.leave();
});
