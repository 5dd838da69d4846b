import { attempt } from '../attempt.ts';
import type { HandoffContext } from '../context.ts';
import type { WorkItem } from '../workItem.ts';
import { awaitOpening } from './awaitOpening.ts';
import { climbLadder } from './climbLadder.ts';
import { takeSteps } from './takeSteps.ts';
import { readWaitingView, type WaitingView } from './waitingView.ts';
import { waitOn } from './waitOn.ts';

const batch = 500;
/** Waiting work that is looked at side by side. */
const parallel = 8;

/**
 * What is due while work waits: its queue's steps, then the ladder (W1, W2). Any number of nodes may do it. A step that
 * cannot be taken keeps nobody from the ladder, whose end must come (domain F7 4).
 */
export async function sweepWaiting(deps: HandoffContext): Promise<void> {
  const items = await deps.workItems.due(deps.clock.now(), batch);
  if (items.length === 0) return;
  const view = await readWaitingView(deps);
  const worker = async (): Promise<void> => {
    for (let item = items.shift(); item !== undefined; item = items.shift()) await lookAt(deps, item, view);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}

async function lookAt(deps: HandoffContext, item: WorkItem, view: WaitingView): Promise<void> {
  let current: WorkItem | null = item;
  await attempt(deps, 'waiting for the opening', async () => {
    current = await awaitOpening(deps, item, view);
  });
  await attempt(deps, 'a step of a queue', async () => {
    if (current !== null) current = await takeSteps(deps, current, view);
  });
  await attempt(deps, 'the ladder of a queue', async () => {
    if (current !== null) current = await climbLadder(deps, current, view);
  });
  await attempt(deps, 'what is due next', async () => {
    if (current !== null) await waitOn(deps, current, view);
  });
}
