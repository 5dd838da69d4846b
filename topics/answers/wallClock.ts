/**
 * The wall clock of a time zone as a date whose UTC fields show it, so that "today" and "at 3" are the requester's.
 * `timeZone`: IANA, as the page sends it; one that does not exist counts as UTC.
 */
export function wallClock(now: Date, timeZone: unknown): Date {
  if (typeof timeZone !== 'string' || timeZone === '') return now;
  const parts = partsIn(now, timeZone);
  if (parts === null) return now;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = (
    ['year', 'month', 'day', 'hour', 'minute'] as const
  ).map((type) => Number(parts.find((part) => part.type === type)?.value));
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}

function partsIn(now: Date, timeZone: string): Intl.DateTimeFormatPart[] | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(now);
  } catch (error) {
    // The page's own value: what it sends may be anything.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
