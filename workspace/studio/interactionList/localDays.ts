import { localDay } from '../../format/time.ts';

/** The calendar day of a filter's instant, for a date field; empty when there is none. */
export function dayOf(instant: string | undefined): string {
  return instant === undefined ? '' : localDay(instant);
}

/** The first instant of a local day (`2026-02-03`), ISO 8601 UTC; undefined for what is no day. */
export function startOfDay(day: string): string | undefined {
  return instantOf(day, 'T00:00:00.000');
}

/** The last instant of a local day. */
export function endOfDay(day: string): string | undefined {
  return instantOf(day, 'T23:59:59.999');
}

function instantOf(day: string, time: string): string | undefined {
  // Without a zone the time is local: a person who filters by a day means their own.
  const at = new Date(`${day}${time}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
