import type { DeskOptions } from '../../../contracts/handoff.ts';
import type { InteractionHeader, RelatedTask } from '../../../contracts/header.ts';
import type { Live } from '../../../contracts/live.ts';
import type { AttachmentRef, PostedMessage, Sender } from '../../../contracts/messages.ts';
import type { Inbox, Receipts } from '../../../contracts/sockets.ts';

export type Connection = 'connecting' | 'online' | 'reconnecting' | 'refused';
/**
 * `waiting`: no connection, it goes out as soon as there is one. `failed`: the person decides. `refused`: it will
 * never be taken, whoever tries again.
 */
export type Delivery = 'waiting' | 'sending' | 'failed' | 'refused';

/** A message of mine that the server has not acknowledged yet. Its id never changes, so a retry cannot double it. */
export interface PendingMessage {
  id: string;
  text: string;
  private: boolean;
  attachment?: AttachmentRef;
  at: string;
  delivery: Delivery;
  /** The server's words for the failure. */
  why: string | null;
}

/** Why a conversation that this tab shows is no longer in the inbox. `lost`: with the connection. */
export type Departure = 'closed' | 'returned' | 'elsewhere' | 'transferred' | 'handed_back' | 'lost';

export interface Conversation {
  interaction: string;
  header: InteractionHeader;
  /** In the order of `seq`, each once; without a gap up to the latest. */
  messages: readonly PostedMessage[];
  /** There are more before the first. */
  earlier: boolean;
  pending: readonly PendingMessage[];
  relatedTasks: readonly RelatedTask[];
  live: Live;
  receipts: Receipts;
  /** What the requester's page told of them. */
  context: Readonly<Record<string, unknown>>;
  /** When the wrap-up ends by itself, ISO 8601. */
  wrapUpUntil: string | null;
  /** Who is typing, and when that was last said. */
  typing: { from: Sender; at: number } | null;
  departed: Departure | null;
}

export interface DeskState {
  connection: Connection;
  refusal: string | null;
  /** Null until the server has said it. */
  presence: string | null;
  /** What the agent said with it, and since when it is so. */
  presenceReason: string | null;
  presenceSince: string | null;
  /** The server set this agent offline while the connection was lost; nobody chose it. */
  setOffline: boolean;
  /** What there is to choose from (GET /desk). Null until it is read. */
  options: DeskOptions | null;
  /** Null until the first `inbox:changed`. */
  inbox: Inbox | null;
  /** When each offer and invitation was first seen here: its wait and its bar are drawn from then on. */
  offersSeenAt: Readonly<Record<string, number>>;
  conversations: Readonly<Record<string, Conversation>>;
  /** Interactions that `conversation:open` was refused for. */
  notMine: readonly string[];
  /** The last `seq` that the agent has seen of each conversation. */
  seen: Readonly<Record<string, number>>;
  /** The interaction in the middle column. */
  current: string | null;
}

export const emptyDesk: DeskState = {
  connection: 'connecting',
  refusal: null,
  presence: null,
  presenceReason: null,
  presenceSince: null,
  setOffline: false,
  options: null,
  inbox: null,
  offersSeenAt: {},
  conversations: {},
  notMine: [],
  seen: {},
  current: null,
};
