import type { QueueTextKey } from '../contracts/handoff.ts';
import type { NameRef } from '../contracts/header.ts';
import type { MessageDraft } from '../contracts/messages.ts';
import { isClosed } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnCause, TurnDraft, TurnEvent } from '../interactions/turn.ts';
import { systemText } from './handoffEvents.ts';
import type { Queue } from './routing/queue.ts';
import { textsFor } from './texts.ts';
import { fillText, queueText } from './waiting/queueText.ts';
import { isWaiting, type OfferOutcome, type WorkItem } from './workItem.ts';

/** Who holds the work, by name, as the log records it. */
export interface Holding {
  item: WorkItem;
  /** Who accepted it; null while it waits. */
  agent: NameRef | null;
  queue: NameRef | null;
  /** What that queue says of its own. */
  texts: Queue['texts'];
  /** Its place while it waits. */
  position: number | null;
  /** Whom alone it waits for, after a transfer. */
  reservedFor: NameRef | null;
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
  const { anAgent, joined, lost, movedTo, requeued, returned } = textsFor(state.header.locale);
  const named = { ...(queue === null ? {} : { queue }), workItemId: item.id };
  const passedOn = passedOnDraft(state, holding, cause);
  if (passedOn !== null) return passedOn;
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
    const words = (key: QueueTextKey): string | null => {
      const own = queueText(holding, key, state.header.locale);
      return own === null ? null : fillText(own, { agent: agent.name, queue: queue?.name ?? null });
    };
    // domain D2, first agent response: once, when a person first comes.
    const first = item.offers.some(({ outcome }) => endsHolding.has(outcome)) ? null : words('firstResponse');
    const said = [words('joined') ?? joined(agent.name), ...(first === null ? [] : [first])];
    return { cause, events: [event], messages: said.map(systemText) };
  }
  if (!isWaiting(item)) return null;
  if (owner === 'queue') {
    if (queue === null || queue.id === state.header.queue?.id) return null;
    const moved: TurnEvent = { type: 'owner_changed', from: owner, to: owner, why: 'moved', ...named };
    return { cause, events: [moved], messages: [systemText(movedTo(queue.name, position))] };
  }
  const latest = item.offers.findLast(({ outcome }) => outcome === 'returned' || outcome === 'lost');
  const name = assignedTo?.name ?? anAgent;
  // Its own queue may have been removed while somebody had it.
  const { queue: known } = state.header;
  const moved = queue !== null && known !== null && queue.id !== known.id;
  const place = moved ? null : position;
  const text =
    latest?.outcome === 'returned'
      ? returned(name, place)
      : latest?.outcome === 'lost'
        ? lost(name, place)
        : requeued(place);
  const why = latest?.reason ?? 'waiting again';
  return {
    cause,
    events: [{ type: 'owner_changed', from: owner, to: 'queue', why, ...named }],
    messages: [text, ...(moved ? [movedTo(queue.name, position)] : [])].map(systemText),
  };
}

/**
 * The agent whom the log names has passed it on, or it was taken over from them (domain D4). What the work item keeps
 * of it is enough to tell the story, so that a crash takes nothing from it. Null: it went another way.
 */
function passedOnDraft(
  { header }: ConversationState,
  { item, agent, queue, position, reservedFor }: Holding,
  cause: TurnCause,
): TurnDraft | null {
  const { owner, assignedTo, locale } = header;
  if (owner !== 'agent' || assignedTo === null || agent?.id === assignedTo.id) return null;
  const past = item.offers.findLast(
    ({ agentId, outcome }) => agentId === assignedTo.id && endsHolding.has(outcome),
  );
  if (past?.outcome !== 'transferred' && past?.outcome !== 'taken_over') return null;
  const texts = textsFor(locale);
  const changed = {
    type: 'owner_changed',
    from: owner,
    why: past.outcome,
    workItemId: item.id,
    ...(queue === null ? {} : { queue }),
  } as const;
  if (past.outcome === 'taken_over' && agent !== null)
    return {
      cause,
      events: [
        { ...changed, to: 'agent', agent, transferredBy: agent },
        // domain A4: the former owner drops to a viewer.
        { type: 'member_joined', agent: assignedTo, role: 'observer', supervises: false },
      ],
      messages: [systemText(texts.takenOver(agent.name))],
    };
  const by = cause.kind === 'agent' && cause.action === 'transferred' ? cause.agent : assignedTo;
  const note: MessageDraft[] =
    past.reason === null
      ? []
      : [{ type: 'text', text: past.reason, from: { kind: 'agent', name: by.name }, private: true }];
  if (agent !== null)
    return {
      cause,
      events: [{ ...changed, to: 'agent', agent, transferredBy: by }],
      messages: [systemText(texts.givenOver(by.name, agent.name)), ...note],
    };
  if (!isWaiting(item)) return null;
  const told =
    reservedFor === null
      ? texts.passedOn(by.name, queue?.name ?? '', position)
      : texts.passedOn(by.name, reservedFor.name, null);
  return {
    cause,
    events: [{ ...changed, to: 'queue', transferredBy: by }],
    messages: [systemText(told), ...note],
  };
}

export const endsHolding: ReadonlySet<OfferOutcome> = new Set([
  'returned',
  'lost',
  'transferred',
  'taken_over',
]);
