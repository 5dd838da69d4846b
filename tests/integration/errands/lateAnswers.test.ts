import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { type AgentClient, api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** One writer (design 3.1): the answer of a topic that took its time does not land in a conversation that somebody else has by then. */
const { folder, remove } = errandTopics();
let archive: Server;
let archiveUrl: string;
/** Who waits for the archive, and the keys under which it was asked. */
const waiting: ServerResponse[] = [];
const keys: unknown[] = [];
let answers = false;
beforeAll(async () => {
  archive = createServer(({ headers }, response) => {
    keys.push(headers['idempotency-key']);
    if (answers) answer(response);
    else waiting.push(response);
  });
  await new Promise<void>((listening) => archive.listen(0, '127.0.0.1', listening));
  const bound = archive.address();
  archiveUrl = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
});
beforeEach(() => {
  answers = false;
  keys.length = 0;
});
afterAll(async () => {
  archive.closeAllConnections();
  await new Promise((closed) => archive.close(closed));
  remove();
});

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{}');
}
function answersNow(): void {
  answers = true;
  for (const response of waiting.splice(0)) answer(response);
}
const asked = () => eventually(() => waiting.length > 0, 'the archive to be asked');

async function connectArchive(node: InProcess): Promise<void> {
  const admin = await node.login('admin@example.com');
  const body = { name: 'archive', baseUrl: archiveUrl, allowPrivate: true };
  await api(node.url, '/connections', admin, { method: 'POST', body });
}

describe.each([
  ['on one node', 1],
  // The requester's words are decided on one, the agent acts on the other.
  ['on two nodes', 2],
])('%s', (_, nodes) => {
  let store: TestStore;
  let here: InProcess;
  let there: InProcess;
  let agent: AgentClient;
  beforeAll(async () => {
    store = await openTestStore();
    here = await startInProcess({ topicsDir: folder, store });
    there = nodes === 1 ? here : await startInProcess({ topicsDir: folder, store, clock: here.clock });
    await connectArchive(here);
    agent = await openAgent(there.url, await there.login('agent1@example.com'));
    await agent.is('available');
  });
  afterAll(async () => {
    agent.leave();
    await here.close();
    if (there !== here) await there.close();
    await store.close();
  });

  /** Without Redis the nodes look at each other in each round of the sweeper. */
  const looks = async (): Promise<void> => {
    await here.server.sweep();
    await there.server.sweep();
  };

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

  /** The requester has answered the topic, which waits for the archive. */
  async function talkWithTheArchive() {
    const { requester, number } = await talk();
    await agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'slow' });
    await looks();
    await requester.hears(/What shall I look for/);
    const said = requester.says('my contract');
    await asked();
    return { requester, number, said };
  }

  /** The words arrive, on one node without waiting for the archive: there it is known that nobody needs its answer. */
  async function answeredInVain(said: Promise<unknown>): Promise<void> {
    if (nodes === 2) answersNow();
    await said;
    answersNow();
  }

  test('stopped while the topic waits for an answer from elsewhere: the words go to the agent, the answer is never said', async () => {
    const { requester, number, said } = await talkWithTheArchive();
    expect((await agent.socket.emitWithAck('topic:stop', { interaction: number })).error).toBeUndefined();
    await answeredInVain(said);
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
    const { requester, number, said } = await talkWithTheArchive();
    const supervisor = await openAgent(there.url, await there.login('supervisor@example.com'));
    await supervisor.is('available');
    expect(
      (await supervisor.socket.emitWithAck('work:claim', { interaction: number })).error,
    ).toBeUndefined();
    await answeredInVain(said);
    await looks();
    // Posted, or there when the conversation is opened.
    await eventually(
      () =>
        [...supervisor.messages, ...supervisor.opened.flatMap(({ messages }) => messages)].some(
          ({ text }) => text === 'my contract',
        ),
      'the words at the desk',
    );
    expect(supervisor.changes.at(-1)?.errand).toBeUndefined();
    expect(requester.messages.map(({ text }) => text)).not.toContain('The archive has it.');
    requester.leave();
    await supervisor.ends(number, { shortDescription: 'contract' });
    supervisor.leave();
  });

  test('started from two tabs at once, it runs once', async () => {
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
});

describe('while a topic waits for an answer from elsewhere', () => {
  let node: Errands;
  beforeAll(async () => {
    node = await openErrands(folder, { sweepMs: 50 });
    await connectArchive(node);
  });
  afterAll(async () => {
    node.agent.leave();
    await node.close();
  });

  test('the agent notes and reads, and nothing has to be asked again', async () => {
    const { requester, number } = await inTalk(node);
    await node.agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'patient' });
    await passes(6);
    await asked();
    expect((await node.agent.says(number, 'second case this week', { private: true })).error).toBeUndefined();
    await node.agent.socket.emitWithAck('help:set', { interaction: number, on: true });
    const record = await api<InteractionHeader>(node.url, `/interactions/${number}`, node.agent.token);
    expect(record.body.state).toBe('work_in_progress');
    answersNow();
    await requester.hears(/The archive has it/);
    expect(keys).toHaveLength(1);
    await requester.ends();
  });

  test('what has to be decided again is said once, and asked for under the same key', async () => {
    const { requester, number } = await inTalk(node);
    const { socket } = node.agent;
    const started = socket.emitWithAck('topic:start', { interaction: number, topic: 'hasty' });
    await asked();
    const body = { shortDescription: 'the archive' };
    await api(node.url, `/interactions/${number}`, node.agent.token, { method: 'PATCH', body });
    answersNow();
    expect((await started).error).toBeUndefined();
    await requester.hears(/The archive knows/);
    expect(requester.messages.filter(({ text }) => text === 'The archive knows.')).toHaveLength(1);
    expect(keys).toEqual([keys[0], keys[0]]);
    await requester.ends();
  });

  test('the requester ends it, and is not kept', async () => {
    const { requester, number } = await inTalk(node);
    await node.agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'slow' });
    await requester.hears(/What shall I look for/);
    const said = requester.socket.emitWithAck('message:send', { id: randomUUID(), text: 'my contract' });
    await asked();
    await requester.ends();
    answersNow();
    expect((await said).error?.code).toBe('closed');
    expect(requester.messages.map(({ text }) => text)).not.toContain('The archive has it.');
  });

  test('what is due elsewhere is done', async () => {
    const { requester, number } = await inTalk(node);
    const other = await openRequester(node.url);
    await other.hears(/./);
    await other.says('agent');
    const { workItemId } = await node.agent.isOffered(other.session.interactionNumber);
    await node.agent.socket.emitWithAck('topic:start', { interaction: number, topic: 'patient' });
    await passes(31);
    await asked();
    await eventually(
      () => node.agent.withdrawn.some((offer) => offer.workItemId === workItemId),
      'the end of the offer',
    );
    answersNow();
    await requester.hears(/The archive has it/);
    await requester.ends();
    await other.ends();
  });

  async function passes(seconds: number): Promise<void> {
    // The deadline of the pause is written with the header.
    await api(node.url, '/interactions', node.agent.token);
    node.clock.advance(seconds * 1_000);
  }
});
