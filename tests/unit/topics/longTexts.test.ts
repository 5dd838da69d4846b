import { maxTextLength } from '../../../contracts/sockets.ts';
import { parseChoices } from '../../../topics/answers/parseChoice.ts';
import { createRanking } from '../../../topics/discovery/rank.ts';
import { readCorrection } from '../../../topics/readCorrection.ts';
import { shippedTopics } from './support/conversation.ts';

const choices = Array.from({ length: 100 }, (_, index) => ({
  value: `v${index}`,
  label: `Keyboard and monitor number ${index} for the office`,
}));
const fill = (part: string) => part.repeat(Math.ceil(maxTextLength / part.length)).slice(0, maxTextLength);
/** One character of the first stands for eighteen. */
const floods = ['ﷺ', 'no, ', '1,111,', 'a, b and ', 'not the ,', 'keyborad moniter ', 'nicht , sondern '].map(
  fill,
);

/** Whoever sends the longest message that is taken must not hold up the other conversations. */
function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

describe('a message of 8,000 characters is understood in no time', () => {
  it.each(floods)('as one of a hundred choices, or several', (text) => {
    for (const multiple of [true, false])
      expect(milliseconds(() => parseChoices(text, choices, multiple, { shown: choices }))).toBeLessThan(
        1_000,
      );
  });

  it.each(floods)('as a wish', async (text) => {
    const ranking = createRanking(await shippedTopics(), 'en');
    expect(milliseconds(() => ranking.rank(text))).toBeLessThan(1_000);
  });

  it('and is no correction', () => {
    expect(readCorrection(`actually ${fill(', ')}`).readings).toEqual([]);
  });
});

it('several choices of which one is none are not picked', () => {
  expect(parseChoices('v1, v2 and bananas', choices, true)).toBeNull();
  expect(parseChoices('v1, v2 and v1', choices, true)?.choices).toEqual(choices.slice(1, 3));
});
