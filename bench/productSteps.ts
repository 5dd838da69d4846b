import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { hashPassword } from '../server/passwords.ts';
import { openStores } from '../server/stores.ts';
import { connectStore } from '../store/connect.ts';
import { readLock } from '../store/embedded/pidLock.ts';
import { type AgentClient, openAgent, openRequester, type Requester } from '../tests/support/clients.ts';
import { demoPassword, startServer } from '../tests/support/server.ts';
import { measure, type Round, type Turn } from './measure.ts';
import { vpnStory } from './vpnStory.ts';
import { words } from './words.ts';

export interface ProductSteps {
  /** Requester message → ack with the Virtual Agent's answer durable, in new conversations. */
  virtualAgent(atOnce: number, stories: number, conversations?: number): Promise<Round>;
  /** Requester message → ack, and → the agent's `message:posted`, in conversations that agents hold. */
  live(atOnce: number, turns: number): Promise<Round>;
  /** The engine of the embedded store, and the mean size of a turn of the Virtual Agent in bytes. */
  facts(): Promise<{ engine: string; turnBytes: number }>;
  close(): Promise<void>;
}

const perAgent = 4;
const settings = {
  limits: {
    messagesPerMinute: 1_000_000,
    agentActsPerMinute: 1_000_000,
    sessionsPerMinute: 1_000_000,
    loginAttempts: 1_000,
  },
  // Agents of the bench do not answer: nobody may be reminded in the middle of a measurement.
  idle: { liveReminderSeconds: 36_000, liveCloseSeconds: 72_000 },
};

/** Starts the built server on the embedded store, with the demo's records, and agents who hold `held` conversations. */
export async function startProductSteps(dataDir: string, held: number): Promise<ProductSteps> {
  const server = await startServer({ settings, dataDir, env: { DEMO: '1' } });
  const lock = readLock(join(dataDir, 'store'));
  const connection = await connectStore(lock?.uri ?? '');
  const stores = await openStores(connection);
  const agents: AgentClient[] = [];
  const live: { requester: Requester; agent: AgentClient }[] = [];
  const passwordHash = await hashPassword(demoPassword);
  const queues = (await stores.queues.all()).filter(({ isDefault }) => isDefault).map(({ id }) => id);
  for (let index = 0; index < held / perAgent; index += 1) {
    const agent = await hire(index);
    agents.push(agent);
    for (let count = 0; count < perAgent; count += 1) live.push({ requester: await takeOn(agent), agent });
    await agent.is('away');
  }

  async function hire(index: number): Promise<AgentClient> {
    const person = { id: `bench-${index}`, name: `Agent ${index}`, email: `bench-${index}@example.com` };
    await stores.accounts.create({ ...person, roles: ['agent'], passwordHash }, new Date());
    await stores.agents.save(
      { ...person, queues, groups: [], capacity: perAgent, capacities: {}, skills: [] },
      new Date(),
    );
    const agent = await openAgent(server.url, await server.login(person.email));
    await agent.is('available');
    return agent;
  }

  async function takeOn(agent: AgentClient): Promise<Requester> {
    const requester = await openRequester(server.url);
    await requester.says('agent');
    const { error } = await agent.accepts(await agent.isOffered(requester.session.interactionNumber));
    if (error !== undefined) throw new Error(error.message);
    await requester.becomes('agent');
    return requester;
  }

  const processes = [{ pid: server.process.pid ?? 0 }, { pid: lock?.pid ?? 0 }] as const;
  return {
    async virtualAgent(atOnce, stories, conversations = atOnce) {
      const requesters = await Promise.all(
        Array.from({ length: conversations }, () => openRequester(server.url)),
      );
      const turnsOf = (requester: Requester): Turn[] =>
        Array.from({ length: stories }, () => vpnStory.map((input) => storyTurn(requester, input))).flat();
      // As many at once as asked for; each of these talks in one conversation after the other.
      const lanes = Array.from({ length: atOnce }, (_, lane) =>
        requesters.filter((_one, index) => index % atOnce === lane).flatMap(turnsOf),
      );
      const round = await measure(lanes, ...processes);
      for (const requester of requesters) {
        await requester.hears(/anything else I can help/i);
        requester.leave();
      }
      return round;
    },
    live(atOnce, turns) {
      const lanes = live
        .slice(0, atOnce)
        .map(({ requester, agent }) => Array<Turn>(turns).fill(liveTurn(requester, agent)));
      return measure(lanes, ...processes);
    },
    async facts() {
      const status = await connection.db?.admin().serverStatus();
      const [size] = await connection
        .collection('turns')
        .find({ 'cause.action': 'message', dialog: { $exists: true } })
        .limit(500)
        .toArray()
        .then((turns) => [turns.reduce((sum, turn) => sum + JSON.stringify(turn).length, 0) / turns.length]);
      return {
        engine: String(status?.storageEngine?.binding ?? 'unknown'),
        turnBytes: Math.round(size ?? 0),
      };
    },
    async close() {
      for (const { requester } of live) requester.leave();
      for (const agent of agents) agent.leave();
      await connection.close();
      await server.close();
    },
  };
}

function storyTurn(requester: Requester, { said, kind }: (typeof vpnStory)[number]): Turn {
  return async () => {
    const started = performance.now();
    const { error } = await requester.send({ id: randomUUID(), ...said });
    if (error !== undefined) throw new Error(`${error.code}: ${error.message}`);
    const ms = performance.now() - started;
    return { ack: ms, [kind]: ms };
  };
}

function liveTurn(requester: Requester, agent: AgentClient): Turn {
  return async () => {
    const id = randomUUID();
    const arrived = new Promise<number>((resolve) => {
      const listen = (message: { id: string }): void => {
        if (message.id !== id) return;
        agent.socket.off('message:posted', listen);
        resolve(performance.now());
      };
      agent.socket.on('message:posted', listen);
    });
    const started = performance.now();
    const { error } = await requester.send({ id, text: words });
    if (error !== undefined) throw new Error(`${error.code}: ${error.message}`);
    const ack = performance.now() - started;
    return { ack, posted: (await arrived) - started };
  };
}
