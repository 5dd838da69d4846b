import type { Clock } from '../contracts/clock.ts';
import type { InteractionHeader, NameRef } from '../contracts/header.ts';
import type { Sender } from '../contracts/messages.ts';
import type { Scoped } from '../contracts/scope.ts';
import type { Settings } from '../contracts/settings.ts';
import type { SkillWish } from '../contracts/skills.ts';
import type { Inbox, Offer } from '../contracts/sockets.ts';
import type {
  CloseReason,
  HandoffOutcome,
  InteractionState,
  InteractionType,
  Sentiment,
  WaitingReason,
} from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Conversations } from '../interactions/conversations.ts';
import type { Interactions } from '../interactions/interactions.store.ts';
import type { Records } from '../interactions/records/records.store.ts';
import type { RecordValue } from '../interactions/turn.ts';
import type { Turns } from '../interactions/turns.store.ts';
import type { Actor } from './actor.ts';
import type { Agent } from './agent.ts';
import type { Agents } from './agents.store.ts';
import type { LiveActs } from './live/liveActs.ts';
import type { OpenRequest } from './live/openInteraction.ts';
import type { CloseNotes } from './live/systemEndDraft.ts';
import type { WrapUpNote } from './live/wrapUpDraft.ts';
import type { PresenceStretch } from './presenceHistory.store.ts';
import type { HandoffDefinitions } from './routing/definitions.store.ts';
import type { Queues } from './routing/queues.store.ts';
import type { RoutingLog, RoutingReader } from './routing/routingLog.ts';
import type { VirtualAgentTurns } from './virtualAgentTurns.ts';
import type { Callbacks } from './waiting/callbacks.store.ts';
import type { NewWork } from './workItem.ts';
import type { WorkItems } from './workItems.store.ts';

/** What the agents' desks must hear of. Sent after the write that it tells of. */
export type AgentNote =
  | { kind: 'offer_made'; agentId: string; offer: Offer }
  | { kind: 'offer_withdrawn'; agentId: string; workItemId: string; why: string }
  | { kind: 'inbox_changed'; agentId: string }
  | { kind: 'presence_changed'; agentId: string }
  /** Places in this queue changed: the requesters' banners are due. */
  | { kind: 'queue_moved'; queueId: string };

export interface HandoffDeps {
  queues: Queues;
  definitions: HandoffDefinitions;
  agents: Agents;
  workItems: WorkItems;
  conversations: Conversations;
  interactions: Interactions;
  turns: Turns;
  records: Pick<Records, 'byIds'>;
  clock: Clock;
  newId: () => string;
  /** Of an interaction that the handoff itself opens: a callback's call. */
  nextNumber: () => Promise<string>;
  callbacks: Callbacks;
  /** Names this process in the heartbeats; another one after each start. */
  nodeId: string;
  settings: () => Settings;
  /** The latest message of a conversation that an agent may see; for the inbox. */
  lastMessage: (interactionId: string) => Promise<{ text: string; at: string; from: Sender } | null>;
  /** The words a conversation is known by when nobody wrote a short description. */
  describe: (state: ConversationState) => string;
  /** What the Virtual Agent does when it gets a conversation back, or is asked for a topic. */
  virtualAgent: VirtualAgentTurns;
  /** Whether a queue's condition is true of an interaction (contracts/handoff.ts `when`). One that cannot be read is not true, and is reported. */
  holds: (condition: string, facts: ConditionFacts) => boolean;
  /** Must not throw. */
  notify: (note: AgentNote) => void;
  /** What failed beside the call that caused it; the sweeper tries again. Must not throw. */
  failed: (error: unknown, where: string) => void;
}

/** What conditions of queues look at: the record's fields, and the values from the page and the topics. */
export interface ConditionFacts {
  interaction: InteractionHeader;
  context: Record<string, RecordValue>;
}

/**
 * `sentiment` so far: it gives the place in the queue (settings.sentiment.priority). `of`: the conversation that asks, and
 * `context`: the live-agent variables of the request; queues' conditions and priorities look at both.
 */
export interface AssessRequest {
  queue?: string;
  of?: ConversationState;
  context?: Record<string, RecordValue>;
  /** The kind of interaction; a chat unless said. */
  type?: InteractionType;
  skills?: SkillWish[];
  sentiment?: Sentiment | null;
  scope?: Scoped;
}

/** What asking for a person would come to now (design §4). `reasons`: one line per candidate, for people. */
export interface Assessment {
  outcome: HandoffOutcome;
  queue: NameRef | null;
  /** The place the work would have; null unless it would enter the queue, or as in `QueueInfo`. */
  position: number | null;
  estimatedWaitRange: [number, number] | null;
  reasons: string[];
}

/** What the requester may know while waiting. */
export interface QueueInfo {
  name: string;
  /** Null: further back than places are counted. */
  position: number | null;
  /** Seconds, from … to …; null when nothing honest can be told. */
  estimatedWaitRange: [number, number] | null;
}

/** An accepted or claimed conversation. */
export interface Taken {
  workItemId: string;
  interactionId: string;
  /** The interaction's number. */
  interaction: string;
}

/** Where an agent's end left the conversation. */
export interface Ended {
  state: InteractionState;
  stateReason: CloseReason | null;
}

/** The interaction's number or id, as agents name it. */
export type InteractionName = string;

export interface Handoff {
  /** Dry run of the router that `assign` uses. `queue`: id or name; none: the default queue. */
  assess(request: AssessRequest): Promise<Assessment>;
  /** What the queue says to it in the requester's language; null: nothing of its own. */
  wordsFor(assessment: Assessment, locale: string): Promise<string | null>;
  /** Puts the work into its queue, then assigns. Idempotent by `workItemId`. */
  enqueue(work: NewWork): Promise<void>;
  /** Offers as much of the waiting work as possible. Answers how many offers were made. */
  assign(): Promise<number>;

  /** @throws AppError `not_found`, `gone` (not offered to this agent any more), `capacity`. Repeating is harmless. */
  accept(agentId: string, workItemId: string): Promise<Taken>;
  /** @throws AppError `not_found`, `gone`, `forbidden` (the rule of the queue does not allow it). */
  reject(agentId: string, workItemId: string, reason: string): Promise<void>;
  /** Takes waiting work without an offer: of an own queue, or of any as a supervisor. @throws AppError `not_found`, `forbidden`, `conflict` (somebody holds it), `capacity`, `gone`. */
  claim(agentId: string, interaction: InteractionName, supervises?: boolean): Promise<Taken>;
  /** `unresolved`: back to the old place in the queue. @throws AppError `forbidden`, `closed`, `invalid` (no short description). */
  end(
    agentId: string,
    interaction: InteractionName,
    resolution: 'resolved' | 'unresolved',
    shortDescription?: string,
    disposition?: string,
  ): Promise<Ended>;
  /** An agent opens an interaction, and has it at once unless a queue is named. @throws AppError `not_found` (no such agent), `invalid`, `capacity`, `conflict`. */
  open(by: NameRef, request: OpenRequest): Promise<ConversationState>;
  /** Ends a live conversation of somebody else (domain C3 P09). @throws AppError `forbidden`, `closed`, `conflict`. */
  endForOthers(actor: Actor, interactionId: string, notes: CloseNotes): Promise<ConversationState>;
  /** @throws AppError `forbidden`, `closed`, `conflict`. */
  hold(actor: Actor, interactionId: string, waitingReason: WaitingReason | null): Promise<ConversationState>;
  /** @throws AppError `forbidden`, `closed`, `conflict`. */
  resume(actor: Actor, interactionId: string): Promise<ConversationState>;
  /** @throws AppError `forbidden`, `closed`, `conflict`, `invalid` (an unknown code). */
  endWrapUp(actor: Actor, interactionId: string, noted: WrapUpNote): Promise<ConversationState>;
  /** What is done with a live conversation besides talking, ending and parking it. */
  live: LiveActs;
  /** The agent has seen what was lost. */
  lostSeen(agentId: string): Promise<void>;
  /** True when this agent holds the conversation's work now. `interaction`: number or id. */
  holds(agentId: string, interaction: InteractionName): Promise<boolean>;
  /** After a committed turn that closed the conversation or gave it to the Virtual Agent. Idempotent; else nothing. */
  settle(state: ConversationState): Promise<void>;

  /** @throws AppError `not_found` (no such agent), `invalid` (no such state or reason, or one for other groups). */
  setPresence(agentId: string, state: string, reason?: string | null): Promise<void>;
  /** What the agent is and was, the latest first. @throws AppError `not_found`. */
  presenceHistory(agentId: string, limit: number): Promise<PresenceStretch[]>;
  /** The agent did something on a desk (settings.presence.inactiveSeconds). */
  acted(agentId: string): Promise<void>;
  /** The agent's first socket on this node opened: connected from now on; work that waits is offered. */
  arrived(agentId: string): Promise<void>;
  /** Renews this node's heartbeat for the agents whose sockets it holds; due several times per lease. */
  beat(agentIds: string[]): Promise<void>;
  /** The agent's last socket on this node closed. The lease goes on for its time. */
  left(agentId: string): Promise<void>;
  agent(agentId: string): Promise<Agent | null>;
  /** @throws AppError `not_found`. */
  inbox(agentId: string): Promise<Inbox>;
  /** Who waits in the queue, the first `limit` in order: one read for all banners after `queue_moved`. */
  waitingIn(
    queueId: string,
    limit?: number,
  ): Promise<(QueueInfo & { position: number; interactionId: string; workItemId: string })[]>;
  /** Why it waits or why this agent: what the router did so far, and what it would decide now. */
  routing(interaction: InteractionName, reader: RoutingReader): Promise<RoutingLog>;

  /**
   * What is due: offers that ran out (T10), leases that ran out, what a crash left half done; then assigns.
   * `takeBack` false: nobody loses work in this round; for a node that could not keep its own agents' leases up.
   */
  sweep(options?: { takeBack?: boolean }): Promise<void>;
  /** What is due while work waits: steps and ladders of queues. Apart, because their topics may wait for other systems. */
  sweepWaiting(): Promise<void>;
  /** Resolves when what calls left running in the background is done (graceful stop, tests). */
  settled(): Promise<void>;
}
