import type { Settings } from '../../contracts/settings.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { HandoffContext } from '../context.ts';
import { giveUnit, restoreUnit } from '../heldWork.ts';
import { noteStep } from '../workItemSteps.ts';

/** Somebody else may change the work in between this often; each of them brings it nearer. */
const attempts = 10;

/**
 * Whether the conversation takes capacity of the agent who has it: a message thread on hold takes none until the requester
 * writes again (domain F8), and a wrap-up where the settings say so (domain F7 19). Pure.
 */
export function usesCapacity(
  { header, facts }: Pick<ConversationState, 'header' | 'facts'>,
  { wrapUp }: Pick<Settings, 'wrapUp'>,
): boolean {
  if (header.state === 'wrap_up') return wrapUp.usesCapacity;
  return !(header.type === 'messaging' && facts.quietHold === true);
}

/**
 * Makes the work item, and its agent's capacity, agree with the log. What is taken up again takes its unit whatever the
 * capacity: it is the agent's already. The work item first; a crash before the unit is mended by repair. Idempotent.
 */
export async function keepCapacity(
  deps: HandoffContext,
  { id }: Pick<ConversationState, 'id'>,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Anew each time, and once more after the step: the requester may write while it is parked.
    const state = await deps.conversations.load(id);
    const wanted = usesCapacity(state, deps.settings());
    const item = state.workItemId === null ? null : await deps.workItems.get(state.workItemId);
    if (item?.state !== 'accepted' || item.acceptedBy === null || item.usesCapacity === wanted) return;
    const noted = await deps.workItems.step(item, noteStep(item, { usesCapacity: wanted }));
    if (noted === null) continue;
    if (wanted) await restoreUnit(deps, item.acceptedBy, noted);
    else await giveUnit(deps, item.acceptedBy, item.id);
    deps.notify({ kind: 'inbox_changed', agentId: item.acceptedBy });
    if (!wanted) deps.assignSoon(item.acceptedBy);
  }
}
