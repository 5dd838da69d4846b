/** English is written day first: it is read everywhere, and never as another day. */
const tags: Readonly<Record<string, string>> = { en: 'en-GB' };

/** `2026-03-31` → "Tuesday 31 March 2026", in German "Dienstag, 31. März 2026"; a time stays as it is. */
export function describeDate(value: string, mode: 'date' | 'time' | 'datetime', locale = 'en'): string {
  if (mode === 'time') return value;
  const language = locale.split('-')[0] ?? 'en';
  const [date = '', time] = value.split('T');
  const format = new Intl.DateTimeFormat([tags[language] ?? language, 'en-GB'], {
    dateStyle: 'full',
    ...(time === undefined ? {} : { timeStyle: 'short' }),
    timeZone: 'UTC',
  });
  const text = format.format(new Date(`${date}T${time ?? '00:00'}Z`));
  // Node versions differ on this comma.
  return format.resolvedOptions().locale.startsWith('en') ? text.replace(/^(\w+), /, '$1 ') : text;
}
