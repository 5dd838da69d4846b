import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorCode } from '../../contracts/errors.ts';
import type { SessionAnswer } from '../../contracts/http.ts';
import type { AttachmentRef, PostedMessage, Sender } from '../../contracts/messages.ts';
import type { ConversationChanged, RequesterPayload, TypingChanged } from '../../contracts/sockets.ts';
import type { KeptValues } from '../keptValues.ts';
import { chatTexts } from '../messages/chatTexts.ts';
import type { WidgetSettings } from '../settings.ts';
import { beforeAny, forgetOutgoing, keepOutgoing, readKeptOutbox } from './connection/keptOutbox.ts';
import { readKeptSession, subjectOf, writeKeptSession } from './connection/keptSession.ts';
import { obtainSession } from './connection/obtainSession.ts';
import { goAsGuest } from './connection/refusedIdentity.ts';
import { openRequesterSocket, type RequesterSocket } from './connection/requesterSocket.ts';
import { backoff } from './conversation/backoff.ts';
import { judgeRefusal } from './conversation/judgeRefusal.ts';
import {
  countUnread,
  insertMessage,
  lastSeq,
  type MessageList,
  resumePoint,
} from './conversation/messageList.ts';
import { newMessageId } from './conversation/newMessageId.ts';
import { asPosted, enqueue, type Outbox } from './conversation/outbox.ts';
import { createDelivery } from './delivery.ts';

/** How the way to the server is; `refused` carries why no conversation could be had. */
export type Link =
  | { state: 'idle' | 'connecting' | 'online' | 'reconnecting' }
  | { state: 'busy'; until: number }
  /** The page's identity token is refused or has run out; only another page or a guest gets further. */
  | { state: 'distrusted' }
  | { state: 'refused'; code: ErrorCode };

export interface Conversation {
  messages: ReadonlySignal<MessageList>;
  outbox: ReadonlySignal<Outbox>;
  link: ReadonlySignal<Link>;
  /** Undefined until the server has said how the conversation stands. */
  change: ReadonlySignal<ConversationChanged | undefined>;
  ended: ReadonlySignal<boolean>;
  typing: ReadonlySignal<Sender | undefined>;
  unread: ReadonlySignal<number>;
  /** How far an agent has read. */
  agentRead: ReadonlySignal<number>;
  /** The last `seq` before each time that the requester started over on this page. */
  restartedAfter: ReadonlySignal<readonly number[]>;
  slowUntil: ReadonlySignal<number>;
  session: ReadonlySignal<SessionAnswer | undefined>;
  /** The language that is spoken: the page's until the conversation changes it. */
  locale: ReadonlySignal<string>;
  /** Begins or resumes the conversation; does nothing when that has been done. */
  start(): void;
  say(text: string): void;
  choose(value: string | string[], label: string): void;
  /** Posts a file that was uploaded. */
  sendFile(attachment: AttachmentRef): void;
  retry(id: string): void;
  discard(id: string): void;
  setTyping(on: boolean): void;
  /** Everything that is there has been seen. */
  markRead(): void;
  end(): Promise<void>;
  /** False: it did not get through. */
  answerSurvey(answer: RequesterPayload<'survey:answer'>): Promise<boolean>;
  restart(): Promise<void>;
  startNew(): void;
  /** The page says who the requester is; an open conversation goes on if the server lets the person keep it. */
  identify(identity: string): void;
  /** Goes on without the identity that was refused. */
  goAsGuest(): void;
  /** The browser is online again, or somebody wants another try. */
  reconnect(): void;
  close(): void;
}

const typingMilliseconds = 8_000;
const deliveredMilliseconds = 200;

/** The requester's conversation: what is known of it, and what can be done in it. */
export function createConversation(settings: WidgetSettings, kept: KeptValues): Conversation {
  const messages = signal<MessageList>([]);
  const link = signal<Link>({ state: 'idle' });
  const change = signal<ConversationChanged | undefined>(undefined);
  const session = signal<SessionAnswer | undefined>(undefined);
  const typing = signal<Sender | undefined>(undefined);
  const readSeq = signal(0);
  const agentRead = signal(0);
  const restartedAfter = signal<readonly number[]>([]);
  const locale = computed(() => change.value?.locale ?? settings.locale);
  const ended = computed(() => change.value?.owner === 'none');
  let subject = subjectOf(settings.identity);
  let socket: RequesterSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let deliveredTimer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  /** Counts the conversations of this page: an answer that was asked for by an earlier one is dropped. */
  let generation = 0;

  const delivery = createDelivery({
    connected: () => socket?.connected() === true,
    send: async (payload) => socket?.send(payload),
    sent: (outgoing, seq) => post(asPosted(outgoing, seq)),
    renew: () => void connect({ renew: true }),
    wordsFor: (code) => chatTexts(locale.value).errors[code],
    keep: (outgoing) => keepOutgoing(kept, session.value?.conversationId ?? beforeAny(subject), outgoing),
    forget: (id) => forgetOutgoing(kept, id),
  });
  // Written before there was a session, and the page was left before there was one.
  delivery.replace(readKeptOutbox(kept, beforeAny(subject), Date.now()));

  /** Gets a session, trying until there is one or the server has refused it, and then the connection. */
  async function connect({
    leave,
    renew = false,
  }: {
    leave?: string | undefined;
    renew?: boolean;
  }): Promise<void> {
    const mine = ++generation;
    clearTimeout(timer);
    link.value = {
      state: session.value === undefined || leave !== undefined ? 'connecting' : 'reconnecting',
    };
    const result = await obtainSession({ settings, kept, now: Date.now, leave, renew });
    if (mine !== generation) return;
    if (result.session !== undefined) {
      enter(result.session);
      return;
    }
    const verdict = judgeRefusal(result.refusal);
    if (verdict.step === 'retry') later(backoff(attempt++, Math.random()), () => connect({ leave, renew }));
    else if (verdict.step === 'slow') {
      link.value = { state: 'busy', until: Date.now() + verdict.seconds * 1_000 };
      later(verdict.seconds * 1_000, () => connect({ leave, renew }));
    } else if (verdict.step === 'renew' && settings.identity !== undefined)
      link.value = { state: 'distrusted' };
    else link.value = { state: 'refused', code: result.refusal?.code ?? 'internal' };
  }

  function enter(next: SessionAnswer): void {
    const other = session.value?.conversationId !== next.conversationId;
    batch(() => {
      session.value = next;
      if (other) {
        // What was written before there was a conversation goes into the first one.
        const early = delivery.outbox.value;
        messages.value = [];
        change.value = undefined;
        restartedAfter.value = [];
        agentRead.value = 0;
        readSeq.value = readKeptSession(kept, subject, Date.now())?.readSeq ?? 0;
        let outbox = readKeptOutbox(kept, next.conversationId, Date.now());
        for (const outgoing of early) {
          outbox = enqueue(outbox, outgoing);
          keepOutgoing(kept, next.conversationId, outgoing);
        }
        delivery.replace(outbox);
      }
    });
    if (socket !== undefined) {
      socket.connect();
      return;
    }
    socket = openRequesterSocket({
      origin: settings.origin,
      auth: () => ({ token: session.value?.token ?? '', after: resumePoint(messages.value) }),
      on: {
        'message:posted': post,
        'conversation:changed': take,
        'typing:changed': showTyping,
        'receipt:changed': ({ readSeq: seq }) => {
          agentRead.value = Math.max(agentRead.value, seq);
        },
        connected() {
          attempt = 0;
          link.value = { state: 'online' };
          delivery.run();
        },
        lost,
      },
    });
  }

  function lost(refused: ErrorCode | undefined): void {
    typing.value = undefined;
    if (link.value.state === 'online') link.value = { state: 'reconnecting' };
    if (refused === undefined) return;
    const verdict = judgeRefusal({ code: refused });
    if (verdict.step === 'renew') later(backoff(attempt++, Math.random()), () => connect({ renew: true }));
    else if (verdict.step === 'fail' && refused !== 'internal')
      link.value = { state: 'refused', code: refused };
    else later(backoff(attempt++, Math.random()), () => socket?.connect());
  }

  function later(milliseconds: number, then: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  }

  function post(message: PostedMessage): void {
    batch(() => {
      messages.value = insertMessage(messages.value, message);
      delivery.remove(message.id);
      if (message.from.kind === typing.value?.kind) typing.value = undefined;
    });
    tellDelivered();
  }

  /** Once for all that comes together. */
  function tellDelivered(): void {
    deliveredTimer ??= setTimeout(() => {
      deliveredTimer = undefined;
      socket?.delivered(lastSeq(messages.value));
    }, deliveredMilliseconds);
  }

  function take(next: ConversationChanged): void {
    const spoken = next.locale ?? change.value?.locale;
    change.value = { ...next, ...(spoken === undefined ? {} : { locale: spoken }) };
    if (next.owner !== 'none') return;
    typing.value = undefined;
    const known = readKeptSession(kept, subject, Date.now());
    if (known === undefined || known.conversationId !== session.value?.conversationId) return;
    writeKeptSession(kept, { ...known, endedAt: known.endedAt ?? Date.now() });
  }

  function showTyping({ from, on }: TypingChanged): void {
    if (from.kind === 'requester') return;
    clearTimeout(typingTimer);
    typing.value = on ? from : undefined;
    // Whoever types and vanishes does not type for ever.
    if (on) typingTimer = setTimeout(() => (typing.value = undefined), typingMilliseconds);
  }

  return {
    messages,
    outbox: delivery.outbox,
    link,
    change,
    ended,
    typing,
    restartedAfter,
    agentRead,
    unread: computed(() => countUnread(messages.value, readSeq.value)),
    slowUntil: delivery.slowUntil,
    session,
    locale,
    start() {
      if (link.value.state === 'idle') void connect({});
    },
    say: (text) => delivery.add({ id: newMessageId(), text, at: Date.now(), state: 'waiting' }),
    choose: (value, label) =>
      delivery.add({ id: newMessageId(), text: label, value, at: Date.now(), state: 'waiting' }),
    sendFile: (attachment) =>
      delivery.add({
        id: newMessageId(),
        text: attachment.name,
        attachment,
        at: Date.now(),
        state: 'waiting',
      }),
    retry: delivery.retry,
    discard: delivery.remove,
    setTyping: (on) => socket?.typing(on),
    markRead() {
      const seq = lastSeq(messages.value);
      if (seq <= readSeq.value) return;
      readSeq.value = seq;
      socket?.read(seq);
      const known = readKeptSession(kept, subject, Date.now());
      if (known !== undefined && known.conversationId === session.value?.conversationId)
        writeKeptSession(kept, { ...known, readSeq: seq });
    },
    async end() {
      const answer = await socket?.end();
      // What the server told meanwhile says more.
      if (answer?.data !== undefined && !ended.value) take({ owner: 'none', ...answer.data });
    },
    async answerSurvey(given) {
      const answer = await socket?.answer(given);
      // It was answered before: in another tab, or the answer to it was lost.
      return answer !== undefined && (answer.error === undefined || answer.error.code === 'conflict');
    },
    async restart() {
      const before = lastSeq(messages.value);
      const answer = await socket?.restart();
      if (answer?.data !== undefined) restartedAfter.value = [...restartedAfter.value, before];
    },
    startNew() {
      socket?.close();
      socket = undefined;
      delivery.stop();
      delivery.replace([]);
      void connect({ leave: session.value?.conversationId });
    },
    identify(identity) {
      settings.identity = identity;
      subject = subjectOf(identity);
      if (session.value !== undefined && !ended.value) void connect({ renew: true });
    },
    goAsGuest() {
      goAsGuest(settings, kept);
      subject = subjectOf(undefined);
      for (const outgoing of delivery.outbox.value) keepOutgoing(kept, beforeAny(subject), outgoing);
      void connect({});
    },
    reconnect() {
      attempt = 0;
      const { state } = link.value;
      if (state === 'online' || state === 'idle' || state === 'distrusted') return;
      if (session.value === undefined || link.value.state === 'refused') void connect({});
      else socket?.connect();
    },
    close() {
      generation += 1;
      clearTimeout(timer);
      clearTimeout(typingTimer);
      clearTimeout(deliveredTimer);
      delivery.stop();
      socket?.close();
    },
  };
}
