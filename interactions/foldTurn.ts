import {
  hasEnded,
  type InteractionState,
  isClosed,
  type LifecycleEvent,
  lifecycleStep,
} from '../contracts/states.ts';
import { type ConversationState, type Folded, withHeader } from './conversationState.ts';
import { foldClocks, isAnswerOfAgent } from './foldClocks.ts';
import { foldLive } from './foldLive.ts';
import { firstPart, foldParts, foldSentiment } from './foldParts.ts';
import { isUnseenEvent } from './isUnseenEvent.ts';
import { transcriptLength } from './reading/transcript.ts';
import { foldRelatedTask } from './records/relatedTasks.ts';
import type { Turn, TurnCause, TurnEvent } from './turn.ts';

/** How many client message ids are remembered without asking the log. */
const remembered = 64;
const mostTopics = 200;

/**
 * The state after a turn (design 3.2): pure, so that rebuilding from the log gives the same header.
 * The turn must follow `state` directly (`turn.seq === state.lastSeq + 1`). What is in the log has happened: a step
 * that the lifecycle does not know changes nothing here; decisions refuse it (interactions/lifecycle.ts).
 */
export function foldTurn(before: ConversationState, turn: Turn): ConversationState {
  const { header: _, ...folded } = before;
  const state: Folded = { ...folded, record: { ...before.record }, facts: { ...before.facts } };
  const at = turn.at.toISOString();
  // Whatever the Virtual Agent did since, its pause is over.
  if (turn.dialog !== undefined) state.resumeAt = null;
  Object.assign(state, foldSentiment(state, turn));
  foldCause(state, turn, at);
  for (const event of turn.events) foldEvent(state, event, at, turn.cause);
  foldMessages(state, turn, at);
  state.clocks = foldClocks(state, turn, before);
  if (turn.dialog !== undefined) state.dialog = turn.dialog;
  state.lastSeq = turn.lastSeq;
  // The header is read by agents too, and says by no number that somebody looks on.
  const unseen = turn.messages.length === 0 && turn.events.length > 0 && turn.events.every(isUnseenEvent);
  state.record.lastSeq = unseen ? before.header.lastSeq : turn.lastSeq;
  if (!unseen) state.record.updatedAt = at;
  return withHeader(state);
}

function step({ record }: Folded, event: LifecycleEvent): void {
  record.state = lifecycleStep(record.state, event) ?? record.state;
}

function foldCause(state: Folded, turn: Turn, at: string): void {
  const { cause } = turn;
  const { facts, record } = state;
  if (cause.kind === 'requester' && cause.action !== 'opened') {
    facts.requesterActedAt = at;
    facts.remindedAt = null;
    facts.agentAwaitsSince = null;
    facts.leftForSearch = cause.action === 'left_for_search';
    if (cause.action === 'message') {
      facts.engaged = true;
      facts.quietHold = false;
      step(state, 'engaged');
      if (record.owner === 'agent' && state.live.errand === null) facts.requesterWroteToAgent = true;
    }
  }
  if (cause.clientMessageId !== undefined) {
    state.recent = [...state.recent, { id: cause.clientMessageId, seq: turn.seq }].slice(-remembered);
  }
}

function foldMessages(state: Folded, turn: Turn, at: string): void {
  const { facts, record } = state;
  record.messageCount += turn.messages.length;
  state.transcriptChars = transcriptLength(state.transcriptChars, turn);
  for (const message of turn.messages) {
    if (message.type !== 'choices' && message.type !== 'carousel') continue;
    state.offered = message.choices.map(({ value, label }) => ({ value, label }));
  }
  if (!turn.messages.some(isAnswerOfAgent)) return;
  facts.agentAwaitsSince = at;
  facts.agentWrote = true;
  facts.remindedAt = null;
}

function foldEvent(state: Folded, event: TurnEvent, at: string, cause: TurnCause): void {
  const { record, facts } = state;
  state.live = foldLive(state, event, at);
  switch (event.type) {
    case 'conversation_opened':
      foldOpening(state, event, at);
      return;
    case 'person_identified':
      record.openedFor = event.to;
      record.channelUserProfile = event.channelUserProfile ?? record.channelUserProfile;
      return;
    case 'topic_started':
      facts.runs = (facts.runs ?? 0) + 1;
      if (event.topicKind === 'topic') {
        facts.topicRan = true;
        facts.engaged = true;
        record.topics = [...record.topics, event.topic].slice(-mostTopics);
        step(state, 'engaged');
      }
      if (event.topicKind === 'topic' || event.topicKind === 'setup') {
        facts.anythingElse = event.role === 'anything_else';
      }
      return;
    case 'record_viewed':
    case 'record_created':
    case 'record_updated':
    case 'record_attached':
    case 'record_detached':
      Object.assign(state, foldRelatedTask(state, event, cause, at));
      return;
    case 'handoff_requested':
      if (event.workItemId === null) return;
      facts.transferred = true;
      state.workItemId = event.workItemId;
      if (record.shortDescription === '') record.shortDescription = event.shortDescription;
      return;
    case 'owner_changed':
      if (!hasEnded(record.state)) foldOwner(state, event, at);
      return;
    case 'idle_reminded':
      facts.remindedAt = at;
      return;
    case 'agent_prompted':
      facts.promptedAt = at;
      return;
    case 'state_changed':
      if (hasEnded(record.state)) return;
      step(state, event.state === 'on_hold' ? 'parked' : 'taken_up');
      record.waitingReason = event.waitingReason;
      facts.quietHold = event.state === 'on_hold';
      if (event.state !== 'on_hold') facts.takenUpAt = at;
      return;
    case 'fields_changed': {
      const { workNote, ...changes } = event.changes;
      Object.assign(record, changes);
      if (workNote !== undefined) record.workNotes = [...record.workNotes, workNote];
      return;
    }
    case 'conversation_closed':
      if (!hasEnded(record.state)) foldClose(state, event, at);
      return;
    case 'wrap_up_ended':
      if (record.state !== 'wrap_up' || record.closing === null || record.wrapUp === null) return;
      step(state, endings[record.closing.state] ?? 'completed');
      record.wrapUp = { ...record.wrapUp, endedBy: event.by };
      record.disposition = event.code ?? record.disposition;
      if (event.note !== null) record.workNotes = [...record.workNotes, event.note];
      return;
    case 'language_changed':
      record.locale = event.to;
      return;
    case 'survey_answered':
      if (hasEnded(record.state)) state.surveyAnswered = true;
      return;
    case 'paused':
      state.resumeAt = event.until;
      return;
    default:
      return;
  }
}

const endings: Readonly<Partial<Record<InteractionState, LifecycleEvent>>> = {
  closed_complete: 'completed',
  closed_abandoned: 'abandoned',
  faulted: 'faulted',
};

function foldOpening(
  state: Folded,
  event: Extract<TurnEvent, { type: 'conversation_opened' }>,
  at: string,
): void {
  const { number, subtype, channel, direction, openedFor, application, domain, locale } = event;
  state.record = {
    ...state.record,
    number,
    type: event.interactionType,
    subtype,
    channel,
    direction,
    openedFor,
    application,
    domain,
    locale,
    openedAt: at,
    channelUserProfile: event.channelUserProfile ?? null,
    clonedFrom: event.clonedFrom ?? null,
    shortDescription: event.shortDescription ?? '',
    tags: event.tags ?? [],
  };
  state.facts.requesterActedAt = at;
  state.context = event.context;
  state.part = firstPart('virtual_agent', at);
}

function foldOwner(state: Folded, event: Extract<TurnEvent, { type: 'owner_changed' }>, at: string): void {
  const { record, facts } = state;
  // Opened by an agent: the Virtual Agent had no part in it.
  if (state.lastSeq === 0 && event.to !== 'virtual_agent') state.part = firstPart('live', at);
  const { from, to, agent } = event;
  const transferred = event.transferredBy !== undefined;
  Object.assign(state, foldParts(state, { from, to, agent: agent?.name ?? null, transferred, at }));
  record.owner = to;
  record.waitingReason = null;
  if (to === 'none') return;
  facts.quietHold = false;
  facts.liveAgent = to !== 'virtual_agent';
  facts.accepted = to === 'agent';
  facts.agentWrote = false;
  if (to === 'virtual_agent') {
    facts.agentAwaitsSince = null;
    state.workItemId = null;
    record.assignedTo = null;
    record.queue = null;
    step(state, 'returned');
    return;
  }
  facts.transferred = true;
  record.queue = event.queue ?? record.queue;
  state.workItemId = event.workItemId ?? state.workItemId;
  if (to === 'queue') {
    facts.agentAwaitsSince = null;
    facts.requesterWroteToAgent = false;
    record.assignedTo = null;
    step(state, 'queued');
    return;
  }
  record.assignedTo = agent ?? null;
  step(state, 'accepted');
}

/** The reason is fixed here, also when a wrap-up follows (domain C3 point 8). */
function foldClose(
  state: Folded,
  event: Extract<TurnEvent, { type: 'conversation_closed' }>,
  at: string,
): void {
  const { record } = state;
  record.closing = {
    at,
    state: event.state,
    reason: event.stateReason,
    endState: event.endState,
    rule: event.rule,
    by: event.closedBy,
  };
  record.waitingReason = null;
  record.owner = 'none';
  if (record.shortDescription === '') record.shortDescription = event.shortDescription;
  if (event.wrapUpUntil !== undefined) {
    step(state, 'ended_with_wrap_up');
    if (record.state === 'wrap_up') record.wrapUp = { until: event.wrapUpUntil, endedBy: null };
  }
  if (!hasEnded(record.state)) record.state = isClosed(event.state) ? event.state : 'closed_complete';
}
