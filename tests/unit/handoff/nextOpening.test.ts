import fc from 'fast-check';
import { isOpen } from '../../../handoff/routing/isOpen.ts';
import { nextOpening } from '../../../handoff/routing/nextOpening.ts';

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
const zurich = { timeZone: 'Europe/Zurich', hours: weekdays, holidays: ['2026-03-03'] };
const at = (text: string) => new Date(text);

test('an open queue opens at once, one without hours too', () => {
  const now = at('2026-03-02T10:00:00Z');
  expect(nextOpening(zurich, now)).toEqual(now);
  expect(nextOpening(null, now)).toEqual(now);
});

test('the next morning, by the clocks of its own zone', () => {
  expect(nextOpening(zurich, at('2026-03-04T20:00:00Z'))).toEqual(at('2026-03-05T08:00:00Z'));
});

test('not on a holiday, and over the weekend on Monday', () => {
  expect(nextOpening(zurich, at('2026-03-02T17:00:00Z'))).toEqual(at('2026-03-04T08:00:00Z'));
  expect(nextOpening(zurich, at('2026-03-06T17:00:00Z'))).toEqual(at('2026-03-09T08:00:00Z'));
});

test('the change to summer time does not move the opening', () => {
  expect(nextOpening(zurich, at('2026-03-28T12:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'));
  expect(nextOpening(zurich, at('2026-10-24T12:00:00Z'))).toEqual(at('2026-10-26T08:00:00Z'));
});

test('one that never opens says so', () => {
  expect(nextOpening({ ...zurich, hours: [] }, at('2026-03-02T10:00:00Z'))).toBeNull();
});

test('it is open then, was closed the minute before, and nothing opens earlier', () => {
  const zone = fc.constantFrom(
    'Europe/Zurich',
    'America/New_York',
    'Asia/Kolkata',
    'UTC',
    'Pacific/Auckland',
  );
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
  const spans = fc.array(fc.record({ day: fc.integer({ min: 0, max: 6 }), from: time, to: time }), {
    minLength: 1,
    maxLength: 4,
  });
  const start = Date.parse('2026-01-01T00:00:00Z');
  const moment = fc.integer({ min: 0, max: 365 * 24 * 4 }).map((n) => new Date(start + n * 15 * 60_000));
  fc.assert(
    fc.property(zone, spans, moment, (timeZone, hours, now) => {
      const schedule = { timeZone, hours, holidays: [] };
      const opens = nextOpening(schedule, now);
      if (opens === null) throw new Error('some day of the week is open');
      expect(isOpen(schedule, opens)).toBe(true);
      if (opens > now) expect(isOpen(schedule, new Date(opens.getTime() - 60_000))).toBe(false);
      for (let time = now.getTime(); time < opens.getTime(); time += 30 * 60_000)
        expect(isOpen(schedule, new Date(time))).toBe(false);
    }),
    { numRuns: 60 },
  );
});
