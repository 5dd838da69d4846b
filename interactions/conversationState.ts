import type { InteractionHeader, RelatedTask } from '../contracts/header.ts';
import type { RecordValue } from './turn.ts';

/** What the close table, the idle deadlines and the clocks need to know (domain C2, C3). Times: ISO 8601 UTC. */
export interface ConversationFacts {
  engaged: boolean;
  anythingElse: boolean;
  leftForSearch: boolean;
  liveAgent: boolean;
  accepted: boolean;
  requesterWroteToAgent: boolean;
  /** Who wrote last counts from here: the requester's last act, or the opening. */
  requesterActedAt: string;
  /** The latest agent message that awaits an answer; null once the requester answered. */
  agentAwaitsSince: string | null;
  /** A person of the current live part has written. */
  agentWrote: boolean;
  /** The reminder of the current silence was sent at. */
  remindedAt: string | null;
}

/** Separate clocks that the Virtual Agent's messages do not bend (domain F7 18). Milliseconds and ISO times. */
export interface ConversationClocks {
  /** Entered the queue, while waiting there. */
  queuedSince: string | null;
  queueMs: number;
  /** Asked for a person and no person wrote since. */
  waitingSince: string | null;
  waitMs: number | null;
  acceptedSince: string | null;
  handledMs: number;
  wrapUpSince: string | null;
  wrapUpMs: number;
  /** First requester message of a burst that no agent answered yet (seed: response-time pairing). */
  burstSince: string | null;
  responseMs: number;
  responses: number;
}

/**
 * A conversation as the fold over its turns (design 3.2). `header` is what lists show; the rest is what
 * decisions need. JSON, stored beside the header so that loading reads one document and the log's tail.
 */
export interface ConversationState {
  v: 1;
  id: string;
  lastSeq: number;
  header: InteractionHeader;
  facts: ConversationFacts;
  clocks: ConversationClocks;
  relatedTasks: RelatedTask[];
  /** `table/id` of what was taken off again by hand; states written before it was kept lack it. */
  detachedTasks?: string[];
  workItemId: string | null;
  sentimentSum: number;
  sentimentTurns: number;
  /** Values from the page the conversation was opened on (vaContext). */
  context: Record<string, RecordValue>;
  /** What the latest choices on the table are called, so that a picked value is shown by its label. */
  offered: { value: string; label: string }[];
  /** When the Virtual Agent goes on after a pause, ISO 8601 UTC. */
  resumeAt?: string | null;
  /** The Virtual Agent's place (topics' own shape). */
  dialog: unknown;
  /** Client message ids of the latest turns with their `seq`, so that a repeat is known without a read. */
  recent: { id: string; seq: number }[];
}

/** The state before the first turn. `openedAt`: ISO 8601 UTC. */
export function emptyConversation(id: string, number: string, openedAt: string): ConversationState {
  return {
    v: 1,
    id,
    lastSeq: 0,
    header: {
      number,
      id,
      type: 'chat',
      subtype: null,
      direction: 'inbound',
      state: 'new',
      stateReason: null,
      waitingReason: null,
      dashboardMessage: null,
      endState: null,
      closeRule: null,
      owner: 'virtual_agent',
      openedFor: { id: 'guest', name: 'Guest', guest: true },
      channelUserProfile: null,
      assignedTo: null,
      queue: null,
      openedAt,
      closedAt: null,
      updatedAt: openedAt,
      closedBy: null,
      shortDescription: '',
      virtualAgent: false,
      agentChat: false,
      sentiment: null,
      sentimentNormalized: null,
      agentAverageResponseTime: null,
      waitTime: null,
      queueTime: null,
      duration: null,
      wrapUpDuration: null,
      application: 'global',
      domain: 'global',
      channel: 'web',
      locale: 'en',
      tags: [],
      resolution: null,
      disposition: null,
      workNotes: [],
      clonedFrom: null,
      completedBy: null,
      account: null,
      contact: null,
      consumer: null,
      systemWrapUp: false,
      topics: [],
      messageCount: 0,
      lastSeq: 0,
    },
    facts: {
      engaged: false,
      anythingElse: false,
      leftForSearch: false,
      liveAgent: false,
      accepted: false,
      requesterWroteToAgent: false,
      requesterActedAt: openedAt,
      agentAwaitsSince: null,
      agentWrote: false,
      remindedAt: null,
    },
    clocks: {
      queuedSince: null,
      queueMs: 0,
      waitingSince: null,
      waitMs: null,
      acceptedSince: null,
      handledMs: 0,
      wrapUpSince: null,
      wrapUpMs: 0,
      burstSince: null,
      responseMs: 0,
      responses: 0,
    },
    relatedTasks: [],
    workItemId: null,
    sentimentSum: 0,
    sentimentTurns: 0,
    context: {},
    offered: [],
    dialog: null,
    recent: [],
  };
}
