import type { InteractionState } from '../../../contracts/states.ts';

// The predicate of contracts/states.ts; repeated because the front end takes types alone from there.
const closed: Readonly<Partial<Record<InteractionState, true>>> = {
  closed_complete: true,
  closed_abandoned: true,
  faulted: true,
};

/** True when the interaction has ended for good. */
export function isClosed(state: InteractionState): boolean {
  return closed[state] === true;
}
