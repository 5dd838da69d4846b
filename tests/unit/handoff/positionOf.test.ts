import fc from 'fast-check';
import { comparePlaces, type Needs, positionOf, positionsOf } from '../../../handoff/routing/positionOf.ts';
import { noon, secondsAfter, workItem } from './builders.ts';

const place = (id: string, seconds: number, priority = 0) => ({
  id,
  enqueuedAt: secondsAfter(noon, seconds),
  priority,
});

test('first come, first served', () => {
  const waiting = [place('late', 20), place('early', 5), place('middle', 10)];
  expect(waiting.map((one) => positionOf(one, waiting))).toEqual([3, 1, 2]);
});

test('a higher priority goes before an earlier arrival', () => {
  const waiting = [place('early', 0), place('urgent', 60, 10)];
  expect(waiting.map((one) => positionOf(one, waiting))).toEqual([2, 1]);
});

test('the place of somebody who is not in the list yet', () => {
  expect(positionOf(place('new', 30), [place('a', 0), place('b', 10)])).toBe(3);
});

test('every place is there once, and in the order of serving', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      seconds: fc.integer({ min: 0, max: 3 }),
      priority: fc.integer({ min: 0, max: 2 }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );
  fc.assert(
    fc.property(some, (list) => {
      const waiting = list.map(({ id, seconds, priority }) => place(id, seconds, priority));
      const served = waiting.toSorted(comparePlaces);
      expect(served.map((one) => positionOf(one, waiting))).toEqual(served.map((_, index) => index + 1));
    }),
  );
});

describe('the place among those who compete for an agent', () => {
  const needs = (...skills: string[]) => {
    const { type, size, scope, reservedFor, skills: required } = workItem({ skills });
    return { type, size, scope, reservedFor, skills: required };
  };
  /** Anna speaks German, Ben knows the mainframe; both do what needs no skill. */
  const takers = (work: Needs) =>
    new Set(
      Object.entries({ anna: ['german'], ben: ['mainframe'] })
        .filter(([, has]) => work.skills.every(({ skill }) => has.includes(skill)))
        .map(([id]) => id),
    );
  const places = (...list: Needs[]) => positionsOf(list, takers).map(({ position }) => position);

  test('who needs other skills is not before anybody', () => {
    expect(places(needs('mainframe'), needs('mainframe'), needs('german'), needs('german'))).toEqual([
      1, 2, 1, 2,
    ]);
  });

  test('who could go to anybody competes with all', () => {
    expect(places(needs('mainframe'), needs('german'), needs(), needs('german'))).toEqual([1, 1, 3, 3]);
  });

  test('where nobody is there who could take it everybody before counts', () => {
    expect(places(needs(), needs('mainframe'), needs('greek'), needs('german'))).toEqual([1, 2, 3, 2]);
  });
});
