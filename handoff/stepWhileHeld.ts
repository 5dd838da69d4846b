import type { HandoffDeps } from './handoff.ts';
import { isHeldBy, type WorkItem } from './workItem.ts';
import type { Step } from './workItemSteps.ts';

/** Others may note something about the work in between this often; none of it takes it from its agent. */
const attempts = 5;

/** Takes a step with work that this agent holds, whatever else about it changes meanwhile. Null: the agent has it no more. */
export async function stepWhileHeld(
  { workItems }: Pick<HandoffDeps, 'workItems'>,
  read: WorkItem,
  agentId: string,
  stepOf: (item: WorkItem) => Step,
): Promise<WorkItem | null> {
  let item: WorkItem | null = read;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (item === null || !isHeldBy(item, agentId)) return null;
    const stepped = await workItems.step(item, stepOf(item));
    if (stepped !== null) return stepped;
    item = await workItems.get(read.id);
  }
  return null;
}
