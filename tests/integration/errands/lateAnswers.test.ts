import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AgentClient, api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';
import { errandTopics } from './scene.ts';

/**
 * One writer (design 3.1): the answer of a topic that took its time does not land in a conversation that somebody else
 * has by then. Two nodes on one store: the requester's words are decided on one, the agent acts on the other.
 */
const { folder, remove } = errandTopics();
const held: ServerResponse[] = [];
let archive: Server;
let store: TestStore;
let here: InProcess;
let there: InProcess;
let agent: AgentClient;

beforeAll(async () => {
  archive = createServer((_, response) => held.push(response));
  await new Promise<void>((listening) => archive.listen(0, '127.0.0.1', listening));
  const bound = archive.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  store = await openTestStore();
  here = await startInProcess({ topicsDir: folder, store });
  there = await startInProcess({ topicsDir: folder, store, clock: here.clock });
  const admin = await here.login('admin@example.com');
  const body = { name: 'archive', baseUrl: `http://127.0.0.1:${port}`, allowPrivate: true };
  await api(here.url, '/connections', admin, { method: 'POST', body });
  agent = await openAgent(there.url, await there.login('agent1@example.com'));
  await agent.is('available');
});
afterAll(async () => {
  agent.leave();
  archive.closeAllConnections();
  await new Promise((closed) => archive.close(closed));
  await here.close();
  await there.close();
  await store.close();
  remove();
});

const answerNow = (): void => {
  for (const response of held.splice(0)) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{}');
  }
};
const asked = () => eventually(() => held.length > 0, 'the archive to be asked');
/** Without Redis the nodes look at each other in each round of the sweeper. */
const looks = async (): Promise<void> => {
  await here.server.sweep();
  await there.server.sweep();
};

test('stopped while the topic waits for an answer from elsewhere: the words go to the agent, the answer is never said', async () => {
  const { requester, number } = await talk();
  await agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'slow' });
  await looks();
  await requester.hears(/What shall I look for/);
  const said = requester.says('my contract');
  await asked();
  expect((await agent.socket.emitWithAck('topic:stop', { interaction: number })).error).toBeUndefined();
  answerNow();
  await said;
  await looks();
  await agent.hears(number, /^my contract$/);
  await requester.hears(/goes on from here/);
  await agent.says(number, 'I have it.');
  await looks();
  await requester.hears(/I have it/);
  expect(requester.messages.map(({ text }) => text)).not.toContain('The archive has it.');
  requester.leave();
  await agent.ends(number, { shortDescription: 'contract' });
});

test('taken over while the Virtual Agent still thinks: it is not heard any more', async () => {
  const { requester, number } = await talk();
  await agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'slow' });
  await looks();
  await requester.hears(/What shall I look for/);
  const said = requester.says('my contract');
  await asked();
  const supervisor = await openAgent(there.url, await there.login('supervisor@example.com'));
  await supervisor.is('available');
  expect((await supervisor.socket.emitWithAck('work:claim', { interaction: number })).error).toBeUndefined();
  answerNow();
  await said;
  await looks();
  await supervisor.hears(number, /^my contract$/);
  expect(supervisor.changes.at(-1)?.errand).toBeUndefined();
  expect(requester.messages.map(({ text }) => text)).not.toContain('The archive has it.');
  requester.leave();
  await supervisor.ends(number, { shortDescription: 'contract' });
  supervisor.leave();
});

test('started on two nodes at once, it runs once', async () => {
  const { requester, number } = await talk();
  const tab = await openAgent(here.url, await here.login('agent1@example.com'));
  const answers = await Promise.all(
    [agent, tab].map(({ socket }) =>
      socket.emitWithAck('topic:start', { interaction: number, topic: 'slow' }),
    ),
  );
  expect(answers.map(({ error }) => error?.code ?? 'runs').sort()).toEqual(['conflict', 'runs']);
  await looks();
  await requester.hears(/What shall I look for/);
  expect(requester.messages.filter(({ text }) => /What shall I look for/.test(text))).toHaveLength(1);
  requester.leave();
  tab.leave();
  await agent.ends(number, { shortDescription: 'contract' });
});

async function talk() {
  const requester = await openRequester(here.url);
  await requester.hears(/./);
  await requester.says('agent');
  const number = requester.session.interactionNumber;
  await looks();
  await agent.accepts(await agent.isOffered(number));
  await looks();
  await requester.becomes('agent');
  await eventually(() => agent.opened.some(({ interaction }) => interaction === number), 'the desk');
  return { requester, number };
}
