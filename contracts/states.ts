/**
 * The states and reasons of the product, their predicates and the tables of legal transitions.
 * Sources: protocol §4, domain A2 (interaction states), D2 (work item states), C1 (end states).
 */

export const interactionStates = [
  'new',
  'work_in_progress',
  'on_hold',
  'wrap_up',
  'closed_complete',
  'closed_abandoned',
  'faulted',
] as const;
export type InteractionState = (typeof interactionStates)[number];

export const closeReasons = [
  'left_before_engagement',
  'no_activity',
  'user_ended',
  'auto_closed',
  'no_user_response',
  'topic_complete',
  'left_for_search',
  'agent_ended',
  'chat_complete',
  'error',
] as const;
export type CloseReason = (typeof closeReasons)[number];

export const waitingReasons = ['waiting_on_customer', 'waiting_internal'] as const;
export type WaitingReason = (typeof waitingReasons)[number];

/** Who answers the requester. `none`: the conversation is over. */
export const owners = ['virtual_agent', 'queue', 'agent', 'none'] as const;
export type Owner = (typeof owners)[number];

export const workItemStates = ['queued', 'pending_accept', 'accepted', 'closed', 'cancelled'] as const;
export type WorkItemState = (typeof workItemStates)[number];

export const interactionTypes = ['chat', 'phone', 'walk_up', 'messaging', 'email', 'task'] as const;
export type InteractionType = (typeof interactionTypes)[number];

export const directions = ['inbound', 'outbound'] as const;
export type Direction = (typeof directions)[number];

export const sentiments = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof sentiments)[number];

export const roles = ['agent', 'supervisor', 'va_admin', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Presence states that ship; an admin may add more (domain D1). */
export const presenceStates = ['available', 'away', 'offline'] as const;

/** What became of asking for a person (design §4). */
export const handoffOutcomes = ['offered', 'queued', 'no_agents', 'closed_hours', 'refused'] as const;
export type HandoffOutcome = (typeof handoffOutcomes)[number];

/** C1: the dashboard's end states, derived from state, reason and the agent-chat flag. */
export type EndState =
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'E6'
  | 'E7'
  | 'E8'
  | 'E9'
  | 'E10'
  | 'E11'
  | 'E12'
  | 'E13';

const closedStates: ReadonlySet<InteractionState> = new Set([
  'closed_complete',
  'closed_abandoned',
  'faulted',
]);

/** True when the interaction has ended for good. */
export function isClosed(state: InteractionState): boolean {
  return closedStates.has(state);
}

const closedOnes: readonly InteractionState[] = ['closed_complete', 'closed_abandoned', 'faulted'];

/** domain A2: which interaction state may follow which. Nothing follows a closed one. */
export const interactionTransitions: Readonly<Record<InteractionState, readonly InteractionState[]>> = {
  new: ['work_in_progress', 'on_hold', 'wrap_up', ...closedOnes],
  work_in_progress: ['on_hold', 'wrap_up', ...closedOnes],
  on_hold: ['work_in_progress', 'wrap_up', ...closedOnes],
  wrap_up: closedOnes,
  closed_complete: [],
  closed_abandoned: [],
  faulted: [],
};

/** domain D2: which work item state may follow which. */
export const workItemTransitions: Readonly<Record<WorkItemState, readonly WorkItemState[]>> = {
  queued: ['pending_accept', 'accepted', 'cancelled'],
  pending_accept: ['queued', 'accepted', 'cancelled'],
  accepted: ['queued', 'closed', 'cancelled'],
  closed: [],
  cancelled: [],
};

/** True when the table allows the step; staying in the same state is always allowed. */
export function mayBecome<S extends string>(
  table: Readonly<Record<S, readonly S[]>>,
  from: S,
  to: S,
): boolean {
  return from === to || table[from].includes(to);
}
