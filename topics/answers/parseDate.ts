import { months } from './describeDate.ts';

type Parsed = { ok: true; value: string } | { ok: false; why: 'unknown' | 'ambiguous' };
type Mode = 'date' | 'time' | 'datetime';
const unknown: Parsed = { ok: false, why: 'unknown' };
const dayMs = 86_400_000;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const monthPattern = months
  .map((name) => name.toLowerCase())
  .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|\\.)?`)
  .join('|')
  .replace('sep(', 'sept?(');
const numbers = new Map(
  ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i) => [
    word,
    Math.max(1, i),
  ]),
);
const count = `(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)`;

/**
 * A date, a time or both, ISO or in simple English ("tomorrow at 3 pm", "next Monday", "two weeks ago", "31 March").
 * `now` is what "today" counts from, in UTC. A date such as 03/04/2026 is ambiguous rather than guessed.
 */
export function parseDate(text: string, mode: Mode, now: Date): Parsed {
  const said = text.toLowerCase().replace(/[,!?]/g, ' ').replace(/\s+/g, ' ').replace(/\.$/, '').trim();
  if (said === '') return unknown;
  if (mode === 'time') {
    const time = findTime(said, now);
    return time !== null && leftOver(time.rest) === '' ? { ok: true, value: time.value } : unknown;
  }
  const iso = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?z?$/.exec(said);
  if (iso !== null) {
    const [, date = '', time = ''] = iso;
    if (!isDate(date) || !isTime(time)) return unknown;
    return { ok: true, value: mode === 'date' ? date : `${date}T${time}` };
  }
  const date = findDate(said, now);
  if (mode === 'date') {
    if (date === null) return unknown;
    if (date === 'ambiguous') return { ok: false, why: 'ambiguous' };
    const time = leftOver(date.rest) === '' ? null : findTime(date.rest, now);
    return leftOver(time === null ? date.rest : time.rest) === '' ? { ok: true, value: date.value } : unknown;
  }
  if (date === 'ambiguous') return { ok: false, why: 'ambiguous' };
  const time = findTime(date === null ? said : date.rest, now);
  if (time === null || leftOver(time.rest) !== '') return unknown;
  return { ok: true, value: `${date === null ? isoDay(now.getTime()) : date.value}T${time.value}` };
}

interface Found {
  value: string;
  rest: string;
}

function findDate(said: string, now: Date): Found | 'ambiguous' | null {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const at = (
    pattern: RegExp,
    make: (match: RegExpExecArray) => string | 'ambiguous' | null,
  ): Found | 'ambiguous' | null => {
    const match = pattern.exec(said);
    if (match === null) return null;
    const value = make(match);
    if (value === null || value === 'ambiguous') return value;
    return { value, rest: `${said.slice(0, match.index)} ${said.slice(match.index + match[0].length)}` };
  };
  const inDays = (days: number) => isoDay(today + days * dayMs);
  return (
    at(/\b\d{4}-\d{2}-\d{2}\b/, ([date]) => (isDate(date) ? date : null)) ??
    at(/\b(?:the )?day after tomorrow\b/, () => inDays(2)) ??
    at(/\b(?:the )?day before yesterday\b/, () => inDays(-2)) ??
    at(new RegExp(`\\b(?:in )?${count} (day|week|month|year)s?(?:' time| from now)?( ago)?\\b`), (m) =>
      shift(today, m),
    ) ??
    at(/\b(?:today|this (?:morning|afternoon|evening)|tonight|just now|right now|now)\b/, () => inDays(0)) ??
    // “As soon as possible” is no day, but tomorrow is the earliest that anybody can count on.
    at(/\b(?:tomorrow|tomorow|tommorow|tmrw|asap|a\.s\.a\.p|as soon as (?:possible|you can))\b/, () =>
      inDays(1),
    ) ??
    at(/\b(?:yesterday|last night)\b/, () => inDays(-1)) ??
    at(/\b(next|last) (week|month|year)\b/, (m) =>
      shift(today, [m[0], '1', m[2] ?? '', m[1] === 'last' ? 'ago' : '']),
    ) ??
    at(
      new RegExp(
        `\\b(?:(next|last|this|on|since|by|coming) )?(${weekdays.map((d) => `${d.slice(0, 3)}(?:${d.slice(3)})?`).join('|')})\\b`,
      ),
      (m) => weekday(today, m[1], m[2] ?? ''),
    ) ??
    at(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthPattern})(?: (\\d{4}))?\\b`), (m) =>
      dayOfMonth(today, m[1], m[2], m[3]),
    ) ??
    at(new RegExp(`\\b(${monthPattern}) (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?\\b`), (m) =>
      dayOfMonth(today, m[2], m[1], m[3]),
    ) ??
    at(/\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b/, numeric)
  );
}

function shift(today: number, match: readonly (string | undefined)[]): string {
  const [, amount = '', unit, ago] = match;
  const n =
    amount === 'a couple of'
      ? 2
      : amount === 'a few'
        ? 3
        : amount === 'an'
          ? 1
          : (numbers.get(amount) ?? Number(amount));
  const sign = ago?.trim() === 'ago' ? -1 : 1;
  if (unit === 'day' || unit === 'week') return isoDay(today + sign * n * (unit === 'week' ? 7 : 1) * dayMs);
  const date = new Date(today);
  const month = date.getUTCMonth() + sign * n * (unit === 'year' ? 12 : 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return isoDay(Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last)));
}

/** "monday" is the coming one, "last" and "since" the one before; "next monday" never is today. */
function weekday(today: number, which: string | undefined, name: string): string {
  const wanted = weekdays.findIndex((day) => day.startsWith(name));
  const current = new Date(today).getUTCDay();
  const ahead = (wanted - current + 7) % 7;
  if (which === 'last' || which === 'since') return isoDay(today + (ahead - 7) * dayMs);
  return isoDay(today + (ahead === 0 && which !== 'this' ? 7 : ahead) * dayMs);
}

function dayOfMonth(today: number, day = '', month = '', year?: string): string | null {
  const index = months.findIndex((name) => name.toLowerCase().startsWith(month.slice(0, 3)));
  const write = (y: number) => `${y}-${two(index + 1)}-${two(Number(day))}`;
  if (year !== undefined) return isDate(write(Number(year))) ? write(Number(year)) : null;
  // Without a year, the nearest one: "3 January" said in December is ahead, "28 December" said in January behind.
  const thisYear = new Date(today).getUTCFullYear();
  const near = [thisYear - 1, thisYear, thisYear + 1]
    .map(write)
    .filter(isDate)
    .sort((a, b) => Math.abs(Date.parse(a) - today) - Math.abs(Date.parse(b) - today));
  return near[0] ?? null;
}

function numeric([, first = '', separator, second = '', year = '']: RegExpExecArray):
  | string
  | 'ambiguous'
  | null {
  const [a, b] = [Number(first), Number(second)];
  if (a <= 12 && b <= 12 && a !== b && separator !== '.') return 'ambiguous';
  const [day, month] = b > 12 ? [b, a] : [a, b];
  const date = `${year}-${two(month)}-${two(day)}`;
  return isDate(date) ? date : null;
}

function findTime(said: string, now: Date): Found | null {
  const words = /\b(?:at )?(noon|midday|midnight|now|right now)\b/.exec(said);
  if (words !== null) {
    const value =
      { noon: '12:00', midday: '12:00', midnight: '00:00' }[words[1] ?? ''] ??
      now.toISOString().slice(11, 16);
    return { value, rest: said.replace(words[0], ' ') };
  }
  const clock =
    /(?:\b(?:at|around|about|since|by) )?\b(\d{1,2})(?:[:.h](\d{2}))?(?: ?(a\.?m\.?|p\.?m\.?|o'?clock))?(?![\d/-])/.exec(
      said,
    );
  if (clock === null) return null;
  const [whole, hours = '', minutes = '00', half = ''] = clock;
  const bare = clock[2] === undefined && half === '';
  // "3" alone is a time only after "at"; what people mean at work by "at 3" is the afternoon.
  if (bare && !/^(?:at|around|about|by) /.test(whole)) return null;
  let hour = Number(hours);
  if (half.startsWith('p') && hour < 12) hour += 12;
  if (half.startsWith('a') && hour === 12) hour = 0;
  if ((bare || half.startsWith('o')) && hour >= 1 && hour <= 6) hour += 12;
  const value = `${two(hour)}:${minutes}`;
  return isTime(value) ? { value, rest: said.replace(whole, ' ') } : null;
}

/** Words around a date that mean nothing more. */
function leftOver(rest: string): string {
  return rest
    .replace(
      /\b(?:since|from|on|at|about|around|by|it|started|is|was|the|i think|think|maybe|probably|sometime|ago|morning|afternoon|evening|please|for|utc|in|early|late)\b/g,
      ' ',
    )
    .trim();
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && isoDay(at) === text;
}
function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
function two(n: number): string {
  return String(n).padStart(2, '0');
}
