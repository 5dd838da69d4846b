import type { NameRef, PersonRef } from '../contracts/header.ts';
import type { MemberRole } from '../contracts/live.ts';
import type { MessageDraft, PostedMessage } from '../contracts/messages.ts';
import type { SkillWish } from '../contracts/skills.ts';
import type {
  CloseReason,
  Direction,
  EndState,
  HandoffOutcome,
  InteractionState,
  InteractionType,
  Owner,
  Sentiment,
  WaitingReason,
} from '../contracts/states.ts';

/** Who or what made the turn happen. `clientMessageId` makes a repeated send harmless (design 3.3). */
export type TurnCause =
  | {
      kind: 'requester';
      action:
        | 'opened'
        | 'message'
        | 'ended'
        | 'restarted'
        | 'left_for_search'
        | 'resumed'
        | 'signed_in'
        | 'answered_survey'
        | 'asked_for_mail';
      clientMessageId?: string;
    }
  | {
      kind: 'agent';
      action:
        | 'message'
        | 'accepted'
        | 'ended'
        | 'returned'
        | 'edited'
        | 'attached'
        | 'detached'
        | 'started_topic'
        | 'stopped_topic'
        | 'transferred'
        | 'taken_over'
        | 'handed_back'
        | 'invited'
        | 'uninvited'
        | 'joined'
        | 'left'
        | 'declined'
        | 'asked_for_help'
        | 'opened'
        | 'held'
        | 'resumed'
        | 'wrapped_up'
        | 'viewed'
        | 'asked_for_mail';
      agent: NameRef;
      clientMessageId?: string;
    }
  | { kind: 'system'; action: string; clientMessageId?: string };

export type RecordValue = string | number | boolean | null;
export type RecordFields = Record<string, RecordValue>;

export type TopicKind = 'topic' | 'block' | 'setup' | 'small_talk';
export type SetupRole =
  | 'greeting'
  | 'explore_help'
  | 'search'
  | 'fallback'
  | 'anything_else'
  | 'survey'
  | 'closing'
  | 'error'
  | 'live_agent';

/** A candidate of a discovery with its score, 0…1. */
export interface DiscoveryCandidate {
  topic: string;
  title: string;
  score: number;
  by: 'keywords' | 'model' | 'exact';
}

/** What a discovery turned out to be (domain B3, TD12). */
export const discoveryLabels = [
  'correct',
  'correct_among_multiple',
  'incorrect',
  'incorrect_among_multiple',
  'exited_without_confirmation',
  'skipped',
  'skipped_with_new_utterance',
  'search_fallback',
  'setup_topic_prediction',
  'uncategorised',
] as const;
export type DiscoveryLabel = (typeof discoveryLabels)[number];

/** What happened inside a turn, in order. The header and the interaction log are folds over these. */
export type TurnEvent =
  | {
      type: 'conversation_opened';
      number: string;
      interactionType: InteractionType;
      subtype: string | null;
      channel: string;
      direction: Direction;
      openedFor: PersonRef;
      application: string;
      domain: string;
      locale: string;
      context: Record<string, RecordValue>;
      channelUserProfile?: string;
      /** Opened by an agent as the follow-up of this interaction (a number). */
      clonedFrom?: string;
      shortDescription?: string;
      tags?: string[];
    }
  /** A guest signed in, or staff found out who it is: from here on the conversation is for `to`. */
  | {
      type: 'person_identified';
      from: PersonRef;
      to: PersonRef;
      channelUserProfile: string | null;
      by: NameRef | null;
    }
  | {
      type: 'topic_started';
      runId: string;
      topic: string;
      title: string;
      version: number;
      topicKind: TopicKind;
      role?: SetupRole;
      by: 'discovery' | 'picked' | 'setup' | 'block' | 'agent' | 'switch' | 'correction';
    }
  | {
      type: 'topic_ended';
      runId: string;
      topic: string;
      /** Absent in turns written before it was kept. */
      topicKind?: TopicKind;
      outcome: 'completed' | 'cancelled' | 'interrupted' | 'failed';
    }
  | {
      type: 'element_run';
      runId: string;
      topic: string;
      topicKind?: TopicKind;
      element: string;
      kind: string;
      outcome: 'done' | 'waiting' | 'answered' | 'invalid' | 'skipped' | 'failed';
      /** What went in and came out, as shown in the interaction log. */
      input?: string;
      output?: string;
      ms: number;
    }
  | {
      type: 'topic_discovered';
      text: string;
      outcome: 'match' | 'choose' | 'none';
      candidates: DiscoveryCandidate[];
      chosen: string | null;
    }
  | {
      type: 'record_viewed';
      table: string;
      id: string;
      number: string;
      title: string;
      state: string;
      /** The agent who opened it; absent when a topic looked it up. */
      by?: NameRef;
    }
  /** The record is written after the commit, by its id, so that a repeated try writes it once. */
  | { type: 'record_created'; table: string; id: string; number: string; fields: RecordFields }
  | {
      type: 'record_updated';
      table: string;
      id: string;
      number: string;
      title: string;
      state: string;
      changes: RecordFields;
    }
  | {
      type: 'record_attached';
      table: string;
      id: string;
      number: string;
      title: string;
      state: string;
      via: 'attach' | 'agent';
    }
  /** It did not belong to the interaction; what was logged of it before stays. */
  | { type: 'record_detached'; table: string; id: string; number: string; title: string }
  /** What came of a discovery (TD12), once the requester's next acts show it. */
  | { type: 'discovery_labelled'; text: string; chosen: string | null; label: DiscoveryLabel }
  | { type: 'answer_corrected'; runId: string; topic: string; element: string; from: string; to: string }
  /** The Virtual Agent goes on by itself at `until` (ISO 8601 UTC), unless somebody speaks before. */
  | { type: 'paused'; until: string }
  | { type: 'language_changed'; from: string; to: string; by: 'detected' | 'requested' | 'topic' }
  /** An author's mark: what this conversation saved, e.g. a ticket (domain B4). */
  | { type: 'deflected'; runId: string; topic: string; what: string }
  /** An HTTP action; never its headers or bodies. `status` is null when there was no answer. */
  | {
      type: 'action_called';
      connection: string;
      method: string;
      path: string;
      status: number | null;
      ms: number;
    }
  | { type: 'file_attached'; table: string; id: string; number: string; attachmentId: string; name: string }
  | { type: 'survey_answered'; question: string; answer: string }
  | {
      type: 'handoff_requested';
      outcome: HandoffOutcome;
      queue: NameRef | null;
      shortDescription: string;
      /** The work item that stands for it; null when the handoff did not happen. */
      workItemId: string | null;
      /** Its place in the queue at that moment; null: not known, or it did not happen. */
      position?: number | null;
      skills: SkillWish[];
      context: Record<string, RecordValue>;
      reasons: string[];
    }
  | {
      type: 'owner_changed';
      from: Owner;
      to: Owner;
      why: string;
      agent?: NameRef;
      queue?: NameRef;
      workItemId?: string;
      /** By whom it was transferred, or taken over; absent in turns written before it was kept. */
      transferredBy?: NameRef;
    }
  /** An agent was asked to come, or to take the conversation after a talk in private (domain D4). */
  | { type: 'invited'; agent: NameRef; by: NameRef; kind: 'invite' | 'consult'; note: string | null }
  | {
      type: 'invitation_ended';
      agent: NameRef;
      outcome: 'declined' | 'withdrawn' | 'missed';
      why: string | null;
    }
  /** `supervises`: nobody asked them; an observer is unseen by the others. */
  | { type: 'member_joined'; agent: NameRef; role: MemberRole; supervises: boolean }
  /** The talk in private is over: this member is given the conversation. */
  | { type: 'transfer_agreed'; agent: NameRef }
  /** `unseen`: a supervisor of whom nobody knew. */
  | { type: 'member_left'; agent: NameRef; why: string; unseen?: true }
  | { type: 'help_flagged'; on: boolean; note: string | null; by: NameRef }
  /** The Virtual Agent runs a topic for the requester; who has the conversation keeps it. */
  | { type: 'errand_started'; topic: string; title: string; by: NameRef | null }
  | { type: 'errand_ended'; topic: string; outcome: 'completed' | 'stopped' | 'failed' }
  /** What a queue did by itself for somebody who waits (domain D2, queue triggers). */
  | { type: 'wait_step'; queue: NameRef; step: string; what: string }
  | { type: 'callback_requested'; callbackId: string; queue: NameRef | null; to: string; at: string | null }
  | { type: 'left_for_search'; query: string }
  | { type: 'idle_reminded'; phase: 'virtual_agent' | 'live' }
  /** Parked by its agent, or taken up again (domain A2). */
  | { type: 'state_changed'; state: InteractionState; waitingReason: WaitingReason | null }
  /** T6: the agent was told that the requester waits. */
  | { type: 'agent_prompted'; waitingSince: string }
  /** Somebody asked for the transcript by mail; the address is masked. */
  | { type: 'mail_requested'; mailId: string; to: string }
  /** T11: the record is complete. `skipped`: the agent left without it. */
  | { type: 'wrap_up_ended'; by: 'agent' | 'timer' | 'skipped'; code: string | null; note: string | null }
  | {
      type: 'fields_changed';
      changes: {
        shortDescription?: string;
        tags?: string[];
        disposition?: string | null;
        workNote?: string;
        resolution?: 'resolved' | 'unresolved' | null;
        account?: string | null;
        contact?: string | null;
        consumer?: string | null;
      };
      by: NameRef | null;
    }
  /** Retention or an erasure took out of this log what was said, or who said it (docs/privacy.md). */
  | { type: 'content_removed'; what: 'words' | 'person'; proof: string }
  | { type: 'faulted'; where: string; message: string }
  | {
      type: 'conversation_closed';
      state: InteractionState;
      stateReason: CloseReason;
      endState: EndState | null;
      rule: string;
      trigger: string;
      /** Fills an empty short description (the Virtual Agent's own closes take the topic's). */
      shortDescription: string;
      closedBy: { kind: 'requester' | 'virtual_agent' | 'agent' | 'system'; name: string };
      /**
       * Set when a wrap-up follows: the reason is fixed here, the state becomes `wrap_up` and then the one above
       * when the wrap-up ends, at the latest at this time (ISO 8601 UTC).
       */
      wrapUpUntil?: string;
    };

/** The sentiment of one requester turn (domain A1, docs/sentiment.md). */
export interface TurnSentiment {
  /** The sum of the weights below. */
  score: number;
  /** −0.5…0.5. */
  normalized: number;
  label: Sentiment;
  /** The words and phrases that decided it, with their weight after negation and emphasis. Absent in older turns. */
  decidedBy?: { word: string; weight: number }[];
  /** The band that was neutral when it was measured. */
  neutralBand: number;
}

/**
 * One thing that happened in a conversation with all that followed: the atom of the log (design 3.1).
 * `seq` is the first sequence number of the turn and `lastSeq` its last: each message has one of its own,
 * a turn without messages takes one. The next turn starts at `lastSeq + 1`; inserting it is the lock.
 */
export interface Turn {
  v: 1;
  _id: string;
  interactionId: string;
  seq: number;
  lastSeq: number;
  at: Date;
  cause: TurnCause;
  events: TurnEvent[];
  messages: PostedMessage[];
  sentiment: TurnSentiment | null;
  /** The Virtual Agent's place after the turn; `undefined` where the turn did not touch it. Opaque here. */
  dialog?: unknown;
}

/** What a decision puts forward to be committed as one turn. */
export interface TurnDraft {
  cause: TurnCause;
  events: TurnEvent[];
  messages: MessageDraft[];
  sentiment?: TurnSentiment | null;
  dialog?: unknown;
}
