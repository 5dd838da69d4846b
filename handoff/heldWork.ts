import type { ConversationState } from '../interactions/conversationState.ts';
import type { HandoffDeps } from './handoff.ts';
import { standingQueue } from './routing/queueNamed.ts';
import { sizeOf } from './routing/sizeOf.ts';
import { isHeldBy, newWorkItem, unitOf, type WorkItem, workOf } from './workItem.ts';

/**
 * The work of an interaction that its opener has from the start, as the log says: the repair of a crash makes the same.
 * Given back it waits in the default queue; where there is none, the live part cannot go on then (domain C3 P02).
 * Idempotent by the work item's id.
 */
export async function insertHeldWork(deps: HandoffDeps, state: ConversationState): Promise<void> {
  const { workItemId, header } = state;
  if (workItemId === null || header.assignedTo === null) return;
  const now = deps.clock.now();
  const queue = await standingQueue(deps, [header.queue]);
  const item: WorkItem = {
    ...newWorkItem(workOf(state, workItemId, queue?.id ?? ''), now, {
      // As it was when the unit was taken: no queue has had a word in it.
      size: sizeOf(header.type, deps.settings()),
      priority: 0,
      affinity: [],
    }),
    log: [
      {
        at: now,
        kind: 'accepted',
        queueId: queue?.id ?? '',
        agentId: header.assignedTo.id,
        why: 'opened it',
      },
    ],
    state: 'accepted',
    acceptedBy: header.assignedTo.id,
    acceptedAt: now,
    dueAt: null,
  };
  await deps.workItems.insert(item);
  await restoreUnit(deps, header.assignedTo.id, item);
}

/** Work that is held without its unit gets one, whatever the capacity. Repeating is harmless. */
export async function restoreUnit(deps: HandoffDeps, agentId: string, item: WorkItem): Promise<void> {
  const workItemId = item.id;
  await deps.agents.restore(agentId, unitOf(item, deps.clock.now()));
  // It may have been closed since it was read; then the unit must not stay.
  const current = await deps.workItems.get(workItemId);
  if (current === null || !isHeldBy(current, agentId) || !current.usesCapacity)
    await giveUnit(deps, agentId, workItemId);
}

/** The unit of work that the agent has no more, or that takes none now. Repeating is harmless. */
export async function giveUnit(deps: HandoffDeps, agentId: string, workItemId: string): Promise<void> {
  await deps.agents.give(agentId, workItemId);
  // It may have been taken, or taken up again, since that was found; then the unit must be there.
  const current = await deps.workItems.get(workItemId);
  if (current !== null && isHeldBy(current, agentId) && current.usesCapacity)
    await restoreUnit(deps, agentId, current);
}
