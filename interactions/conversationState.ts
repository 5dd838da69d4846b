import type { Insight, InteractionHeader, RelatedTask } from '../contracts/header.ts';
import type { Live } from '../contracts/live.ts';
import { quiet } from '../contracts/live.ts';
import type { CloseReason, EndState, InteractionState } from '../contracts/states.ts';
import { headerOf } from './header/headerOf.ts';
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
  /** T6: the agent was prompted about the current waiting at. */
  promptedAt: string | null;
  /** The agent took it up again after a hold at. */
  takenUpAt: string | null;
  /** Its agent parked it, and the requester has not written since. Absent in states before it was kept. */
  quietHold?: boolean;
  /** A topic was picked or discovered. */
  topicRan: boolean;
  /** Topics that were started so far, of all kinds: the next run's id is made of it. Absent in states before it was kept. */
  runs?: number;
  /** The conversation was transferred to a person, or opened by one. */
  transferred: boolean;
}

/** What the events said of the record, as the fields of the header take it (interactions/header/). */
export interface RecordFacts
  extends Pick<
    InteractionHeader,
    | 'number'
    | 'type'
    | 'subtype'
    | 'direction'
    | 'channel'
    | 'application'
    | 'domain'
    | 'locale'
    | 'openedAt'
    | 'openedFor'
    | 'channelUserProfile'
    | 'clonedFrom'
    | 'state'
    | 'waitingReason'
    | 'owner'
    | 'assignedTo'
    | 'queue'
    | 'shortDescription'
    | 'tags'
    | 'resolution'
    | 'disposition'
    | 'workNotes'
    | 'account'
    | 'contact'
    | 'consumer'
    | 'topics'
    | 'messageCount'
    | 'lastSeq'
    | 'updatedAt'
  > {
  closing: Closing | null;
  /** After a live conversation its agent completes the record; null when there is no such time. */
  wrapUp: { until: string; endedBy: 'agent' | 'timer' | 'skipped' | null } | null;
}

/** How the conversation ended: fixed at its end, whatever the wrap-up brings (domain C3 point 8). */
export interface Closing {
  at: string;
  /** The state it has once the wrap-up is over. */
  state: InteractionState;
  reason: CloseReason;
  endState: EndState | null;
  rule: string;
  by: NonNullable<InteractionHeader['closedBy']>;
}

/** A part that is over (domain A1, Interaction Insights): what was measured between two changes of hands. */
export type EndedPart = Omit<Insight, 'id' | 'interaction' | 'type'>;

/** The part that runs: from the opening or the last change of hands on. */
export interface RunningPart {
  part: number;
  kind: Insight['kind'];
  with: Insight['with'];
  startedAt: string;
  sentimentSum: number;
  turns: number;
  /** The band that was neutral when it was last measured. */
  neutralBand: number;
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
  record: RecordFacts;
  facts: ConversationFacts;
  clocks: ConversationClocks;
  relatedTasks: RelatedTask[];
  /** `table/id` of what was taken off again by hand; states written before it was kept lack it. */
  detachedTasks?: string[];
  workItemId: string | null;
  /** Who else is there, and what goes on beside the words. */
  live: Live;
  /** Of all that was measured so far. `neutralBand`: the one of the last measurement. */
  sentiment: { sum: number; turns: number; neutralBand: number };
  /** The part that runs; null once the conversation is over. */
  part: RunningPart | null;
  /** Parts that are over, the latest 200. */
  parts: EndedPart[];
  /** How long the internal transcript is as text, in characters (UTF-16 units). */
  transcriptChars: number;
  /** Values from the page the conversation was opened on (vaContext). */
  context: Record<string, RecordValue>;
  /** What the latest choices on the table are called, so that a picked value is shown by its label. */
  offered: { value: string; label: string }[];
  /** True once the post-chat survey was answered. */
  surveyAnswered?: boolean;
  /** When the Virtual Agent goes on after a pause, ISO 8601 UTC. */
  resumeAt?: string | null;
  /** The Virtual Agent's place (topics' own shape). */
  dialog: unknown;
  /** Client message ids of the latest turns with their `seq`, so that a repeat is known without a read. */
  recent: { id: string; seq: number }[];
}

/** The state before the first turn. `openedAt`: ISO 8601 UTC. */
export function emptyConversation(id: string, number: string, openedAt: string): ConversationState {
  return withHeader({
    v: 1,
    id,
    lastSeq: 0,
    record: {
      number,
      type: 'chat',
      subtype: null,
      direction: 'inbound',
      channel: 'web',
      application: 'global',
      domain: 'global',
      locale: 'en',
      openedAt,
      openedFor: { id: 'guest', name: 'Guest', guest: true },
      channelUserProfile: null,
      clonedFrom: null,
      state: 'new',
      waitingReason: null,
      owner: 'virtual_agent',
      assignedTo: null,
      queue: null,
      shortDescription: '',
      tags: [],
      resolution: null,
      disposition: null,
      workNotes: [],
      account: null,
      contact: null,
      consumer: null,
      topics: [],
      messageCount: 0,
      lastSeq: 0,
      closing: null,
      wrapUp: null,
      updatedAt: openedAt,
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
      promptedAt: null,
      takenUpAt: null,
      topicRan: false,
      transferred: false,
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
    live: quiet,
    sentiment: { sum: 0, turns: 0, neutralBand: 0 },
    part: null,
    parts: [],
    transcriptChars: 0,
    context: {},
    offered: [],
    resumeAt: null,
    dialog: null,
    recent: [],
  });
}

/** A conversation without its header, which follows from the rest. */
export type Folded = Omit<ConversationState, 'header'>;

/** Computes the header anew. */
export function withHeader(folded: Folded): ConversationState {
  return { ...folded, header: headerOf(folded) };
}
