import type { ChatTexts } from '../../messages/chatTexts.ts';

export interface Formats {
  time(at: string): string;
  /** "Today", "Yesterday", or the day. */
  day(at: string): string;
  /** The same for two moments of one day here. */
  dayKey(at: string): string;
  number(value: number): string;
  bytes(size: number): string;
  /** A value of a date picker (`YYYY-MM-DD`, `HH:mm`, `YYYY-MM-DDTHH:mm`) for people. */
  picked(value: string): string;
}

/** Dates, times and numbers as the requester's language writes them. */
export function createFormats(locale: string, texts: ChatTexts): Formats {
  const tag = Intl.DateTimeFormat.supportedLocalesOf(canonical(locale)).length > 0 ? canonical(locale) : 'en';
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  const whole = new Intl.DateTimeFormat(tag, { dateStyle: 'long' });
  const both = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' });
  const number = new Intl.NumberFormat(tag);
  const size = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const dayKey = (at: string | number) => new Date(at).toDateString();
  return {
    time: (at) => time.format(new Date(at)),
    day(at) {
      if (dayKey(at) === dayKey(Date.now())) return texts.today;
      if (dayKey(at) === dayKey(Date.now() - 86_400_000)) return texts.yesterday;
      return day.format(new Date(at));
    },
    dayKey,
    number: (value) => number.format(value),
    bytes(count) {
      const step = count < 1_000 ? 0 : count < 1_000_000 ? 1 : 2;
      return `${size.format(count / 1_000 ** step)} ${['B', 'kB', 'MB'][step]}`;
    },
    picked(value) {
      // Without a zone these are read as local time, which is what the picker meant.
      if (/^\d\d:\d\d/.test(value)) return time.format(new Date(`2000-01-01T${value}`));
      const at = new Date(value.includes('T') ? value : `${value}T00:00`);
      if (Number.isNaN(at.getTime())) return value;
      return (value.includes('T') ? both : whole).format(at);
    },
  };
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
