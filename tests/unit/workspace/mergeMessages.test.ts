import { mergeMessages } from '../../../workspace/desk/state/mergeMessages.ts';
import { message } from './samples.ts';

const seqs = (messages: readonly { seq: number }[]) => messages.map(({ seq }) => seq);

test('a message at the end is added at the end', () => {
  expect(seqs(mergeMessages([message(1, 'requester')], [message(2, 'agent')]))).toEqual([1, 2]);
});

test('what comes out of order finds its place by seq', () => {
  const known = [message(1, 'requester'), message(4, 'agent')];
  expect(seqs(mergeMessages(known, [message(3, 'requester'), message(2, 'system')]))).toEqual([1, 2, 3, 4]);
});

test('what comes twice is there once', () => {
  const known = [message(1, 'requester'), message(2, 'agent')];
  expect(seqs(mergeMessages(known, [message(2, 'agent'), message(3, 'requester')]))).toEqual([1, 2, 3]);
});

test('the later copy of a message wins, also under another seq', () => {
  const placeholder = message(2, 'agent', 'hello', { id: 'mine' });
  const posted = message(3, 'agent', 'hello', { id: 'mine' });
  const merged = mergeMessages([message(1, 'requester'), placeholder], [posted]);
  expect(merged.filter(({ id }) => id === 'mine')).toEqual([posted]);
});

test('nothing new gives the very same list', () => {
  const known = [message(1, 'requester')];
  expect(mergeMessages(known, [])).toBe(known);
});
