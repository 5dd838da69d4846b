import type { RoutingEntry } from '../contracts/handoff.ts';
import type { PersonRef } from '../contracts/header.ts';
import type { Scoped } from '../contracts/scope.ts';
import { type RequiredSkill, requiredSkills, type SkillWish } from '../contracts/skills.ts';
import type { InteractionType, Sentiment, WorkItemState } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { RecordValue } from '../interactions/turn.ts';
import type { HeldUnit } from './agent.ts';

/** What became of an offer, or of holding the work. */
export type OfferOutcome =
  | 'accepted'
  | 'rejected'
  | 'timed_out'
  /** Taken back before an answer: claimed by somebody, or the conversation went elsewhere. */
  | 'withdrawn'
  /** The agent accepted without having a unit of capacity left. */
  | 'no_capacity'
  /** The agent held it and gave it back unresolved. */
  | 'returned'
  /** The agent held it and the lease ran out. */
  | 'lost'
  /** The agent held it and passed it on. */
  | 'transferred'
  /** The agent held it and a supervisor, or the agent who was consulted, has it now. */
  | 'taken_over';

/** An offer, or a time of holding, that is over. `at`: when it began; `endedAt`: when it ended. */
export interface PastOffer {
  agentId: string;
  at: Date;
  endedAt: Date;
  outcome: OfferOutcome;
  reason: string | null;
  /** After a rejection: false keeps it from ever being offered to the agent again. */
  again?: boolean;
}

export interface CandidateReason {
  agentId: string;
  why: string;
}

/** Why this agent, or why nobody (design §4, domain D2 "event log with candidates"). */
export interface Decision {
  at: Date;
  agentId: string | null;
  /** Why nobody is asked at all, whoever is there. */
  why?: string;
  /** The first thirty. */
  reasons: CandidateReason[];
  /** How many there are besides. */
  more?: number;
}

/** What the rule by which it is on offer says of rejecting it and of letting it pass (domain D2). */
export interface OfferTerms {
  mayReject: boolean;
  presenceAfterTimeout: string | null;
}

/**
 * An interaction waiting for, offered to, or held by an agent: the authority for who holds the work (design §4).
 * `rev` counts its transitions; each is one guarded update that names the state and the revision it saw.
 */
export interface WorkItem {
  id: string;
  v: 1;
  rev: number;
  state: WorkItemState;
  /** False once closed or cancelled. */
  open: boolean;
  interactionId: string;
  number: string;
  queueId: string;
  /** When it entered the queue. Kept when it comes back, so that it has its old place. */
  enqueuedAt: Date;
  /** The higher is served first; 0 is ordinary. */
  priority: number;
  /** What of it the queue's steps added while it waited: kept when the rest is reckoned anew. */
  raised: number;
  /** What kind of interaction it is: which capacity it takes, and how many units of it. */
  type: InteractionType;
  size: number;
  /** False while what is held takes no capacity: a messaging conversation on hold (domain F8). */
  usesCapacity: boolean;
  skills: RequiredSkill[];
  /** The live-agent context variables of the request: conditions look at them (domain B5). */
  context: Record<string, RecordValue>;
  /** Agents who come before all others, the first first, with the reason (domain D2 "affinity"). */
  affinity: { agentId: string; why: string }[];
  /** Passed on to this agent alone, until the offer is over; null: whoever the router chooses. */
  reservedFor: string | null;
  /** When it entered this queue: pools, steps and the longest wait count from here. */
  queuedAt: Date;
  /** The queue's steps before this many milliseconds after `queuedAt` are done. */
  stepsDone: number;
  /** How many rungs of the ladder are done; whose ladder, when its own queue sent it elsewhere; null: this queue's. */
  rungsDone: number;
  ladderOf: string | null;
  /** When the next rung is due; null: as the queue's longest wait says, from `queuedAt` on. */
  ladderAt: Date | null;
  /** When something is to be done while it waits (handoff/waiting/); null: nothing. */
  dueAt: Date | null;
  shortDescription: string;
  openedFor: PersonRef;
  sentiment: Sentiment | null;
  /** Where the interaction took place; not said: `global`. */
  scope?: Scoped | undefined;
  offeredTo: string | null;
  offeredAt: Date | null;
  offerExpiresAt: Date | null;
  terms: OfferTerms | null;
  acceptedBy: string | null;
  acceptedAt: Date | null;
  /**
   * What estimates are made of: its place when it entered its queue, and the seconds in there until it was accepted; null:
   * not yet, or it was elsewhere before.
   */
  firstPosition: number | null;
  waitSeconds: number | null;
  /** The latest fifty. */
  offers: PastOffer[];
  decision: Decision | null;
  /** What the router did with it and why, the latest fifty (domain D2, F7 9). */
  log: LoggedStep[];
  closedAt: Date | null;
  why: string | null;
}

/** A line of the decision log as it is kept; agents and queues by id. */
export interface LoggedStep {
  at: Date;
  kind: RoutingEntry['kind'];
  queueId: string;
  agentId: string | null;
  why: string | null;
  candidates?: CandidateReason[];
}

/** A place in a queue: what the order compares. */
export type Place = Pick<WorkItem, 'priority' | 'enqueuedAt' | 'id'>;

/** What asking for a person hands to the queue. */
export interface NewWork {
  workItemId: string;
  interactionId: string;
  number: string;
  queueId: string;
  type: InteractionType;
  skills: RequiredSkill[];
  shortDescription: string;
  openedFor: PersonRef;
  sentiment: Sentiment | null;
  /** The live-agent context variables of the request: conditions look at them (domain B5). */
  context?: Record<string, RecordValue>;
  scope?: Scoped | undefined;
  /** Its place when it entered the queue, where that was looked at. */
  firstPosition?: number | null;
  /** When it entered the queue; now, unless a lost work item is rebuilt from the log. */
  enqueuedAt?: Date;
}

/** The work of an interaction, as its record says. Pure. */
export function workOf(
  { id, header }: ConversationState,
  workItemId: string,
  queueId: string,
  skills: readonly SkillWish[] = [],
  context: Record<string, RecordValue> = {},
): NewWork {
  const { number, type, shortDescription, openedFor, sentiment, domain, application } = header;
  return {
    workItemId,
    interactionId: id,
    number,
    queueId,
    type,
    skills: requiredSkills(skills),
    context,
    shortDescription,
    openedFor,
    sentiment,
    scope: { domain, application },
  };
}

/** What the router makes of it: how many units it takes, its place, and who comes before all others. */
export type Weight = Pick<WorkItem, 'size' | 'priority' | 'affinity'>;

/** A work item as it enters the queue. */
export function newWorkItem(
  work: NewWork,
  now: Date,
  { size, priority, affinity }: Weight = { size: 1, priority: 0, affinity: [] },
): WorkItem {
  return {
    id: work.workItemId,
    v: 1,
    rev: 1,
    state: 'queued',
    open: true,
    interactionId: work.interactionId,
    number: work.number,
    queueId: work.queueId,
    enqueuedAt: work.enqueuedAt ?? now,
    priority,
    raised: 0,
    type: work.type,
    size,
    usesCapacity: true,
    skills: work.skills,
    context: work.context ?? {},
    affinity,
    reservedFor: null,
    queuedAt: work.enqueuedAt ?? now,
    stepsDone: 0,
    rungsDone: 0,
    ladderOf: null,
    ladderAt: null,
    dueAt: now,
    shortDescription: work.shortDescription,
    openedFor: work.openedFor,
    sentiment: work.sentiment,
    ...(work.scope === undefined ? {} : { scope: work.scope }),
    offeredTo: null,
    offeredAt: null,
    offerExpiresAt: null,
    terms: null,
    acceptedBy: null,
    acceptedAt: null,
    firstPosition: work.firstPosition ?? null,
    waitSeconds: null,
    offers: [],
    decision: null,
    log: [{ at: now, kind: 'queued', queueId: work.queueId, agentId: null, why: null }],
    closedAt: null,
    why: null,
  };
}

/** Nobody holds it yet: it has a place in the queue. An offered item keeps its place until it is accepted. */
export function isWaiting(item: Pick<WorkItem, 'state'>): boolean {
  return item.state === 'queued' || item.state === 'pending_accept';
}

export function isOfferedTo(item: WorkItem, agentId: string): boolean {
  return item.state === 'pending_accept' && item.offeredTo === agentId;
}

export function isHeldBy(item: WorkItem, agentId: string): boolean {
  return item.state === 'accepted' && item.acceptedBy === agentId;
}

/** The units of capacity that it takes. */
export function unitOf({ id, type, size }: Pick<WorkItem, 'id' | 'type' | 'size'>, at: Date): HeldUnit {
  return { workItemId: id, at, type, size };
}
