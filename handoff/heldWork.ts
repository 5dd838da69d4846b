import type { ConversationState } from '../interactions/conversationState.ts';
import type { HandoffDeps } from './handoff.ts';
import { standingQueue } from './queueNamed.ts';
import { isHeldBy, newWorkItem, type WorkItem } from './workItem.ts';

/**
 * The work of an interaction that its opener has from the start, as the log says: the repair of a crash makes the same.
 * Given back it waits in the default queue; where there is none, the live part cannot go on then (domain C3 P02).
 * Idempotent by the work item's id.
 */
export async function insertHeldWork(deps: HandoffDeps, state: ConversationState): Promise<void> {
  const { id, workItemId, header } = state;
  if (workItemId === null || header.assignedTo === null) return;
  const now = deps.clock.now();
  const work = {
    workItemId,
    interactionId: id,
    number: header.number,
    queueId: (await standingQueue(deps, [header.queue]))?.id ?? '',
    skills: [],
    shortDescription: header.shortDescription,
    openedFor: header.openedFor,
    sentiment: header.sentiment,
    scope: { domain: header.domain, application: header.application },
  };
  const item: WorkItem = {
    ...newWorkItem(work, now, null),
    state: 'accepted',
    acceptedBy: header.assignedTo.id,
    acceptedAt: now,
  };
  await deps.workItems.insert(item);
  await restoreUnit(deps, header.assignedTo.id, workItemId);
}

/** Work that is held without its unit gets one, whatever the capacity. Repeating is harmless. */
export async function restoreUnit(deps: HandoffDeps, agentId: string, workItemId: string): Promise<void> {
  await deps.agents.restore(agentId, workItemId, deps.clock.now());
  // It may have been closed since it was read; then the unit must not stay.
  const current = await deps.workItems.get(workItemId);
  if (current === null || !isHeldBy(current, agentId)) await deps.agents.give(agentId, workItemId);
}
