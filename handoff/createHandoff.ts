import type { Handoff, HandoffDeps } from './handoff.ts';

/** Live handoff (design §4): queues, presence, routing, offers, and who holds the work. */
export function createHandoff(_deps: HandoffDeps): Handoff {
  const later = (): never => {
    throw new Error('being built');
  };
  return {
    assess: async () => later(),
    enqueue: async () => later(),
    assign: async () => later(),
    accept: async () => later(),
    reject: async () => later(),
    claim: async () => later(),
    returnToQueue: async () => later(),
    end: async () => later(),
    holds: async () => later(),
    settle: async () => later(),
    setPresence: async () => later(),
    arrived: async () => later(),
    beat: async () => later(),
    left: async () => later(),
    agent: async () => later(),
    inbox: async () => later(),
    queueInfo: async () => later(),
    waitingIn: async () => later(),
    explain: async () => later(),
    sweep: async () => later(),
    settled: async () => later(),
  };
}
