import type { Server } from 'socket.io';
import { AppError } from '../../contracts/errors.ts';
import { liveFor } from '../../contracts/live.ts';
import { agentPayloads, type Inbox } from '../../contracts/sockets.ts';
import { shownInbox, shownOffer } from '../access/shownOffer.ts';
import { shownOpened } from '../access/shownOpened.ts';
import { hasRole } from '../http/route.ts';
import {
  type AgentNamespace,
  type AgentNamespaceDeps,
  type AgentSocket,
  agentDesk,
} from './agent/agentDesk.ts';
import { addBoardEvents } from './agent/boardEvents.ts';
import { addConversationEvents } from './agent/conversationEvents.ts';
import { deskWatcher } from './agent/deskWatcher.ts';
import { addLiveEvents } from './agent/liveEvents.ts';
import { noteActs } from './agent/noteActs.ts';
import { openedOf } from './agent/openedOf.ts';
import { addReceiptEvents } from './agent/receiptEvents.ts';
import { addVirtualAgentEvents } from './agent/virtualAgentEvents.ts';
import { addWorkEvents } from './agent/workEvents.ts';
import { createDesks, type Desks, type DesksDeps, type Presence } from './desks.ts';
import { refuseOthers } from './onEvent.ts';
import { refusal } from './requesterNamespace.ts';

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
  const tell: DesksDeps['tell'] = {
    presenceChanged: (agentId, presence) => {
      for (const socket of here(agentId)) socket.emit('presence:changed', presence);
    },
    offerMade: (agentId: string, offer: Inbox['offers'][number]) => {
      for (const socket of here(agentId))
        socket.emit('offer:made', shownOffer(deps.access.current(), socket.data.user, offer));
    },
    offerWithdrawn: (agentId: string, workItemId: string, why: string) => {
      for (const socket of here(agentId)) socket.emit('offer:withdrawn', { workItemId, why });
    },
    invitationMade: (agentId: string, invited: Inbox['invitations'][number]) => {
      for (const socket of here(agentId))
        socket.emit('invitation:made', shownOffer(deps.access.current(), socket.data.user, invited));
    },
    invitationWithdrawn: (agentId: string, interaction: string, why: string) => {
      for (const socket of here(agentId)) socket.emit('invitation:withdrawn', { interaction, why });
    },
    inboxChanged: (agentId: string, inbox: Inbox) => {
      for (const socket of here(agentId))
        socket.emit('inbox:changed', shownInbox(deps.access.current(), socket.data.user, inbox));
    },
  };

  async function open(agentId: string, interaction: string): Promise<void> {
    const key = `${agentId}/${interaction}`;
    cards.get(key)?.remove();
    // It stands here from now on, so that whoever closes it, or opens it anew, while it is being read ends this one.
    const card: Card = { conversationId: '', remove: () => undefined };
    cards.set(key, card);
    const conversation = await openedOf(interaction, {}, deps);
    const { id, lastSeq } = conversation.header;
    for (const socket of here(agentId)) {
      void socket.join(roomOfInteraction(id));
      socket.emit('conversation:opened', {
        ...shownOpened(deps.access.current(), socket.data.user, conversation),
        live: liveFor(conversation.live, {
          id: agentId,
          supervises: hasRole(socket.data.user, ['supervisor']),
        }),
      });
    }
    const remove = await deps.watchers.add(
      deskWatcher(agentId, conversation, () => here(agentId), deps),
      lastSeq,
    );
    if (cards.get(key) === card) cards.set(key, { conversationId: id, remove });
    else remove();
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
      deps.handoff
        .left(agentId)
        .then(deps.boardMoved)
        .catch((error: unknown) => deps.failed(error, 'an agent who left')),
    );
  }

  const desks = createDesks({
    inbox: deps.handoff.inbox,
    presence: (agentId) => presenceOf(agentId, deps),
    tell,
    open,
    close,
    failed: deps.failed,
  });

  namespace.use((socket, next) => {
    admit(socket, deps).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    );
  });
  namespace.on('connection', (socket) => {
    const { sub } = socket.data.user;
    void socket.join(`agent:${sub}`);
    refuseOthers(socket, Object.keys(agentPayloads));
    const desk = agentDesk(socket, deps, desks);
    noteActs(desk);
    addWorkEvents(desk);
    addConversationEvents(desk);
    addLiveEvents(desk);
    addVirtualAgentEvents(desk);
    addReceiptEvents(desk);
    addBoardEvents(desk);
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

async function presenceOf(agentId: string, { handoff }: AgentNamespaceDeps): Promise<Presence> {
  const agent = await handoff.agent(agentId);
  if (agent === null) throw new AppError('not_found', 'there is no such agent');
  const { presence: state, presenceReason: reason, presenceSince } = agent;
  return { agent: agentId, state, reason, since: presenceSince.toISOString() };
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
    deps.boardMoved();
    await desks.arrived(agentId);
  } catch (error) {
    deps.failed(error, 'an agent who arrived');
  }
}
