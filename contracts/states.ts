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

/** True when nothing more can be said: the conversation is over, be its record complete or in wrap-up. */
export function hasEnded(state: InteractionState): boolean {
  return state === 'wrap_up' || isClosed(state);
}

/** What moves an interaction from state to state. */
export type LifecycleEvent =
  /** The requester wrote, or a topic was picked or discovered. */
  | 'engaged'
  | 'queued'
  | 'accepted'
  /** Back with the Virtual Agent. */
  | 'returned'
  /** Put on hold by its agent, and taken up again. */
  | 'parked'
  | 'taken_up'
  | 'ended_with_wrap_up'
  | 'completed'
  | 'abandoned'
  | 'faulted';

export interface LifecycleRow {
  id: string;
  from: InteractionState;
  event: LifecycleEvent;
  to: InteractionState;
  /** Where it comes from: domain A2, C1, C3. */
  rule: string;
}

/**
 * The whole life of an interaction (domain A2): what is not in the table does not happen. Nothing follows a closed
 * state, and `wrap_up` is followed by the state that the close table gave (domain C3 point 8).
 */
export const lifecycle: readonly LifecycleRow[] = [
  { id: 'L01', from: 'new', event: 'engaged', to: 'work_in_progress', rule: 'A1' },
  { id: 'L02', from: 'new', event: 'queued', to: 'on_hold', rule: 'A2' },
  { id: 'L03', from: 'new', event: 'accepted', to: 'work_in_progress', rule: 'A2' },
  { id: 'L04', from: 'new', event: 'returned', to: 'new', rule: 'C3 point 7' },
  { id: 'L05', from: 'new', event: 'completed', to: 'closed_complete', rule: 'C3 P06, P08' },
  { id: 'L06', from: 'new', event: 'abandoned', to: 'closed_abandoned', rule: 'C3 P07, P14' },
  { id: 'L07', from: 'new', event: 'faulted', to: 'faulted', rule: 'C3 P01' },
  { id: 'L08', from: 'work_in_progress', event: 'engaged', to: 'work_in_progress', rule: 'A1' },
  { id: 'L09', from: 'work_in_progress', event: 'queued', to: 'on_hold', rule: 'A2' },
  { id: 'L10', from: 'work_in_progress', event: 'accepted', to: 'work_in_progress', rule: 'D4' },
  { id: 'L11', from: 'work_in_progress', event: 'returned', to: 'work_in_progress', rule: 'C3 point 7' },
  { id: 'L12', from: 'work_in_progress', event: 'parked', to: 'on_hold', rule: 'A2' },
  { id: 'L13', from: 'work_in_progress', event: 'ended_with_wrap_up', to: 'wrap_up', rule: 'C3 point 8' },
  { id: 'L14', from: 'work_in_progress', event: 'completed', to: 'closed_complete', rule: 'C3' },
  { id: 'L15', from: 'work_in_progress', event: 'abandoned', to: 'closed_abandoned', rule: 'C3' },
  { id: 'L16', from: 'work_in_progress', event: 'faulted', to: 'faulted', rule: 'C3 P01, P02' },
  { id: 'L17', from: 'on_hold', event: 'engaged', to: 'on_hold', rule: 'A2' },
  { id: 'L18', from: 'on_hold', event: 'queued', to: 'on_hold', rule: 'D4' },
  { id: 'L19', from: 'on_hold', event: 'accepted', to: 'work_in_progress', rule: 'A2' },
  { id: 'L20', from: 'on_hold', event: 'returned', to: 'work_in_progress', rule: 'C3 point 7' },
  { id: 'L21', from: 'on_hold', event: 'parked', to: 'on_hold', rule: 'A2' },
  { id: 'L22', from: 'on_hold', event: 'taken_up', to: 'work_in_progress', rule: 'A2' },
  { id: 'L23', from: 'on_hold', event: 'ended_with_wrap_up', to: 'wrap_up', rule: 'C3 point 8' },
  { id: 'L24', from: 'on_hold', event: 'completed', to: 'closed_complete', rule: 'C3' },
  { id: 'L25', from: 'on_hold', event: 'abandoned', to: 'closed_abandoned', rule: 'C3 P04, P10, P11, P13' },
  { id: 'L26', from: 'on_hold', event: 'faulted', to: 'faulted', rule: 'C3 P02' },
  { id: 'L27', from: 'wrap_up', event: 'completed', to: 'closed_complete', rule: 'C2 T11' },
  { id: 'L28', from: 'wrap_up', event: 'abandoned', to: 'closed_abandoned', rule: 'C2 T11' },
  { id: 'L29', from: 'wrap_up', event: 'faulted', to: 'faulted', rule: 'C2 T11' },
];

/** The state that follows; null where the table has no such step. */
export function lifecycleStep(from: InteractionState, event: LifecycleEvent): InteractionState | null {
  return lifecycle.find((row) => row.from === from && row.event === event)?.to ?? null;
}

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
