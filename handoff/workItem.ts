import type { PersonRef } from '../contracts/header.ts';
import type { Scoped } from '../contracts/scope.ts';
import type { Sentiment, WorkItemState } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

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
  | 'lost';

/** An offer, or a time of holding, that is over. `at`: when it began; `endedAt`: when it ended. */
export interface PastOffer {
  agentId: string;
  at: Date;
  endedAt: Date;
  outcome: OfferOutcome;
  reason: string | null;
}

export interface CandidateReason {
  agentId: string;
  why: string;
}

/** Why this agent, or why nobody (design §4, domain D2 "event log with candidates"). */
export interface Decision {
  at: Date;
  agentId: string | null;
  reasons: CandidateReason[];
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
  /** What the agent must be able to do: all of them. */
  skills: string[];
  shortDescription: string;
  openedFor: PersonRef;
  sentiment: Sentiment | null;
  /** Where the interaction took place; not said: `global`. */
  scope?: Scoped | undefined;
  offeredTo: string | null;
  offeredAt: Date | null;
  offerExpiresAt: Date | null;
  acceptedBy: string | null;
  acceptedAt: Date | null;
  /** Its place when it entered and the seconds until it was first accepted: what estimates are made of. */
  firstPosition: number | null;
  waitSeconds: number | null;
  /** The latest fifty. */
  offers: PastOffer[];
  decision: Decision | null;
  closedAt: Date | null;
  why: string | null;
}

/** A place in a queue: what the order compares. */
export type Place = Pick<WorkItem, 'priority' | 'enqueuedAt' | 'id'>;

/** What asking for a person hands to the queue. */
export interface NewWork {
  workItemId: string;
  interactionId: string;
  number: string;
  queueId: string;
  skills: string[];
  shortDescription: string;
  openedFor: PersonRef;
  sentiment: Sentiment | null;
  priority?: number;
  scope?: Scoped | undefined;
  /** When it entered the queue; now, unless a lost work item is rebuilt from the log. */
  enqueuedAt?: Date;
}

/** The work of an interaction, as its record says. Pure. */
export function workOf(
  { id, header }: ConversationState,
  workItemId: string,
  queueId: string,
  skills: string[] = [],
): NewWork {
  const { number, shortDescription, openedFor, sentiment, domain, application } = header;
  return {
    workItemId,
    interactionId: id,
    number,
    queueId,
    skills,
    shortDescription,
    openedFor,
    sentiment,
    scope: { domain, application },
  };
}

/** A work item as it enters the queue. */
export function newWorkItem(work: NewWork, now: Date): WorkItem {
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
    priority: work.priority ?? 0,
    skills: work.skills,
    shortDescription: work.shortDescription,
    openedFor: work.openedFor,
    sentiment: work.sentiment,
    ...(work.scope === undefined ? {} : { scope: work.scope }),
    offeredTo: null,
    offeredAt: null,
    offerExpiresAt: null,
    acceptedBy: null,
    acceptedAt: null,
    firstPosition: null,
    waitSeconds: null,
    offers: [],
    decision: null,
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
