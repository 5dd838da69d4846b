import { z } from 'zod';
import type { Ack } from './errors.ts';
import type { InteractionHeader, RelatedTask } from './header.ts';
import type { Live, MemberRole } from './live.ts';
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
/** Of an agent, a queue, a topic, a contact: an id or a name. */
const name = z.string().trim().min(1).max(120);
const note = z.string().trim().max(500).optional();

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
  'receipt:delivered': z.strictObject({ seq: z.int().nonnegative() }),
  /** The post-chat survey of the queue (contracts/handoff.ts). */
  'survey:answer': z.strictObject({
    score: z.int().min(1).max(5),
    comment: z.string().trim().max(2_000).optional(),
  }),
} as const;

const transferFields = {
  to: z.union([
    z.strictObject({ queue: name }),
    z.strictObject({ agent: name }),
    z.strictObject({ contact: name }),
  ]),
  kind: z.enum(['blind', 'consult']).optional(),
  note,
};
const consultsAgent = ({ to, kind }: { to: object; kind?: string | undefined }): boolean =>
  kind !== 'consult' || 'agent' in to;
const onlyAgents = { path: ['to'], message: 'only an agent can be consulted' };
/** Body of `POST /interactions/{number}/transfer`. */
export const transferBody = z.strictObject(transferFields).refine(consultsAgent, onlyAgents);

/** Payloads of the `/agent` namespace's client events. */
export const agentPayloads = {
  'presence:set': z.strictObject({
    state: z.string().min(1).max(40),
    reason: z.string().trim().max(60).optional(),
  }),
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
  /** `consult` asks an agent to a talk in private first; `transfer:complete` then gives it over. */
  'conversation:transfer': z
    .strictObject({ interaction, ...transferFields })
    .refine(consultsAgent, onlyAgents),
  'transfer:complete': z.strictObject({ interaction }),
  'transfer:cancel': z.strictObject({ interaction }),
  /** The agent writes to the requester too; who was invited leaves by `conversation:leave`. */
  'conversation:invite': z.strictObject({ interaction, agent: name, note }),
  'invitation:cancel': z.strictObject({ interaction, agent: name }),
  'invitation:answer': z.strictObject({ interaction, accept: z.boolean(), reason: note }),
  /** A supervisor; from `barge` there is no way back to being unseen (domain F8). */
  'conversation:view': z.strictObject({ interaction, mode: z.enum(['observe', 'whisper', 'barge']) }),
  'conversation:leave': z.strictObject({ interaction }),
  /** Back to the Virtual Agent. */
  'conversation:return': z.strictObject({ interaction }),
  'help:set': z.strictObject({ interaction, on: z.boolean(), note }),
  'topic:start': z.strictObject({ interaction, topic: name }),
  'topic:stop': z.strictObject({ interaction }),
  'receipt:read': z.strictObject({ interaction, seq: z.int().nonnegative() }),
  /** `board:changed` comes from now on, or no more (supervisors). */
  /** The agent has seen what was lost (`inbox:changed`). */
  'lost:seen': z.strictObject({}),
  'board:watch': z.strictObject({ on: z.boolean() }),
} as const;

type Payload<T, K extends keyof T> = T[K] extends z.ZodType ? z.infer<T[K]> : never;
export type RequesterPayload<K extends keyof typeof requesterPayloads> = Payload<typeof requesterPayloads, K>;
export type AgentPayload<K extends keyof typeof agentPayloads> = Payload<typeof agentPayloads, K>;

/** Server event `conversation:changed`: what the requester may know about the conversation's state. */
export interface ConversationChanged {
  owner: Owner;
  state: InteractionState;
  stateReason: CloseReason | null;
  /**
   * `position` null: further back than places are counted. `estimatedWaitRange`: seconds, from … to …, when both can be
   * told honestly; `estimatedWaitSeconds` is its upper end.
   */
  queue?: {
    name: string;
    position: number | null;
    estimatedWaitSeconds: number | null;
    estimatedWaitRange?: [number, number] | null;
  };
  agent?: { name: string };
  /** Agents besides who may read and write here. */
  others?: { name: string }[];
  /** The Virtual Agent runs this topic meanwhile (its title). */
  errand?: string;
  /** When the wrap-up ends by itself; told to agents alone. */
  wrapUpUntil?: string;
  /** Asked after a live conversation, unless it was answered. */
  survey?: { question: string; comment: boolean };
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
  /** False: it is taken or let pass, and not declined (domain D2). */
  mayReject: boolean;
}

/** One line of the agent's inbox: a conversation the agent holds. */
export interface InboxItem {
  interaction: string;
  workItemId: string;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  state: InteractionState;
  /** `holder`: it is this agent's; else in which role the agent is there. */
  role: 'holder' | MemberRole;
  /** Its agent asked for help. */
  help: boolean;
  acceptedAt: string;
  lastMessage: { text: string; at: string; from: Sender } | null;
}

/** Somebody asks this agent to come into a conversation (`consult`: to talk in private before a transfer). */
export interface Invited {
  interaction: string;
  kind: 'invite' | 'consult';
  from: string;
  note: string | null;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  at: string;
  expiresAt: string;
}

/** How far messages have come: `delivered` to the requester's device, `read` by the requester, `agentRead` by an agent. */
export interface Receipts {
  delivered: number;
  read: number;
  agentRead: number;
}

export interface Inbox {
  offers: Offer[];
  invitations: Invited[];
  conversations: InboxItem[];
  capacity: { held: number; max: number };
  /** Work waiting in the agent's queues. */
  waiting: number;
  /** Went back because the connection to this agent was lost; until `lost:seen`. */
  lost: { interaction: string; at: string }[];
}

export interface ConversationOpened {
  interaction: string;
  header: InteractionHeader;
  /** In order, the latest at most 200 of what was asked for. */
  messages: PostedMessage[];
  /** There are more before the first: `conversation:open` with `before` gets them. */
  earlier: boolean;
  relatedTasks: RelatedTask[];
  live: Live;
  receipts: Receipts;
  /** When the wrap-up ends by itself. */
  wrapUpUntil?: string;
  /** What the requester's page told of them (`POST /chat/sessions`, `context`). */
  context: Record<string, unknown>;
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
  'receipt:delivered': Acked<RequesterPayload<'receipt:delivered'>, Record<string, never>>;
  'survey:answer': Acked<RequesterPayload<'survey:answer'>, Record<string, never>>;
}

export interface ServerToRequester {
  'message:posted': (message: PostedMessage) => void;
  'conversation:changed': (change: ConversationChanged) => void;
  'typing:changed': (typing: TypingChanged) => void;
  /** An agent has read up to here. */
  'receipt:changed': (receipt: { readSeq: number }) => void;
}

/** Who is in the conversation after the event, and what goes on in it. */
type Lively<K extends keyof typeof agentPayloads> = Acked<AgentPayload<K>, { live: Live }>;

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
  'conversation:transfer': Lively<'conversation:transfer'>;
  'transfer:complete': Lively<'transfer:complete'>;
  'transfer:cancel': Lively<'transfer:cancel'>;
  'conversation:invite': Lively<'conversation:invite'>;
  'invitation:cancel': Lively<'invitation:cancel'>;
  'invitation:answer': Lively<'invitation:answer'>;
  'conversation:view': Lively<'conversation:view'>;
  'conversation:leave': Lively<'conversation:leave'>;
  'conversation:return': Lively<'conversation:return'>;
  'help:set': Lively<'help:set'>;
  'topic:start': Lively<'topic:start'>;
  'topic:stop': Lively<'topic:stop'>;
  'receipt:read': Acked<AgentPayload<'receipt:read'>, Record<string, never>>;
  'lost:seen': Acked<AgentPayload<'lost:seen'>, Record<string, never>>;
  'board:watch': Acked<AgentPayload<'board:watch'>, Record<string, never>>;
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
      live: Live;
    },
  ) => void;
  'receipt:changed': (receipts: Receipts & { interaction: string }) => void;
  'invitation:made': (invited: Invited) => void;
  'invitation:withdrawn': (withdrawn: { interaction: string; why: string }) => void;
  /** The board (GET /board) has news; at most one a second. */
  'board:changed': () => void;
  'typing:changed': (typing: TypingChanged & { interaction: string }) => void;
  'presence:changed': (presence: {
    agent: string;
    state: string;
    reason: string | null;
    /** ISO 8601 UTC. */
    since: string;
  }) => void;
  'inbox:changed': (inbox: Inbox) => void;
}
