import { type Signal, signal } from '@preact/signals';
import type { Ack, ErrorCode } from '../../contracts/errors.ts';
import { backoff } from './conversation/backoff.ts';
import { judgeRefusal } from './conversation/judgeRefusal.ts';
import {
  dequeue,
  enqueue,
  mark,
  nextOutgoing,
  type Outbox,
  type Outgoing,
  payloadOf,
} from './conversation/outbox.ts';

export interface DeliveryDeps {
  connected(): boolean;
  send(payload: ReturnType<typeof payloadOf>): Promise<Ack<{ seq: number }> | undefined>;
  /** The log has it. */
  sent(outgoing: Outgoing, seq: number): void;
  /** The server no longer takes the token. */
  renew(): void;
  wordsFor(code: ErrorCode): string;
  keep(outgoing: Outgoing): void;
  forget(id: string): void;
}

export interface Delivery {
  outbox: Signal<Outbox>;
  /** Until when the server wants nothing more from us, in milliseconds since 1970; 0 when it takes messages. */
  slowUntil: Signal<number>;
  add(outgoing: Outgoing): void;
  retry(id: string): void;
  /** Takes a message out: the requester gave it up, or the log has it. */
  remove(id: string): void;
  /** Sends what waits, one after the other; to be called when the connection is there. */
  run(): void;
  /** Another conversation's messages, or none. */
  replace(outbox: Outbox): void;
  stop(): void;
}

/**
 * Sends the outbox in order, one message at a time, each under its own id until the server has acknowledged it
 * (design §3.3). What the server cannot take now is tried again; what it will not take fails with the reason.
 */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const outbox = signal<Outbox>([]);
  const slowUntil = signal(0);
  let attempt = 0;
  /** The message for which the token was renewed; a second refusal is not about the token. */
  let renewedFor = '';
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function put(next: Outbox, id: string): void {
    outbox.value = next;
    const changed = next.find((one) => one.id === id);
    if (changed === undefined) deps.forget(id);
    else deps.keep(changed);
  }

  async function run(): Promise<void> {
    if (running || timer !== undefined) return;
    running = true;
    for (;;) {
      const next = deps.connected() ? nextOutgoing(outbox.value) : undefined;
      if (next === undefined) break;
      outbox.value = mark(outbox.value, next.id, 'sending');
      const answer = await deps.send(payloadOf(next));
      // Posted to us in the meantime, or the requester began another conversation.
      if (!outbox.value.some(({ id }) => id === next.id)) continue;
      if (!settle(next, answer)) break;
    }
    running = false;
  }

  /** Takes in the answer; false when sending has to pause. */
  function settle(outgoing: Outgoing, answer: Ack<{ seq: number }> | undefined): boolean {
    if (answer?.data !== undefined) {
      attempt = 0;
      deps.sent(outgoing, answer.data.seq);
      put(dequeue(outbox.value, outgoing.id), outgoing.id);
      return true;
    }
    const verdict = judgeRefusal(answer?.error);
    if (verdict.step === 'fail' || (verdict.step === 'renew' && renewedFor === outgoing.id)) {
      const why = answer?.error === undefined ? '' : deps.wordsFor(answer.error.code);
      put(mark(outbox.value, outgoing.id, 'failed', why), outgoing.id);
      return true;
    }
    put(mark(outbox.value, outgoing.id, 'waiting'), outgoing.id);
    if (verdict.step === 'renew') {
      renewedFor = outgoing.id;
      deps.renew();
    } else if (verdict.step === 'slow') {
      slowUntil.value = Date.now() + verdict.seconds * 1_000;
      pause(verdict.seconds * 1_000);
    } else if (deps.connected()) pause(backoff(attempt++, Math.random()));
    return false;
  }

  function pause(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      slowUntil.value = 0;
      void run();
    }, milliseconds);
  }

  return {
    outbox,
    slowUntil,
    add(outgoing) {
      put(enqueue(outbox.value, outgoing), outgoing.id);
      void run();
    },
    retry(id) {
      put(mark(outbox.value, id, 'waiting'), id);
      void run();
    },
    remove(id) {
      if (outbox.value.some((one) => one.id === id)) put(dequeue(outbox.value, id), id);
    },
    run: () => void run(),
    replace(next) {
      outbox.value = next;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      slowUntil.value = 0;
    },
  };
}
