import type { CloseReason, EndState, InteractionState } from '../contracts/states.ts';

/** What ended the conversation (domain C3, column Trigger). */
export type CloseTrigger =
  | 'fault'
  | 'agent_end'
  | 'requester_end'
  | 'flow_closed'
  | 'system_end'
  | 'messaging_action'
  | 'idle';

/** The facts the decision table reads (domain C3). */
export interface CloseFacts {
  trigger: CloseTrigger;
  /** LA: a transfer to an agent was requested and did not fall back to the Virtual Agent. */
  liveAgent: boolean;
  /** A: an agent has accepted. */
  accepted: boolean;
  /** R: the requester wrote to that agent at least once. */
  requesterWroteToAgent: boolean;
  /** U: the requester engaged with the Virtual Agent: an utterance, or a topic picked or discovered. */
  engaged: boolean;
  /** AE: Anything Else was asked and is unanswered, or was answered Yes and then silence followed. */
  anythingElse: boolean;
  /** S: the requester's last act was leaving to search. */
  leftForSearch: boolean;
}

export type CloseRule =
  | 'P01'
  | 'P02'
  | 'P03'
  | 'P04'
  | 'P05'
  | 'P06'
  | 'P07'
  | 'P08'
  | 'P09'
  | 'P10'
  | 'P11'
  | 'P12'
  | 'P13'
  | 'P14'
  | 'P15'
  | 'P16'
  | 'P17';

export interface Classification {
  rule: CloseRule;
  state: InteractionState;
  reason: CloseReason;
  /** null: the documents name no end state for this row (P10). */
  endState: EndState | null;
}

interface Row extends Classification {
  when: (facts: CloseFacts) => boolean;
}

const row = (
  rule: CloseRule,
  state: InteractionState,
  reason: CloseReason,
  endState: EndState | null,
  when: (facts: CloseFacts) => boolean,
): Row => ({ rule, state, reason, endState, when });

/** domain C3, top-down; the first row that fits decides. */
const table: readonly Row[] = [
  row('P01', 'faulted', 'error', 'E13', (f) => f.trigger === 'fault' && !f.liveAgent),
  row('P02', 'faulted', 'error', 'E13', (f) => f.trigger === 'fault'),
  row('P03', 'closed_complete', 'agent_ended', 'E11', (f) => f.trigger === 'agent_end'),
  row(
    'P04',
    'closed_abandoned',
    'left_before_engagement',
    'E1',
    (f) => ends(f) && f.liveAgent && !f.accepted,
  ),
  row('P05', 'closed_complete', 'user_ended', 'E5', (f) => ends(f) && f.liveAgent),
  row('P06', 'closed_complete', 'user_ended', 'E4', (f) => ends(f) && f.engaged),
  row('P07', 'closed_abandoned', 'no_activity', 'E2', ends),
  row('P08', 'closed_complete', 'auto_closed', 'E6', (f) => f.trigger === 'flow_closed'),
  row('P09', 'closed_complete', 'chat_complete', 'E12', (f) => f.trigger === 'system_end'),
  row('P10', 'closed_abandoned', 'no_user_response', null, (f) => f.trigger === 'messaging_action'),
  row('P11', 'closed_abandoned', 'no_activity', 'E3', (f) => f.liveAgent && !f.accepted),
  row('P12', 'closed_complete', 'no_user_response', 'E8', (f) => f.liveAgent && f.requesterWroteToAgent),
  row('P13', 'closed_abandoned', 'no_activity', 'E3', (f) => f.liveAgent),
  row('P14', 'closed_abandoned', 'no_activity', 'E2', (f) => !f.engaged),
  row('P15', 'closed_complete', 'left_for_search', 'E10', (f) => f.leftForSearch),
  row('P16', 'closed_complete', 'topic_complete', 'E9', (f) => f.anythingElse),
  row('P17', 'closed_complete', 'no_user_response', 'E7', () => true),
];

function ends(facts: CloseFacts): boolean {
  return facts.trigger === 'requester_end';
}

/**
 * Why a conversation ended: every ending goes through here (design 3.6).
 * Pure; source: domain C3, rows P01–P17, first hit wins.
 */
export function classifyClose(facts: CloseFacts): Classification {
  for (const { when, ...classification } of table) if (when(facts)) return classification;
  throw new Error('the last row of the close table fits everything');
}

/** domain C1: the dashboard's words for an end state. E13 has none in the documents. */
export const dashboardMessages: Readonly<Record<EndState, string>> = {
  E1: 'User closed LA - before Agent engagement',
  E2: 'System closed VA - user never engaged',
  E3: 'System closed LA - before Agent engagement',
  E4: 'User closed VA - Clicked End/X',
  E5: 'User closed LA - Clicked End/X',
  E6: 'System closed VA - Auto Closed',
  E7: 'System closed VA - User no response',
  E8: 'System closed LA - User no response',
  E9: 'System closed VA - Topic complete',
  E10: 'System closed VA - Left with AI search',
  E11: 'Agent closed LA - Clicked End/X',
  E12: 'System closed LA - Chat Complete',
  E13: 'Faulted - Error',
};
