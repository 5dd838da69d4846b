import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { InteractionResource } from '../../../contracts/access.ts';
import { observed } from '../../../contracts/audit.ts';
import { AppError } from '../../../contracts/errors.ts';
import type { NameRef } from '../../../contracts/header.ts';
import { liveFor } from '../../../contracts/live.ts';
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
import { roleIn } from '../../../handoff/live/roleIn.ts';
import type { VirtualAgentTurns } from '../../../handoff/virtualAgentTurns.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import type { Conversations } from '../../../interactions/conversations.ts';
import type { Attachments } from '../../../interactions/files/attachments.ts';
import type { Masking } from '../../../interactions/masking/masking.ts';
import type { Turns } from '../../../interactions/turns.store.ts';
import type { AccessRules } from '../../access/accessRules.ts';
import { may } from '../../access/may.ts';
import { shownOpened } from '../../access/shownOpened.ts';
import { hasRole, type UserClaims } from '../../http/route.ts';
import type { Limits } from '../../limits.ts';
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
  limits: Pick<Limits, 'act' | 'signal'>;
  idOf: (interaction: string) => Promise<string>;
  changeOf: (state: ConversationState) => Promise<ConversationChanged>;
  /** To the requester, and to the other agents who look at the conversation. */
  typing: (conversationId: string, agent: NameRef, on: boolean) => Promise<void>;
  virtualAgent: VirtualAgentTurns;
  /** Keeps how far an agent has read, and tells the requester. */
  readByAgent: (conversationId: string, seq: number) => Promise<void>;
  /** How far the messages of a conversation have come. */
  receipts: (conversationId: string) => Promise<Receipts>;
  /** Keeps that somebody read a conversation that was not theirs. */
  audited: (who: NameRef, conversationId: string, action?: string) => Promise<void>;
  /** Something that supervisors watch changed. */
  boardMoved: () => void;
  failed: (error: unknown, where: string) => void;
}

/** Clients send these by themselves, or without anything being done by it. */
export const signals: ReadonlySet<string> = new Set(['typing:set', 'receipt:read']);

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
  /**
   * The same for doing something with it: what a supervisor does with a conversation that somebody else has goes by the
   * access rules and is written down before it happens, as over HTTP. @throws AppError `not_found`, `forbidden`.
   */
  acting(interaction: string, action: string): Promise<string>;
  /** Who may read it by the access rules, without having it. @throws AppError `forbidden`. */
  mustRead(conversationId: string): Promise<void>;
  /**
   * Who takes part in a conversation sees it; anybody else by the access rules, and that is audited (design §8), as it
   * is of who looks on.
   */
  readable(interaction: string, which: OpenedPart): Promise<ConversationOpened>;
}

export function agentDesk(socket: AgentSocket, shared: AgentNamespaceDeps, desks: Desks): AgentDesk {
  const { handoff, conversations, limits } = shared;
  const { user } = socket.data;
  const spend = (event: string): Promise<void> =>
    signals.has(event) ? limits.signal(`agent/${user.sub}`) : limits.act(user.sub);
  const deps = { ...shared, spend };
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
  const mayRead = async (id: string, resource: InteractionResource): Promise<boolean> =>
    may(deps.access.current(), user, 'read', resource, (await conversations.known(id)).header);
  const mustRead = async (id: string): Promise<void> => {
    if (!(await mayRead(id, 'record')) || !(await mayRead(id, 'transcript')))
      throw new AppError('forbidden', 'you do not have this conversation');
  };
  const acting = async (interaction: string, action: string): Promise<string> => {
    const id = await visible(interaction);
    if (!actor.supervises || (await handoff.holds(me.id, id))) return id;
    const { header } = await conversations.known(id);
    if (!may(deps.access.current(), user, 'write', 'record', header))
      throw new AppError('forbidden', 'no access rule lets you change this conversation');
    await deps.audited(me, id, action);
    return id;
  };
  const readable = async (interaction: string, which: OpenedPart): Promise<ConversationOpened> => {
    const id = await visible(interaction);
    const role = (await handoff.holds(me.id, id)) ? 'holder' : roleIn(await conversations.known(id), me.id);
    if (role === null) await mustRead(id);
    if (role === null) await deps.audited(me, id);
    if (role === 'observer') await deps.audited(me, id, observed);
    const opened = await openedOf(interaction, which, deps);
    return {
      ...shownOpened(deps.access.current(), user, opened),
      relatedTasks: role !== null || (await mayRead(id, 'related_tasks')) ? opened.relatedTasks : [],
      live: liveFor(opened.live, actor),
    };
  };

  return { socket, deps, desks, user, me, actor, visible, acting, mustRead, readable };
}
