import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Ack } from '../../contracts/errors.ts';
import { invalid, toAppError } from '../http/problem.ts';

/** The part of a Socket.IO socket that a handler needs; the typed sockets of both namespaces have it. */
export interface EventSource {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

export interface EventContext {
  log: Logger;
  observe: (event: string, outcome: string, ms: number) => void;
  /** The sender's budget; over it nothing is done. @throws AppError `rate_limited`. */
  spend?: (event: string) => Promise<void>;
  /** Counts work in flight, so that a stop waits for it. */
  track: <T>(work: Promise<T>) => Promise<T>;
}

/**
 * Handles one client event: validate, do, acknowledge (protocol §3). Every event is acknowledged with
 * `{data}` or `{error}`; an event that is not well-formed changes nothing.
 */
export function onEvent<S extends z.ZodType, R>(
  source: EventSource,
  context: EventContext,
  event: string,
  schema: S,
  handle: (payload: z.infer<S>) => Promise<R>,
): void {
  source.on(event, (...args) => {
    const last = args.at(-1);
    const ack = isAck<R>(last) ? last : ignore;
    const payload = typeof args[0] === 'function' ? {} : args[0];
    void context.track(answer(context, event, schema, handle, payload, ack));
  });
}

/** The part of a socket that hears of every event. */
export interface AnyEventSource {
  onAny(listener: (event: unknown, ...args: unknown[]) => void): unknown;
}

/** An event that nobody handles is acknowledged as such: a client that waits for an answer gets one. */
export function refuseOthers(source: AnyEventSource, known: readonly string[]): void {
  source.onAny((event, ...args) => {
    const ack = args.at(-1);
    const name = String(event);
    if (known.includes(name) || !isAck<never>(ack)) return;
    ack({ error: { code: 'invalid', message: `there is no event "${name.slice(0, 80)}"` } });
  });
}

async function answer<S extends z.ZodType, R>(
  context: EventContext,
  event: string,
  schema: S,
  handle: (payload: z.infer<S>) => Promise<R>,
  payload: unknown,
  ack: (answer: Ack<R>) => void,
): Promise<void> {
  const started = performance.now();
  let outcome = 'ok';
  try {
    await context.spend?.(event);
    const parsed = schema.safeParse(payload ?? {});
    if (!parsed.success) throw invalid(parsed.error, 'payload');
    ack({ data: await handle(parsed.data) });
  } catch (error) {
    const shown = toAppError(error);
    outcome = shown.code;
    if (shown.code === 'internal') context.log.error({ err: error, event }, 'an event failed');
    const { code, message, errors, retryAfter } = shown;
    ack({ error: { code, message, ...(errors ? { errors } : {}), ...(retryAfter ? { retryAfter } : {}) } });
  }
  context.observe(event, outcome, performance.now() - started);
}

function isAck<R>(value: unknown): value is (answer: Ack<R>) => void {
  return typeof value === 'function';
}

function ignore(): void {
  // A client that asks for no acknowledgement gets none.
}
