import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../contracts/errors.ts';
import type { AgentToServer, ServerToAgent } from '../../contracts/sockets.ts';
import { CallFailed, isErrorCode } from '../api/problem.ts';

export type Payload<K extends keyof AgentToServer> = Parameters<AgentToServer[K]>[0];
export type Answer<K extends keyof AgentToServer> =
  Parameters<Parameters<AgentToServer[K]>[1]>[0] extends Ack<infer R> ? R : never;

/** The agent's connection (protocol §3, namespace `/agent`). */
export interface AgentSocket {
  on: Socket<ServerToAgent, AgentToServer>['on'];
  /** Sends one event and answers its acknowledgement. Throws `CallFailed`. */
  ask<K extends keyof AgentToServer>(event: K, payload: Payload<K>): Promise<Answer<K>>;
  online(): boolean;
  close(): void;
}

export interface ConnectionEvents {
  connected(): void;
  /** Lost; it reconnects by itself. */
  lost(): void;
  /** The server does not let this token in; it stays closed. */
  refused(failure: CallFailed): void;
}

const answerMs = 10_000;
const retryMs = 3_000;

export function connectAgent(token: string, events: ConnectionEvents): AgentSocket {
  const socket = io('/agent', { auth: { token }, transports: ['websocket', 'polling'], forceNew: true });
  const typed: Socket<ServerToAgent, AgentToServer> = socket;
  let again: ReturnType<typeof setTimeout> | undefined;

  socket.on('connect', events.connected);
  socket.on('disconnect', (reason) => {
    events.lost();
    // The server closes its sockets when it stops; Socket.IO leaves those closed unless it is told otherwise.
    if (reason === 'io server disconnect') again = setTimeout(() => socket.connect(), retryMs);
  });
  socket.on('connect_error', (error) => {
    // While `active` the client goes on trying: the server is only out of reach.
    if (socket.active) return events.lost();
    const failure = refusalOf(error);
    if (final.has(failure.code)) return events.refused(failure);
    events.lost();
    again = setTimeout(() => socket.connect(), retryMs);
  });

  return {
    on: typed.on.bind(typed),
    online: () => socket.connected,
    async ask<K extends keyof AgentToServer>(event: K, payload: Payload<K>): Promise<Answer<K>> {
      if (!socket.connected) throw new CallFailed('network', '');
      let answer: Ack<Answer<K>>;
      try {
        answer = await socket.timeout(answerMs).emitWithAck(event, payload);
      } catch {
        throw new CallFailed(socket.connected ? 'timeout' : 'network', '');
      }
      if (answer.error === undefined) return answer.data;
      const { code, message, errors, retryAfter } = answer.error;
      throw new CallFailed(code, message, { errors: errors ?? [], retryAfter: retryAfter ?? null });
    },
    close() {
      clearTimeout(again);
      socket.off();
      socket.disconnect();
    },
  };
}

const final: ReadonlySet<string> = new Set(['unauthorized', 'expired', 'forbidden', 'gone']);

function refusalOf(error: Error & { data?: unknown }): CallFailed {
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : null;
  return new CallFailed(isErrorCode(code) ? code : 'unavailable', error.message);
}
