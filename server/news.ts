import type { Server } from 'socket.io';
import type { Clock } from '../contracts/clock.ts';
import { hasEnded } from '../contracts/states.ts';
import type { AgentNote, Handoff } from '../handoff/handoff.ts';
import type { Queues } from '../handoff/routing/queues.store.ts';
import { workOf } from '../handoff/workItem.ts';
import { agentsConcerned } from '../interactions/agentsConcerned.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Interactions } from '../interactions/interactions.store.ts';
import type { Turn } from '../interactions/turn.ts';
import type { BoardNews } from './board/boardNews.ts';
import { changesBoard } from './board/changesBoard.ts';
import type { Metrics } from './metrics.ts';
import type { Nodes } from './nodes.store.ts';
import type { QueueBanners } from './queueBanners.ts';
import type { RedisLink } from './redis.ts';
import type { Desks } from './sockets/desks.ts';
import type { Watchers } from './sockets/watchers.ts';

/** What another node should look at. The store has the truth; this only says where to look. */
type Hint =
  | { kind: 'conversation'; id: string }
  | { kind: 'agent'; id: string }
  | { kind: 'queue'; id: string }
  /** What supervisors watch changed, and is written. */
  | { kind: 'board' };

export interface NewsDeps {
  io: Server;
  /** With Redis the other nodes hear at once; without it they find out when they poll (docs/adr/0003). */
  redis: RedisLink | null;
  nodeId: string;
  clock: Clock;
  nodes: Nodes;
  queues: Queues;
  interactions: Interactions;
  /** Resolves when the header of a conversation is written, from which inboxes are read. */
  settled: (conversationId: string) => Promise<void>;
  watchers: Watchers;
  /** Late: both are made after the conversations that have news. */
  router: () => Handoff;
  desks: () => Desks;
  banners: QueueBanners;
  board: () => BoardNews;
  metrics: Metrics;
  track: <T>(work: Promise<T>) => Promise<T>;
  failed: (error: unknown, where: string) => void;
}

/** Takes what was committed and what the router says to whom it concerns: sockets here, the router, other nodes. */
export interface News {
  /** After the commit, never before (design 3): clients first, then the work item, then the other nodes. */
  committed(turn: Turn, state: ConversationState, before: ConversationState): void;
  /** A turn that was in the log without anybody having told of it: the node that wrote it lost the store, or died. */
  found(turn: Turn, state: ConversationState, before: ConversationState): void;
  noted(note: AgentNote): void;
  /** The other nodes tell who watches the board there. */
  boardMoved(): void;
  /** Positions moved: those who wait in the queue and look here are told. */
  refreshQueues(): Promise<void>;
  /** Other nodes see that this one is alive. */
  beat(): Promise<void>;
  /** Without Redis the store is asked what the other nodes did (design §7: push is for speed, the log is the truth). */
  pollOthers(): Promise<void>;
}

const nodeGoneSeconds = 15;
const redisPollSeconds = 10;

export function createNews(deps: NewsDeps): News {
  const { io, redis, nodeId, clock, watchers, metrics, track, failed } = deps;
  const movedQueues = new Set<string>();
  let polledAt = 0;
  if (redis !== null) io.on('news', heard);

  function tellNodes(hint: Hint): void {
    if (redis !== null) io.serverSideEmit('news', hint);
  }

  function committed(turn: Turn, state: ConversationState, before: ConversationState): void {
    metrics.turn(turn.cause.kind);
    watchers.committed(turn, state);
    tellNodes({ kind: 'conversation', id: state.id });
    if (changesBoard(state, before)) deps.board().moved(state.id);
    for (const event of turn.events) if (event.type === 'conversation_closed') metrics.closed(event.rule);
    void track(
      passOn(turn, state, before).catch((error: unknown) => failed(error, 'passing a turn on to the router')),
    );
  }

  function found(turn: Turn, state: ConversationState, before: ConversationState): void {
    watchers.look(state.id);
    if (changesBoard(state, before)) deps.board().moved(state.id);
    void track(
      passOn(turn, state, before).catch((error: unknown) => failed(error, 'passing a turn on to the router')),
    );
  }

  /** A requested handoff becomes a work item; a conversation that is over or back with the Virtual Agent has none. */
  async function passOn(turn: Turn, state: ConversationState, before: ConversationState): Promise<void> {
    const requested = turn.events.find((event) => event.type === 'handoff_requested');
    if (requested?.workItemId != null && requested.queue !== null && state.header.owner === 'queue') {
      const { workItemId, queue, skills, shortDescription, context, position = null } = requested;
      // Its place is that of the request, however late it is found.
      const asked = { shortDescription, enqueuedAt: turn.at, firstPosition: position };
      await deps.router().enqueue({ ...workOf(state, workItemId, queue.id, skills, context), ...asked });
      // The place in the queue is known only now.
      watchers.refresh(state.id);
    }
    const gone = hasEnded(state.header.state) || state.header.owner === 'virtual_agent';
    if (!gone && before.workItemId !== null && before.workItemId !== state.workItemId)
      await deps.router().settle(state);
    if (gone && before.workItemId !== null)
      await deps.router().settle({ ...state, workItemId: before.workItemId });
    // What the requester wrote on a messaging channel takes up again what was parked (domain F8).
    if (before.facts.quietHold === true && state.facts.quietHold !== true)
      await deps.router().live.keepCapacity(state);
    // Words alone reach the desk through its watcher; the inbox changes with who takes part.
    const agents = agentsConcerned(before, state);
    if (agents.length > 0) await deps.settled(state.id);
    for (const agentId of agents) noted({ kind: 'inbox_changed', agentId });
  }

  function noted(note: AgentNote): void {
    deps.board().moved();
    if (note.kind === 'queue_moved') {
      movedQueues.add(note.queueId);
      tellNodes({ kind: 'queue', id: note.queueId });
      return;
    }
    if (note.kind === 'offer_withdrawn') deps.desks().withdrawn(note.agentId, note.workItemId, note.why);
    void track(deps.desks().sync(note.agentId));
    tellNodes({ kind: 'agent', id: note.agentId });
  }

  function heard(hint: Hint): void {
    if (hint.kind === 'conversation') watchers.elsewhere(hint.id);
    if (hint.kind === 'agent') void track(deps.desks().sync(hint.id));
    if (hint.kind === 'queue') movedQueues.add(hint.id);
    if (hint.kind === 'board') deps.board().heard();
  }

  return {
    committed,
    found,
    boardMoved: () => tellNodes({ kind: 'board' }),
    noted,
    async refreshQueues() {
      const moved = [...movedQueues];
      movedQueues.clear();
      for (const queueId of moved) {
        for (const id of await deps.banners.look(queueId)) watchers.refresh(id);
      }
    },
    beat: () => deps.nodes.beat(nodeId, clock.now()),
    async pollOthers() {
      const now = clock.now();
      const since = new Date(now.getTime() - nodeGoneSeconds * 1_000);
      // Without Redis, and while it restarts, hints are lost; with it, too, the store is asked now and then.
      const mayWait = redis !== null && !redis.missed();
      if (mayWait && now.getTime() - polledAt < redisPollSeconds * 1_000) return;
      polledAt = now.getTime();
      if (!(await deps.nodes.othersSince(nodeId, since))) return;
      deps.board().doubt();
      const watched = watchers.watched();
      const latest = await deps.interactions.lastSeqs(watched.map(({ conversationId }) => conversationId));
      for (const { conversationId, cursor } of watched) {
        if ((latest.get(conversationId) ?? 0) > cursor) watchers.elsewhere(conversationId);
      }
      for (const agentId of deps.desks().here()) await deps.desks().sync(agentId);
      for (const { id } of await deps.queues.all()) movedQueues.add(id);
    },
  };
}
