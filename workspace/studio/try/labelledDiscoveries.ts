import type { PlayedStep } from '../../../contracts/authoring.ts';

type Entry = PlayedStep['log'][number];

/** The discoveries of a run, each with what it turned out to be (TD12); null: nobody knows yet. */
export function labelledDiscoveries(log: readonly Entry[]): { detail: string; label: string | null }[] {
  const labels = log.filter(({ what }) => what === 'label');
  return log
    .filter(({ what }) => what === 'discovery')
    .map(({ detail, input }) => {
      // They are labelled in the order in which they were made.
      const at = labels.findIndex((label) => label.input === input);
      const [label] = at === -1 ? [] : labels.splice(at, 1);
      return { detail, label: label?.outcome ?? null };
    });
}
