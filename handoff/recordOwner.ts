import type { NameRef } from '../contracts/header.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnCause, TurnEvent } from '../interactions/turn.ts';
import type { HandoffDeps } from './handoff.ts';
import { skippedWrapUpDraft } from './live/wrapUpDraft.ts';
import { endsHolding, isOver, ownerDraft } from './ownerDraft.ts';
import { standingOf } from './routing/queueInfo.ts';
import { isHeldBy, isWaiting, type WorkItem } from './workItem.ts';

/**
 * Makes the log say who holds the work (design §4: "the log then records it"). `over`: the conversation ended
 * or went back to the Virtual Agent, so that nothing was recorded. `extra`: events for the same turn.
 *
 * The work item is read again inside the decision: a record that comes late, after the work went to somebody
 * else, writes where the work is now and not where it was.
 */
export async function recordOwner(
  deps: HandoffDeps,
  interactionId: string,
  workItemId: string,
  cause: TurnCause,
  extra: TurnEvent[] = [],
): Promise<{ over: boolean; state: ConversationState }> {
  const { state } = await deps.conversations.change(interactionId, async (current) => {
    if (isOver(current, workItemId)) return null;
    const item = await deps.workItems.get(workItemId);
    if (item === null) return null;
    // In wrap-up nobody but its agent has the work: whoever else came too late.
    if (current.header.state === 'wrap_up')
      return isHeldBy(item, current.header.assignedTo?.id ?? '') ? null : skippedWrapUpDraft(current);
    await noteLoss(deps, current, item);
    const draft = ownerDraft(current, await holdingOf(deps, item), cause);
    // Somebody was first to say who has it; what was to be noted with it is noted all the same.
    if (draft === null) return extra.length === 0 ? null : { cause, events: extra, messages: [] };
    return { ...draft, events: [...extra, ...draft.events] };
  });
  return { over: isOver(state, workItemId), state };
}

/** The agent of whom the log still thinks lost it with the connection: told on return. Before the turn, so that a crash leaves nothing unsaid. */
async function noteLoss(deps: HandoffDeps, { header }: ConversationState, item: WorkItem): Promise<void> {
  const { owner, assignedTo } = header;
  if (owner !== 'agent' || assignedTo === null || isHeldBy(item, assignedTo.id)) return;
  const past = item.offers.findLast((one) => one.agentId === assignedTo.id && endsHolding.has(one.outcome));
  if (past?.outcome === 'lost')
    await deps.agents.noteLost(assignedTo.id, { number: item.number, at: past.endedAt });
}

async function holdingOf(deps: HandoffDeps, item: WorkItem) {
  const [agent, reservedFor, queue] = await Promise.all([
    item.acceptedBy === null ? null : deps.agents.get(item.acceptedBy),
    item.reservedFor === null ? null : deps.agents.get(item.reservedFor),
    deps.queues.get(item.queueId),
  ]);
  const standing = isWaiting(item) && queue !== null ? await standingOf(deps, queue, item) : null;
  return {
    item,
    agent: agent === null ? unknownAgent(item) : { id: agent.id, name: agent.name },
    queue: queue === null ? null : { id: queue.id, name: queue.name },
    texts: queue?.texts ?? {},
    position: standing?.position ?? null,
    reservedFor: reservedFor === null ? null : { id: reservedFor.id, name: reservedFor.name },
  };
}

/** An agent that an administrator removed meanwhile still holds what was accepted, until the lease runs out. */
function unknownAgent(item: WorkItem): NameRef | null {
  return item.acceptedBy === null ? null : { id: item.acceptedBy, name: 'An agent' };
}
