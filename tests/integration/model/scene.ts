import type { Ack } from '../../../contracts/errors.ts';
import type { SessionAnswer } from '../../../contracts/http.ts';
import type { PostedMessage } from '../../../contracts/messages.ts';
import { type Settings, settingsSchema } from '../../../contracts/settings.ts';
import type { HandoffDeps } from '../../../handoff/handoff.ts';
import { openStores, type Stores } from '../../../server/stores.ts';
import { connectStore } from '../../../store/connect.ts';
import {
  type AgentClient,
  connectRequester,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { simulatedClock } from '../../support/clock.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { openTestStore } from '../../support/testStore.ts';
import { buildNode } from '../handoff/world.ts';

export const people = ['agent1', 'agent2', 'agent3', 'supervisor'] as const;
export type Person = (typeof people)[number];
export const leaseSeconds = 45;

/** A requester's place in the story, with all that any of their connections received. */
export interface Seat {
  requester: Requester;
  /** By `seq`, over all connections. */
  received: Map<number, PostedMessage>;
  connected: boolean;
}

/** Two nodes on one store and one clock, with agents and requesters as real clients on either. */
export interface Scene {
  nodes: InProcess[];
  stores: Stores;
  settings: Settings;
  agents: Map<Person, AgentClient>;
  seats: (Seat | null)[];
  /** Every interaction of the story by its number. */
  opened: Map<string, SessionAnswer>;
  /** What was not refused, over all stories: a story in which nothing happens proves nothing. */
  done: Set<string>;
  /** What was answered that no client should ever read. */
  faults: string[];
  sitDown(place: number): Promise<void>;
  comeBack(place: number): Promise<void>;
  signIn(person: Person, node: number): Promise<void>;
  /** Moves the clock with heartbeats on the way, and lets both nodes do what is due. */
  pass(seconds: number): Promise<void>;
  /** Notes an answer: a refusal is part of the story, a fault is not. */
  note(what: string, ack: Ack<unknown>): void;
  /** The router on the same store, to ask it what it would do. */
  router: HandoffDeps;
  /** Every requester ends, and everybody goes home. */
  endStory(): Promise<void>;
  close(): Promise<void>;
}

const changed = {
  survey: { probability: 0 },
  handoff: { leaseSeconds, reofferAfterSeconds: 5, offerSeconds: 20 },
  // Long: who is silent in this story is not the matter.
  idle: {
    virtualAgentSeconds: 90_000,
    liveReminderSeconds: 80_000,
    liveCloseSeconds: 90_000,
    guestDisconnectSeconds: 0,
  },
  limits: {
    messagesPerMinute: 10_000,
    agentActsPerMinute: 10_000,
    sessionsPerMinute: 10_000,
    loginAttempts: 1_000,
  },
  tokens: { userSeconds: 31_000_000, requesterSeconds: 31_000_000 },
};

export async function openScene(): Promise<Scene> {
  const store = await openTestStore();
  const clock = simulatedClock();
  const nodes = [
    await startInProcess({ store, clock, settings: changed }),
    await startInProcess({ store, clock, settings: changed }),
  ];
  const tokens = new Map<Person, string>();
  for (const person of people) tokens.set(person, (await nodes[0]?.login(`${person}@example.com`)) ?? '');
  const settings = settingsSchema.parse(changed);
  const looksOn = await connectStore(store.uri);
  const scene: Scene = {
    nodes,
    stores: await openStores(store.connection),
    settings,
    agents: new Map(),
    seats: [null, null, null, null],
    opened: new Map(),
    done: new Set(),
    faults: [],
    router: buildNode(looksOn, 'looks on', clock, settings).deps,
    async sitDown(place) {
      const requester = await openRequester(nodes[place % 2]?.url ?? '');
      scene.opened.set(requester.session.interactionNumber, requester.session);
      scene.seats[place] = seated(requester, new Map());
    },
    async comeBack(place) {
      const seat = scene.seats[place];
      if (seat == null) return;
      const { session } = seat.requester;
      const last = Math.max(0, ...seat.received.keys());
      // To the other node than before, as a load balancer may send them.
      const requester = await connectRequester(nodes[(place + 1) % 2]?.url ?? '', session, last);
      scene.seats[place] = seated(requester, seat.received);
    },
    async signIn(person, node) {
      const agent = await openAgent(nodes[node % 2]?.url ?? '', tokens.get(person) ?? '');
      scene.agents.get(person)?.leave();
      scene.agents.set(person, agent);
      scene.note('signs in', await answerOf(agent.socket, 'presence:set', { state: 'available' }));
    },
    async pass(seconds) {
      for (let left = seconds; left > 0; left -= leaseSeconds / 3) {
        clock.advance(Math.min(left, leaseSeconds / 3) * 1_000);
        for (const node of nodes) await node.server.sweep();
      }
    },
    note(what, { error }) {
      if (error === undefined) scene.done.add(what);
      if (error?.code === 'internal') scene.faults.push(`${what}: ${error.message}`);
    },
    async endStory() {
      for (const [number, session] of scene.opened) {
        const requester = await connectRequester(nodes[0]?.url ?? '', session, 0);
        scene.note(
          `ending ${number}`,
          await requester.socket.timeout(8_000).emitWithAck('conversation:end', {}),
        );
        requester.leave();
      }
      for (const [place, seat] of scene.seats.entries()) {
        seat?.requester.leave();
        scene.seats[place] = null;
      }
      for (const agent of scene.agents.values()) agent.leave();
      scene.agents.clear();
    },
    async close() {
      for (const agent of scene.agents.values()) agent.leave();
      for (const seat of scene.seats) seat?.requester.leave();
      for (const node of nodes) await node.close();
      await looksOn.close();
      await store.close();
    },
  };
  return scene;
}

function seated(requester: Requester, received: Map<number, PostedMessage>): Seat {
  for (const message of requester.messages) received.set(message.seq, message);
  requester.socket.on('message:posted', (message) => received.set(message.seq, message));
  return { requester, received, connected: true };
}

interface Asking {
  connected: boolean;
  timeout(ms: number): { emitWithAck(event: string, payload: unknown): Promise<Ack<unknown>> };
}

/** A client that goes away in the middle hears no answer. */
export async function answerOf(socket: Asking, event: string, payload: unknown): Promise<Ack<unknown>> {
  if (!socket.connected) return { data: null };
  try {
    return await socket.timeout(8_000).emitWithAck(event, payload);
  } catch (error) {
    if (!socket.connected) return { data: null };
    throw error;
  }
}
