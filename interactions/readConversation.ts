import type { InteractionHeader } from '../contracts/header.ts';
import { quiet } from '../contracts/live.ts';
import { type ConversationState, emptyConversation, type Folded } from './conversationState.ts';

/** What was stored before the record had facts of its own: those stood in the header alone. */
type EarlierFold = Omit<
  Folded,
  'record' | 'live' | 'facts' | 'sentiment' | 'part' | 'parts' | 'transcriptChars'
> & {
  facts: Omit<Folded['facts'], 'promptedAt' | 'takenUpAt' | 'topicRan' | 'transferred'>;
  sentimentSum: number;
  sentimentTurns: number;
};
export type StoredFold = (Omit<Folded, 'live'> & Partial<Pick<Folded, 'live'>>) | EarlierFold;

/** A stored conversation, also one of an earlier shape. Its parts so far were not kept; the latest begins at its last change. */
export function readConversation(header: InteractionHeader, stored: StoredFold): ConversationState {
  if ('record' in stored) return { ...stored, live: stored.live ?? quiet, header };
  const { sentimentSum, sentimentTurns, facts, ...fold } = stored;
  const empty = emptyConversation(header.id, header.number, header.openedAt);
  const { closedAt, stateReason, closedBy } = header;
  return {
    ...empty,
    ...fold,
    header,
    record: {
      ...empty.record,
      ...header,
      closing:
        closedAt === null || stateReason === null || closedBy === null
          ? null
          : {
              at: closedAt,
              state: header.state,
              reason: stateReason,
              endState: header.endState,
              rule: header.closeRule ?? '',
              by: closedBy,
            },
    },
    facts: { ...empty.facts, ...facts, topicRan: header.virtualAgent, transferred: header.agentChat },
    sentiment: { sum: sentimentSum, turns: sentimentTurns, neutralBand: 0.05 },
    // Not counted then: taken for long, so that it is read as the attachment, which is always whole.
    transcriptChars: header.messageCount === 0 ? 0 : 4_001,
    part:
      closedAt === null
        ? {
            part: 1,
            kind: facts.liveAgent ? 'live' : 'virtual_agent',
            with: facts.liveAgent
              ? header.assignedTo && { kind: 'agent', name: header.assignedTo.name }
              : { kind: 'virtual_agent', name: 'Virtual Agent' },
            startedAt: header.updatedAt,
            sentimentSum: 0,
            turns: 0,
            neutralBand: 0,
          }
        : null,
  };
}
