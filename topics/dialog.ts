import type { TranscriptLine } from '../contracts/header.ts';
import type { MessageDraft } from '../contracts/messages.ts';
import type { Settings } from '../contracts/settings.ts';
import type { SkillWish } from '../contracts/skills.ts';
import type { HandoffOutcome } from '../contracts/states.ts';
import type { RecordQuery, RecordSnapshot } from '../interactions/records/record.ts';
import type {
  DiscoveryCandidate,
  RecordValue,
  SetupRole,
  TopicKind,
  TurnEvent,
} from '../interactions/turn.ts';

/** A topic on the stack of running ones. `element` is where it stands; `awaiting` is true while it waits for an answer. */
export interface TopicRun {
  runId: string;
  topic: string;
  version: number;
  kind: TopicKind;
  role?: SetupRole;
  element: string | null;
  awaiting: boolean;
  /** Failed attempts to answer the current input. */
  attempts: number;
  inputs: Record<string, TopicValue>;
  vars: Record<string, TopicValue>;
  /** What the requester saw for an answer, where it differs from the value: a choice's label, a date in words. */
  display?: Record<string, string>;
  /** True while another topic runs on top of this one because the requester changed the subject (TD10). */
  suspended?: boolean;
  /** A block's own call: which element of the run below waits for it. */
  calledBy?: string;
  /** Where a person would be asked for, taken over from the topic that led here. */
  handoff?: HandoffDefaults;
  /** What the waiting input asks instead of its own question. */
  aside?: Aside;
  /** True after “no” to the default that was offered: the input asks its own question. */
  ownQuestion?: boolean;
  /** How far the current input has come, while it needs more than one answer. */
  progress?: InputProgress;
  /** The loops that the run is in, the innermost last. */
  loops?: Loop[];
  /** By element: which part of a multi-part response is next, while it is being said. */
  parts?: Record<string, number>;
  /** By element: how many calls of a connection it made. */
  calls?: Record<string, number>;
  /** True while a pause runs; what follows it is at `element`. */
  paused?: boolean;
  /** The questions asked so far, the current one last. Only on a run that nobody called: it holds its blocks' too. */
  trail?: AskedQuestion[];
  /** Something was done that cannot be undone: the number of the record, empty where there is none. As `trail`. */
  submitted?: string;
}

/** An answer that is kept before it counts, or after. `said`: in the requester's words. */
export interface HeldAnswer {
  value: TopicValue;
  display?: string;
  to?: string;
  said: string;
}

/** `correction`: whether the answer to the trail's question at `place` is to be changed. */
export type Aside =
  | { kind: 'confirm_default' | 'confirm'; answer: HeldAnswer }
  | { kind: 'limit'; said: string }
  | { kind: 'correction'; place: string; answer: HeldAnswer };

/** A page of choices that was turned to and what was picked on others, files that came, a known address refused. */
export interface InputProgress {
  page?: number;
  picked?: string[];
  files?: { attachmentId: string; name: string; size: number; type: string }[];
  declined?: boolean;
}

export interface Loop {
  element: string;
  items: TopicValue[];
  /** The item at hand, from 0. */
  at: number;
}

/** A question that was asked: where, how, with what answer, and how to come back to it (“go back”, corrections). */
export interface AskedQuestion {
  /** The elements and loop rounds that lead to it, from the topic down: the same question of another round is another. */
  place: string;
  topic: string;
  version: number;
  element: string;
  question: string;
  answer?: HeldAnswer;
  /** Marks of what was said between the question before and this one: it is not repeated. */
  said: string[];
  /** The topic and its blocks as they were when it was asked; null: there is no way back any more. */
  runs: TopicRun[] | null;
  /** How many characters of JSON `runs` takes. */
  size: number;
  /** Something was submitted since, or it was too long ago to be kept. */
  closed?: 'submitted' | 'forgotten';
}

/** What decides whether a person would take over, and from where. */
export interface HandoffWish {
  queue?: string;
  skills?: SkillWish[];
  /** The live-agent context variables: conditions of queues look at them (domain B5). */
  context?: Record<string, RecordValue>;
  /** As in `DialogState`. */
  nobodyCame?: true;
}

/** What asking for a person would come to. */
export interface Availability {
  outcome: HandoffOutcome;
  queue: string | null;
  estimatedWaitSeconds: number | null;
}

/** What a topic says about its handoff, rendered. */
export interface HandoffDefaults {
  queue?: string;
  skills?: SkillWish[];
  shortDescription?: string;
  /** What the topic that led here knew. */
  context?: Record<string, RecordValue>;
}

/** What a variable of a topic may hold: JSON, so that it survives the log. */
export type TopicValue = string | number | boolean | null | TopicValue[] | { [key: string]: TopicValue };

/**
 * The Virtual Agent's place in a conversation after a turn. It is stored in the turn, so it is JSON.
 * `stack`: the running topics, the innermost last. Empty: the next words go to discovery.
 */
export interface DialogState {
  v: 2;
  stack: TopicRun[];
  /** The pick list or confirmation on the table (TD5, TD7). */
  pending: Pending | null;
  /** True once a topic ran to its end, so that Anything Else, survey and closing make sense. */
  completed: boolean;
  /** True once the survey was asked in this conversation. */
  surveyed: boolean;
  /** The title of the last ordinary topic; the interaction's short description falls back on it. */
  lastTopic: string | null;
  /** vaContext: values from the page and live-agent variables. */
  context: Record<string, TopicValue>;
  /** The chat experience, chosen at the start (domain B2); null: none fits. */
  experience: string | null;
  /** True once the requester has said something or chosen a language: it is not detected any more (domain B6). */
  languageKnown: boolean;
  /** The latest discovery as long as nobody knows what it turned out to be (TD12). */
  unlabelled: UnlabelledDiscovery | null;
  /** The last ordinary topic that ran to its end, until another starts: its answers may be corrected (topics/endedTopic.ts). */
  ended?: TopicRun;
  /** Sensitive data given to inputs that asked for it: masked wherever it is shown (bot/hideTold.ts). */
  told?: string[];
  /**
   * The longest wait in a queue ended without anybody, and the requester has said nothing since: asking for a person
   * comes to `no_agents`, so that no topic sends them round and round (domain F7 4).
   */
  nobodyCame?: true;
  /** This is the place in an errand, and what was there before it (topics/errand.ts). */
  errand?: { topic: string; before: DialogState };
}

/** `switching`: the topic on the stack goes on unless the requester says yes. */
export type Pending =
  | { kind: 'pick'; candidates: DiscoveryCandidate[]; text: string }
  | { kind: 'confirm'; candidate: DiscoveryCandidate; text: string; switching: boolean };

/** `runId`: the run it started, whose first answer or end shows that it was right. */
export interface UnlabelledDiscovery {
  text: string;
  chosen: string | null;
  runId?: string;
}

export type DialogInput =
  /** The conversation opened (or was restarted): greet. */
  | { kind: 'start' }
  | { kind: 'text'; text: string }
  /** A choice, a date or several choices. */
  | { kind: 'value'; value: string | string[] }
  | { kind: 'attachment'; attachmentId: string; name: string; size: number; type: string }
  /** What became of the handoff this engine asked for; only when it did not happen. */
  | { kind: 'handoff_resolved'; outcome: Exclude<HandoffOutcome, 'offered' | 'queued'>; message?: string }
  /** A person is on the way: what the transfer's `on` leads to is said, as far as no answer is needed. */
  | { kind: 'handoff_happens'; outcome: Extract<HandoffOutcome, 'offered' | 'queued'> }
  /** A pause is over (its time came, nobody spoke in between). */
  | { kind: 'resumed' }
  /** People gave the conversation back, or nobody came in time (topics/takeBack.ts). */
  | { kind: 'returned'; then: GoesOn; nobodyCame?: true }
  /** A person, or the queue, has this topic run for the requester (topics/errand.ts). */
  | { kind: 'errand'; topic: string }
  /** Something outside the topics failed: run the Error setup topic. */
  | { kind: 'failed'; message: string };

/** What the Virtual Agent goes on with: Anything Else, the offer to leave a message or to be called back, a topic. */
export type GoesOn =
  | { kind: 'anything_else' | 'leave_message' | 'callback' }
  | { kind: 'topic'; topic: string };

/** What the engine may know about the conversation. */
export interface DialogContext {
  conversationId: string;
  number: string;
  /** The language the conversation is in; a turn may change it (`language_changed`). */
  locale: string;
  channel: string;
  requester: {
    id: string;
    name: string;
    email?: string;
    guest: boolean;
    /** Topics may ask for one of these (TD1); without any, what is open to everybody runs. */
    roles?: readonly string[];
  };
  /** True once a person has taken part in the conversation. */
  metAgent?: boolean;
  /** Values from the page (`vaContext`); taken over at the start. */
  context?: Record<string, RecordValue>;
  /** Settings in force (contracts/settings.ts): discovery, survey, topics. */
  settings: Settings;
}

/** Everything the engine needs from outside comes in here (design 3.4). */
export interface DialogPorts {
  now(): Date;
  /** Ids for records, and for runs where nothing is decided twice; a fixed sequence in tests. */
  newId(): string;
  /** Ids for runs: the same when the turn is decided again. */
  newRunId?(): string;
  records: {
    find(query: RecordQuery): Promise<RecordSnapshot[]>;
    /** Reserves the next number of a table, e.g. `INC0010001`. A number that is never used leaves a gap. */
    nextNumber(table: string): Promise<string>;
  };
  /** Milliseconds on a clock that only goes forward: a turn's run time is measured with it. */
  elapsed?(): number;
  /** A dry run of the real router: what would happen if a person were asked for now. */
  agentAvailability(wish: HandoffWish): Promise<Availability>;
  /** What was said so far, without what only agents may read. */
  transcript(conversationId: string): Promise<TranscriptLine[]>;
  /** Calls a connection that an admin set up. Never rejects for what the other side does: `status: null` is no answer. */
  callConnection(request: ConnectionRequest): Promise<ConnectionAnswer>;
}

/** `idempotencyKey` is the same when a turn is decided again, so that the other side can tell. */
export interface ConnectionRequest {
  connection: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: TopicValue;
  timeoutSeconds?: number;
  retries?: number;
  idempotencyKey: string;
}

export interface ConnectionAnswer {
  status: number | null;
  body: TopicValue;
  /** Why there was no answer, or why the call was refused; null when there is a status. */
  failure: string | null;
}

/** Where the engine leaves the conversation. */
export type DialogOutcome =
  | { kind: 'waiting' }
  | {
      kind: 'handoff_requested';
      queue?: string;
      skills: SkillWish[];
      shortDescription: string;
      context: Record<string, RecordValue>;
      nobodyCame?: true;
    }
  /** A pause: go on with `resumed` after so many seconds, or when the requester speaks. */
  | { kind: 'paused'; seconds: number }
  /** The flow ran through Closing (domain C3 P08). */
  | { kind: 'finished' }
  /** The Error setup topic itself failed (P01). */
  | { kind: 'faulted'; message: string };

export interface DialogResult {
  state: DialogState;
  messages: MessageDraft[];
  events: TurnEvent[];
  outcome: DialogOutcome;
  /** Set by topics: the interaction's short description. */
  shortDescription?: string;
  /** True when what the requester just sent is secret: post and store a mask in its place (design §8). */
  secureInput?: boolean;
  /** Runs that ended in this turn, as they were: a played dialogue looks at their variables. */
  ended?: TopicRun[];
}
