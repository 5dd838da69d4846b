import { isOpen } from '../../../handoff/routing/isOpen.ts';
import type { Schedule } from '../../../handoff/routing/queue.ts';

const officeHours: Schedule = {
  timeZone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '17:30' })),
  holidays: ['2026-05-01'],
};
const at = (iso: string): Date => new Date(iso);

test('without a schedule a queue is always open', () => {
  expect(isOpen(null, at('2026-12-25T03:00:00Z'))).toBe(true);
});

test('without hours it is never open', () => {
  expect(isOpen({ ...officeHours, hours: [] }, at('2026-03-02T12:00:00Z'))).toBe(false);
});

test.each([
  ['the minute it opens', '2026-03-02T07:00:00Z', true],
  ['a second before', '2026-03-02T06:59:59Z', false],
  ['the last second', '2026-03-02T16:29:59Z', true],
  ['the minute it closes', '2026-03-02T16:30:00Z', false],
  ['a Sunday', '2026-03-01T12:00:00Z', false],
  ['a holiday', '2026-05-01T10:00:00Z', false],
])('%s', (_, iso, open) => {
  expect(isOpen(officeHours, at(iso))).toBe(open);
});

test('hours are the wall clock of the zone: one hour earlier in UTC once summer time has begun', () => {
  expect(isOpen(officeHours, at('2026-03-27T06:30:00Z'))).toBe(false);
  expect(isOpen(officeHours, at('2026-03-30T06:30:00Z'))).toBe(true);
});

describe('a night shift', () => {
  const night: Schedule = {
    timeZone: 'America/New_York',
    hours: [{ day: 5, from: '22:00', to: '06:00' }],
    holidays: ['2026-07-03'],
  };

  test('goes on after midnight', () => {
    expect(isOpen(night, at('2026-06-27T01:59:00Z'))).toBe(false);
    expect(isOpen(night, at('2026-06-27T02:00:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-06-27T09:59:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-06-27T10:00:00Z'))).toBe(false);
  });

  test('does not happen when the day on which it would start is a holiday', () => {
    expect(isOpen(night, at('2026-07-04T04:00:00Z'))).toBe(false);
  });
});

test('a whole day: 00:00 to 24:00', () => {
  const always: Schedule = {
    timeZone: 'UTC',
    hours: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' })),
    holidays: [],
  };
  for (const hour of ['00:00:00', '12:00:00', '23:59:59'])
    expect(isOpen(always, at(`2026-03-02T${hour}Z`))).toBe(true);
});
