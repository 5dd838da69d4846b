import type { LadderRung } from '../../contracts/handoff.ts';

/** What follows when the wait is too long, and how many rungs are done with it. */
export interface Climb {
  /** `stay`: nobody can be told and nowhere is left; supervisors see that it waits too long. */
  rung: LadderRung | { kind: 'stay' };
  rungsDone: number;
}

/** `rungsDone` of work that has climbed the whole ladder: no queue has so many rungs. */
export const ladderEnd = 1_000;

/**
 * The next rung that can be taken; those that cannot are passed over at once. After the last the requester may
 * leave a message, so that the ladder always ends somewhere (domain F7 4). `opens`: whether this queue could take the
 * work now. `virtualAgent`: false for work that the Virtual Agent never had and cannot have. Pure.
 */
export function nextRung(
  ladder: readonly LadderRung[],
  rungsDone: number,
  { opens, virtualAgent }: { opens: (queueId: string) => boolean; virtualAgent: boolean },
): Climb {
  for (const [at, rung] of ladder.entries()) {
    if (at < rungsDone) continue;
    const can = rung.kind === 'wait' || (rung.kind === 'queue' ? opens(rung.queue) : virtualAgent);
    if (can) return { rung, rungsDone: at + 1 };
  }
  return { rung: { kind: virtualAgent ? 'leave_message' : 'stay' }, rungsDone: ladderEnd };
}
