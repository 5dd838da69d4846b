import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { RequesterTurns } from '../../bot/requesterTurns.ts';
import { AppError } from '../../contracts/errors.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import {
  type ConversationChanged,
  type RequesterPayload,
  type RequesterToServer,
  requesterPayloads,
  type ServerToRequester,
} from '../../contracts/sockets.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations, Decide } from '../../interactions/conversations.ts';
import type { Attachments } from '../../interactions/files/attachments.ts';
import { requireSubject } from '../../interactions/people/requireSubject.ts';
import type { Said } from '../../interactions/requesterMessage.ts';
import { toAppError } from '../http/problem.ts';
import type { Tokens } from '../tokens.ts';
import { type EventContext, onEvent, refuseOthers } from './onEvent.ts';
import type { ReceiptNews } from './receipts.ts';
import type { Watchers } from './watchers.ts';

interface RequesterData {
  conversationId: string;
  /** Whose token it is. */
  sub: string;
  after: number;
  expiresAt: number;
}
type RequesterSocket = Socket<RequesterToServer, ServerToRequester, DefaultEventsMap, RequesterData>;
export type RequesterNamespace = Namespace<
  RequesterToServer,
  ServerToRequester,
  DefaultEventsMap,
  RequesterData
>;

export interface RequesterNamespaceDeps extends EventContext {
  tokens: Tokens;
  conversations: Conversations;
  turns: RequesterTurns;
  attachments: Attachments;
  watchers: Watchers;
  /** What a requester may know about the state; the queue position comes from the router. */
  changeOf: (state: ConversationState) => Promise<ConversationChanged>;
  /** @throws AppError `rate_limited` when this conversation says too much at once. */
  limit: (conversationId: string) => Promise<void>;
  /** The same for what is not said: typing, receipts, connecting. */
  signal: (conversationId: string) => Promise<void>;
  /** Keeps how far messages have come to the requester, and tells the agents. */
  receipt: ReceiptNews['requester'];
  /** How far an agent has read, for who comes back. */
  agentRead: (conversationId: string) => Promise<number>;
  /** What is asked after a live conversation; null: nothing. */
  survey: (state: ConversationState) => Promise<ConversationChanged['survey'] | null>;
  /** A socket of this conversation came or went. */
  moved: (conversationId: string) => Promise<void>;
  /** Passes typing on to the agents who look at the conversation. */
  typing: (conversationId: string, on: boolean) => Promise<void>;
}

/** The namespace `/requester` (protocol §3): a token opens its own conversation and nothing else. */
export function serveRequesters(io: Server, deps: RequesterNamespaceDeps): RequesterNamespace {
  const namespace: RequesterNamespace = io.of('/requester');
  namespace.use((socket, next) => {
    admit(socket, deps).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    );
  });
  namespace.on('connection', (socket) => {
    void socket.join(roomOf(socket.data.conversationId));
    handle(socket, deps);
    void deps.track(attach(socket, deps));
    void deps.track(deps.moved(socket.data.conversationId));
    socket.on('disconnect', () => void deps.track(deps.moved(socket.data.conversationId)));
  });
  return namespace;
}

export function roomOf(conversationId: string): string {
  return `conversation:${conversationId}`;
}

/** A refused connection carries the code that an acknowledgement would (issue: "refused with a code"). */
export function refusal(error: unknown): Error & { data: { code: string; message: string } } {
  const { code, message } = toAppError(error);
  return Object.assign(new Error(message), { data: { code, message } });
}

async function admit(
  socket: RequesterSocket,
  { tokens, conversations, signal }: RequesterNamespaceDeps,
): Promise<void> {
  const { token, after } = socket.handshake.auth;
  if (typeof token !== 'string') throw new AppError('unauthorized', 'a token is needed');
  const claims = await tokens.verify(token, 'requester');
  await signal(claims.conversation);
  // Another node may have taken the sign-in: what this one remembers is no proof.
  requireSubject(await conversations.load(claims.conversation), claims.sub);
  const from = Number(after ?? 0);
  socket.data.expiresAt = tokens.expiry(token);
  socket.data.conversationId = claims.conversation;
  socket.data.sub = claims.sub;
  socket.data.after = Number.isSafeInteger(from) && from > 0 ? from : 0;
}

async function attach(
  socket: RequesterSocket,
  { watchers, changeOf, agentRead }: RequesterNamespaceDeps,
): Promise<void> {
  const { conversationId, sub, after } = socket.data;
  const remove = await watchers.add(
    {
      conversationId,
      post(messages, { header }) {
        // A guest signed in, here or in another tab: what is said from now on is not for this socket.
        if (header.openedFor.id !== sub) return;
        for (const message of messages)
          if (message.private !== true) socket.emit('message:posted', forRequester(message));
      },
      async view(state) {
        if (state.header.openedFor.id !== sub) return { key: null, tell: () => socket.disconnect(true) };
        const change = await changeOf(state);
        return { key: change, tell: () => socket.emit('conversation:changed', change) };
      },
    },
    after,
  );
  if (socket.disconnected) return remove();
  socket.on('disconnect', remove);
  const readSeq = await agentRead(conversationId);
  if (readSeq > 0) socket.emit('receipt:changed', { readSeq });
}

/** What was measured about the requester's words is not the requester's to read. */
function forRequester(message: PostedMessage): PostedMessage {
  const { sentiment: _, ...rest } = message;
  return rest;
}

function handle(socket: RequesterSocket, deps: RequesterNamespaceDeps): void {
  const { conversations, turns } = deps;
  const { conversationId: id, sub } = socket.data;
  const theirs =
    (decide: Decide): Decide =>
    (state) => {
      requireSubject(state, sub);
      return decide(state);
    };
  const change = (decide: Decide) => conversations.change(id, theirs(decide));
  refuseOthers(socket, Object.keys(requesterPayloads));
  onEvent(socket, deps, 'message:send', requesterPayloads['message:send'], async (payload) => {
    await deps.limit(id);
    const said = await saidOf(id, payload, deps);
    const { turn } = await conversations.answer(
      id,
      theirs((state) => turns.message(state, payload.id, said)),
      payload.id,
    );
    if (turn?.cause.kind !== 'requester')
      throw new AppError('conflict', 'this id was used for another message');
    return { seq: turn.seq };
  });
  onEvent(socket, deps, 'conversation:end', requesterPayloads['conversation:end'], async () => {
    const { state } = await change((before) => turns.ended(before));
    await conversations.settled(id);
    return { state: state.header.state, stateReason: state.header.stateReason };
  });
  onEvent(socket, deps, 'conversation:restart', requesterPayloads['conversation:restart'], async () => {
    await deps.limit(id);
    await conversations.answer(
      id,
      theirs((state) => turns.restarted(state)),
    );
    return {};
  });
  onEvent(socket, deps, 'search:leave', requesterPayloads['search:leave'], async ({ query }) => {
    await deps.limit(id);
    // After what was said before it.
    await conversations.answer(
      id,
      theirs((state) => turns.leftForSearch(state, query)),
    );
    return {};
  });
  onEvent(socket, deps, 'typing:set', requesterPayloads['typing:set'], async ({ on: typing }) => {
    await deps.signal(id);
    requireSubject(await conversations.known(id), sub);
    await deps.typing(id, typing);
    return {};
  });
  for (const what of ['delivered', 'read'] as const)
    onEvent(socket, deps, `receipt:${what}`, requesterPayloads[`receipt:${what}`], async ({ seq }) => {
      await deps.signal(id);
      requireSubject(await conversations.known(id), sub);
      await deps.receipt(id, what, seq);
      return {};
    });
  onEvent(socket, deps, 'survey:answer', requesterPayloads['survey:answer'], async (answer) => {
    await deps.limit(id);
    await change(async (state) => turns.answeredSurvey(state, (await deps.survey(state)) ?? null, answer));
    return {};
  });
}

async function saidOf(
  conversationId: string,
  payload: RequesterPayload<'message:send'>,
  { attachments, conversations }: RequesterNamespaceDeps,
): Promise<Said> {
  if ('text' in payload) return { text: payload.text };
  if ('value' in payload) return { value: payload.value };
  const { header } = await conversations.known(conversationId);
  const message = { id: payload.id, by: { kind: 'requester', name: header.openedFor.name } } as const;
  return { attachment: await attachments.claim(conversationId, payload.attachmentId, message) };
}
