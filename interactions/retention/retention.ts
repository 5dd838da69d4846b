import type { Clock } from '../../contracts/clock.ts';
import type { RetentionPreview } from '../../contracts/privacy.ts';
import type { Settings } from '../../contracts/settings.ts';
import { cutoff, dueFilter } from './policies.ts';
import type { ClosedInteraction, Remains } from './remains.store.ts';
import type { Removals } from './removals.ts';

export interface RetentionDeps {
  remains: Remains;
  removals: Removals;
  clock: Clock;
  settings: () => Settings;
}

/** Deletes what the policies of the settings say (domain B6, F7 point 20). */
export interface Retention {
  /** One batch of what is due, and what a crash left half done. Any number of nodes may. */
  sweep(): Promise<void>;
  /** What would go now, by policy, whether retention is on or not. */
  preview(): Promise<RetentionPreview[]>;
}

const batch = 20;
/** What was looked at and stayed is looked at again this often: a tag may have changed since. */
const lookAgainMs = 3_600_000;

export function createRetention({ remains, removals, clock, settings }: RetentionDeps): Retention {
  /** Up to when of being closed this node has looked, by place of the policy: what stays is not read in every round. */
  let looked: { policies: string; since: number; upTo: (string | null)[] } | null = null;

  function places(policies: Settings['retention']['policies']): (string | null)[] {
    const now = clock.now().getTime();
    const key = JSON.stringify(policies);
    if (looked === null || looked.policies !== key || now - looked.since >= lookAgainMs)
      looked = { policies: key, since: now, upTo: policies.map(() => null) };
    return looked.upTo;
  }

  return {
    async sweep() {
      await removals.resume(batch);
      const { enabled, policies } = settings().retention;
      if (!enabled) return;
      const upTo = places(policies);
      for (const [place, policy] of policies.entries()) {
        const now = clock.now();
        const filter = dueFilter(policies, place, now, upTo[place] ?? null);
        if (filter === null) continue;
        const due = await remains.due(filter, batch);
        for (const interaction of shuffled(due))
          await removals.remove({
            _id: `${interaction.id}/${policy.delete}`,
            interactionId: interaction.id,
            policy: policy.name,
            what: policy.delete,
            ...timesOf(interaction),
          });
        // The last one's time again: others may have been closed in the same millisecond.
        upTo[place] = due.length < batch ? cutoff(policy, now) : (due.at(-1)?.closedAt ?? null);
      }
    },
    async preview() {
      const { policies } = settings().retention;
      return Promise.all(
        policies.map(async ({ name, delete: what }, place) => {
          const filter = dueFilter(policies, place, clock.now());
          const none = { interactions: 0, messages: 0, oldest: null };
          return { policy: name, what, ...(filter === null ? none : await remains.count(filter)) };
        }),
      );
    },
  };
}

function timesOf({ number, openedAt, closedAt }: ClosedInteraction) {
  return { number, openedAt, closedAt };
}

/** Nodes that find the same batch do not all begin with the same one. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
