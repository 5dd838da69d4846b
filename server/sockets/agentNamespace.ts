import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { InteractionResource } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import { inScope } from '../../contracts/scope.ts';
import {
  type AgentPayload,
  type AgentToServer,
  agentPayloads,
  type ConversationChanged,
  type ConversationOpened,
  type Inbox,
  maxOpened,
  type Parked,
  type Receipts,
  type ServerToAgent,
} from '../../contracts/sockets.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { agentMessage } from '../../handoff/live/agentMessage.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Attachments } from '../../interactions/files/attachments.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { latestMessages } from '../../interactions/reading/latestMessages.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { may } from '../access/may.ts';
import { refuseFields } from '../access/refuseFields.ts';
import { shownChange } from '../access/shownChange.ts';
import { emptiedHeader } from '../access/shownHeader.ts';
import { shownInbox, shownOffer } from '../access/shownOffer.ts';
import { hasRole, type UserClaims } from '../http/route.ts';
import type { Tokens } from '../tokens.ts';
import { createDesks, type Desks } from './desks.ts';
import { type EventContext, onEvent, refuseOthers } from './onEvent.ts';
import { refusal } from './requesterNamespace.ts';
import type { Watchers } from './watchers.ts';

interface AgentData {
  user: UserClaims;
  expiresAt: number;
}
type AgentSocket = Socket<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>;
export type AgentNamespace = Namespace<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>;

export interface AgentNamespaceDeps extends EventContext {
  tokens: Tokens;
  conversations: Conversations;
  turns: Turns;
  attachments: Attachments;
  watchers: Watchers;
  handoff: Handoff;
  access: AccessRules;
  /** Refuses sensitive data in what agents write (domain D4). */
  masking: () => Masking;
  idOf: (interaction: string) => Promise<string>;
  changeOf: (state: ConversationState) => Promise<ConversationChanged>;
  typing: (conversationId: string, agentName: string, on: boolean) => void;
  /** How far the messages of a conversation have come. */
  receipts: (conversationId: string) => Promise<Receipts>;
  /** Keeps that somebody read a conversation that was not theirs. */
  audited: (who: NameRef, conversationId: string) => Promise<void>;
  /** Tells the agent's sockets on all nodes. */
  presence: (agentId: string, state: string) => void;
  failed: (error: unknown, where: string) => void;
}

/** A conversation that is open on an agent's desk here. */
interface Card {
  conversationId: string;
  remove: () => void;
}

/** The namespace `/agent` (protocol §3) and the desks of this node. */
export function serveAgents(
  io: Server,
  deps: AgentNamespaceDeps,
): { namespace: AgentNamespace; desks: Desks } {
  const namespace: AgentNamespace = io.of('/agent');
  const cards = new Map<string, Card>();
  const here = (agentId: string): AgentSocket[] =>
    [...namespace.sockets.values()].filter((socket) => socket.data.user.sub === agentId);
  const tell = {
    offerMade: (agentId: string, offer: Inbox['offers'][number]) => {
      for (const socket of here(agentId))
        socket.emit('offer:made', shownOffer(deps.access.current(), socket.data.user, offer));
    },
    offerWithdrawn: (agentId: string, workItemId: string, why: string) => {
      for (const socket of here(agentId)) socket.emit('offer:withdrawn', { workItemId, why });
    },
    inboxChanged: (agentId: string, inbox: Inbox) => {
      for (const socket of here(agentId))
        socket.emit('inbox:changed', shownInbox(deps.access.current(), socket.data.user, inbox));
    },
  };

  async function open(agentId: string, interaction: string): Promise<void> {
    const key = `${agentId}/${interaction}`;
    cards.get(key)?.remove();
    const conversation = await openedOf(interaction, {}, deps);
    const { id, lastSeq } = conversation.header;
    for (const socket of here(agentId)) {
      void socket.join(roomOfInteraction(id));
      socket.emit('conversation:opened', {
        ...conversation,
        header: emptiedHeader(deps.access.current(), socket.data.user, conversation.header),
      });
    }
    const remove = await deps.watchers.add(
      deskWatcher(conversation, () => here(agentId), deps),
      lastSeq,
    );
    cards.set(key, { conversationId: id, remove });
    if (here(agentId).length === 0) left(agentId);
  }

  function close(agentId: string, interaction: string): void {
    const key = `${agentId}/${interaction}`;
    const card = cards.get(key);
    if (card === undefined) return;
    cards.delete(key);
    for (const socket of here(agentId)) void socket.leave(roomOfInteraction(card.conversationId));
    // The last words and the end are still delivered: the watcher goes when the desk has been told.
    setImmediate(card.remove);
  }

  /** The agent's last socket here is gone: nothing here may keep the agent looking connected. */
  function left(agentId: string): void {
    desks.left(agentId);
    for (const [key, card] of cards) {
      if (!key.startsWith(`${agentId}/`)) continue;
      card.remove();
      cards.delete(key);
    }
    void deps.track(
      deps.handoff.left(agentId).catch((error: unknown) => deps.failed(error, 'an agent who left')),
    );
  }

  const desks = createDesks({ inbox: deps.handoff.inbox, tell, open, close, failed: deps.failed });

  namespace.use((socket, next) => {
    admit(socket, deps).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    );
  });
  namespace.on('connection', (socket) => {
    const { sub } = socket.data.user;
    void socket.join(`agent:${sub}`);
    handle(socket, deps, desks);
    void deps.track(
      arrive(sub, here(sub).length === 1, deps, desks).finally(() => {
        // Gone again while arriving: the disconnect came before the desk was there.
        if (here(sub).length === 0) left(sub);
      }),
    );
    socket.on('disconnect', () => {
      if (here(sub).length === 0) left(sub);
    });
  });
  return { namespace, desks };
}

export function roomOfInteraction(conversationId: string): string {
  return `interaction:${conversationId}`;
}

async function admit(socket: AgentSocket, { tokens, handoff }: AgentNamespaceDeps): Promise<void> {
  const { token } = socket.handshake.auth;
  if (typeof token !== 'string') throw new AppError('unauthorized', 'a token is needed');
  const user = await tokens.verify(token, 'user');
  if (!hasRole(user, ['agent', 'supervisor']))
    throw new AppError('forbidden', 'this needs the role agent or supervisor');
  if ((await handoff.agent(user.sub)) === null)
    throw new AppError('forbidden', 'this account is not an agent');
  socket.data.user = user;
  socket.data.expiresAt = tokens.expiry(token);
}

async function arrive(
  agentId: string,
  first: boolean,
  deps: AgentNamespaceDeps,
  desks: Desks,
): Promise<void> {
  try {
    if (first) await deps.handoff.arrived(agentId);
    const agent = await deps.handoff.agent(agentId);
    if (agent !== null) deps.presence(agentId, agent.presence);
    await desks.arrived(agentId);
  } catch (error) {
    deps.failed(error, 'an agent who arrived');
  }
}

/** Which of the messages: after one `seq`, before another, how many. */
type OpenedPart = Omit<AgentPayload<'conversation:open'>, 'interaction'>;

/** Everything an agent needs to take over: the header, the latest words with their sentiment, the tasks. */
async function openedOf(
  interaction: string,
  { after = 0, before, limit = maxOpened }: OpenedPart,
  deps: AgentNamespaceDeps,
): Promise<ConversationOpened> {
  const id = await deps.idOf(interaction);
  const state = await deps.conversations.load(id);
  const until = Math.min(before ?? Number.POSITIVE_INFINITY, state.lastSeq + 1);
  return {
    interaction: state.header.number,
    header: state.header,
    ...(await latestMessages(deps.turns, id, { after, before: until, limit })),
    relatedTasks: state.relatedTasks,
    live: state.live,
    receipts: await deps.receipts(id),
  };
}

function deskWatcher(opened: ConversationOpened, sockets: () => AgentSocket[], deps: AgentNamespaceDeps) {
  const { interaction } = opened;
  return {
    conversationId: opened.header.id,
    post(messages: PostedMessage[]) {
      for (const socket of sockets())
        for (const message of messages) socket.emit('message:posted', { ...message, interaction });
    },
    async view(state: ConversationState) {
      const change = await deps.changeOf(state);
      const { messageCount: _, lastSeq: __, updatedAt: ___, ...header } = state.header;
      const { relatedTasks, live } = state;
      const told = { interaction, relatedTasks, live };
      const tell = (): void => {
        const rules = deps.access.current();
        for (const socket of sockets()) {
          const { user } = socket.data;
          const shown = emptiedHeader(rules, user, state.header);
          const changed = shownChange(rules, user, state.header, change);
          socket.emit('conversation:changed', { ...changed, ...told, header: shown });
        }
      };
      return { key: [change, header, relatedTasks, live], tell };
    },
  };
}

function handle(socket: AgentSocket, deps: AgentNamespaceDeps, desks: Desks): void {
  const { handoff, conversations } = deps;
  const { user } = socket.data;
  const me = { id: user.sub, name: user.name };
  const actor = { ...me, supervises: hasRole(user, ['supervisor']) };

  /** What is in another domain or application does not exist for this user. @throws AppError `not_found`. */
  const visible = async (interaction: string): Promise<string> => {
    const id = await deps.idOf(interaction);
    const { header } = await conversations.known(id);
    if (inScope(user, header)) return id;
    // In the words that an unknown number or id is answered with.
    const named =
      id === interaction ? 'there is no such conversation' : `there is no interaction ${interaction}`;
    throw new AppError('not_found', named);
  };
  /** @throws AppError `not_found`; `forbidden` unless this agent holds the conversation. */
  const held = async (interaction: string): Promise<string> => {
    const id = await visible(interaction);
    if (!(await handoff.holds(me.id, id)))
      throw new AppError('forbidden', 'you do not have this conversation');
    return id;
  };
  /** Who holds a conversation sees it; anybody else by the access rules, and that is audited (design §8). */
  const readable = async (interaction: string, which: OpenedPart): Promise<ConversationOpened> => {
    const id = await visible(interaction);
    const holds = await handoff.holds(me.id, id);
    const { header } = await conversations.known(id);
    const reads = (resource: InteractionResource): boolean =>
      holds || may(deps.access.current(), user, 'read', resource, header);
    if (!reads('record') || !reads('transcript'))
      throw new AppError('forbidden', 'you do not have this conversation');
    if (!holds) await deps.audited(me, id);
    const opened = await openedOf(interaction, which, deps);
    return {
      ...opened,
      header: emptiedHeader(deps.access.current(), user, opened.header),
      relatedTasks: reads('related_tasks') ? opened.relatedTasks : [],
    };
  };

  refuseOthers(socket, Object.keys(agentPayloads));
  onEvent(socket, deps, 'presence:set', agentPayloads['presence:set'], async ({ state }) => {
    await handoff.setPresence(me.id, state);
    await desks.sync(me.id);
    return { state };
  });
  onEvent(socket, deps, 'offer:accept', agentPayloads['offer:accept'], async ({ workItemId }) => {
    const { interaction } = await handoff.accept(me.id, workItemId);
    desks.withdrawn(me.id, workItemId, 'accepted');
    await desks.sync(me.id);
    return { interaction };
  });
  onEvent(socket, deps, 'offer:reject', agentPayloads['offer:reject'], async ({ workItemId, reason }) => {
    deps.masking().refuse({ reason });
    await handoff.reject(me.id, workItemId, reason);
    desks.withdrawn(me.id, workItemId, 'rejected');
    await desks.sync(me.id);
    return {};
  });
  onEvent(socket, deps, 'work:claim', agentPayloads['work:claim'], async ({ interaction }) => {
    const taken = await handoff.claim(me.id, await visible(interaction));
    await desks.sync(me.id);
    return { interaction: taken.interaction };
  });
  onEvent(
    socket,
    deps,
    'message:send',
    agentPayloads['message:send'],
    async ({ interaction, attachmentId, ...said }) => {
      const id = await visible(interaction);
      const say = async (state: ConversationState): Promise<TurnDraft> => {
        // First whether it may be said at all: a refused message takes no file.
        const draft = agentMessage(state, me, said);
        deps.masking().refuse({ text: said.text });
        if (attachmentId === undefined) return draft;
        const message = { id: said.id, by: { kind: 'agent', ...me }, private: said.private } as const;
        return agentMessage(state, me, {
          ...said,
          attachment: await deps.attachments.claim(id, attachmentId, message),
        });
      };
      const { turn } = await conversations.change(id, say, said.id);
      if (turn?.cause.kind !== 'agent')
        throw new AppError('conflict', 'this id was used for another message');
      return { seq: turn.seq };
    },
  );
  onEvent(socket, deps, 'typing:set', agentPayloads['typing:set'], async ({ interaction, on }) => {
    deps.typing(await held(interaction), me.name, on);
    return {};
  });
  onEvent(
    socket,
    deps,
    'conversation:open',
    agentPayloads['conversation:open'],
    async ({ interaction, ...which }) => {
      return readable(interaction, which);
    },
  );
  onEvent(socket, deps, 'conversation:end', agentPayloads['conversation:end'], async (payload) => {
    const id = await visible(payload.interaction);
    const { header } = await conversations.known(id);
    const { shortDescription } = payload;
    refuseFields(deps.access.current(), user, header, { shortDescription });
    deps.masking().refuse({ shortDescription });
    const ended = await handoff.end(me.id, id, payload.resolution, payload.shortDescription);
    await conversations.settled(id);
    await desks.sync(me.id);
    return ended;
  });
  onEvent(socket, deps, 'conversation:hold', agentPayloads['conversation:hold'], async (payload) => {
    const id = await visible(payload.interaction);
    return parkedOf(await handoff.hold(actor, id, payload.waitingReason ?? null));
  });
  onEvent(socket, deps, 'conversation:resume', agentPayloads['conversation:resume'], async (payload) =>
    parkedOf(await handoff.resume(actor, await visible(payload.interaction))),
  );
}

function parkedOf({ header: { state, waitingReason } }: ConversationState): Parked {
  return { state, waitingReason };
}
