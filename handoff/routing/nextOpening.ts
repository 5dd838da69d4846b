import type { Schedule } from '../../contracts/handoff.ts';
import { instantIn } from '../../contracts/instantIn.ts';
import { isOpen } from './isOpen.ts';

/** Further ahead nobody plans holidays. */
const days = 400;

/**
 * When the schedule is open next: at once when it is open, else the first moment of a span that does not start on a
 * holiday. Null: not within a year. Pure. @throws RangeError for a time zone that does not exist.
 */
export function nextOpening(schedule: Schedule | null, at: Date): Date | null {
  if (schedule === null || isOpen(schedule, at)) return at;
  const { timeZone, hours, holidays } = schedule;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  for (let ahead = 0; ahead < days; ahead += 1) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + ahead * 86_400_000);
    const date = day.toISOString().slice(0, 10);
    if (holidays.includes(date)) continue;
    const starts = hours
      .filter((span) => span.day === day.getUTCDay())
      .map(({ from }) => instantIn(timeZone, date, minutesOf(from)))
      .filter((start) => start > at)
      .sort((a, b) => a.getTime() - b.getTime());
    if (starts[0] !== undefined) return starts[0];
  }
  return null;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
