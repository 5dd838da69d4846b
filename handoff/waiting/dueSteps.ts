import type { WaitStep } from '../../contracts/handoff.ts';

/** A step of a queue whose time has come: its place in the list, and when it was due, in ms after entering the queue. */
export interface DueStep {
  step: WaitStep;
  place: number;
  at: number;
}

/**
 * What is to be done by now, in order, and when the next is due; all in milliseconds after entering the queue.
 * `doneBefore`: what was due before is done. What comes again and again and was missed for a while comes once. Pure;
 * source: domain D2, queue triggers.
 */
export function dueSteps(
  steps: readonly WaitStep[],
  doneBefore: number,
  elapsed: number,
): { due: DueStep[]; next: number | null } {
  const due: DueStep[] = [];
  const later: number[] = [];
  for (const [place, step] of steps.entries()) {
    const first = step.afterSeconds * 1_000;
    const every = step.everySeconds === null ? null : step.everySeconds * 1_000;
    const rounds = every === null ? 0 : Math.floor((elapsed - first) / every);
    const at = first + (every ?? 0) * Math.max(0, rounds);
    if (at > elapsed) later.push(at);
    else {
      if (at >= doneBefore) due.push({ step, place, at });
      if (every !== null) later.push(at + every);
    }
  }
  due.sort((a, b) => a.at - b.at || a.place - b.place);
  return { due, next: later.length === 0 ? null : Math.min(...later) };
}
