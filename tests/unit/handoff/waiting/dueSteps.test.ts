import fc from 'fast-check';
import type { WaitStep } from '../../../../contracts/handoff.ts';
import { dueSteps } from '../../../../handoff/waiting/dueSteps.ts';

const say = (afterSeconds: number, everySeconds: number | null = null): WaitStep => ({
  afterSeconds,
  everySeconds,
  do: { kind: 'say', text: { en: `after ${afterSeconds}` } },
});
const placesOf = (steps: WaitStep[], doneBefore: number, elapsed: number) =>
  dueSteps(steps, doneBefore, elapsed).due.map(({ place, at }) => [place, at]);

test('a step is due at its time, one at zero at once, and neither before', () => {
  const steps = [say(0), say(30)];
  expect(placesOf(steps, 0, 0)).toEqual([[0, 0]]);
  expect(placesOf(steps, 1, 29_999)).toEqual([]);
  expect(placesOf(steps, 1, 30_000)).toEqual([[1, 30_000]]);
  expect(dueSteps(steps, 1, 29_999).next).toBe(30_000);
  expect(dueSteps(steps, 30_001, 30_000).next).toBeNull();
});

test('several come in the order of their times, whatever their order in the list', () => {
  expect(placesOf([say(20), say(10), say(10)], 0, 25_000)).toEqual([
    [1, 10_000],
    [2, 10_000],
    [0, 20_000],
  ]);
});

test('one that comes again and again comes once for all the times it was missed', () => {
  const steps = [say(30, 60)];
  expect(placesOf(steps, 0, 30_000)).toEqual([[0, 30_000]]);
  expect(placesOf(steps, 30_001, 90_000)).toEqual([[0, 90_000]]);
  expect(placesOf(steps, 90_001, 400_000)).toEqual([[0, 390_000]]);
  expect(dueSteps(steps, 90_001, 400_000).next).toBe(450_000);
});

test('however often it is looked at, each time of a step comes once and none is left out', () => {
  const looks = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 30 });
  const list = fc.array(
    fc.record({ after: fc.integer({ min: 0, max: 60 }), every: fc.option(fc.integer({ min: 10, max: 60 })) }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(list, looks, (given, pauses) => {
      const steps = given.map(({ after, every }) => say(after, every));
      const seen: string[] = [];
      let done = 0;
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        const { due, next } = dueSteps(steps, done, now);
        for (const { place, at } of due) seen.push(`${place}/${at}`);
        done = now + 1;
        if (next !== null) expect(next).toBeGreaterThan(now);
      }
      expect(new Set(seen).size).toBe(seen.length);
      for (const [place, step] of steps.entries())
        if (step.afterSeconds * 1_000 <= now)
          expect(seen.some((one) => one.startsWith(`${place}/`))).toBe(true);
    }),
  );
});
