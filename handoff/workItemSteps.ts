import type { WorkItemState } from '../contracts/states.ts';
import type { Decision, LoggedStep, OfferOutcome, PastOffer, WorkItem } from './workItem.ts';

/** A transition put forward: what the guarded update will set (design §4). `past` is added to `offers`, `logged` to `log`. */
export interface Step {
  to: WorkItemState;
  set: Partial<Omit<WorkItem, 'id' | 'rev' | 'state' | 'offers' | 'log'>>;
  past?: PastOffer;
  logged?: LoggedStep;
}

const noOffer = { offeredTo: null, offeredAt: null, offerExpiresAt: null } as const;

/** T10: queued → pending_accept. `seconds`: how long the offer stands. */
export function offerStep(agentId: string, now: Date, seconds: number, decision: Decision): Step {
  return {
    to: 'pending_accept',
    set: {
      offeredTo: agentId,
      offeredAt: now,
      offerExpiresAt: new Date(now.getTime() + seconds * 1_000),
      decision,
    },
  };
}

/** pending_accept → queued before the agent heard of it: the agent's load had changed. Leaves no trace. */
export function undoOfferStep(): Step {
  return { to: 'queued', set: { ...noOffer } };
}

/** pending_accept → queued, at its old place: rejected, timed out (T10), withdrawn or without capacity. */
export function unofferStep(item: WorkItem, now: Date, outcome: OfferOutcome, reason: string | null): Step {
  return { to: 'queued', set: { ...noOffer }, ...pastOffer(item, now, outcome, reason) };
}

/** queued or pending_accept → accepted. An offer that stood for somebody else is withdrawn by it. */
export function acceptStep(item: WorkItem, agentId: string, now: Date): Step {
  const mine = item.offeredTo === agentId;
  const waited = Math.max(0, now.getTime() - item.enqueuedAt.getTime()) / 1_000;
  const cameBack = item.offers.some(({ outcome }) => outcome === 'returned' || outcome === 'lost');
  return {
    to: 'accepted',
    set: {
      ...noOffer,
      acceptedBy: agentId,
      acceptedAt: now,
      ...(item.waitSeconds === null && !cameBack ? { waitSeconds: waited } : {}),
    },
    ...(mine || item.offeredTo === null
      ? { past: { agentId, at: item.offeredAt ?? now, endedAt: now, outcome: 'accepted', reason: null } }
      : pastOffer(item, now, 'withdrawn', 'claimed by a colleague')),
  };
}

/**
 * accepted → queued, at its old place: given back unresolved, or the agent's lease ran out. `mood`: the sentiment by
 * now, and the priority that it gives.
 */
export function takeBackStep(
  item: WorkItem,
  now: Date,
  outcome: 'returned' | 'lost',
  reason: string,
  mood: Partial<Pick<WorkItem, 'sentiment' | 'priority'>> = {},
): Step {
  return {
    to: 'queued',
    set: { acceptedBy: null, acceptedAt: null, ...mood },
    ...(item.acceptedBy === null
      ? {}
      : {
          past: {
            agentId: item.acceptedBy,
            at: item.acceptedAt ?? now,
            endedAt: now,
            outcome,
            reason,
          },
        }),
  };
}

/** The end: held work is closed, or cancelled when nothing was done; waiting work is cancelled (domain D2). */
export function finishStep(item: WorkItem, now: Date, why: string, nothingDone = false): Step {
  return {
    to: item.state === 'accepted' && !nothingDone ? 'closed' : 'cancelled',
    set: { ...noOffer, open: false, closedAt: now, why },
    ...pastOffer(item, now, 'withdrawn', why),
  };
}

function pastOffer(
  item: WorkItem,
  now: Date,
  outcome: OfferOutcome,
  reason: string | null,
): { past?: PastOffer } {
  if (item.offeredTo === null) return {};
  return {
    past: { agentId: item.offeredTo, at: item.offeredAt ?? now, endedAt: now, outcome, reason },
  };
}
