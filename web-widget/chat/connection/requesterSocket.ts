import { io, type Socket } from 'socket.io-client';
import type { Ack, ErrorCode } from '../../../contracts/errors.ts';
import type { RequesterPayload, RequesterToServer, ServerToRequester } from '../../../contracts/sockets.ts';

export interface RequesterSocketOptions {
  origin: string;
  /** Asked at every connection: the token and the place to go on from. */
  auth: () => { token: string; after: number };
  on: ServerToRequester & {
    connected(): void;
    /** `refused` carries the code when the server said no; the connection then waits for `connect()`. */
    lost(refused: ErrorCode | undefined): void;
  };
}

export interface RequesterSocket {
  connected(): boolean;
  /** Connects afresh and at once: with a new token, or without waiting for the next try. */
  connect(): void;
  /** The answer, or undefined when none came before the connection broke or in ten seconds. */
  send(payload: RequesterPayload<'message:send'>): Promise<Ack<{ seq: number }> | undefined>;
  end(): ReturnType<typeof askFor<'conversation:end'>>;
  restart(): ReturnType<typeof askFor<'conversation:restart'>>;
  answer(payload: RequesterPayload<'survey:answer'>): ReturnType<typeof askFor<'survey:answer'>>;
  typing(on: boolean): void;
  read(seq: number): void;
  delivered(seq: number): void;
  close(): void;
}

type Wire = Socket<ServerToRequester, RequesterToServer>;
type AnswerOf<E extends keyof RequesterToServer> = Parameters<Parameters<RequesterToServer[E]>[1]>[0];

const answerMilliseconds = 10_000;

/** Connects to the namespace `/requester`: by WebSocket, by polling where that does not get through. */
export function openRequesterSocket({ origin, auth, on }: RequesterSocketOptions): RequesterSocket {
  const socket: Wire = io(`${origin}/requester`, {
    auth: (give) => give(auth()),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    multiplex: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 10_000,
  });
  socket.on('message:posted', on['message:posted']);
  socket.on('conversation:changed', on['conversation:changed']);
  socket.on('typing:changed', on['typing:changed']);
  socket.on('receipt:changed', on['receipt:changed']);
  socket.on('connect', on.connected);
  socket.on('connect_error', (error) => on.lost(codeOf(error)));
  // Socket.IO comes back by itself unless the server has closed the connection: a stop, or a token that has run out.
  socket.on('disconnect', (why) => on.lost(why === 'io server disconnect' ? 'unavailable' : undefined));
  return {
    connected: () => socket.connected,
    connect: () => void socket.disconnect().connect(),
    send: (payload) => askFor(socket, 'message:send', payload),
    end: () => askFor(socket, 'conversation:end', {}),
    restart: () => askFor(socket, 'conversation:restart', {}),
    answer: (payload) => askFor(socket, 'survey:answer', payload),
    typing: (typing) => {
      if (socket.connected) socket.volatile.emit('typing:set', { on: typing }, ignore);
    },
    read: (seq) => {
      if (socket.connected) socket.volatile.emit('receipt:read', { seq }, ignore);
    },
    delivered: (seq) => {
      if (socket.connected) socket.volatile.emit('receipt:delivered', { seq }, ignore);
    },
    close: () => {
      socket.disconnect();
      socket.removeAllListeners();
    },
  };
}

/**
 * Emits and waits for the acknowledgement. Nothing is buffered while the connection is down: what has to survive that
 * is in the outbox.
 */
function askFor<E extends 'message:send' | 'conversation:end' | 'conversation:restart' | 'survey:answer'>(
  socket: Wire,
  event: E,
  payload: RequesterPayload<E>,
): Promise<AnswerOf<E> | undefined> {
  if (!socket.connected) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(undefined), answerMilliseconds);
    const broken = () => settle(undefined);
    const settle = (answer: AnswerOf<E> | undefined) => {
      clearTimeout(timer);
      socket.off('disconnect', broken);
      resolve(answer);
    };
    socket.once('disconnect', broken);
    const emit = socket.emit.bind(socket) as (name: E, sent: RequesterPayload<E>, ack: typeof settle) => void;
    emit(event, payload, settle);
  });
}

/** The code of a refusal by the server; undefined when it was not reached. */
function codeOf(error: Error & { data?: unknown }): ErrorCode | undefined {
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('code' in data)) return undefined;
  return data.code as ErrorCode;
}

function ignore(): void {
  // Typing and reading are news, not promises.
}
