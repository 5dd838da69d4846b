/** Times in the local zone and the chosen language. All take ISO 8601 and answer `–` for what is no time. */

export function formatTime(iso: string, locale: string): string {
  return format(iso, locale, { hour: '2-digit', minute: '2-digit' });
}

export function formatDay(iso: string, locale: string): string {
  return format(iso, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

export function formatDateTime(iso: string, locale: string): string {
  return format(iso, locale, {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** The whole truth, for a title: date, time to the second and the zone. */
export function formatFullTime(iso: string, locale: string): string {
  return format(iso, locale, { dateStyle: 'full', timeStyle: 'long' });
}

/** `5 minutes ago`; from a week on the date says more. */
export function formatRelative(iso: string, now: Date, locale: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '–';
  const seconds = Math.round((at - now.getTime()) / 1_000);
  const step = steps.find(({ below }) => Math.abs(seconds) < below);
  if (step === undefined) return formatDateTime(iso, locale);
  const count = Math.trunc(seconds / step.size);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, step.unit);
}

const steps = [
  // Below a minute the exact count only flickers.
  { below: 60, size: 60, unit: 'minute' },
  { below: 3_600, size: 60, unit: 'minute' },
  { below: 86_400, size: 3_600, unit: 'hour' },
  { below: 604_800, size: 86_400, unit: 'day' },
] as const;

/** The local calendar day, to tell where one ends: `2026-02-03`. */
export function localDay(iso: string): string {
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function format(iso: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '–';
  return new Intl.DateTimeFormat(locale, options).format(at);
}
