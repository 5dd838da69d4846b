import type { HandoffDeps } from './handoff.ts';

/** One thing that cannot be done now must not keep the rest from being done; the next sweep tries it again. */
export async function attempt(deps: HandoffDeps, where: string, job: () => Promise<unknown>): Promise<void> {
  try {
    await job();
  } catch (error) {
    deps.failed(error, where);
  }
}
