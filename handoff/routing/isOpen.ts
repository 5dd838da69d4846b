import type { Schedule } from '../../contracts/handoff.ts';

/**
 * True when the schedule is open at that moment, in its own time zone (domain D2, D3). Null: always open.
 * A span whose `to` is not after its `from` ends on the next day. A holiday closes the spans that start on it.
 * Pure. @throws RangeError for a time zone that does not exist.
 */
export function isOpen(schedule: Schedule | null, at: Date): boolean {
  if (schedule === null) return true;
  const local = localTime(at, schedule.timeZone);
  const yesterday = dayBefore(local.date);
  return schedule.hours.some((span) => {
    const to = minutesOf(span.to);
    const from = minutesOf(span.from);
    const overnight = to <= from;
    const startsToday = span.day === local.day && !schedule.holidays.includes(local.date);
    if (startsToday && local.minutes >= from && (overnight || local.minutes < to)) return true;
    const startedYesterday = span.day === (local.day + 6) % 7 && !schedule.holidays.includes(yesterday);
    return overnight && startedYesterday && local.minutes < to;
  });
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The wall clock of a time zone: "YYYY-MM-DD", the weekday (0 = Sunday) and the minutes since midnight. */
function localTime(at: Date, timeZone: string): { date: string; day: number; minutes: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    day: days.indexOf(part('weekday')),
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
