import { lastWords } from '../../../workspace/desk/state/lastWords.ts';
import { unreadCount } from '../../../workspace/desk/state/unread.ts';
import { waitingSince, waitLevel } from '../../../workspace/desk/state/waitOf.ts';
import { later, message } from './samples.ts';

describe('domain D4: the wait colours', () => {
  test.each([
    [0, 'calm'],
    [29.9, 'calm'],
    [30, 'early'],
    [59, 'early'],
    [60, 'late'],
    [119, 'late'],
    [120, 'urgent'],
    [3_600, 'urgent'],
  ])('%d seconds are %s', (seconds, level) => {
    expect(waitLevel(seconds)).toBe(level);
  });
});

describe('since when the requester waits', () => {
  const accepted = later(5);

  test('from the first message that nobody answered, not from the last', () => {
    const messages = [message(10, 'requester'), message(20, 'requester')];
    expect(waitingSince(messages, accepted)).toBe(later(10));
  });

  test('an answer ends it', () => {
    expect(waitingSince([message(10, 'requester'), message(20, 'agent')], accepted)).toBeNull();
  });

  test('a private note is no answer', () => {
    const messages = [message(10, 'requester'), message(20, 'agent', 'hm', { private: true })];
    expect(waitingSince(messages, accepted)).toBe(later(10));
  });

  test('what was written before the accepting counts from the accepting', () => {
    const messages = [message(1, 'requester'), message(2, 'virtual_agent')];
    expect(waitingSince(messages, accepted)).toBe(accepted);
  });

  test('nobody waits where nobody has written', () => {
    expect(waitingSince([message(1, 'virtual_agent'), message(2, 'system')], accepted)).toBeNull();
  });
});

describe('unread', () => {
  const messages = [message(1, 'requester'), message(11, 'requester'), message(12, 'agent')];

  test("counts the requester's messages after the last one seen", () => {
    expect(unreadCount(messages, 1, later(10))).toBe(1);
    expect(unreadCount(messages, 12, later(10))).toBe(0);
  });

  test('counts since the accepting where nothing was seen yet', () => {
    expect(unreadCount(messages, undefined, later(10))).toBe(1);
  });
});

describe('the last words', () => {
  test('are the newest of what is loaded, without the system, else what the inbox tells', () => {
    const loaded = [message(1, 'requester', 'hello'), message(2, 'system', 'joined')];
    expect(lastWords(loaded, null)?.text).toBe('hello');
    const told = { text: 'newer', at: later(9), from: { kind: 'requester', name: 'Jane Doe' } as const };
    expect(lastWords(loaded, told)?.text).toBe('hello');
    expect(lastWords([], told)?.text).toBe('newer');
    expect(lastWords([], null)).toBeNull();
  });
});
