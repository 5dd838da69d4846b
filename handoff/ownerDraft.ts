import type { NameRef } from '../contracts/header.ts';
import { isClosed } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnCause, TurnDraft, TurnEvent } from '../interactions/turn.ts';
import { systemText } from './handoffEvents.ts';
import { textsFor } from './texts.ts';
import { isWaiting, type WorkItem } from './workItem.ts';

/** Who holds the work, by name, as the log records it. */
export interface Holding {
  item: WorkItem;
  /** Who accepted it; null while it waits. */
  agent: NameRef | null;
  queue: NameRef | null;
  /** Its place while it waits. */
  position: number | null;
}

/**
 * True when the conversation is no longer about this work: it ended, or the Virtual Agent has it again. In wrap-up its
 * agent still has the work (domain C3 point 8).
 */
export function isOver(state: ConversationState, workItemId: string): boolean {
  const { state: at, owner } = state.header;
  const other = state.workItemId !== null && state.workItemId !== workItemId;
  const ended = isClosed(at) || (owner === 'none' && at !== 'wrap_up');
  return ended || owner === 'virtual_agent' || other;
}

/**
 * The turn that makes the log agree with the work item, which is the authority (design §4), with what the
 * requester is told. Null: it agrees already. Pure.
 */
export function ownerDraft(state: ConversationState, holding: Holding, cause: TurnCause): TurnDraft | null {
  const { item, agent, queue, position } = holding;
  const { owner, assignedTo } = state.header;
  const { anAgent, joined, lost, requeued, returned } = textsFor(state.header.locale);
  const named = { ...(queue === null ? {} : { queue }), workItemId: item.id };
  if (item.state === 'accepted') {
    if (agent === null || (owner === 'agent' && assignedTo?.id === agent.id)) return null;
    const event: TurnEvent = {
      type: 'owner_changed',
      from: owner,
      to: 'agent',
      why: 'accepted',
      agent,
      ...named,
    };
    return { cause, events: [event], messages: [systemText(joined(agent.name))] };
  }
  if (!isWaiting(item) || owner === 'queue') return null;
  const latest = item.offers.findLast(({ outcome }) => outcome === 'returned' || outcome === 'lost');
  const name = assignedTo?.name ?? anAgent;
  const text =
    latest?.outcome === 'returned'
      ? returned(name, position)
      : latest?.outcome === 'lost'
        ? lost(name, position)
        : requeued(position);
  const why = latest?.reason ?? 'waiting again';
  return {
    cause,
    events: [{ type: 'owner_changed', from: owner, to: 'queue', why, ...named }],
    messages: [systemText(text)],
  };
}
