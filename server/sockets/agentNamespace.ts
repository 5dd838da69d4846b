import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import { AppError } from '../../contracts/errors.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import {
  type AgentToServer,
  agentPayloads,
  type ConversationChanged,
  type ConversationOpened,
  type Inbox,
  type ServerToAgent,
} from '../../contracts/sockets.ts';
import { agentMessage } from '../../handoff/agentMessage.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { hasRole, type UserClaims } from '../http/route.ts';
import type { Tokens } from '../tokens.ts';
import { createDesks, type Desks } from './desks.ts';
import { type EventContext, onEvent, refuseOthers } from './onEvent.ts';
import { refusal } from './requesterNamespace.ts';
import type { Watchers } from './watchers.ts';

interface AgentData {
  user: UserClaims;
}
type AgentSocket = Socket<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>;
export type AgentNamespace = Namespace<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>;

export interface AgentNamespaceDeps extends EventContext {
  tokens: Tokens;
  conversations: Conversations;
  turns: Turns;
  watchers: Watchers;
  handoff: Handoff;
  idOf: (interaction: string) => Promise<string>;
  changeOf: (state: ConversationState) => Promise<ConversationChanged>;
  typing: (conversationId: string, agentName: string, on: boolean) => void;
  /** Tells the agent's sockets on all nodes. */
  presence: (agentId: string, state: string) => void;
  failed: (error: unknown, where: string) => void;
}

/** The namespace `/agent` (protocol §3) and the desks of this node. */
export function serveAgents(
  io: Server,
  deps: AgentNamespaceDeps,
): { namespace: AgentNamespace; desks: Desks } {
  const namespace: AgentNamespace = io.of('/agent');
  const removers = new Map<string, () => void>();
  const here = (agentId: string): AgentSocket[] =>
    [...namespace.sockets.values()].filter((socket) => socket.data.user.sub === agentId);
  const tell = {
    offerMade: (agentId: string, offer: Inbox['offers'][number]) => {
      for (const socket of here(agentId)) socket.emit('offer:made', offer);
    },
    offerWithdrawn: (agentId: string, workItemId: string, why: string) => {
      for (const socket of here(agentId)) socket.emit('offer:withdrawn', { workItemId, why });
    },
    inboxChanged: (agentId: string, inbox: Inbox) => {
      for (const socket of here(agentId)) socket.emit('inbox:changed', inbox);
    },
  };

  async function open(agentId: string, interaction: string): Promise<void> {
    const key = `${agentId}/${interaction}`;
    removers.get(key)?.();
    const opened = await openedOf(interaction, 0, deps);
    for (const socket of here(agentId)) {
      void socket.join(roomOfInteraction(opened.header.id));
      socket.emit('conversation:opened', opened);
    }
    removers.set(
      key,
      await deps.watchers.add(
        deskWatcher(opened, () => here(agentId), deps),
        opened.header.lastSeq,
      ),
    );
  }

  function close(agentId: string, interaction: string): void {
    const key = `${agentId}/${interaction}`;
    // The last words and the end are still delivered: the watcher goes when the desk has been told.
    setImmediate(() => {
      removers.get(key)?.();
      removers.delete(key);
    });
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
    void deps.track(arrive(sub, here(sub).length === 1, deps, desks));
    socket.on('disconnect', () => {
      if (here(sub).length > 0) return;
      desks.left(sub);
      for (const [key, remove] of removers) {
        if (!key.startsWith(`${sub}/`)) continue;
        remove();
        removers.delete(key);
      }
      void deps.track(
        deps.handoff.left(sub).catch((error: unknown) => deps.failed(error, 'an agent who left')),
      );
    });
  });
  return { namespace, desks };
}

export function roomOfInteraction(conversationId: string): string {
  return `interaction:${conversationId}`;
}

async function admit(socket: AgentSocket, { tokens }: AgentNamespaceDeps): Promise<void> {
  const { token } = socket.handshake.auth;
  if (typeof token !== 'string') throw new AppError('unauthorized', 'a token is needed');
  const user = await tokens.verify(token, 'user');
  if (!hasRole(user, ['agent', 'supervisor']))
    throw new AppError('forbidden', 'this needs the role agent or supervisor');
  socket.data.user = user;
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

/** Everything an agent needs to take over: the header, the words so far with their sentiment, the tasks. */
async function openedOf(
  interaction: string,
  after: number,
  deps: AgentNamespaceDeps,
): Promise<ConversationOpened> {
  const id = await deps.idOf(interaction);
  const state = await deps.conversations.load(id);
  const messages: PostedMessage[] = [];
  for await (const turn of deps.turns.all(id))
    messages.push(...turn.messages.filter((message) => message.seq > after));
  return {
    interaction: state.header.number,
    header: state.header,
    messages,
    relatedTasks: state.relatedTasks,
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
      const told = { ...change, interaction, header: state.header, relatedTasks: state.relatedTasks };
      const tell = (): void => {
        for (const socket of sockets()) socket.emit('conversation:changed', told);
      };
      return { key: [change, header, state.relatedTasks], tell };
    },
  };
}

function handle(socket: AgentSocket, deps: AgentNamespaceDeps, desks: Desks): void {
  const { handoff, conversations } = deps;
  const me = { id: socket.data.user.sub, name: socket.data.user.name };

  /** @throws AppError `forbidden` unless this agent holds the conversation or may look at any. */
  const mine = async (interaction: string): Promise<string> => {
    const id = await deps.idOf(interaction);
    if (!hasRole(socket.data.user, ['supervisor']) && !(await handoff.holds(me.id, id))) {
      throw new AppError('forbidden', 'you do not have this conversation');
    }
    return id;
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
    await handoff.reject(me.id, workItemId, reason);
    desks.withdrawn(me.id, workItemId, 'rejected');
    await desks.sync(me.id);
    return {};
  });
  onEvent(socket, deps, 'work:claim', agentPayloads['work:claim'], async ({ interaction }) => {
    const taken = await handoff.claim(me.id, interaction);
    await desks.sync(me.id);
    return { interaction: taken.interaction };
  });
  onEvent(socket, deps, 'message:send', agentPayloads['message:send'], async ({ interaction, ...said }) => {
    if (said.attachmentId !== undefined) throw new AppError('not_found', 'there is no such attachment');
    const id = await deps.idOf(interaction);
    const { turn } = await conversations.change(id, (state) => agentMessage(state, me, said), said.id);
    if (turn === null) throw new AppError('internal', 'the message made no turn');
    return { seq: turn.seq };
  });
  onEvent(socket, deps, 'typing:set', agentPayloads['typing:set'], async ({ interaction, on }) => {
    deps.typing(await mine(interaction), me.name, on);
    return {};
  });
  onEvent(
    socket,
    deps,
    'conversation:open',
    agentPayloads['conversation:open'],
    async ({ interaction, after }) => {
      await mine(interaction);
      return openedOf(interaction, after ?? 0, deps);
    },
  );
  onEvent(socket, deps, 'conversation:end', agentPayloads['conversation:end'], async (payload) => {
    const ended = await handoff.end(me.id, payload.interaction, payload.resolution, payload.shortDescription);
    await conversations.settled(await deps.idOf(payload.interaction));
    await desks.sync(me.id);
    return ended;
  });
}
