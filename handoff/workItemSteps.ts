import type { WorkItemState } from '../contracts/states.ts';
import type { Decision, LoggedStep, OfferOutcome, OfferTerms, PastOffer, WorkItem } from './workItem.ts';

/**
 * A transition put forward: what the guarded update will set (design §4). `past` is added to `offers`, `logged` to
 * `log`. `stays`: the state is to remain as it is, and something else about the work changes.
 */
export interface Step {
  to: WorkItemState;
  set: Partial<Omit<WorkItem, 'id' | 'rev' | 'state' | 'offers' | 'log'>>;
  stays?: true;
  past?: PastOffer;
  logged?: LoggedStep;
}

/** What work brings with it into a queue: its weight there, and how far that queue's steps and ladder have come. */
export type Entering = Partial<
  Pick<
    WorkItem,
    | 'size'
    | 'priority'
    | 'affinity'
    | 'sentiment'
    | 'rungsDone'
    | 'ladderOf'
    | 'ladderAt'
    | 'usesCapacity'
    | 'reservedFor'
  >
>;

const noOffer = { offeredTo: null, offeredAt: null, offerExpiresAt: null, terms: null } as const;
const nobodys = { acceptedBy: null, acceptedAt: null } as const;

/** T10: queued → pending_accept. `seconds`: how long the offer stands. */
export function offerStep(
  item: WorkItem,
  agentId: string,
  now: Date,
  seconds: number,
  decision: Decision,
  terms: OfferTerms | null = null,
): Step {
  return {
    to: 'pending_accept',
    set: {
      offeredTo: agentId,
      offeredAt: now,
      offerExpiresAt: new Date(now.getTime() + seconds * 1_000),
      terms,
      decision,
    },
    ...logged(item, now, 'offered', agentId, null, decision),
  };
}

/** pending_accept → queued before the agent heard of it: the agent's load had changed. No offer counts for it. */
export function undoOfferStep(item: WorkItem, now: Date): Step {
  const why = 'another node was first with this agent';
  return {
    to: 'queued',
    set: { ...noOffer, decision: null },
    ...logged(item, now, 'withdrawn', item.offeredTo, why),
  };
}

/** The reason why nobody has it now, as the log keeps it; `explain` writes it. */
export function decidedEntry({ queueId }: WorkItem, { at, why, reasons, more }: Decision): LoggedStep {
  const besides = more === undefined ? null : `and ${more} more`;
  return { at, kind: 'decided', queueId, agentId: null, why: why ?? besides, candidates: reasons };
}

/**
 * pending_accept → queued, at its old place: rejected, timed out (T10), withdrawn or without capacity. Who was chosen
 * by a colleague alone is not any more. `again` false: it is never offered to this agent again.
 */
export function unofferStep(
  item: WorkItem,
  now: Date,
  outcome: Exclude<OfferOutcome, 'accepted'>,
  reason: string | null,
  again = true,
): Step {
  const { past } = pastOffer(item, now, outcome, reason);
  return {
    to: 'queued',
    set: { ...noOffer, reservedFor: null, decision: null },
    ...(past === undefined ? {} : { past: again ? past : { ...past, again } }),
    ...logged(item, now, outcome, item.offeredTo, reason),
  };
}

/** The colleague for whom it was kept cannot be asked: it goes on in its queue. */
export function unreserveStep(item: WorkItem, now: Date, why: string): Step {
  return {
    ...noteStep(item, { reservedFor: null }),
    ...logged(item, now, 'withdrawn', item.reservedFor, why),
  };
}

/** Something about the work changes and its state does not: how far its steps have come, whether it uses capacity. */
export function noteStep(item: WorkItem, set: Step['set'], log?: LoggedStep): Step {
  return { to: item.state, stays: true, set, ...(log === undefined ? {} : { logged: log }) };
}

/**
 * Waiting work goes to another queue with the time waited so far; an offer that stands is withdrawn. The steps and the
 * pools of the new queue begin now (domain D2, overflow).
 */
export function moveStep(
  item: WorkItem,
  queueId: string,
  now: Date,
  why: string,
  entering: Entering = {},
): Step {
  const set = { ...noOffer, ...entersQueue(queueId, now), ...entering };
  return {
    to: 'queued',
    ...(item.state === 'queued' ? { stays: true as const } : {}),
    set,
    ...pastOffer(item, now, 'withdrawn', why),
    ...logged({ queueId }, now, 'moved', null, why),
  };
}

/** Waiting work is served before more of the others. It keeps what was added when its priority is reckoned anew. */
export function raiseStep(item: WorkItem, by: number, now: Date, why: string, set: Step['set'] = {}): Step {
  return {
    ...noteStep(item, { ...set, priority: item.priority + by, raised: item.raised + by }),
    ...logged(item, now, 'decided', null, why),
  };
}

/**
 * accepted → queued in this queue, kept for one agent when `reservedFor` says so (domain D4, transfer). `by`: who
 * passes it on. It keeps the time waited so far.
 */
export function transferStep(
  item: WorkItem,
  { queueId, reservedFor, ...entering }: { queueId: string; reservedFor: string | null } & Entering,
  now: Date,
  by: string,
  note: string | null,
): Step {
  return {
    to: 'queued',
    set: {
      ...nobodys,
      usesCapacity: true,
      ...comesBack(item, queueId, now),
      ...entering,
      // Not to whom it comes from.
      affinity: (entering.affinity ?? item.affinity).filter(
        ({ agentId }) => agentId !== by && agentId !== item.acceptedBy,
      ),
      reservedFor,
    },
    ...pastHolding(item, now, 'transferred', note),
    // The note is a private message: it stands in the transcript, and in no log.
    ...logged({ queueId }, now, 'transferred', by, null),
  };
}

/** accepted → accepted by another agent: taken over, or given over after a talk (domain D4). */
export function handOverStep(
  item: WorkItem,
  agentId: string,
  now: Date,
  outcome: 'taken_over' | 'transferred',
  why: string | null = null,
): Step {
  return {
    to: 'accepted',
    set: { ...stoodStill(item, now), acceptedBy: agentId, acceptedAt: now, usesCapacity: true },
    ...pastHolding(item, now, outcome, why),
    ...logged(item, now, outcome, agentId, why),
  };
}

/** queued or pending_accept → accepted. An offer that stood for somebody else is withdrawn by it. */
export function acceptStep(
  item: WorkItem,
  agentId: string,
  now: Date,
  why: string | null = null,
  decision?: Decision,
): Step {
  const mine = item.offeredTo === agentId;
  const waited = Math.max(0, now.getTime() - item.queuedAt.getTime()) / 1_000;
  return {
    to: 'accepted',
    set: {
      ...noOffer,
      reservedFor: null,
      dueAt: null,
      acceptedBy: agentId,
      acceptedAt: now,
      ...(decision === undefined ? {} : { decision }),
      ...(item.waitSeconds === null ? { waitSeconds: waited } : {}),
    },
    ...(mine || item.offeredTo === null
      ? { past: { agentId, at: item.offeredAt ?? now, endedAt: now, outcome: 'accepted', reason: null } }
      : pastOffer(item, now, 'withdrawn', 'claimed by a colleague')),
    ...logged(item, now, 'accepted', agentId, why ?? (mine ? null : 'claimed without an offer'), decision),
  };
}

/**
 * accepted → queued, at its old place: given back unresolved, or the agent's lease ran out. What it brings along: the
 * sentiment by now, and the priority that it gives; `queueId`: another queue, when its own is gone. Who lost it is asked first when back; who gave it back is not.
 */
export function takeBackStep(
  item: WorkItem,
  now: Date,
  outcome: 'returned' | 'lost',
  reason: string,
  { queueId = item.queueId, ...mood }: Entering & { queueId?: string } = {},
): Step {
  const before = item.acceptedBy;
  const others = (mood.affinity ?? item.affinity).filter(({ agentId }) => agentId !== before);
  const first = outcome === 'lost' && before !== null ? [{ agentId: before, why: 'had it before' }] : [];
  return {
    to: 'queued',
    set: {
      ...nobodys,
      usesCapacity: true,
      ...comesBack(item, queueId, now),
      ...mood,
      affinity: [...first, ...others],
    },
    ...pastHolding(item, now, outcome, reason),
    ...logged({ queueId }, now, outcome, before, reason),
  };
}

/** The end: held work is closed, or cancelled when nothing was done; waiting work is cancelled (domain D2). */
export function finishStep(item: WorkItem, now: Date, why: string, nothingDone = false): Step {
  return {
    to: item.state === 'accepted' && !nothingDone ? 'closed' : 'cancelled',
    set: { ...noOffer, open: false, closedAt: now, why },
    ...pastOffer(item, now, 'withdrawn', why),
    ...logged(item, now, 'finished', item.acceptedBy, why),
  };
}

/**
 * Due at once: the sweep finds out what that queue's steps and ladder ask for next (handoff/waiting/). How long work
 * waits that was somewhere else before is no example for those who enter the queue now.
 */
function entersQueue(queueId: string, now: Date): Step['set'] {
  const ladder = { rungsDone: 0, ladderOf: null, ladderAt: null };
  return {
    queueId,
    queuedAt: now,
    firstPosition: null,
    reservedFor: null,
    decision: null,
    stepsDone: 0,
    ...ladder,
    dueAt: now,
  };
}

/**
 * Into the queue where it waited before it goes as if nobody had had it: its pools, steps and ladder go on from where they
 * were, so that a wait has an end however often it is broken off. In another queue they begin.
 */
function comesBack(item: WorkItem, queueId: string, now: Date): Step['set'] {
  const anew = entersQueue(queueId, now);
  if (queueId !== item.queueId) return anew;
  const { stepsDone, rungsDone, ladderOf } = item;
  return { ...anew, stepsDone, rungsDone, ladderOf, ladderAt: null, ...stoodStill(item, now) };
}

/** The time that an agent had it is no time of waiting. */
function stoodStill({ acceptedAt, queuedAt, ladderAt }: WorkItem, now: Date): Step['set'] {
  const held = now.getTime() - (acceptedAt ?? now).getTime();
  const later = (at: Date): Date => new Date(at.getTime() + held);
  return { queuedAt: later(queuedAt), ...(ladderAt === null ? {} : { ladderAt: later(ladderAt) }) };
}

function pastOffer(
  item: WorkItem,
  now: Date,
  outcome: OfferOutcome,
  reason: string | null,
): { past?: PastOffer } {
  const { offeredTo: agentId, offeredAt: at } = item;
  return agentId === null ? {} : { past: { agentId, at: at ?? now, endedAt: now, outcome, reason } };
}

function pastHolding(
  item: WorkItem,
  now: Date,
  outcome: OfferOutcome,
  reason: string | null,
): { past?: PastOffer } {
  const { acceptedBy: agentId, acceptedAt: at } = item;
  return agentId === null ? {} : { past: { agentId, at: at ?? now, endedAt: now, outcome, reason } };
}

/** A line of the decision log, in the same guarded update as what it tells of (domain D2, F7 9). */
function logged(
  { queueId }: Pick<WorkItem, 'queueId'>,
  at: Date,
  kind: LoggedStep['kind'],
  agentId: string | null,
  why: string | null,
  decision?: Decision,
): { logged: LoggedStep } {
  const step = { at, kind, queueId, agentId, why };
  if (decision === undefined) return { logged: step };
  const { reasons: candidates, more } = decision;
  return { logged: { ...step, why: why ?? (more === undefined ? null : `and ${more} more`), candidates } };
}
