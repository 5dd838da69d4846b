import { isClosed } from '../contracts/states.ts';
import { dashboardMessages } from './classifyClose.ts';
import type { ConversationState } from './conversationState.ts';
import { foldClocks, isAnswerOfAgent } from './foldClocks.ts';
import { foldRelatedTask } from './relatedTasks.ts';
import { labelOf } from './scoreSentiment.ts';
import type { Turn, TurnCause, TurnEvent } from './turn.ts';

/** How many client message ids are remembered without asking the log. */
const remembered = 64;

/**
 * The state after a turn (design 3.2): pure, so that rebuilding from the log gives the same header.
 * The turn must follow `state` directly (`turn.seq === state.lastSeq + 1`).
 */
export function foldTurn(before: ConversationState, turn: Turn): ConversationState {
  const state = structuredClone(before);
  const at = turn.at.toISOString();
  // Whatever the Virtual Agent did since, its pause is over.
  if (turn.dialog !== undefined) state.resumeAt = null;
  foldCause(state, turn, at);
  for (const event of turn.events) foldEvent(state, event, at, turn.cause);
  foldMessages(state, turn, at);
  foldClocks(state, turn, before.header.owner);
  foldSentiment(state, turn);
  if (turn.dialog !== undefined) state.dialog = turn.dialog;
  state.lastSeq = turn.lastSeq;
  state.header.lastSeq = turn.lastSeq;
  state.header.updatedAt = at;
  return state;
}

function foldCause(state: ConversationState, turn: Turn, at: string): void {
  const { cause } = turn;
  if (cause.kind === 'requester' && cause.action !== 'opened') {
    state.facts.requesterActedAt = at;
    state.facts.remindedAt = null;
    state.facts.agentAwaitsSince = null;
    state.facts.leftForSearch = cause.action === 'left_for_search';
    if (cause.action === 'message') {
      state.facts.engaged = true;
      if (state.header.state === 'new') state.header.state = 'work_in_progress';
      if (state.header.owner === 'agent') state.facts.requesterWroteToAgent = true;
    }
  }
  if (cause.kind !== 'system' && cause.clientMessageId !== undefined) {
    state.recent = [...state.recent, { id: cause.clientMessageId, seq: turn.seq }].slice(-remembered);
  }
}

function foldMessages(state: ConversationState, turn: Turn, at: string): void {
  state.header.messageCount += turn.messages.length;
  for (const message of turn.messages) {
    if (message.type !== 'choices' && message.type !== 'carousel') continue;
    state.offered = message.choices.map(({ value, label }) => ({ value, label }));
  }
  if (!turn.messages.some(isAnswerOfAgent)) return;
  state.facts.agentAwaitsSince = at;
  state.facts.agentWrote = true;
  state.facts.remindedAt = null;
}

function foldSentiment(state: ConversationState, turn: Turn): void {
  if (turn.sentiment === null) return;
  state.sentimentSum += turn.sentiment.normalized;
  state.sentimentTurns += 1;
  const mean = state.sentimentSum / state.sentimentTurns;
  state.header.sentimentNormalized = Math.round(mean * 1_000) / 1_000;
  state.header.sentiment = labelOf(mean, turn.sentiment.neutralBand);
}

function foldEvent(state: ConversationState, event: TurnEvent, at: string, cause: TurnCause): void {
  const { header, facts } = state;
  switch (event.type) {
    case 'conversation_opened':
      Object.assign(header, {
        number: event.number,
        type: event.interactionType,
        subtype: event.subtype,
        channel: event.channel,
        direction: event.direction,
        openedFor: event.openedFor,
        application: event.application,
        domain: event.domain,
        locale: event.locale,
        openedAt: at,
      });
      facts.requesterActedAt = at;
      state.context = event.context;
      return;
    case 'topic_started':
      if (event.topicKind === 'topic') {
        header.virtualAgent = true;
        facts.engaged = true;
        header.topics = [...header.topics, event.topic].slice(-200);
        if (header.state === 'new') header.state = 'work_in_progress';
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
      header.agentChat = true;
      state.workItemId = event.workItemId;
      if (header.shortDescription === '') header.shortDescription = event.shortDescription;
      return;
    case 'owner_changed':
      foldOwner(state, event);
      return;
    case 'idle_reminded':
      facts.remindedAt = at;
      return;
    case 'state_changed':
      header.state = event.state;
      header.waitingReason = event.waitingReason;
      return;
    case 'fields_changed': {
      const { workNote, ...changes } = event.changes;
      Object.assign(header, changes);
      if (workNote !== undefined) header.workNotes = [...header.workNotes, workNote];
      return;
    }
    case 'conversation_closed':
      header.state = event.state;
      header.stateReason = event.stateReason;
      header.waitingReason = null;
      header.endState = event.endState;
      header.closeRule = event.rule;
      header.dashboardMessage = event.endState === null ? null : dashboardMessages[event.endState];
      header.closedAt = at;
      header.closedBy = event.closedBy;
      header.completedBy = event.closedBy.name;
      header.owner = 'none';
      if (header.shortDescription === '') header.shortDescription = event.shortDescription;
      return;
    case 'language_changed':
      header.locale = event.to;
      return;
    case 'paused':
      state.resumeAt = event.until;
      return;
    case 'topic_ended':
    case 'element_run':
    case 'topic_discovered':
    case 'survey_answered':
    case 'left_for_search':
    case 'faulted':
      return;
  }
}

function foldOwner(state: ConversationState, event: Extract<TurnEvent, { type: 'owner_changed' }>): void {
  const { header, facts } = state;
  header.owner = event.to;
  if (event.to === 'virtual_agent') {
    facts.liveAgent = false;
    facts.accepted = false;
    facts.agentWrote = false;
    facts.agentAwaitsSince = null;
    state.workItemId = null;
    header.assignedTo = null;
    header.queue = null;
  }
  if (event.to === 'queue') {
    facts.liveAgent = true;
    facts.accepted = false;
    facts.agentWrote = false;
    facts.agentAwaitsSince = null;
    facts.requesterWroteToAgent = false;
    header.assignedTo = null;
    header.queue = event.queue ?? header.queue;
    state.workItemId = event.workItemId ?? state.workItemId;
    if (!isClosed(header.state)) header.state = 'on_hold';
  }
  if (event.to === 'agent') {
    facts.liveAgent = true;
    facts.accepted = true;
    facts.agentWrote = false;
    header.assignedTo = event.agent ?? null;
    header.queue = event.queue ?? header.queue;
    state.workItemId = event.workItemId ?? state.workItemId;
    header.agentChat = true;
  }
  if (event.to !== 'queue' && header.state === 'on_hold') header.state = 'work_in_progress';
}
