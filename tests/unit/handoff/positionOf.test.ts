import { comparePlaces, type Needs, positionsOf } from '../../../handoff/routing/positionOf.ts';
import { noon, secondsAfter, workItem } from './builders.ts';

const place = (id: string, seconds: number, priority = 0) => ({
  id,
  enqueuedAt: secondsAfter(noon, seconds),
  priority,
});

const served = (...waiting: ReturnType<typeof place>[]) =>
  waiting.toSorted(comparePlaces).map(({ id }) => id);

test('first come, first served', () => {
  expect(served(place('late', 20), place('early', 5), place('middle', 10))).toEqual([
    'early',
    'middle',
    'late',
  ]);
});

test('a higher priority goes before an earlier arrival', () => {
  expect(served(place('early', 0), place('urgent', 60, 10))).toEqual(['urgent', 'early']);
});

test('who came at the same moment is served in the order of the ids', () => {
  expect(served(place('b', 0), place('a', 0))).toEqual(['a', 'b']);
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
