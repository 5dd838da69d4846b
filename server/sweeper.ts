import { idleTurn } from '../bot/idleTurn.ts';
import type { Clock } from '../contracts/clock.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { Conversations } from '../interactions/conversations.ts';
import { idleDeadline } from '../interactions/idleDeadline.ts';
import type { Interactions } from '../interactions/interactions.store.ts';

export interface SweeperDeps {
  conversations: Conversations;
  interactions: Interactions;
  handoff: Handoff;
  clock: Clock;
  settings: () => Settings;
  /** What else is due in each round: heartbeats, looking for other nodes' news. */
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

export function createSweeper(deps: SweeperDeps): Sweeper {
  const { conversations, interactions, handoff, clock, settings, failed } = deps;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const guarded = async (where: string, job: () => Promise<void>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      failed(error, where);
    }
  };

  async function idle(): Promise<void> {
    const now = clock.now();
    for (const id of await interactions.due(now, batch)) {
      await guarded('an idle conversation', async () => {
        const { turn, state } = await conversations.change(id, (current) =>
          idleTurn(current, now, settings().idle),
        );
        await conversations.settled(id);
        // Somebody spoke since the deadline was stored, or the settings are new: the deadline is what was wrong.
        if (turn === null)
          await interactions.setDue(id, state.lastSeq, idleDeadline(state, settings().idle)?.at ?? null);
      });
    }
  }

  async function all(): Promise<void> {
    await guarded('the idle sweep', idle);
    await guarded('the handoff sweep', () => handoff.sweep());
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
            await interactions.setDue(id, state.lastSeq, idleDeadline(state, settings().idle)?.at ?? null);
          });
        }
        const last = ids.at(-1);
        if (last === undefined || ids.length < batch) return;
        after = last;
      }
    },
    start(everyMs) {
      timer = setInterval(() => void round(), everyMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
