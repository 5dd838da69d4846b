/** Days as ISO dates, counted in UTC: whoever wants another zone's days passes that zone's wall clock as `today`. */

export type Unit = 'day' | 'week' | 'month' | 'year';
const dayMs = 86_400_000;
const friday = 5;

/** `today` is midnight in UTC, in milliseconds since 1970. */
export function shiftDay(today: number, count: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week') return isoDay(today + count * (unit === 'week' ? 7 : 1) * dayMs);
  const date = new Date(today);
  const month = date.getUTCMonth() + count * (unit === 'year' ? 12 : 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return isoDay(Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last)));
}

/** `coming` never is today, `this` may be, `last` is before it. `weekday`: 0 is Sunday. */
export function weekdayFrom(today: number, weekday: number, which: 'coming' | 'this' | 'last'): string {
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  if (which === 'last') return isoDay(today + (ahead - 7) * dayMs);
  return isoDay(today + (ahead === 0 && which === 'coming' ? 7 : ahead) * dayMs);
}

/** The last day of this week, month or year, or of the one so many later. A week at work ends on Friday. */
export function endOf(today: number, unit: Exclude<Unit, 'day'>, later = 0): string {
  if (unit === 'week') return weekdayFrom(today + later * 7 * dayMs, friday, 'this');
  const date = new Date(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return isoDay(unit === 'year' ? Date.UTC(year + later, 11, 31) : Date.UTC(year, month + 1 + later, 0));
}

/**
 * A day of a month (from 1). Without a year the nearest one: "3 January" said in December is ahead, "28 December" said
 * in January behind. Null: there is no such day.
 */
export function dayOfMonth(today: number, day: number, month: number, year?: number): string | null {
  const write = (y: number) => `${y}-${two(month)}-${two(day)}`;
  if (year !== undefined) {
    const written = write(year < 100 ? 2_000 + year : year);
    return isDate(written) ? written : null;
  }
  const thisYear = new Date(today).getUTCFullYear();
  const near = [thisYear - 1, thisYear, thisYear + 1]
    .map(write)
    .filter(isDate)
    .sort((a, b) => Math.abs(Date.parse(a) - today) - Math.abs(Date.parse(b) - today));
  return near[0] ?? null;
}

export function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && isoDay(at) === text;
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function two(n: number): string {
  return String(n).padStart(2, '0');
}
