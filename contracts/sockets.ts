import { z } from 'zod';
import type { Ack } from './errors.ts';
import type { InteractionHeader, RelatedTask } from './header.ts';
import type { PostedMessage, Sender } from './messages.ts';
import {
  type CloseReason,
  type InteractionState,
  type Owner,
  type Sentiment,
  type WaitingReason,
  waitingReasons,
} from './states.ts';

/** protocol §3. The limit on one message's text, in characters. */
export const maxTextLength = 8_000;

const tooLong = `a message may have at most ${maxTextLength} characters`;
const text = z
  .string()
  .max(maxTextLength, tooLong)
  .refine((value) => value.trim() !== '', 'a message may not be empty');
/** The most messages that `conversation:opened` and one page of earlier ones carry. */
export const maxOpened = 200;

const messageId = z.uuid();
const interaction = z.string().min(1).max(64);

/** Payloads of the `/requester` namespace's client events. */
export const requesterPayloads = {
  'message:send': z.union([
    z.strictObject({ id: messageId, text }),
    z.strictObject({
      id: messageId,
      value: z.union([z.string().min(1).max(1_000), z.array(z.string().min(1).max(1_000)).min(1).max(100)]),
    }),
    z.strictObject({ id: messageId, attachmentId: z.string().min(1).max(64) }),
  ]),
  'conversation:end': z.strictObject({}),
  'conversation:restart': z.strictObject({}),
  'search:leave': z.strictObject({ query: z.string().max(1_000) }),
  'typing:set': z.strictObject({ on: z.boolean() }),
  'receipt:read': z.strictObject({ seq: z.int().nonnegative() }),
} as const;

/** Payloads of the `/agent` namespace's client events. */
export const agentPayloads = {
  'presence:set': z.strictObject({ state: z.string().min(1).max(40) }),
  'offer:accept': z.strictObject({ workItemId: z.string().min(1).max(64) }),
  'offer:reject': z.strictObject({ workItemId: z.string().min(1).max(64), reason: z.string().max(200) }),
  'work:claim': z.strictObject({ interaction }),
  'message:send': z
    .strictObject({
      interaction,
      id: messageId,
      /** With a file it may be empty. */
      text: z.string().max(maxTextLength, tooLong),
      private: z.boolean().optional(),
      attachmentId: z.string().min(1).max(64).optional(),
    })
    .refine(({ text: words, attachmentId }) => attachmentId !== undefined || words.trim() !== '', {
      path: ['text'],
      message: 'a message may not be empty',
    }),
  'typing:set': z.strictObject({ interaction, on: z.boolean() }),
  'conversation:open': z.strictObject({
    interaction,
    after: z.int().nonnegative().optional(),
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(maxOpened).optional(),
  }),
  'conversation:end': z.strictObject({
    interaction,
    resolution: z.enum(['resolved', 'unresolved']),
    shortDescription: z.string().trim().min(1).max(160).optional(),
  }),
  'conversation:hold': z.strictObject({ interaction, waitingReason: z.enum(waitingReasons).optional() }),
  'conversation:resume': z.strictObject({ interaction }),
} as const;

type Payload<T, K extends keyof T> = T[K] extends z.ZodType ? z.infer<T[K]> : never;
export type RequesterPayload<K extends keyof typeof requesterPayloads> = Payload<typeof requesterPayloads, K>;
export type AgentPayload<K extends keyof typeof agentPayloads> = Payload<typeof agentPayloads, K>;

/** Server event `conversation:changed`: what the requester may know about the conversation's state. */
export interface ConversationChanged {
  owner: Owner;
  state: InteractionState;
  stateReason: CloseReason | null;
  queue?: { name: string; position: number; estimatedWaitSeconds: number | null };
  agent?: { name: string };
  /** The language the conversation is in. */
  locale?: string;
}

export interface TypingChanged {
  from: Sender;
  on: boolean;
}

export interface Offer {
  workItemId: string;
  /** The interaction's number. */
  interaction: string;
  queue: string;
  /** ISO 8601 UTC. */
  expiresAt: string;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  waitSeconds: number;
}

/** One line of the agent's inbox: a conversation the agent holds. */
export interface InboxItem {
  interaction: string;
  workItemId: string;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  state: InteractionState;
  acceptedAt: string;
  lastMessage: { text: string; at: string; from: Sender } | null;
}

export interface Inbox {
  offers: Offer[];
  conversations: InboxItem[];
  capacity: { held: number; max: number };
  /** Work waiting in the agent's queues. */
  waiting: number;
}

export interface ConversationOpened {
  interaction: string;
  header: InteractionHeader;
  /** In order, the latest at most 200 of what was asked for. */
  messages: PostedMessage[];
  /** There are more before the first: `conversation:open` with `before` gets them. */
  earlier: boolean;
  relatedTasks: RelatedTask[];
}

/** Where holding or resuming left the conversation. */
export interface Parked {
  state: InteractionState;
  waitingReason: WaitingReason | null;
}

type Acked<P, R> = (payload: P, ack: (answer: Ack<R>) => void) => void;

export interface RequesterToServer {
  'message:send': Acked<RequesterPayload<'message:send'>, { seq: number }>;
  'conversation:end': Acked<
    RequesterPayload<'conversation:end'>,
    { state: InteractionState; stateReason: CloseReason | null }
  >;
  'conversation:restart': Acked<RequesterPayload<'conversation:restart'>, Record<string, never>>;
  'search:leave': Acked<RequesterPayload<'search:leave'>, Record<string, never>>;
  'typing:set': Acked<RequesterPayload<'typing:set'>, Record<string, never>>;
  'receipt:read': Acked<RequesterPayload<'receipt:read'>, Record<string, never>>;
}

export interface ServerToRequester {
  'message:posted': (message: PostedMessage) => void;
  'conversation:changed': (change: ConversationChanged) => void;
  'typing:changed': (typing: TypingChanged) => void;
}

export interface AgentToServer {
  'presence:set': Acked<AgentPayload<'presence:set'>, { state: string }>;
  'offer:accept': Acked<AgentPayload<'offer:accept'>, { interaction: string }>;
  'offer:reject': Acked<AgentPayload<'offer:reject'>, Record<string, never>>;
  'work:claim': Acked<AgentPayload<'work:claim'>, { interaction: string }>;
  'message:send': Acked<AgentPayload<'message:send'>, { seq: number }>;
  'typing:set': Acked<AgentPayload<'typing:set'>, Record<string, never>>;
  /**
   * Asks for `conversation:opened` again: the latest `limit` (200 at most) of the messages after the seq `after` and before
   * the seq `before`, each if given.
   */
  'conversation:open': Acked<AgentPayload<'conversation:open'>, ConversationOpened>;
  'conversation:end': Acked<
    AgentPayload<'conversation:end'>,
    { state: InteractionState; stateReason: CloseReason | null }
  >;
  'conversation:hold': Acked<AgentPayload<'conversation:hold'>, Parked>;
  'conversation:resume': Acked<AgentPayload<'conversation:resume'>, Parked>;
}

export interface ServerToAgent {
  'offer:made': (offer: Offer) => void;
  'offer:withdrawn': (withdrawn: { workItemId: string; why: string }) => void;
  'conversation:opened': (opened: ConversationOpened) => void;
  'message:posted': (message: PostedMessage & { interaction: string }) => void;
  'conversation:changed': (
    change: ConversationChanged & {
      interaction: string;
      header: InteractionHeader;
      relatedTasks: RelatedTask[];
    },
  ) => void;
  'typing:changed': (typing: TypingChanged & { interaction: string }) => void;
  'presence:changed': (presence: { agent: string; state: string }) => void;
  'inbox:changed': (inbox: Inbox) => void;
}
