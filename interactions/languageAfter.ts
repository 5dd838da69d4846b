import type { TurnEvent } from './turn.ts';

/** The language after these events: a change holds from then on, within the turn too. */
export function languageAfter(events: readonly TurnEvent[], before: string): string {
  return events.findLast((event) => event.type === 'language_changed')?.to ?? before;
}
