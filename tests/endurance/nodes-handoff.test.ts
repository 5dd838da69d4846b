import { setTimeout as pause } from 'node:timers/promises';
import type { Ack } from '../../contracts/errors.ts';
import type { Agent } from '../../handoff/agent.ts';
import type { WorkItem } from '../../handoff/workItem.ts';
import type { Turn, TurnEvent } from '../../interactions/turn.ts';
import { hashPassword } from '../../server/passwords.ts';
import { openStores, type Stores } from '../../server/stores.ts';
import {
  type AgentClient,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../support/clients.ts';
import { demoPassword, startServer, type TestServer } from '../support/server.ts';
import { openTestStore, type TestStore } from '../support/testStore.ts';

const requesterCount = 500;
const agentCount = 20;
const capacity = 4;
const settings = {
  handoff: { defaultCapacity: capacity },
  limits: {
    messagesPerMinute: 100_000,
    agentActsPerMinute: 100_000,
    sessionsPerMinute: 100_000,
    loginAttempts: 1_000,
  },
};

/** An agent who takes everything as fast as possible and ends it a moment later. */
interface BusyAgent {
  id: string;
  client: AgentClient;
  /** Interactions held, as far as this desk knows. */
  held: Set<string>;
  mostHeld: number;
  /** Numbers of the interactions that this agent was told to have. */
  accepted: string[];
  refusals: string[];
  jobs: Promise<void>[];
}

describe('two nodes on one store, without Redis', () => {
  test('500 requesters, 20 agents: nothing is accepted twice and no agent holds too many', async () => {
    const store = await openTestStore();
    const nodes: TestServer[] = [];
    const requesters: Requester[] = [];
    const busy: BusyAgent[] = [];
    const over = new AbortController();
    try {
      for (let node = 0; node < 2; node += 1) nodes.push(await startNode(store));
      const stores = await openStores(store.connection);
      const waiting = new Set<string>();
      busy.push(...(await hireAgents(stores, nodes)));
      const sampled = sampleHeld(stores, over.signal);
      const claims = busy
        .filter((_, index) => index % 5 === 0)
        .map((agent) => claim(agent, waiting, over.signal));

      await inParts(requesterCount, 25, async (index) => {
        const requester = await openRequester(urlOf(nodes, index));
        requesters.push(requester);
        const { interactionNumber } = requester.session;
        requester.socket.on('conversation:changed', ({ owner }) => {
          if (owner === 'queue') waiting.add(interactionNumber);
          else waiting.delete(interactionNumber);
        });
        await requester.says('agent');
        await eventually(() => requester.changes.some(({ owner }) => owner === 'queue'), 'the queue');
      });
      // Everybody is served: their own page says that an agent came and that it is over.
      for (const { changes } of requesters)
        while (changes.at(-1)?.state !== 'closed_complete') await pause(20);
      over.abort();
      await Promise.all(claims);
      for (const { jobs } of busy) await Promise.all(jobs);

      for (const { messages } of requesters) {
        const words = messages.filter(({ from }) => from.kind === 'system').map(({ text }) => text);
        expect(words.filter((text) => /has joined the conversation/.test(text))).toHaveLength(1);
        expect(words.filter((text) => /has ended the conversation/.test(text))).toHaveLength(1);
      }
      expect(await sampled).toBeLessThanOrEqual(capacity);
      expect(Math.max(...busy.map(({ mostHeld }) => mostHeld))).toBeLessThanOrEqual(capacity);
      // Whoever was too late, or full, was told so, and nothing else went wrong.
      const allowed = ['gone', 'conflict', 'capacity', 'not_found'];
      expect(busy.flatMap(({ refusals }) => refusals).filter((code) => !allowed.includes(code))).toEqual([]);
      const told = busy.flatMap(({ accepted }) => accepted);
      expect(told.sort()).toEqual(requesters.map(({ session }) => session.interactionNumber).sort());
      await historyIsTrue(stores, requesters, busy);
    } finally {
      over.abort();
      for (const { client } of busy) client.leave();
      for (const requester of requesters) requester.leave();
      for (const node of nodes) await node.close();
      await store.close();
    }
  }, 240_000);
});

function startNode(store: TestStore): Promise<TestServer> {
  return startServer({
    settings,
    env: { MONGODB_URI: store.uri, SECRET_KEY: 'a secret that both nodes share', DEMO: '0' },
  });
}

function urlOf(nodes: TestServer[], index: number): string {
  const node = nodes[index % nodes.length];
  if (node === undefined) throw new Error('no node');
  return node.url;
}

/** Twenty accounts in the store, each signed in and available, every other one on the second node. */
async function hireAgents({ accounts, agents, queues }: Stores, nodes: TestServer[]): Promise<BusyAgent[]> {
  const passwordHash = await hashPassword(demoPassword);
  const served = (await queues.all()).filter(({ isDefault }) => isDefault).map(({ id }) => id);
  return inParts(agentCount, 5, async (index) => {
    const id = `agent-${index}`;
    const person = { id, name: `Agent ${index}`, email: `${id}@example.com` };
    await accounts.create({ ...person, roles: ['agent'], passwordHash }, new Date());
    await agents.save(
      { ...person, queues: served, groups: [], capacity: null, capacities: {}, skills: [] },
      new Date(),
    );
    const token = await nodes[0]?.login(person.email);
    const client = await openAgent(urlOf(nodes, index), token ?? '');
    const agent: BusyAgent = {
      id,
      client,
      held: new Set(),
      mostHeld: 0,
      accepted: [],
      refusals: [],
      jobs: [],
    };
    client.socket.on('offer:made', (offer) => {
      // A double click.
      for (let click = 0; click < 2; click += 1)
        agent.jobs.push(
          work(agent, () => asked(client).emitWithAck('offer:accept', { workItemId: offer.workItemId })),
        );
    });
    await client.is('available');
    return agent;
  });
}

/** Takes one conversation, keeps it for a moment, ends it. */
async function work(agent: BusyAgent, take: () => Promise<Ack<{ interaction: string }>>): Promise<void> {
  const taken = await take();
  if (taken.data === undefined) {
    agent.refusals.push(taken.error?.code ?? 'no answer');
    return;
  }
  const { interaction } = taken.data;
  if (agent.accepted.includes(interaction)) return;
  agent.accepted.push(interaction);
  agent.held.add(interaction);
  agent.mostHeld = Math.max(agent.mostHeld, agent.held.size);
  await pause(20 + (agent.accepted.length % 5) * 20);
  agent.held.delete(interaction);
  const ended = await asked(agent.client).emitWithAck('conversation:end', {
    interaction,
    resolution: 'resolved',
    shortDescription: 'helped',
  });
  if (ended.error !== undefined) agent.refusals.push(`end: ${ended.error.code}`);
}

/** A slow machine may take its time; an answer that never comes is a failure. */
function asked({ socket }: AgentClient) {
  return socket.timeout(60_000);
}

/** Takes work out of the queue without being offered it, out of colleagues' offers too. */
async function claim(agent: BusyAgent, waiting: Set<string>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const numbers = [...waiting];
    const number = numbers[Math.floor(Math.random() * numbers.length)];
    if (number === undefined) await pause(10);
    else await work(agent, () => asked(agent.client).emitWithAck('work:claim', { interaction: number }));
  }
}

/** The most units of capacity that any agent was ever seen to have in use. */
async function sampleHeld({ agents }: Stores, over: AbortSignal): Promise<number> {
  let most = 0;
  while (!over.aborted) {
    for (const { held } of await agents.list('', 100)) most = Math.max(most, held.length);
    await pause(20);
  }
  return most;
}

async function historyIsTrue(stores: Stores, requesters: Requester[], busy: BusyAgent[]): Promise<void> {
  const { turns, workItems, agents } = stores;
  const times = new Map<string, { at: Date; step: 1 | -1 }[]>();
  const check = async ({ session }: Requester): Promise<void> => {
    const log: Turn[] = [];
    for await (const turn of turns.all(session.conversationId)) log.push(turn);
    const item = await workOf(log, workItems);
    expect(item).toMatchObject({ state: 'closed', open: false, number: session.interactionNumber });
    const holder = busy.find(({ id }) => id === item.acceptedBy);
    expect(holder?.accepted).toContain(session.interactionNumber);

    // One change of owner to an agent, to the agent who accepted, and no other way out of it than the end.
    const changes = eventsOf(log, 'owner_changed');
    expect(changes.map(({ event }) => event.to)).toEqual(['queue', 'agent', 'none']);
    const acceptances = changes.filter(({ event }) => event.to === 'agent');
    expect(acceptances.map(({ event }) => event.agent?.id)).toEqual([item.acceptedBy]);
    const closes = eventsOf(log, 'conversation_closed');
    expect(closes.map(({ event }) => event.stateReason)).toEqual(['agent_ended']);

    const mine = times.get(item.acceptedBy ?? '') ?? [];
    times.set(item.acceptedBy ?? '', mine);
    for (const { at } of acceptances) mine.push({ at, step: 1 });
    for (const { at } of closes) mine.push({ at, step: -1 });
  };
  await inParts(requesters.length, 20, async (index) => {
    const requester = requesters[index];
    if (requester !== undefined) await check(requester);
  });
  // The log says "accepted" after the unit was taken and "ended" before it is given back, so what overlaps in the
  // log overlapped in truth. At the same millisecond the end counts first.
  for (const [id, steps] of times) expect([id, mostAtOnce(steps) <= capacity]).toEqual([id, true]);
  const after: Agent[] = await agents.list('', 100);
  expect(after.flatMap(({ held }) => held)).toEqual([]);
}

async function workOf(log: Turn[], workItems: Stores['workItems']): Promise<WorkItem> {
  const [requested] = eventsOf(log, 'handoff_requested');
  const item = await workItems.get(requested?.event.workItemId ?? '');
  if (item === null) throw new Error('the work item is missing');
  return item;
}

function eventsOf<T extends TurnEvent['type']>(log: Turn[], type: T) {
  return log.flatMap(({ at, events }) =>
    events
      .filter((event): event is Extract<TurnEvent, { type: T }> => event.type === type)
      .map((event) => ({ at, event })),
  );
}

function mostAtOnce(steps: { at: Date; step: 1 | -1 }[]): number {
  let now = 0;
  let most = 0;
  for (const { step } of steps.sort((a, b) => a.at.getTime() - b.at.getTime() || a.step - b.step)) {
    now += step;
    most = Math.max(most, now);
  }
  return most;
}

async function inParts<T>(count: number, atOnce: number, job: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let at = 0; at < count; at += atOnce) {
    const part = Array.from({ length: Math.min(atOnce, count - at) }, (_, index) => job(at + index));
    done.push(...(await Promise.all(part)));
  }
  return done;
}
