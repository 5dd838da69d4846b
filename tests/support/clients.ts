import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../contracts/errors.ts';
import type { SessionAnswer } from '../../contracts/http.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type {
  AgentToServer,
  ConversationChanged,
  ConversationOpened,
  Inbox,
  Offer,
  RequesterToServer,
  ServerToAgent,
  ServerToRequester,
} from '../../contracts/sockets.ts';

const patience = 8_000;

/** Waits until `look` answers something; polls, because what is waited for comes over a real socket. */
export async function eventually<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  what: string,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function api<T>(
  url: string,
  path: string,
  token: string | null,
  init: { method?: string; body?: unknown } = {},
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: init.method ?? 'GET',
    headers: {
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: (json ? JSON.parse(text) : text) as T };
}

export { api };

/** A requester with the widget's own protocol: reads as a dialogue. */
export interface Requester {
  session: SessionAnswer;
  socket: Socket<ServerToRequester, RequesterToServer>;
  messages: PostedMessage[];
  changes: ConversationChanged[];
  /** Sends a text; answers its `seq` when it is durable. */
  says(text: string, id?: string): Promise<number>;
  picks(value: string | string[]): Promise<number>;
  send(
    payload: { id: string; text: string } | { id: string; value: string | string[] },
  ): Promise<Ack<{ seq: number }>>;
  /** Waits for words of the other side that came after the last call and fit. */
  hears(pattern: RegExp): Promise<PostedMessage>;
  ends(): Promise<{ state: string; stateReason: string | null }>;
  becomes(owner: ConversationChanged['owner']): Promise<ConversationChanged>;
  leave(): void;
}

export async function openRequester(url: string, body: Record<string, unknown> = {}): Promise<Requester> {
  const { status, body: session } = await api<SessionAnswer>(url, '/chat/sessions', null, {
    method: 'POST',
    body,
  });
  if (status !== 201) throw new Error(`no session: ${status} ${JSON.stringify(session)}`);
  return connectRequester(url, session, 0);
}

export async function connectRequester(
  url: string,
  session: SessionAnswer,
  after: number,
): Promise<Requester> {
  const socket: Socket<ServerToRequester, RequesterToServer> = io(`${url}/requester`, {
    auth: { token: session.token, after },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const messages: PostedMessage[] = [];
  const changes: ConversationChanged[] = [];
  let heard = 0;
  socket.on('message:posted', (message) => messages.push(message));
  socket.on('conversation:changed', (change) => changes.push(change));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const data = <T>(ack: Ack<T>): T => {
    if (ack.data === undefined) throw new Error(`${ack.error?.code}: ${ack.error?.message}`);
    return ack.data;
  };
  const requester: Requester = {
    session,
    socket,
    messages,
    changes,
    send: (payload) => socket.timeout(patience).emitWithAck('message:send', payload),
    says: async (text, id = randomUUID()) => data(await requester.send({ id, text })).seq,
    picks: async (value) => data(await requester.send({ id: randomUUID(), value })).seq,
    hears: (pattern) =>
      eventually(
        () => {
          const index = messages.findIndex(
            (message, at) =>
              at >= heard && message.from.kind !== 'requester' && pattern.test(wordsOf(message)),
          );
          if (index < 0) return undefined;
          heard = index + 1;
          return messages[index];
        },
        `${pattern} (heard: ${messages.slice(heard).map(wordsOf).join(' | ')})`,
      ),
    ends: async () => data(await socket.timeout(patience).emitWithAck('conversation:end', {})),
    becomes: (owner) =>
      eventually(() => (changes.at(-1)?.owner === owner ? changes.at(-1) : undefined), `the owner ${owner}`),
    leave: () => {
      socket.disconnect();
    },
  };
  return requester;
}

function wordsOf(message: PostedMessage): string {
  const choices = message.type === 'choices' ? message.choices.map(({ label }) => label) : [];
  const card = message.type === 'card' ? [message.card.number, message.card.title] : [];
  return [message.text, ...choices, ...card].join('\n');
}

/** An agent at a desk. */
export interface AgentClient {
  token: string;
  socket: Socket<ServerToAgent, AgentToServer>;
  offers: Offer[];
  withdrawn: { workItemId: string; why: string }[];
  opened: ConversationOpened[];
  messages: (PostedMessage & { interaction: string })[];
  changes: Parameters<ServerToAgent['conversation:changed']>[0][];
  presences: Parameters<ServerToAgent['presence:changed']>[0][];
  inbox(): Inbox | undefined;
  is(presence: string): Promise<void>;
  isOffered(interaction: string): Promise<Offer>;
  accepts(offer: { workItemId: string }): Promise<Ack<{ interaction: string }>>;
  says(
    interaction: string,
    text: string,
    more?: { private?: boolean; id?: string },
  ): Promise<Ack<{ seq: number }>>;
  hears(interaction: string, pattern: RegExp): Promise<PostedMessage>;
  ends(
    interaction: string,
    more?: { resolution?: 'resolved' | 'unresolved'; shortDescription?: string },
  ): Promise<Ack<{ state: string; stateReason: string | null }>>;
  leave(): void;
}

export async function openAgent(url: string, token: string): Promise<AgentClient> {
  const socket: Socket<ServerToAgent, AgentToServer> = io(`${url}/agent`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const offers: Offer[] = [];
  const withdrawn: { workItemId: string; why: string }[] = [];
  const opened: ConversationOpened[] = [];
  const messages: (PostedMessage & { interaction: string })[] = [];
  const changes: AgentClient['changes'] = [];
  const presences: AgentClient['presences'] = [];
  let inbox: Inbox | undefined;
  socket.on('offer:made', (offer) => offers.push(offer));
  socket.on('offer:withdrawn', (gone) => withdrawn.push(gone));
  socket.on('conversation:opened', (conversation) => opened.push(conversation));
  socket.on('message:posted', (message) => messages.push(message));
  socket.on('conversation:changed', (change) => changes.push(change));
  socket.on('presence:changed', (presence) => presences.push(presence));
  socket.on('inbox:changed', (changed) => {
    inbox = changed;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    token,
    socket,
    offers,
    withdrawn,
    opened,
    messages,
    changes,
    presences,
    inbox: () => inbox,
    async is(state) {
      const ack = await socket.timeout(patience).emitWithAck('presence:set', { state });
      if (ack.error !== undefined) throw new Error(ack.error.message);
    },
    isOffered: (interaction) =>
      eventually(
        () => offers.findLast((offer) => offer.interaction === interaction),
        `an offer of ${interaction}`,
      ),
    accepts: ({ workItemId }) => socket.timeout(patience).emitWithAck('offer:accept', { workItemId }),
    says: (interaction, text, { id = randomUUID(), ...more } = {}) =>
      socket.timeout(patience).emitWithAck('message:send', { interaction, id, text, ...more }),
    hears: (interaction, pattern) =>
      eventually(
        () => messages.find((message) => message.interaction === interaction && pattern.test(message.text)),
        `${pattern} at the desk`,
      ),
    ends: (interaction, { resolution = 'resolved', ...more } = {}) =>
      socket.timeout(patience).emitWithAck('conversation:end', { interaction, resolution, ...more }),
    leave: () => {
      socket.disconnect();
    },
  };
}
