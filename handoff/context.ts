import type { HandoffDeps } from './handoff.ts';

/** What the parts of the handoff share beside their dependencies. */
export interface HandoffContext extends HandoffDeps {
  /**
   * Starts an assignment that nobody waits for; its failure is reported, and the sweeper assigns again. `freed`: this
   * agent became free and nothing else changed.
   */
  assignSoon(freed?: string): void;
}
