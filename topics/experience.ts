import type { Experience } from '../contracts/authoring.ts';
import type { SetupRole } from '../interactions/turn.ts';
import type { CatalogTopic, CatalogView } from './catalog.ts';
import type { DialogTurn } from './dialogTurn.ts';

/** The setup topic of a role as the conversation's chat experience has it; null: there is none, or the step is off. */
export function setupTopic(turn: DialogTurn, role: SetupRole): CatalogTopic | null {
  const named = experienceOf(turn)?.setup[role];
  if (named === null) return null;
  const own = named === undefined ? null : turn.catalog.get(named);
  return own?.definition.role === role ? own : turn.catalog.setup(role);
}

/** True when the chat experience leaves the step out (domain B2). */
export function isOff(turn: DialogTurn, role: SetupRole): boolean {
  return experienceOf(turn)?.setup[role] === null;
}

/** True when the chat experience says itself which topic does the step. */
export function namesStep(turn: DialogTurn, role: SetupRole): boolean {
  return typeof experienceOf(turn)?.setup[role] === 'string';
}

/** The promoted topics: the chat experience's own in their order, else those that say so. */
export function promotedTopics(turn: DialogTurn, view: CatalogView): CatalogTopic[] {
  const own = experienceOf(turn)?.promoted ?? [];
  if (own.length === 0) return turn.catalog.promoted(view);
  const open = turn.catalog.visible(view);
  return own.flatMap((name) => open.find((topic) => topic.name === name) ?? []);
}

/** The label of the button that lists everything; null where the chat experience hides it. `authored`: without one. */
export function showEverything(turn: DialogTurn, authored: string): string | null {
  const wanted = experienceOf(turn)?.showEverything;
  if (wanted === false) return null;
  const { locale } = turn.context;
  return wanted?.[locale] ?? wanted?.[locale.split('-')[0] ?? locale] ?? authored;
}

/** One that was unpublished meanwhile leaves the defaults. */
function experienceOf(turn: DialogTurn): Experience | null {
  const { experience } = turn.state;
  return turn.catalog.experiences.find(({ name }) => name === experience) ?? null;
}
