import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AgentClient, api, eventually, openAgent } from '../../support/clients.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** While the Virtual Agent runs a topic the agents write notes to each other; the topic and the requester know nothing of it. */
const { folder, remove } = errandTopics();
const held: ServerResponse[] = [];
let archive: Server;
let node: Errands;
let supervisor: AgentClient;
beforeAll(async () => {
  archive = createServer((_, response) => held.push(response));
  await new Promise<void>((listening) => archive.listen(0, '127.0.0.1', listening));
  const bound = archive.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  node = await openErrands(folder);
  const body = { name: 'archive', baseUrl: `http://127.0.0.1:${port}`, allowPrivate: true };
  const admin = await node.login('admin@example.com');
  await api(node.url, '/connections', admin, { method: 'POST', body });
  supervisor = await openAgent(node.url, await node.login('supervisor@example.com'));
  await supervisor.is('away');
});
afterAll(async () => {
  node.agent.leave();
  supervisor.leave();
  archive.closeAllConnections();
  await new Promise((closed) => archive.close(closed));
  await node.close();
  remove();
});

const notes = (client: AgentClient, interaction: string, text: string) =>
  client.socket.emitWithAck('message:send', { id: randomUUID(), interaction, text, private: true });
const starts = (interaction: string, topic: string) =>
  node.agent.socket.emitWithAck('topic:start', { interaction, topic });

test('who has the conversation and who whispers write notes; the topic takes the requester’s words alone', async () => {
  const { requester, number } = await inTalk(node);
  await starts(number, 'device');
  await requester.hears(/What is the device called/);
  const whispering = { interaction: number, mode: 'whisper' } as const;
  expect((await supervisor.socket.emitWithAck('conversation:view', whispering)).error).toBeUndefined();
  expect((await notes(node.agent, number, 'this takes a while')).error).toBeUndefined();
  expect((await notes(supervisor, number, 'ask for the colour')).error).toBeUndefined();
  await node.agent.hears(number, /ask for the colour/);
  await requester.says('blue-17');
  await requester.hears(/And its PIN/);
  expect((await notes(node.agent, number, 'now the secret')).error).toBeUndefined();
  await requester.says('4711');
  // The pause is kept with the header, which is read once it is written.
  await api(node.url, `/interactions/${number}`, node.agent.token);
  await node.pass(6);
  await requester.hears(/Thank you, blue-17 is noted/);
  await requester.hears(/You are talking to Ada Moreno again/);
  expect(requester.messages.map(({ text }) => text).join()).not.toMatch(/takes a while|colour|the secret/);
  const open = { id: randomUUID(), interaction: number, text: 'so, blue it is' };
  expect((await node.agent.socket.emitWithAck('message:send', open)).error).toBeUndefined();
  await requester.ends();
  requester.leave();
});

test('a note while the topic waits for an answer from elsewhere: both are there, and the topic goes on', async () => {
  const { requester, number } = await inTalk(node);
  await starts(number, 'slow');
  await requester.hears(/What shall I look for/);
  const said = requester.says('my contract');
  await eventually(() => held.length > 0, 'the archive to be asked');
  const noted = notes(node.agent, number, 'it is in the archive');
  const answering = setInterval(() => {
    for (const response of held.splice(0)) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    }
  }, 20);
  await said;
  expect((await noted).error).toBeUndefined();
  clearInterval(answering);
  await requester.hears(/The archive has it/);
  await node.agent.hears(number, /it is in the archive/);
  expect(requester.messages.filter(({ text }) => text === 'The archive has it.')).toHaveLength(1);
  await requester.ends();
  requester.leave();
});
