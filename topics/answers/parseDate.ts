import { isDate, isoDay, isTime } from './calendar.ts';
import type { DateWords } from './dateRules.ts';
import { dateWords } from './dateWords.ts';

type Parsed = { ok: true; value: string } | { ok: false; why: 'unknown' | 'ambiguous' };
type Mode = 'date' | 'time' | 'datetime';
const unknown: Parsed = { ok: false, why: 'unknown' };

/**
 * A date, a time or both, ISO or in words ("tomorrow at 3 pm", "next Monday", „nächsten Freitag um 15 Uhr“).
 * `now`: the wall clock that "today" and "now" are read from, in its UTC fields (wallClock.ts). `past`: what may be
 * before or after now ("a week", "Monday") is before. A date such as 03/04/2026 is ambiguous rather than guessed.
 */
export function parseDate(
  text: string,
  mode: Mode,
  now: Date,
  { locale = 'en', past = false }: { locale?: string; past?: boolean } = {},
): Parsed {
  const said = plain(text);
  if (said === '') return unknown;
  const iso = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?z?$/.exec(said);
  if (iso !== null && mode !== 'time') {
    const [, date = '', time = ''] = iso;
    if (!isDate(date) || !isTime(time)) return unknown;
    return { ok: true, value: mode === 'date' ? date : `${date}T${time}` };
  }
  for (const words of dateWords(locale)) {
    const parsed = parseIn(words, said, mode, now, past);
    if (parsed.ok || parsed.why === 'ambiguous') return parsed;
  }
  return unknown;
}

function parseIn(words: DateWords, said: string, mode: Mode, now: Date, past: boolean): Parsed {
  const span = mode === 'date' ? null : words.minutes.exec(said);
  if (span !== null) {
    const at = new Date(now.getTime() + words.minutesFrom(span) * 60_000).toISOString();
    return { ok: true, value: mode === 'time' ? at.slice(11, 16) : at.slice(0, 16) };
  }
  const date = mode === 'time' ? null : findDate(words, said, now, past);
  if (date === 'ambiguous') return { ok: false, why: 'ambiguous' };
  if (mode === 'date') {
    if (date === null) return unknown;
    const rest = leftOver(words, date.rest);
    const time = rest === '' ? null : findTime(words, date.rest, now);
    return rest === '' || (time !== null && leftOver(words, time.rest) === '')
      ? { ok: true, value: date.value }
      : unknown;
  }
  const time = findTime(words, date === null ? said : date.rest, now);
  if (time === null || leftOver(words, time.rest) !== '') return unknown;
  const hour = Number(time.value.slice(0, 2));
  const late = hour >= 1 && hour < 12 && words.lateInDay.test(said);
  const value = late ? `${hour + 12}${time.value.slice(2)}` : time.value;
  if (mode === 'time') return { ok: true, value };
  return { ok: true, value: `${date === null ? isoDay(now.getTime()) : date.value}T${value}` };
}

interface Found {
  value: string;
  rest: string;
}

function findDate(words: DateWords, said: string, now: Date, past: boolean): Found | 'ambiguous' | null {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  for (const { pattern, day } of words.days) {
    const match = pattern.exec(said);
    if (match === null) continue;
    const value = day(match, { today, past });
    if (value === null || value === 'ambiguous') return value;
    return { value, rest: without(said, match) };
  }
  return null;
}

function findTime(words: DateWords, said: string, now: Date): Found | null {
  for (const { pattern, time } of words.times) {
    const match = pattern.exec(said);
    const value = match === null ? null : time(match, now);
    if (match !== null && value !== null && isTime(value)) return { value, rest: without(said, match) };
  }
  return null;
}

function without(said: string, match: RegExpExecArray): string {
  return `${said.slice(0, match.index)} ${said.slice(match.index + match[0].length)}`;
}

function leftOver(words: DateWords, rest: string): string {
  return rest
    .replace(words.fillers, ' ')
    .replace(/[.\s]+/g, ' ')
    .trim();
}

/** Lower case, single spaces, umlauts written out: the rules are plain letters. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[,!?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
