import type { NameRef } from '../contracts/header.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnCause, TurnDraft, TurnEvent } from '../interactions/turn.ts';

/** What the Virtual Agent goes on with when it has a conversation again. */
export type GoesOnWith =
  | { kind: 'anything_else' }
  /** It offers to pass a message on. */
  | { kind: 'leave_message' }
  /** It offers to be called back. */
  | { kind: 'callback' }
  | { kind: 'topic'; topic: string };

/**
 * Turns of the Virtual Agent that people and queues bring about. Decisions: nothing is written. The bot makes them
 * (bot/agentTurns.ts); the handoff does not know the topics (design §2).
 */
export interface VirtualAgentTurns {
  /**
   * It has the conversation again; `told` is said first, by the system. `nobodyCame`: it asks for nobody else until the
   * requester says something. The work item is the caller's to settle.
   */
  takesBack(
    state: ConversationState,
    cause: TurnCause,
    how: { why: string; then: GoesOnWith; told: string | null; events?: TurnEvent[]; nobodyCame?: true },
  ): Promise<TurnDraft>;
  /** Runs a topic for the requester; who has the conversation keeps it. @throws AppError `not_found`, `forbidden`, `conflict`. */
  startsErrand(
    state: ConversationState,
    cause: TurnCause,
    topic: string,
    by: NameRef | null,
  ): Promise<TurnDraft>;
  /** Ends that topic where it stands. Null: none runs. */
  stopsErrand(state: ConversationState, cause: TurnCause): TurnDraft | null;
}
