import type { PostedMessage } from '../../../contracts/messages.ts';
import type { ConversationOpened } from '../../../contracts/sockets.ts';
import { emptyDesk } from '../../../workspace/desk/state/deskState.ts';
import { type DeskEvent, reduceDesk } from '../../../workspace/desk/state/reduceDesk.ts';
import { message, opened } from './samples.ts';

const said = (from: number, to: number): PostedMessage[] =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index, 'requester'));
const answer = (from: number, to: number, earlier: boolean): ConversationOpened => ({
  ...opened(said(from, to)),
  earlier,
});

function shown(...events: DeskEvent[]) {
  const conversation = events.reduce(reduceDesk, emptyDesk).conversations.IMS0000001;
  const seqs = conversation?.messages.map(({ seq }) => seq) ?? [];
  return [seqs[0], seqs.at(-1), seqs.length, conversation?.earlier];
}
const first: DeskEvent = { type: 'opened', opened: answer(301, 500, true) };

test('a long conversation opens with its latest messages and says that there are earlier ones', () => {
  expect(shown(first)).toEqual([301, 500, 200, true]);
});

test('earlier messages come page by page, until there are none', () => {
  const second: DeskEvent = { type: 'earlier', opened: answer(101, 300, true) };
  const last: DeskEvent = { type: 'earlier', opened: answer(1, 100, false) };
  expect(shown(first, second)).toEqual([101, 500, 400, true]);
  expect(shown(first, second, last)).toEqual([1, 500, 500, false]);
});

test('what was missed is put to the end; there are earlier ones still', () => {
  const missed: DeskEvent = { type: 'opened', opened: answer(481, 510, false), after: 480 };
  expect(shown(first, missed)).toEqual([301, 510, 210, true]);
});

test('where more was missed than one answer holds, nothing in between looks as if it had not been said', () => {
  const missed: DeskEvent = { type: 'opened', opened: answer(801, 1_000, true), after: 480 };
  expect(shown(first, missed)).toEqual([801, 1_000, 200, true]);
});

test('being opened once more does not hide what was read back already', () => {
  const second: DeskEvent = { type: 'earlier', opened: answer(1, 300, false) };
  expect(shown(first, second, first)).toEqual([1, 500, 500, false]);
});
