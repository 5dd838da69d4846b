import { formatDuration, secondsBetween } from '../../../workspace/format/duration.ts';
import { formatFileSize } from '../../../workspace/format/fileSize.ts';
import { hueOf, initials } from '../../../workspace/format/initials.ts';
import { formatFullTime, formatRelative, localDay } from '../../../workspace/format/time.ts';
import { later, start } from './samples.ts';

test.each([
  [0, '0 s'],
  [0.4, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [185, '3 min 5 s'],
  [3_600, '1 h'],
  [7_830, '2 h 10 min'],
  [90_000, '1 d 1 h'],
  [-5, '0 s'],
])('%d seconds read as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('seconds between two times are never less than zero', () => {
  expect(secondsBetween(later(0), later(5))).toBe(5);
  expect(secondsBetween(later(5), new Date(start))).toBe(0);
});

test.each([
  [10, 'this minute'],
  [5 * 60, '5 minutes ago'],
  [3 * 3_600, '3 hours ago'],
  [86_400, 'yesterday'],
])('%d seconds ago is %s', (seconds, text) => {
  expect(formatRelative(later(0), new Date(start + seconds * 1_000), 'en')).toBe(text);
});

test('the language is the chosen one', () => {
  expect(formatRelative(later(0), new Date(start + 300_000), 'de')).toBe('vor 5 Minuten');
});

test('a week ago is a date, and no time is a dash', () => {
  expect(formatRelative(later(0), new Date(start + 8 * 86_400_000), 'en')).toContain('2026');
  expect(formatRelative('not a time', new Date(start), 'en')).toBe('–');
  expect(formatFullTime('', 'en')).toBe('–');
});

test('the day of a time is the local one', () => {
  const local = new Date(2026, 2, 2, 0, 30);
  expect(localDay(local.toISOString())).toBe('2026-03-02');
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['Guest', 'G'],
  ['Ana María de la Cruz', 'AC'],
  ['jane.doe@example.com', 'JD'],
  ['李雷', '李'],
  ['  ', '?'],
  ['(none)', '?'],
])('%s has the initials %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('a name keeps its colour', () => {
  expect(hueOf('Ada Lovelace')).toBe(hueOf('Ada Lovelace'));
  expect(hueOf('')).toBeGreaterThanOrEqual(0);
});

test.each([
  [840, '840 B'],
  [12_000, '12 kB'],
  [3_400_000, '3.4 MB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(formatFileSize(bytes, 'en')).toBe(text);
});
