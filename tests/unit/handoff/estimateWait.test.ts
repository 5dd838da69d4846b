import fc from 'fast-check';
import { estimateWait } from '../../../handoff/routing/estimateWait.ts';

const waits = (...pairs: [number, number][]) =>
  pairs.map(([waitSeconds, position]) => ({ waitSeconds, position }));

test('nothing is promised from fewer than three examples, or when nobody is there', () => {
  expect(estimateWait(1, waits([60, 1], [60, 1]), 3)).toBeNull();
  expect(estimateWait(1, waits([60, 1], [60, 1], [60, 1]), 0)).toBeNull();
});

test('the wait grows with the place: what the first one waited is not what the fifth will', () => {
  const recent = waits([60, 1], [120, 2], [180, 3]);
  expect(estimateWait(1, recent, 2)).toBe(60);
  expect(estimateWait(5, recent, 2)).toBe(300);
});

test('one very long wait does not spoil the estimate', () => {
  expect(estimateWait(1, waits([60, 1], [60, 1], [60, 1], [3_600, 1]), 1)).toBe(60);
});

test('hours are not an estimate', () => {
  expect(estimateWait(100, waits([600, 1], [600, 1], [600, 1]), 1)).toBeNull();
});

test('is never shorter for a later place, and never under half a minute', () => {
  const examples = fc.array(
    fc.record({
      waitSeconds: fc.integer({ min: 0, max: 900 }),
      position: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 3, maxLength: 20 },
  );
  fc.assert(
    fc.property(examples, fc.integer({ min: 1, max: 50 }), (recent, position) => {
      const here = estimateWait(position, recent, 1);
      const behind = estimateWait(position + 1, recent, 1);
      if (here === null) expect(behind).toBeNull();
      else {
        expect(here).toBeGreaterThanOrEqual(30);
        expect(here % 30).toBe(0);
        if (behind !== null) expect(behind).toBeGreaterThanOrEqual(here);
      }
    }),
  );
});
