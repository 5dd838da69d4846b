import { idleTurn } from '../bot/idleTurn.ts';
import type { Clock } from '../contracts/clock.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Conversations } from '../interactions/conversations.ts';
import { idleDeadline } from '../interactions/idleDeadline.ts';
import type { Interactions } from '../interactions/interactions.store.ts';
import type { TurnDraft } from '../interactions/turn.ts';

export interface SweeperDeps {
  conversations: Conversations;
  interactions: Interactions;
  handoff: Handoff;
  clock: Clock;
  settings: () => Settings;
  /** What the Virtual Agent does after a pause; null: nothing is due (bot/requesterTurns.ts). */
  resumed: (state: ConversationState, now: Date) => Promise<TurnDraft | null>;
  /** Renews the heartbeat of the agents whose sockets are here. */
  beat: () => Promise<void>;
  /** What else is due in each round: looking for other nodes' news, and the like. */
  chores: (() => Promise<void>)[];
  failed: (error: unknown, where: string) => void;
}

/** Does what is due (design §5). Any number of nodes may sweep: the log decides who was first. */
export interface Sweeper {
  /** One round; rounds of one node never overlap. */
  round(): Promise<void>;
  /** Recomputes the deadlines of all open conversations: after a crash and for new settings. */
  reschedule(): Promise<void>;
  start(everyMs: number): void;
  stop(): Promise<void>;
}

const batch = 200;
const walkSeconds = 30;
const mostBeatMs = 5_000;

export function createSweeper(deps: SweeperDeps): Sweeper {
  const { conversations, interactions, handoff, clock, settings, resumed, failed } = deps;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let beating: Promise<void> | null = null;
  let beats: NodeJS.Timeout | null = null;

  const guarded = async (where: string, job: () => Promise<void>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      failed(error, where);
    }
  };

  let walkedTo = '';
  let walkedAt = 0;

  /** What a failed header write left (here), and what a node that died left (a slow walk over all open ones). */
  async function walk(): Promise<void> {
    await conversations.repair();
    const now = clock.now().getTime();
    if (now - walkedAt < walkSeconds * 1_000) return;
    walkedAt = now;
    const ids = await interactions.openAfter(walkedTo, batch);
    for (const id of ids)
      await guarded('an open conversation', async () => void (await conversations.load(id)));
    walkedTo = ids.length < batch ? '' : (ids.at(-1) ?? '');
  }

  async function idle(): Promise<void> {
    const now = clock.now();
    for (const id of await interactions.due(now, batch)) {
      await guarded('an idle conversation', async () => {
        const { turn, state } = await conversations.change(
          id,
          async (current) => idleTurn(current, now, settings()) ?? (await resumed(current, now)),
        );
        await conversations.settled(id);
        // Somebody spoke since the deadline was stored, or the settings are new: the deadline is what was wrong.
        if (turn === null)
          await interactions.setDue(id, state.lastSeq, idleDeadline(state, settings())?.at ?? null);
      });
    }
  }

  let lastBeat: number | null = null;
  let graceUntil = 0;

  /**
   * Heartbeats first. A node that could not write for a while (the store was away, the machine slept) cannot tell
   * who is gone: it waits a lease before it takes work from anybody.
   */
  async function alive(): Promise<boolean> {
    const lease = settings().handoff.leaseSeconds * 1_000;
    const before = clock.now().getTime();
    await deps.beat();
    const now = clock.now().getTime();
    if (lastBeat === null || before - lastBeat > lease) graceUntil = now + lease;
    lastBeat = now;
    return now >= graceUntil;
  }

  async function all(): Promise<void> {
    await guarded('the idle sweep', idle);
    await guarded('the conversations that are behind', walk);
    await guarded('the handoff sweep', async () => handoff.sweep({ takeBack: await alive() }));
    for (const chore of deps.chores) await guarded('a chore of the sweep', chore);
  }

  const round = async (): Promise<void> => {
    running ??= all().finally(() => {
      running = null;
    });
    await running;
  };

  return {
    round,
    async reschedule() {
      let after = '';
      for (;;) {
        const ids = await interactions.openAfter(after, batch);
        for (const id of ids) {
          await guarded('a deadline', async () => {
            const state = await conversations.load(id);
            await interactions.setDue(id, state.lastSeq, idleDeadline(state, settings())?.at ?? null);
          });
        }
        const last = ids.at(-1);
        if (last === undefined || ids.length < batch) return;
        after = last;
      }
    },
    start(everyMs) {
      timer = setInterval(() => void round(), everyMs);
      // Beside the rounds, which may take longer than a lease: agents whose sockets are here are here.
      const beatMs = Math.min((settings().handoff.leaseSeconds * 1_000) / 4, mostBeatMs);
      beats = setInterval(() => {
        beating ??= guarded('the heartbeats', deps.beat).finally(() => {
          beating = null;
        });
      }, beatMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      if (beats !== null) clearInterval(beats);
      timer = null;
      beats = null;
      await Promise.all([running, beating]);
    },
  };
}
