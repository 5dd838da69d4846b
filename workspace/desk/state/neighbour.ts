import type { DeskState } from './deskState.ts';
import { endedOf } from './endedOf.ts';

/** The conversation before (−1) or after (1) the open one in the inbox, around its ends; null: there is none. */
export function neighbour(desk: DeskState, step: 1 | -1): string | null {
  const listed = [...(desk.inbox?.conversations ?? []), ...endedOf(desk)].map(
    ({ interaction }) => interaction,
  );
  if (listed.length === 0) return null;
  const at = desk.current === null ? -1 : listed.indexOf(desk.current);
  const to = at === -1 && step === -1 ? listed.length - 1 : (at + step + listed.length) % listed.length;
  return listed[to] ?? null;
}
