import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../contracts/clock.ts';
import { isReservedHeader } from '../../contracts/connections.ts';
import type { ConnectionAnswer, ConnectionRequest } from '../../topics/dialog.ts';
import type { Connection, Connections } from '../connections.store.ts';
import { connectionUrl } from './connectionUrl.ts';
import { readBody } from './readBody.ts';
import type { Sealer } from './sealSecret.ts';
import { openHeaders } from './secretHeaders.ts';
import { type HttpAnswer, sendRequest } from './sendRequest.ts';

export interface ConnectionCallDeps {
  connections: Connections;
  sealer: Sealer;
  clock: Clock;
  /** Counts the call: the connection's name, its status or `failed`, how long it took. */
  observe: (connection: string, outcome: string, ms: number) => void;
}

/** An answer that means "not now": the other side has not done it, or can tell that it is asked again. */
const passing = new Set([429, 502, 503, 504]);
const firstPauseMs = 200;

/**
 * Calls a connection (domain B4, Action). The time limit is for the whole call: every try, and reading the answer. What
 * cannot be connected to or answers 429, 502, 503 or 504 is tried again, after what `Retry-After` says or a pause that
 * doubles, as long as the time allows: GET, PUT and DELETE may be repeated, POST and PATCH carry an `Idempotency-Key`.
 * Redirects are answers. Never rejects for what the other side does, and never tells headers, queries or bodies.
 */
export async function callConnection(
  deps: ConnectionCallDeps,
  request: ConnectionRequest,
): Promise<ConnectionAnswer> {
  const connection = await deps.connections.get(request.connection);
  if (connection === null) return failed(`there is no connection “${request.connection}”`);
  const started = performance.now();
  const answer = await call(deps, connection, request);
  deps.observe(connection.name, String(answer.status ?? 'failed'), performance.now() - started);
  return answer;
}

async function call(
  { sealer, clock }: ConnectionCallDeps,
  connection: Connection,
  request: ConnectionRequest,
): Promise<ConnectionAnswer> {
  const place = connectionUrl(connection.baseUrl, request.path, request.query);
  if ('failure' in place) return failed(place.failure);
  const headers = headersOf(connection, request, sealer);
  if (typeof headers === 'string') return failed(headers);
  const deadline = performance.now() + (request.timeoutSeconds ?? connection.timeoutSeconds) * 1_000;
  const tries = 1 + (request.retries ?? connection.retries);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendRequest({
      url: place.url,
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      allowPrivate: connection.allowPrivate,
      maxBytes: connection.maxKilobytes * 1_024,
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(deadline - performance.now()))),
    });
    const pause = attempt < tries ? pauseAfter(answer, attempt, clock.now()) : null;
    if (pause === null || performance.now() + pause >= deadline) return toAnswer(answer);
    await sleep(pause);
  }
}

/** Milliseconds until another try makes sense; null: it makes none. */
function pauseAfter(answer: HttpAnswer, attempt: number, now: Date): number | null {
  const backoff = firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  if (answer.status === null) return answer.again ? backoff : null;
  if (!passing.has(answer.status)) return null;
  const asked = answer.headers['retry-after'];
  if (asked === undefined) return backoff;
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - now.getTime()) / 1_000;
  return Number.isNaN(seconds) ? backoff : Math.max(backoff, seconds * 1_000);
}

/** The headers of a call, in lower case; a text says why there are none. */
function headersOf(
  connection: Connection,
  { method, headers, body, idempotencyKey }: ConnectionRequest,
  sealer: Sealer,
): Record<string, string> | string {
  const secret = openHeaders(sealer, connection);
  if (secret === null)
    return `the secret headers of “${connection.name}” cannot be read any more (SECRET_KEY has changed): an admin must set them again`;
  const all: Record<string, string> = {
    accept: 'application/json, text/*;q=0.9, */*;q=0.5',
    'user-agent': 'Switchboard',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (isReservedHeader(lower) || Object.hasOwn(secret, lower))
      return `the header “${name}” is not the topic's to set`;
    all[lower] = value;
  }
  const repeatable = method === 'GET' || method === 'PUT' || method === 'DELETE';
  return {
    ...all,
    ...secret,
    'accept-encoding': 'identity',
    ...(repeatable ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

function toAnswer(answer: HttpAnswer): ConnectionAnswer {
  if (answer.status === null) return failed(answer.failure);
  const body = readBody(answer.headers['content-type'], answer.body);
  return body.deep
    ? failed('the answer is nested too deeply')
    : { status: answer.status, body: body.value, failure: null };
}

function failed(failure: string): ConnectionAnswer {
  return { status: null, body: null, failure };
}
