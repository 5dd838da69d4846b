import { jest } from '@jest/globals';
import { createSideJobs } from '../../../handoff/sideJobs.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Jobs that are over when they are told to be. */
function jobs() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string): Promise<void> => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  };
  return { begun, job, end: (name: string) => ends.get(name)?.() };
}

test('a few at a time; one that takes long keeps those after it for a while, and is not begun again', async () => {
  const side = createSideJobs(2);
  const { begun, job, end } = jobs();
  const all = side.run(['slow', 'a', 'b', 'c'], job);
  expect(begun).toEqual(['slow', 'a']);
  end('a');
  await jest.advanceTimersByTimeAsync(0);
  expect(begun).toEqual(['slow', 'a', 'b']);
  await jest.advanceTimersByTimeAsync(2_000);
  expect(begun).toEqual(['slow', 'a', 'b', 'c']);
  end('b');
  end('c');
  await all;

  const again = side.run(['slow', 'd'], job);
  expect(begun.slice(4)).toEqual(['d']);
  end('d');
  await again;
  let over = false;
  void side.over().then(() => {
    over = true;
  });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(over).toBe(false);
  end('slow');
  await jest.advanceTimersByTimeAsync(0);
  expect(over).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});
