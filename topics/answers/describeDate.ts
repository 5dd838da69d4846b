const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-03-31` → "Tuesday 31 March 2026"; a time stays as it is; both are joined by "at". */
export function describeDate(value: string, mode: 'date' | 'time' | 'datetime'): string {
  if (mode === 'time') return value;
  const [date = '', time] = value.split('T');
  const at = new Date(`${date}T00:00:00Z`);
  const day = `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return time === undefined ? day : `${day} at ${time}`;
}
