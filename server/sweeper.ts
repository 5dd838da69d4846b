import { idleTurn } from '../bot/idleTurn.ts';
import type { Clock } from '../contracts/clock.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Handoff } from '../handoff/handoff.ts';
import { createSideJobs } from '../handoff/sideJobs.ts';
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
  /** What else is due: looking for other nodes' news, and the like. */
  chores: (() => Promise<void>)[];
  failed: (error: unknown, where: string) => void;
}

/** Does what is due (design §5). Any number of nodes may sweep: the log decides who was first. */
export interface Sweeper {
  /** Each job once, one after the other, and what they left under way. */
  round(): Promise<void>;
  /** Recomputes the deadlines of all open conversations: after a crash and for new settings. */
  reschedule(): Promise<void>;
  /** Each job every so often, beside the others: one that takes long delays none of them. */
  start(everyMs: number): void;
  stop(): Promise<void>;
}

const batch = 200;
const walkSeconds = 30;
const mostBeatMs = 5_000;
/** Idle conversations that are looked at side by side: their topics may wait for other systems. */
const parallel = 8;

export function createSweeper(deps: SweeperDeps): Sweeper {
  const { conversations, interactions, handoff, clock, settings, resumed, failed } = deps;
  const timers: NodeJS.Timeout[] = [];
  const answers = createSideJobs(parallel);

  const guarded = async (where: string, job: () => Promise<void>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      failed(error, where);
    }
  };

  /** A job that never runs beside itself: a call while it runs is that run. */
  function alone(where: string, job: () => Promise<void>): { run(): Promise<void>; over(): Promise<void> } {
    let running: Promise<void> | null = null;
    return {
      async run() {
        running ??= guarded(where, job).finally(() => {
          running = null;
        });
        await running;
      },
      over: async () => {
        await running;
      },
    };
  }

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
    await answers.run(await interactions.due(now, batch), (id) =>
      guarded('an idle conversation', async () => {
        const { turn, state } = await conversations.answer(
          id,
          async (current) => idleTurn(current, now, settings()) ?? (await resumed(current, now)),
        );
        await conversations.settled(id);
        // Somebody spoke since the deadline was stored, or the settings are new: the deadline is what was wrong.
        if (turn === null)
          await interactions.setDue(id, state.lastSeq, idleDeadline(state, settings())?.at ?? null);
      }),
    );
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

  const jobs = [
    alone('the idle sweep', idle),
    alone('the conversations that are behind', walk),
    alone('what is due while work waits', handoff.sweepWaiting),
    alone('the handoff sweep', async () => handoff.sweep({ takeBack: await alive() })),
    ...deps.chores.map((chore) => alone('a chore of the sweep', chore)),
  ];
  // Beside the others, which may take longer than a lease: agents whose sockets are here are here.
  const beat = alone('the heartbeats', deps.beat);

  return {
    async round() {
      for (const job of jobs) await job.run();
      await Promise.all([answers.over(), handoff.settled()]);
    },
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
      const beatMs = Math.min((settings().handoff.leaseSeconds * 1_000) / 4, mostBeatMs);
      timers.push(setInterval(() => void beat.run(), beatMs));
      for (const job of jobs) timers.push(setInterval(() => void job.run(), everyMs));
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      await Promise.all([beat, ...jobs].map(({ over }) => over()));
      await answers.over();
    },
  };
}
