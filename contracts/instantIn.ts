/**
 * The moment at which the clocks of a time zone show this: `date` is `YYYY-MM-DD`, `minutes` are since midnight. Of an
 * hour that comes twice the first; one that is left out counts from before the change. Pure.
 * @throws RangeError for a zone or a date that does not exist.
 */
export function instantIn(timeZone: string, date: string, minutes: number): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // A day before, so that the offset is the one from before a change, then once more where that was wrong.
  const first = wall - offsetAt(timeZone, wall - 86_400_000);
  const shown = first + offsetAt(timeZone, first);
  if (shown === wall) return new Date(first);
  const second = wall - offsetAt(timeZone, first);
  return new Date(second + offsetAt(timeZone, second) === wall ? second : first);
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(at / 60_000) * 60_000;
}
