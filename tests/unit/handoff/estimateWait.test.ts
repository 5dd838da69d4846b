import fc from 'fast-check';
import { estimateWait, steadyWait, type ToldWait } from '../../../handoff/routing/estimateWait.ts';

const waits = (...pairs: [number, number][]) =>
  pairs.map(([waitSeconds, position]) => ({ waitSeconds, position }));

test('nothing is promised from fewer than three examples, or when nobody is there', () => {
  expect(estimateWait(1, waits([60, 1], [60, 1]), 3)).toBeNull();
  expect(estimateWait(1, waits([60, 1], [60, 1], [60, 1]), 0)).toBeNull();
});

test('the wait grows with the place: what the first one waited is not what the fifth will', () => {
  const recent = waits([60, 1], [120, 2], [180, 3]);
  expect(estimateWait(1, recent, 2)).toEqual([60, 60]);
  expect(estimateWait(5, recent, 2)).toEqual([300, 300]);
});

test('it is a range: the middle half of what others waited', () => {
  const recent = waits([30, 1], [60, 1], [90, 1], [240, 1], [300, 1]);
  expect(estimateWait(1, recent, 1)).toEqual([60, 240]);
  expect(estimateWait(2, recent, 1)).toEqual([120, 480]);
});

test('one very long wait does not spoil the estimate', () => {
  const recent = waits([60, 1], [60, 1], [60, 1], [60, 1], [3_600, 1]);
  expect(estimateWait(1, recent, 1)).toEqual([60, 60]);
});

type Range = [number, number];
/** What is told at each look, one after the other. */
function told(...looks: { position: number; range: Range | null; at: number }[]): (Range | null)[] {
  let before: ToldWait | null = null;
  return looks.map((look) => {
    before = steadyWait(before, look);
    return before.range;
  });
}

test('what was told is not told longer at the same place or further in front, only further back', () => {
  const first = { position: 2, range: [60, 120] as Range, at: 0 };
  const now = { position: 2, range: [90, 240] as Range, at: 5_000 };
  expect(told(now)).toEqual([[90, 240]]);
  expect(told(first, now)[1]).toEqual([60, 120]);
  expect(told(first, { ...now, position: 1 })[1]).toEqual([60, 120]);
  expect(told(first, { ...now, position: 3 })[1]).toEqual([90, 240]);
});

test('a wait that has lasted longer than was told is not told any more, however often one looks', () => {
  const look = (seconds: number, position = 2) => ({
    position,
    range: [60, 120] as Range,
    at: seconds * 1_000,
  });
  expect(told(look(0), look(121), look(122), look(200))).toEqual([[60, 120], null, null, null]);
  expect(told(look(0), look(121), look(150, 1))[2]).toEqual([60, 120]);
});

test('a wait that could not be told for a while is not told longer after that', () => {
  const at = (seconds: number, range: Range | null) => ({ position: 2, range, at: seconds * 1_000 });
  expect(told(at(0, [60, 120]), at(5, null), at(10, [120, 300]))).toEqual([[60, 120], null, [60, 120]]);
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
        const [from, to] = here;
        expect(to).toBeGreaterThanOrEqual(30);
        expect(from).toBeLessThanOrEqual(to);
        expect([from % 30, to % 30]).toEqual([0, 0]);
        if (behind !== null) expect(behind[1]).toBeGreaterThanOrEqual(to);
      }
    }),
  );
});
