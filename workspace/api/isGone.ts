import { CallFailed } from './problem.ts';

/** Whether what was to be answered or taken is there no more: it ended, or somebody else has it. */
export function isGone(failure: unknown): boolean {
  return failure instanceof CallFailed && codes.has(failure.code);
}

const codes: ReadonlySet<string> = new Set(['gone', 'conflict', 'not_found', 'closed']);
