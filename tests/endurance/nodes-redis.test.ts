import type { TypingChanged } from '../../contracts/sockets.ts';
import {
  type AgentClient,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../support/clients.ts';
import { type RedisServer, redisOnPath, startRedis } from '../support/redisServer.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openTestStore, type TestStore } from '../support/testStore.ts';

const binary = redisOnPath();
if (binary === null)
  console.info('skipped: there is no redis-server on the PATH (Debian: apt-get install redis-server)');

/** With Redis the store is asked every ten seconds alone (server/news.ts): what arrives sooner has come by Redis. */
const soon = 5_000;

(binary === null ? describe.skip : describe).each([2, 3])('%i nodes with Redis between them', (count) => {
  let redis: RedisServer;
  let store: TestStore;
  let nodes: TestServer[];
  const leaving: { leave(): void }[] = [];

  beforeAll(async () => {
    redis = await startRedis(binary ?? '');
    store = await openTestStore();
    const env = {
      MONGODB_URI: store.uri,
      REDIS_URL: redis.url,
      SECRET_KEY: 'a secret that all nodes share',
      DEMO: '1',
    };
    nodes = [await startServer({ env })];
    nodes.push(...(await Promise.all(Array.from({ length: count - 1 }, () => startServer({ env })))));
  }, 90_000);
  afterEach(() => {
    for (const one of leaving.splice(0)) one.leave();
  });
  afterAll(async () => {
    for (const node of nodes ?? []) await node.close();
    await redis?.close();
    await store?.close();
  }, 60_000);

  /** Everybody as far from the others as the number of nodes lets them be. */
  const nodeOf = (place: number): TestServer => {
    const node = nodes[place % count];
    if (node === undefined) throw new Error('there is no such node');
    return node;
  };
  async function agent(place: number, who: string): Promise<AgentClient> {
    const node = nodeOf(place);
    const client = await openAgent(node.url, await node.login(`${who}@example.com`));
    leaving.push(client);
    return client;
  }
  async function requester(place: number): Promise<Requester> {
    const client = await openRequester(nodeOf(place).url);
    leaving.push(client);
    return client;
  }
  async function within<T>(wait: Promise<T>): Promise<T> {
    const began = Date.now();
    const answer = await wait;
    expect(Date.now() - began).toBeLessThan(soon);
    return answer;
  }
  /** The requester on the first node, the agent who has the conversation on the second. */
  async function talking(): Promise<{ robin: Requester; ada: AgentClient; number: string }> {
    const ada = await agent(1, 'agent1');
    const robin = await requester(0);
    await ada.is('available');
    await robin.says('agent');
    const number = robin.session.interactionNumber;
    await ada.accepts(await within(ada.isOffered(number)));
    await within(robin.becomes('agent'));
    return { robin, ada, number };
  }
  async function ends({ robin, ada, number }: Awaited<ReturnType<typeof talking>>): Promise<void> {
    expect((await ada.ends(number, { shortDescription: 'black screen' })).error).toBeUndefined();
    expect(await robin.becomes('none')).toMatchObject({
      state: 'closed_complete',
      stateReason: 'agent_ended',
    });
  }

  test('a requester and an agent see each other write, speak and read', async () => {
    const talk = await talking();
    const { robin, ada, number } = talk;
    const typed: TypingChanged[] = [];
    robin.socket.on('typing:changed', (typing) => typed.push(typing));
    ada.socket.on('typing:changed', ({ from, on }) => typed.push({ from, on }));
    const types = (kind: string) =>
      within(eventually(() => typed.find(({ from, on }) => from.kind === kind && on), `${kind} typing`));
    await robin.socket.emitWithAck('typing:set', { on: true });
    await types('requester');
    await ada.socket.emitWithAck('typing:set', { interaction: number, on: true });
    await types('agent');

    const read: number[] = [];
    robin.socket.on('receipt:changed', ({ readSeq }) => read.push(readSeq));
    const asked = await robin.says('my screen is black');
    await within(ada.hears(number, /^my screen is black$/));
    await ada.socket.emitWithAck('receipt:read', { interaction: number, seq: asked });
    await within(eventually(() => read.at(-1) === asked, 'the agent has read it'));

    const marks: { delivered: number; read: number }[] = [];
    ada.socket.on('receipt:changed', (receipts) => marks.push(receipts));
    const answer = (await ada.says(number, 'is it plugged in?')).data?.seq ?? 0;
    await within(robin.hears(/^is it plugged in\?$/));
    await robin.socket.emitWithAck('receipt:delivered', { seq: answer });
    await within(eventually(() => marks.at(-1)?.delivered === answer, 'it has come'));
    await robin.socket.emitWithAck('receipt:read', { seq: answer });
    await within(eventually(() => marks.at(-1)?.read === answer, 'the requester has read it'));
    await ends(talk);
  }, 60_000);

  test('a transfer and a takeover reach all who are concerned, wherever they are', async () => {
    const { robin, ada, number } = await talking();
    const ben = await agent(2, 'agent2');
    await ben.is('available');
    const to = { agent: 'agent2' };
    const passed = await ada.socket.emitWithAck('conversation:transfer', { interaction: number, to });
    expect(passed.error).toBeUndefined();
    expect((await ben.accepts(await within(ben.isOffered(number)))).error).toBeUndefined();
    await within(
      eventually(() => robin.changes.at(-1)?.agent?.name === 'Ben Okafor', 'the requester to be told'),
    );
    await robin.says('hello Ben');
    await within(ben.hears(number, /^hello Ben$/));

    const samir = await agent(0, 'supervisor');
    expect((await samir.socket.emitWithAck('work:claim', { interaction: number })).error).toBeUndefined();
    const holder = (client: AgentClient) =>
      client.changes.findLast(({ interaction }) => interaction === number)?.header.assignedTo?.name;
    await within(eventually(() => holder(ben) === 'Samir Haddad', 'the former agent to be told'));
    await within(
      eventually(() => robin.changes.at(-1)?.agent?.name === 'Samir Haddad', 'the requester, too'),
    );
    await robin.says('hello Samir');
    await within(samir.hears(number, /^hello Samir$/));
    await ends({ robin, ada: samir, number });
  }, 60_000);

  test('who watches the board hears of what happens on the other nodes', async () => {
    const samir = await agent(2, 'supervisor');
    await samir.socket.emitWithAck('board:watch', { on: true });
    const ada = await agent(1, 'agent1');
    let news = 0;
    samir.socket.on('board:changed', () => {
      news += 1;
    });
    await ada.is('away');
    await within(eventually(() => news > 0, 'news of the board'));
    const answer = await fetch(`${nodeOf(2).url}/api/v1/board`, {
      headers: { authorization: `Bearer ${samir.token}` },
    });
    expect(await answer.json()).toMatchObject({
      agents: expect.arrayContaining([expect.objectContaining({ id: 'agent1', presence: 'away' })]),
    });
  }, 60_000);

  test('a Redis that dies and comes back loses nothing: meanwhile the store is asked', async () => {
    const talk = await talking();
    const { robin, ada, number } = talk;
    const robins: string[] = [];
    const adas: string[] = [];
    const speak = async (round: string): Promise<void> => {
      for (const turn of [1, 2, 3]) {
        robins.push(`${round} ${turn}, says Robin`);
        await robin.says(robins.at(-1) ?? '');
        adas.push(`${round} ${turn}, says Ada`);
        expect((await ada.says(number, adas.at(-1) ?? '')).error).toBeUndefined();
      }
      const last = robins.length - 1;
      await ada.hears(number, new RegExp(`^${robins[last]}$`));
      await robin.hears(new RegExp(`^${adas[last]}$`));
    };
    await speak('before');
    await redis.stop();
    await speak('without');
    // What was under way may be lost as well as what is said while the nodes still look for it.
    const restarted = redis.start();
    await speak('just after');
    await restarted;
    await speak('again');
    await redis.stop();
    await redis.start();
    await speak('after a short one');

    const heard = (said: { text: string }[]): string[] =>
      said.map(({ text }) => text).filter((text) => / says (Robin|Ada)$/.test(text));
    expect(heard(ada.messages.filter(({ from }) => from.kind === 'requester'))).toEqual(robins);
    expect(heard(robin.messages.filter(({ from }) => from.kind === 'agent'))).toEqual(adas);
    await ends(talk);
    for (const node of nodes) expect(node.process.exitCode).toBeNull();
  }, 90_000);
});
