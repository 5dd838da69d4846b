import { attempt } from '../attempt.ts';
import type { HandoffContext } from '../context.ts';
import type { SideJobs } from '../sideJobs.ts';
import type { WorkItem } from '../workItem.ts';
import { awaitOpening } from './awaitOpening.ts';
import { climbLadder } from './climbLadder.ts';
import { takeSteps } from './takeSteps.ts';
import { readWaitingView, type WaitingView } from './waitingView.ts';
import { waitOn } from './waitOn.ts';

const batch = 500;
/** What could not be done is tried again after so long: work that fails again and again must not hide what is due behind it. */
const tryAgainMs = 10_000;

/**
 * What is due while work waits: its queue's steps, then the ladder. Any number of nodes may do it. A step that cannot be
 * taken keeps nobody from the ladder, whose end must come (domain F7 4).
 */
export async function sweepWaiting(deps: HandoffContext, looks: SideJobs): Promise<void> {
  const items = new Map((await deps.workItems.due(deps.clock.now(), batch)).map((item) => [item.id, item]));
  if (items.size === 0) return;
  const view = await readWaitingView(deps);
  await looks.run([...items.keys()], async (id) => {
    const item = items.get(id);
    if (item !== undefined) await lookAt(deps, item, view);
  });
}

async function lookAt(deps: HandoffContext, item: WorkItem, view: WaitingView): Promise<void> {
  let current: WorkItem | null = item;
  let notBefore: Date | null = null;
  const next = (where: string, look: (now: WorkItem) => Promise<WorkItem | null>): Promise<void> =>
    attempt(deps, where, async () => {
      if (current === null) return;
      try {
        current = await look(current);
      } catch (error) {
        notBefore = new Date(deps.clock.now().getTime() + tryAgainMs);
        throw error;
      }
    });
  await next('waiting for the opening', (now) => awaitOpening(deps, now, view));
  await next('a step of a queue', (now) => takeSteps(deps, now, view));
  await next('the ladder of a queue', (now) => climbLadder(deps, now, view));
  await attempt(deps, 'what is due next', async () => {
    if (current !== null) await waitOn(deps, current, view, notBefore);
  });
}
