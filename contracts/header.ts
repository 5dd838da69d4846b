import type {
  CloseReason,
  Direction,
  EndState,
  InteractionState,
  InteractionType,
  Owner,
  Sentiment,
  WaitingReason,
} from './states.ts';

export interface PersonRef {
  id: string;
  name: string;
  email?: string;
  /** True for a person nobody has identified. */
  guest?: boolean;
  /** True when it is a program that writes: it is not waited for as long (domain C2, T2). */
  bot?: boolean;
}

export interface NameRef {
  id: string;
  name: string;
}

/** Who an interaction is assigned to while no person has it (domain A1). */
export const virtualAgent: NameRef = { id: 'virtual_agent', name: 'Virtual Agent' };

/** The interaction's header: protocol §4. Times are ISO 8601 UTC, durations are seconds. */
export interface InteractionHeader {
  number: string;
  /** The conversation's id. */
  id: string;
  type: InteractionType;
  subtype: string | null;
  direction: Direction;
  state: InteractionState;
  stateReason: CloseReason | null;
  waitingReason: WaitingReason | null;
  /** Derived from the state, the reason and the flags (domain C1); null while open. */
  dashboardMessage: string | null;
  endState: EndState | null;
  /** The row of domain C3 that decided the close. */
  closeRule: string | null;
  owner: Owner;
  openedFor: PersonRef;
  channelUserProfile: string | null;
  assignedTo: NameRef | null;
  queue: NameRef | null;
  openedAt: string;
  closedAt: string | null;
  updatedAt: string;
  closedBy: { kind: 'requester' | 'virtual_agent' | 'agent' | 'system'; name: string } | null;
  shortDescription: string;
  virtualAgent: boolean;
  agentChat: boolean;
  sentiment: Sentiment | null;
  sentimentNormalized: number | null;
  agentAverageResponseTime: number | null;
  waitTime: number | null;
  /** Seconds between entering the queue and a person's accepting; summed over handoffs. */
  queueTime: number | null;
  duration: number | null;
  wrapUpDuration: number | null;
  application: string;
  domain: string;
  channel: string;
  locale: string;
  tags: string[];
  resolution: 'resolved' | 'unresolved' | null;
  disposition: string | null;
  workNotes: string[];
  clonedFrom: string | null;
  completedBy: string | null;
  /** Who the requester acts for, as staff noted it (domain A2). */
  account: string | null;
  contact: string | null;
  consumer: string | null;
  /** True when the timer, not the agent, ended the wrap-up (T11). */
  systemWrapUp: boolean;
  /** Names of the topics that ran, in order, without the setup topics. */
  topics: string[];
  messageCount: number;
  lastSeq: number;
}

/** Present on the whole record only, not in lists. */
export interface TranscriptPart {
  transcript: string | null;
  transcriptAttachment: string | null;
}

export interface RelatedTask {
  table: string;
  id: string;
  number: string;
  title: string;
  state: string;
  /**
   * How it came to the interaction: found, made or changed by a topic, attached by a script or by hand, or opened, made or
   * changed by its agent.
   */
  via: 'lookup' | 'record_action' | 'attach' | 'agent' | 'viewed' | 'created' | 'updated';
  /** Who brought it; absent when a topic did. */
  by?: NameRef;
  at: string;
}

/** One line of the Interaction Insights (domain A1): what was measured over one part, at its end. */
export interface Insight {
  /** The conversation's id and the part's number. */
  id: string;
  /** The interaction's number. */
  interaction: string;
  type: 'sentiment';
  /** Parts count from 1: the Virtual Agent's, then each live one; coming back to the Virtual Agent begins another. */
  part: number;
  kind: 'virtual_agent' | 'live';
  /** Who the requester talked with; null when no agent had accepted yet. */
  with: { kind: 'virtual_agent' | 'agent'; name: string } | null;
  /** Whose words were measured. */
  user: { id: string; name: string };
  userType: 'user' | 'guest';
  /** null: nothing of what was said could be measured. */
  sentiment: Sentiment | null;
  /** −0.5…0.5. */
  normalized: number | null;
  /** Between these it was neutral when it was measured. */
  lower: number;
  upper: number;
  /** Measured requester turns. */
  turns: number;
  startedAt: string;
  endedAt: string;
  /** What ended the part. */
  endedBy: 'handoff' | 'returned' | 'transferred' | 'closed';
}

/** One line of the interaction log (domain A1): every topic, setup topics too, and every element in order. */
export interface InteractionLogEntry {
  number: number;
  seq: number;
  at: string;
  kind:
    | 'topic_started'
    | 'topic_ended'
    | 'element'
    | 'discovery'
    | 'handoff'
    | 'record'
    | 'action'
    | 'deflection'
    | 'correction'
    | 'language'
    | 'label'
    | 'pause'
    | 'owner'
    | 'member'
    | 'help'
    | 'errand'
    | 'wait'
    | 'callback'
    | 'fault'
    | 'survey'
    | 'search'
    | 'reminder'
    | 'fields'
    | 'state'
    | 'person'
    | 'file'
    | 'mail'
    | 'removed'
    | 'closed';
  topic: string | null;
  topicKind: 'topic' | 'block' | 'setup' | 'small_talk' | null;
  element: string | null;
  elementKind: string | null;
  input: string | null;
  output: string | null;
  outcome: string;
  ms: number | null;
  /** Of a discovery: every candidate, the best first. */
  candidates?: { topic: string; title: string; score: number; by: 'keywords' | 'model' | 'exact' }[];
}

export interface TranscriptLine {
  seq: number;
  at: string;
  from: { kind: 'requester' | 'virtual_agent' | 'agent' | 'system'; name: string };
  type: string;
  text: string;
  private?: boolean;
  /** −0.5…0.5, and the words that decided it with their weights (docs/sentiment.md). */
  sentiment?: {
    score: number;
    label: 'positive' | 'neutral' | 'negative';
    decidedBy?: { word: string; weight: number }[];
  };
}
