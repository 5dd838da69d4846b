import type { Clock } from '../../contracts/clock.ts';

/** A clock that a test moves. */
export interface SimulatedClock extends Clock {
  advance(ms: number): void;
  set(at: Date | string): void;
}

/** Starts at a Monday noon UTC, so that opening hours of a working day are open. */
export function simulatedClock(start: Date | string = '2026-03-02T12:00:00.000Z'): SimulatedClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance: (ms) => {
      now += ms;
    },
    set: (at) => {
      now = new Date(at).getTime();
    },
  };
}
