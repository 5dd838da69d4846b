import { isClosed } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { HandoffContext } from './context.ts';
import { giveUnit } from './heldWork.ts';
import { keepCapacity } from './live/capacityInUse.ts';
import { isOver } from './ownerDraft.ts';
import type { WorkItem } from './workItem.ts';
import { finishStep } from './workItemSteps.ts';

/** Somebody else may change the work in between this often; each of them brings it nearer to its end. */
const attempts = 10;

/**
 * After a committed turn that closed the conversation, gave it to the Virtual Agent or to other work: its work ends too. In wrap-up
 * its agent keeps it, and reads so in the inbox. Anything else changes nothing. Idempotent.
 */
export async function settle(deps: HandoffContext, state: ConversationState): Promise<void> {
  const { header } = state;
  if (header.state === 'wrap_up') {
    await deps.conversations.settled(state.id);
    await keepCapacity(deps, state);
    if (header.assignedTo !== null) deps.notify({ kind: 'inbox_changed', agentId: header.assignedTo.id });
    return;
  }
  const gone = isClosed(header.state) || header.owner === 'virtual_agent' || header.owner === 'none';
  const open = await deps.workItems.openOf(state.id);
  // The Virtual Agent may have asked for a person in the very turn that gave it the conversation back: then there is
  // other work by now, and the old must not stay beside it.
  const items = open.filter((item) => gone || item.id !== state.workItemId);
  if (items.length === 0) return;
  // An open conversation may have asked for a person anew since then: that work must stay.
  const current = isClosed(header.state) ? state : await deps.conversations.load(state.id);
  for (const item of items) if (isOver(current, item.id)) await finishWork(deps, item, whyOver(current));
}

/**
 * Closes held work (cancels it when `nothingDone`), cancels waiting work, withdraws its offer and gives its unit
 * of capacity back. Idempotent.
 */
export async function finishWork(
  deps: HandoffContext,
  read: WorkItem,
  why: string,
  nothingDone = false,
): Promise<void> {
  let item: WorkItem | null = read;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (item === null || !item.open) return;
    const finished = await deps.workItems.step(item, finishStep(item, deps.clock.now(), why, nothingDone));
    if (finished === null) {
      item = await deps.workItems.get(read.id);
      continue;
    }
    if (item.acceptedBy !== null) {
      await giveUnit(deps, item.acceptedBy, item.id);
      deps.notify({ kind: 'inbox_changed', agentId: item.acceptedBy });
    } else {
      deps.notify({ kind: 'queue_moved', queueId: item.queueId });
    }
    if (item.offeredTo !== null)
      deps.notify({ kind: 'offer_withdrawn', agentId: item.offeredTo, workItemId: item.id, why });
    const freed = item.acceptedBy ?? item.offeredTo;
    if (freed !== null) deps.assignSoon(freed);
    return;
  }
  throw new Error(`the work item ${read.id} could not be finished; the sweeper will`);
}

function whyOver({ header }: ConversationState): string {
  if (isClosed(header.state)) return `the conversation ended: ${header.stateReason ?? header.state}`;
  return 'the conversation went back to the Virtual Agent';
}
