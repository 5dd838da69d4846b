import type { Folded } from '../conversationState.ts';

/*
 * The clocks of the header in seconds, each apart from the others and none bent by what the Virtual Agent says
 * (domain F7 18). interactions/foldClocks.ts runs them, docs/record.md explains them.
 */

/** From asking for a person to that person's first words; null until then. */
export function waitTime({ clocks }: Folded): number | null {
  return clocks.waitMs === null ? null : seconds(clocks.waitMs);
}

/** In the queue until a person accepted, summed over handoffs; null without a handoff. */
export function queueTime({ clocks, facts }: Folded): number | null {
  return facts.transferred ? seconds(clocks.queueMs) : null;
}

/** Held by an agent, summed up to the last change of hands; null until an agent held it. */
export function duration({ clocks }: Folded): number | null {
  return clocks.handledMs > 0 || clocks.acceptedSince !== null ? seconds(clocks.handledMs) : null;
}

/** In wrap-up; 0 when the agent skipped it, null without one and while it runs (domain A2). */
export function wrapUpDuration({ clocks, record: { wrapUp } }: Folded): number | null {
  if (wrapUp === null || wrapUp.endedBy === null) return null;
  return wrapUp.endedBy === 'skipped' ? 0 : seconds(clocks.wrapUpMs);
}

/** The mean over bursts of requester messages: the first of each to the first agent message after it (domain A1). */
export function agentAverageResponseTime({ clocks }: Folded): number | null {
  return clocks.responses === 0 ? null : seconds(clocks.responseMs / clocks.responses);
}

function seconds(ms: number): number {
  return Math.round(ms) / 1_000;
}
