import type { Experience } from '../contracts/authoring.ts';

/** The chat experience of a conversation (domain B2): of the active ones whose condition holds, that of the lowest order. */
export function chooseExperience(
  experiences: readonly Experience[],
  holds: (condition: string) => boolean,
): Experience | null {
  const fitting = experiences
    .filter(({ active, condition }) => active && (condition === undefined || holds(condition)))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  return fitting[0] ?? null;
}
