import type { Settings } from '../../contracts/settings.ts';
import type { Turn, TurnEvent } from '../../interactions/turn.ts';
import type { Callbacks } from './callbacks.store.ts';

/** A call for a time comes to the agents so much before it (domain D3). */
const aheadMs = 60_000;

/**
 * Keeps what a committed turn said: somebody wants to be called back. Part of the turn's projection, before the
 * header is written, so that a crash is repaired like that of a record; idempotent by the callback's id. However often
 * it is asked for, a conversation has one open callback and a number gets one.
 */
export async function requestCallback(
  callbacks: Callbacks,
  settings: Settings['callbacks'],
  { interactionId, at: asked }: Pick<Turn, 'interactionId' | 'at'>,
  { callbackId, queue, to, at }: Extract<TurnEvent, { type: 'callback_requested' }>,
): Promise<void> {
  const wanted = at === null ? asked : new Date(at);
  await callbacks.request({
    id: callbackId,
    v: 1,
    rev: 1,
    state: 'waiting',
    open: true,
    interactionId,
    queue: queue?.id ?? null,
    to,
    dueAt: at === null ? asked : new Date(wanted.getTime() - aheadMs),
    expiresAt: new Date(wanted.getTime() + settings.timeoutSeconds * 1_000),
    attempts: 0,
    // Derived, so that a turn that is projected twice says the same; later ones are made when they are needed.
    callId: callbackId,
  });
}
