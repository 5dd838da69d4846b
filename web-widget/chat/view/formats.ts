import type { ChatTexts } from '../../messages/chatTexts.ts';

export interface Formats {
  time(at: string): string;
  /** "Today", "Yesterday", or the day. */
  day(at: string): string;
  /** The same for two moments of one day here. */
  dayKey(at: string): string;
  number(value: number): string;
  bytes(size: number): string;
  /** "Ada, Ben and Chloe". */
  names(all: readonly string[]): string;
  /** A value of a date picker (`YYYY-MM-DD`, `HH:mm`, `YYYY-MM-DDTHH:mm`) for people; anything else as it is. */
  picked(value: string): string;
}

/** Dates, times and numbers as the requester's language writes them. */
export function createFormats(locale: string, texts: ChatTexts): Formats {
  const tag = regional(locale);
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  const whole = new Intl.DateTimeFormat(tag, { dateStyle: 'long' });
  const both = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' });
  const number = new Intl.NumberFormat(tag);
  const size = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const list = new Intl.ListFormat(tag);
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
    names: (all) => list.format(all),
    bytes(count) {
      const step = count < 1_000 ? 0 : count < 1_000_000 ? 1 : 2;
      return `${size.format(count / 1_000 ** step)} ${['B', 'kB', 'MB'][step]}`;
    },
    picked(value) {
      const [, date, clock] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?$/.exec(value) ?? [];
      // Without a zone these are read as local time, which is what the picker meant.
      if (date !== undefined && clock !== undefined) return both.format(new Date(`${date}T${clock}`));
      if (date !== undefined) return whole.format(new Date(`${date}T00:00`));
      return clock === undefined ? value : time.format(new Date(`2000-01-01T${clock}`));
    },
  };
}

/** The texts' language in the reader's region: a page in `en` read by a Briton writes dates the British way. */
function regional(locale: string): string {
  const own = navigator.languages.find((one) => one.split('-')[0] === locale.split('-')[0]);
  const wanted = locale.includes('-') ? locale : (own ?? locale);
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'en';
  } catch {
    // Not a language tag at all.
    return 'en';
  }
}
