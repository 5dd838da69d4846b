import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { InteractionResource } from '../../../contracts/access.ts';
import { AppError } from '../../../contracts/errors.ts';
import type { NameRef } from '../../../contracts/header.ts';
import { inScope } from '../../../contracts/scope.ts';
import type {
  AgentToServer,
  ConversationChanged,
  ConversationOpened,
  Receipts,
  ServerToAgent,
} from '../../../contracts/sockets.ts';
import type { Actor } from '../../../handoff/actor.ts';
import type { Handoff } from '../../../handoff/handoff.ts';
import type { VirtualAgentTurns } from '../../../handoff/virtualAgentTurns.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import type { Conversations } from '../../../interactions/conversations.ts';
import type { Attachments } from '../../../interactions/files/attachments.ts';
import type { Masking } from '../../../interactions/masking/masking.ts';
import type { Turns } from '../../../interactions/turns.store.ts';
import type { AccessRules } from '../../access/accessRules.ts';
import { may } from '../../access/may.ts';
import { emptiedHeader } from '../../access/shownHeader.ts';
import { hasRole, type UserClaims } from '../../http/route.ts';
import type { Tokens } from '../../tokens.ts';
import type { Desks } from '../desks.ts';
import type { EventContext } from '../onEvent.ts';
import type { Watchers } from '../watchers.ts';
import { type OpenedPart, openedOf } from './openedOf.ts';

export interface AgentData {
  user: UserClaims;
  expiresAt: number;
}
export type AgentSocket = Socket<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>;
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
  virtualAgent: VirtualAgentTurns;
  /** Keeps how far an agent has read, and tells the requester. */
  readByAgent: (conversationId: string, seq: number) => Promise<void>;
  /** How far the messages of a conversation have come. */
  receipts: (conversationId: string) => Promise<Receipts>;
  /** Keeps that somebody read a conversation that was not theirs. */
  audited: (who: NameRef, conversationId: string) => Promise<void>;
  /** Tells the agent's sockets on all nodes. */
  presence: (agentId: string, state: string) => void;
  /** Something that supervisors watch changed. */
  boardMoved: () => void;
  failed: (error: unknown, where: string) => void;
}

/** One socket of an agent: who it is, and what it may reach. */
export interface AgentDesk {
  socket: AgentSocket;
  deps: AgentNamespaceDeps;
  desks: Desks;
  user: UserClaims;
  me: NameRef;
  actor: Actor;
  /** The conversation's id. What is in another domain or application does not exist for this user. @throws AppError `not_found`. */
  visible(interaction: string): Promise<string>;
  /** The same. @throws AppError `not_found`; `forbidden` unless this agent holds the conversation. */
  held(interaction: string): Promise<string>;
  /** Who holds a conversation sees it; anybody else by the access rules, and that is audited (design §8). */
  readable(interaction: string, which: OpenedPart): Promise<ConversationOpened>;
}

export function agentDesk(socket: AgentSocket, deps: AgentNamespaceDeps, desks: Desks): AgentDesk {
  const { handoff, conversations } = deps;
  const { user } = socket.data;
  const me = { id: user.sub, name: user.name };
  const actor = { ...me, supervises: hasRole(user, ['supervisor']) };

  const visible = async (interaction: string): Promise<string> => {
    const id = await deps.idOf(interaction);
    const { header } = await conversations.known(id);
    if (inScope(user, header)) return id;
    // In the words that an unknown number or id is answered with.
    const named =
      id === interaction ? 'there is no such conversation' : `there is no interaction ${interaction}`;
    throw new AppError('not_found', named);
  };
  const held = async (interaction: string): Promise<string> => {
    const id = await visible(interaction);
    if (!(await handoff.holds(me.id, id)))
      throw new AppError('forbidden', 'you do not have this conversation');
    return id;
  };
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

  return { socket, deps, desks, user, me, actor, visible, held, readable };
}
