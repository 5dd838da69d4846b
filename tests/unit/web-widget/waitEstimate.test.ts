import { waitEstimate } from '../../../web-widget/chat/conversation/waitEstimate.ts';
import { chatTexts } from '../../../web-widget/messages/chatTexts.ts';

const en = chatTexts('en');
const words = (seconds: number | null, range?: [number, number] | null) => waitEstimate(seconds, en, range);

test('a wait is told from the shortest to the longest, where both are known and differ', () => {
  expect(words(300, [130, 300])).toBe('About 2 to 5 minutes.');
  expect(words(1_000, [700, 1_000])).toBe('About 15 to 20 minutes.');
  expect(words(110, [100, 110])).toBe('About 1 to 2 minutes.');
  expect(words(120, [120, 120])).toBe('About 2 minutes.');
  expect(words(50, [10, 50])).toBe('Usually less than a minute.');
  expect(words(300, null)).toBe('About 5 minutes.');
  expect(waitEstimate(300, chatTexts('de'), [130, 300])).toBe('Etwa 2 bis 5 Minuten.');
});
