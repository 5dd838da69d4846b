import { describeHours, fromMidnight, toMidnight } from '../../../workspace/studio/routing/fields/hours.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const span = (day: number, from: string, to: string) => ({ day, from, to });

test('a week is said in one line: days with the same hours together, Monday first', () => {
  const hours = [
    span(0, '10:00', '12:00'),
    ...[1, 2, 3, 4].flatMap((day) => [span(day, '13:00', '17:00'), span(day, '08:00', '12:00')]),
    span(6, '22:00', '06:00'),
  ];
  expect(describeHours({ hours }, days)).toBe(
    'Mo–Th 08:00–12:00, 13:00–17:00; Sa 22:00–06:00; Su 10:00–12:00',
  );
  expect(describeHours({ hours: [] }, days)).toBe('');
});

test('midnight at the end of a day is shown as a field for times can show it, and kept as 24:00', () => {
  expect([fromMidnight('24:00'), fromMidnight('17:00')]).toEqual(['00:00', '17:00']);
  expect([toMidnight('00:00'), toMidnight('17:00')]).toEqual(['24:00', '17:00']);
});
