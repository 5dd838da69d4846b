import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { cutErrand } from '../../../bot/cutErrand.ts';
import { defaultSettings, type Settings } from '../../../contracts/settings.ts';
import { agentSkills, requiredSkills } from '../../../contracts/skills.ts';
import { hasEnded } from '../../../contracts/states.ts';
import type { AgentProfile } from '../../../handoff/agent.ts';
import { createAgents } from '../../../handoff/agents.store.ts';
import { createHandoff } from '../../../handoff/createHandoff.ts';
import type { AgentNote, Handoff, HandoffDeps, QueueInfo } from '../../../handoff/handoff.ts';
import { handoffEvents } from '../../../handoff/handoffEvents.ts';
import { createHandoffDefinitions } from '../../../handoff/routing/definitions.store.ts';
import { newQueue, type Queue } from '../../../handoff/routing/queue.ts';
import { standingOf as standingIn } from '../../../handoff/routing/queueInfo.ts';
import { createQueues } from '../../../handoff/routing/queues.store.ts';
import type { RoutingReader } from '../../../handoff/routing/routingLog.ts';
import { createCallbacks } from '../../../handoff/waiting/callbacks.store.ts';
import { requestCallback } from '../../../handoff/waiting/requestCallback.ts';
import { isWaiting } from '../../../handoff/workItem.ts';
import { createWorkItems } from '../../../handoff/workItems.store.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import { createConversations } from '../../../interactions/conversations.ts';
import { createCounters, nextInteractionNumber } from '../../../interactions/counters.store.ts';
import { createInsights } from '../../../interactions/insights.store.ts';
import { createInteractions } from '../../../interactions/interactions.store.ts';
import { createRecords } from '../../../interactions/records/records.store.ts';
import type { RecordValue, TurnCause, TurnEvent } from '../../../interactions/turn.ts';
import { createTurns } from '../../../interactions/turns.store.ts';
import { createQueueConditions } from '../../../server/queueConditions.ts';
import { connectStore } from '../../../store/connect.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { type SimulatedClock, simulatedClock } from '../../support/clock.ts';
import { shippedVirtualAgent } from '../../support/shippedVirtualAgent.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

/** One node of the product as far as handoff goes, with what it told the desks. */
export interface Node {
  deps: HandoffDeps;
  handoff: Handoff;
  notes: AgentNote[];
  failures: { error: unknown; where: string }[];
  connection: Connection;
  /** Set to true: the process dies right after its next commits, so that nothing follows from them. */
  dies: boolean;
}

/** A store with one clock and any number of nodes on it. */
export interface World {
  store: TestStore;
  clock: SimulatedClock;
  settings: Settings;
  node: Node;
  /** `wrap` may replace the calls of the node's stores, to make it fail where a test wants. */
  addNode(wrap?: WrapStores): Promise<Node>;
  /** An open conversation with the Virtual Agent; answers its id. */
  conversation(number: string, name?: string): Promise<string>;
  close(): Promise<void>;
}

type Stores = Pick<HandoffDeps, 'agents' | 'workItems' | 'interactions' | 'turns'>;
export type WrapStores = (stores: Stores) => Stores;

/** Builds a world. Calls to `settle` are passed on after each committed turn, as the server does. */
export async function openWorld(): Promise<World> {
  const store = await openTestStore();
  const clock = simulatedClock();
  const settings = defaultSettings();
  const others: Connection[] = [];
  const node = buildNode(store.connection, 'node-1', clock, settings);
  await syncIndexes(store.connection);
  return {
    store,
    clock,
    settings,
    node,
    async addNode(wrap) {
      const connection = await connectStore(store.uri);
      others.push(connection);
      return buildNode(connection, `node-${others.length + 1}`, clock, settings, wrap);
    },
    async conversation(number, name = 'Rita') {
      const id = randomUUID();
      await node.deps.conversations.open(id, number, () => ({
        cause: { kind: 'requester', action: 'opened' },
        events: [opening(number, name)],
        messages: [],
      }));
      return id;
    },
    async close() {
      await node.handoff.settled();
      await node.deps.conversations.settled();
      for (const other of others) await other.close();
      await store.close();
    },
  };
}

/** One node on a store: the router with what it needs. */
export function buildNode(
  connection: Connection,
  nodeId: string,
  clock: SimulatedClock,
  settings: Settings,
  wrap: WrapStores = (stores) => stores,
): Node {
  const notes: AgentNote[] = [];
  const failures: Node['failures'] = [];
  const failed = (error: unknown, where: string): void => {
    failures.push({ error, where });
  };
  const { agents, workItems, interactions, turns } = wrap({
    agents: createAgents(connection),
    workItems: createWorkItems(connection),
    interactions: createInteractions(connection),
    turns: createTurns(connection),
  });
  const counters = createCounters(connection);
  const records = createRecords(connection, counters);
  const callbacks = createCallbacks(connection);
  const conversations = createConversations({
    turns,
    interactions,
    records,
    insights: createInsights(connection),
    clock,
    newId: randomUUID,
    settings: () => settings,
    committed: (turn, state) => {
      const over = turn.events.some(
        (event) =>
          event.type === 'conversation_closed' ||
          event.type === 'wrap_up_ended' ||
          (event.type === 'owner_changed' && event.to === 'virtual_agent'),
      );
      if (over && !node.dies) handoff.settle(state).catch((error: unknown) => failed(error, 'settling'));
    },
    callbackRequested: (turn, event) => requestCallback(callbacks, settings.callbacks, turn, event),
    found: () => undefined,
    cutErrand,
    failed,
  });
  const deps: HandoffDeps = {
    queues: createQueues(connection),
    definitions: createHandoffDefinitions(connection),
    agents,
    workItems,
    conversations,
    interactions,
    turns,
    records,
    clock,
    newId: randomUUID,
    nextNumber: () => nextInteractionNumber(counters),
    callbacks,
    nodeId,
    settings: () => settings,
    lastMessage: async (id) => {
      const [last] = (await turns.after(id, 0)).flatMap((turn) => turn.messages).slice(-1);
      return last === undefined ? null : { text: last.text, at: last.at, from: last.from };
    },
    describe: () => 'A conversation',
    virtualAgent: shippedVirtualAgent(clock, () => settings, randomUUID, failed),
    holds: createQueueConditions({ clock, failed }).holds,
    notify: (note) => notes.push(note),
    failed,
  };
  const handoff = createHandoff(deps);
  const node: Node = { deps, handoff, notes, failures, connection, dies: false };
  return node;
}

function opening(number: string, name: string): TurnEvent {
  return {
    type: 'conversation_opened',
    number,
    interactionType: 'chat',
    subtype: null,
    channel: 'web',
    direction: 'inbound',
    openedFor: { id: name.toLowerCase(), name },
    application: 'global',
    domain: 'global',
    locale: 'en',
    context: {},
  };
}

export async function addQueue(node: Node, queue: Partial<Queue> = {}): Promise<Queue> {
  const whole = newQueue({ id: 'it', name: 'IT Help', order: 100, isDefault: true, ...queue });
  await node.deps.queues.save(whole);
  return whole;
}

/** An agent who is known; signed in and available only after `signIn`. */
export async function addAgent(
  node: Node,
  id: string,
  {
    skills = [],
    ...more
  }: Partial<Omit<AgentProfile, 'skills'>> & { skills?: Parameters<typeof agentSkills>[0] } = {},
): Promise<void> {
  await node.deps.agents.save(
    {
      id,
      name: nameOf(id),
      email: `${id}@example.com`,
      queues: ['it'],
      groups: [],
      capacity: 1,
      capacities: {},
      skills: agentSkills(skills),
      ...more,
    },
    node.deps.clock.now(),
  );
}

export async function signIn(node: Node, id: string): Promise<void> {
  await node.handoff.arrived(id);
  await node.handoff.setPresence(id, 'available');
  await node.handoff.settled();
}

/** What a topic asks for with it. */
interface Asking {
  skills?: string[];
  shortDescription?: string;
  context?: Record<string, RecordValue>;
}

/** The requester asks for a person, as the bot's turn and the server do it. Answers the work item's id. */
export async function asksForPerson(
  world: World,
  interactionId: string,
  more: Asking & { node?: Node } = {},
): Promise<string> {
  const { deps, handoff } = more.node ?? world.node;
  const workItemId = await requestOnly(world, interactionId, more);
  const { header } = await deps.conversations.load(interactionId);
  const events = (await deps.turns.after(interactionId, 0)).flatMap((turn) => turn.events);
  const requested = events.findLast((event) => event.type === 'handoff_requested');
  await handoff.enqueue({
    workItemId,
    firstPosition: requested?.position ?? null,
    interactionId,
    number: header.number,
    queueId: header.queue?.id ?? 'it',
    type: header.type,
    skills: requiredSkills(more.skills ?? []),
    context: more.context ?? {},
    shortDescription: header.shortDescription,
    openedFor: header.openedFor,
    sentiment: header.sentiment,
  });
  return workItemId;
}

let asked = 0;

/** The turn of the request alone: what is there when the process dies before the work enters the queue. */
export async function requestOnly(
  world: World,
  interactionId: string,
  more: Asking & { node?: Node } = {},
): Promise<string> {
  const { deps, handoff } = more.node ?? world.node;
  // In order, because equal times are served in the order of the ids and the clock stands still.
  const workItemId = `work-${String(++asked).padStart(6, '0')}`;
  const skills = more.skills ?? [];
  const assessment = await handoff.assess({ skills });
  await deps.conversations.change(interactionId, (state) => ({
    cause: { kind: 'requester', action: 'message', clientMessageId: randomUUID() },
    ...handoffEvents(
      state,
      // A test may let somebody wait for whom nobody is there yet.
      assessment.outcome === 'no_agents' ? { ...assessment, outcome: 'queued' } : assessment,
      {
        shortDescription: more.shortDescription ?? 'VPN keeps dropping',
        skills,
        context: more.context ?? {},
      },
      workItemId,
    ),
  }));
  return workItemId;
}

/** A conversation that waits for a person. */
export async function waitingConversation(
  world: World,
  number: string,
  more: Asking = {},
): Promise<{ id: string; workItemId: string }> {
  const id = await world.conversation(number);
  return { id, workItemId: await asksForPerson(world, id, more) };
}

export async function requesterEnds(node: Node, id: string): Promise<ConversationState> {
  const { state } = await node.deps.conversations.change(id, (current) =>
    hasEnded(current.header.state)
      ? null
      : {
          cause: { kind: 'requester', action: 'ended' },
          events: closeEvents(current, 'requester_end', { kind: 'requester', name: 'Rita' }, 'ended', {
            settings: node.deps.settings().wrapUp,
            now: node.deps.clock.now(),
          }),
          messages: [],
        },
  );
  await node.handoff.settle(state);
  await node.handoff.settled();
  return state;
}

/** What the requester has read, in order. */
export async function textsOf(node: Node, id: string): Promise<string[]> {
  return (await node.deps.turns.after(id, 0)).flatMap((turn) => turn.messages.map((message) => message.text));
}

/** Who had the conversation, in order, from the log. */
export async function ownersOf(node: Node, id: string): Promise<string[]> {
  const turns = await node.deps.turns.after(id, 0);
  return turns.flatMap((turn) =>
    turn.events.flatMap((event) =>
      event.type === 'owner_changed' ? [event.agent === undefined ? event.to : event.agent.id] : [],
    ),
  );
}

export async function causesOf(node: Node, id: string): Promise<TurnCause[]> {
  return (await node.deps.turns.after(id, 0)).map((turn) => turn.cause);
}

/** Reads the router's log whole. */
export const readsAll: RoutingReader = {
  sees: { domain: 'global' },
  supervises: true,
  hides: { queue: false, agents: false },
};

/** The work items that the agent's units of capacity stand for. */
export async function heldBy(node: Node, agentId: string): Promise<string[]> {
  return (await node.deps.agents.get(agentId))?.held.map((unit) => unit.workItemId) ?? [];
}

function nameOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

/** The place and wait of an interaction or work item, by its id; null: it does not wait. */
export async function standingOf({ deps }: Node, id: string): Promise<QueueInfo | null> {
  const item = (await deps.workItems.get(id)) ?? (await deps.workItems.openOf(id))[0];
  if (item === undefined || !isWaiting(item)) return null;
  const queue = await deps.queues.get(item.queueId);
  return queue === null ? null : standingIn(deps, queue, item);
}
