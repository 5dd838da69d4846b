import type { AuditEntry } from '../../../contracts/audit.ts';
import type { Ack } from '../../../contracts/errors.ts';
import type { InteractionHeader, InteractionLogEntry } from '../../../contracts/header.ts';
import type { Live } from '../../../contracts/live.ts';
import type { AgentPayload, agentPayloads, Invited, TypingChanged } from '../../../contracts/sockets.ts';
import {
  type AgentClient,
  api,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, type InProcessOptions, startInProcess } from '../../support/inProcess.ts';

type Event = keyof typeof agentPayloads;

/** An agent at a desk, with what a live conversation brings there. */
export interface Staff extends AgentClient {
  invited: Invited[];
  uninvited: { interaction: string; why: string }[];
  typings: (TypingChanged & { interaction: string })[];
  /** Emits an event; answers the acknowledgement. */
  does<E extends Event>(event: E, payload: AgentPayload<E>): Promise<Ack<{ live: Live }>>;
  /** The same, and it must have been done. */
  did<E extends Event>(event: E, payload: AgentPayload<E>): Promise<Live>;
  /** In which role the inbox shows the conversation. */
  roleIn(interaction: string): string | undefined;
}

export async function openStaff(node: InProcess, email: string): Promise<Staff> {
  const client = await openAgent(node.url, await node.login(email));
  const invited: Invited[] = [];
  const uninvited: Staff['uninvited'] = [];
  const typings: Staff['typings'] = [];
  client.socket.on('invitation:made', (one) => invited.push(one));
  client.socket.on('invitation:withdrawn', (one) => uninvited.push(one));
  client.socket.on('typing:changed', (one) => typings.push(one));
  const does: Staff['does'] = (event, payload) =>
    client.socket.timeout(8_000).emitWithAck(event as 'help:set', payload as AgentPayload<'help:set'>);
  return {
    ...client,
    invited,
    uninvited,
    typings,
    does,
    async did(event, payload) {
      const { data, error } = await does(event, payload);
      if (data === undefined) throw new Error(`${event}: ${error?.code}: ${error?.message}`);
      return data.live;
    },
    roleIn: (interaction) =>
      client.inbox()?.conversations.find((item) => item.interaction === interaction)?.role,
  };
}

/** A node with two agents and a supervisor. Ada takes what comes; the others are there and take nothing. */
export interface Floor extends InProcess {
  ada: Staff;
  ben: Staff;
  samir: Staff;
  header(interaction: string): Promise<InteractionHeader>;
  /** The record's log as this agent reads it, `kind: what (who)` for lines of these kinds. */
  logOf(interaction: string, reader: AgentClient, ...kinds: string[]): Promise<string[]>;
  auditOf(interaction: string, reader: AgentClient): Promise<AuditEntry[]>;
}

export async function openFloor(options: InProcessOptions = {}): Promise<Floor> {
  const { handoff, ...settings } = options.settings ?? {};
  const node = await startInProcess({
    ...options,
    settings: { ...settings, handoff: { defaultCapacity: 50, ...(handoff as object) } },
  });
  const [ada, ben, samir] = await Promise.all(
    ['agent1', 'agent2', 'supervisor'].map((name) => openStaff(node, `${name}@example.com`)),
  );
  if (ada === undefined || ben === undefined || samir === undefined) throw new Error('nobody came');
  await ada.is('available');
  for (const one of [ben, samir]) await one.is('away');
  return {
    ...node,
    ada,
    ben,
    samir,
    async header(interaction) {
      return (await api<InteractionHeader>(node.url, `/interactions/${interaction}`, samir.token)).body;
    },
    async logOf(interaction, reader, ...kinds) {
      const path = `/interactions/${interaction}/logs`;
      const { body } = await api<{ items: InteractionLogEntry[] }>(node.url, path, reader.token);
      return body.items
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ kind, outcome, output }) => `${kind}: ${outcome} (${output})`);
    },
    async auditOf(interaction, reader) {
      const path = `/interactions/${interaction}/audit`;
      return (await api<{ items: AuditEntry[] }>(node.url, path, reader.token)).body.items;
    },
    async close() {
      for (const one of [ada, ben, samir]) one.leave();
      await node.close();
    },
  };
}

/** A requester whom Ada has; everybody's desk has heard of it. */
export async function inTalk(
  { url, ada }: Pick<Floor, 'url' | 'ada'>,
  body: Record<string, unknown> = {},
): Promise<{ requester: Requester; number: string }> {
  const requester = await openRequester(url, body);
  await requester.hears(/./);
  await requester.says('agent');
  const number = requester.session.interactionNumber;
  await ada.accepts(await ada.isOffered(number));
  await requester.hears(/Ada Moreno has joined/);
  await eventually(() => ada.roleIn(number) === 'holder', 'the conversation on the desk');
  return { requester, number };
}

/** Asked and accepted: Ben is in it. */
export async function joins(
  { ada, ben }: Pick<Floor, 'ada' | 'ben'>,
  number: string,
  how: 'invite' | 'consult',
): Promise<void> {
  if (how === 'invite') await ada.did('conversation:invite', { interaction: number, agent: 'agent2' });
  else
    await ada.did('conversation:transfer', { interaction: number, to: { agent: 'agent2' }, kind: 'consult' });
  await eventually(() => ben.invited.find(({ interaction }) => interaction === number), 'the invitation');
  await ben.did('invitation:answer', { interaction: number, accept: true });
}

export const opensOn = (who: AgentClient, number: string) =>
  eventually(
    () => who.opened.findLast(({ interaction }) => interaction === number),
    'an opened conversation',
  );

/** What is the requester's to read since the given message. */
export const wordsOf = ({ messages }: Requester): string[] => messages.map(({ text }) => text);
