import type { InteractionLogEntry } from '../../../contracts/header.ts';
import { groupRuns } from '../../../workspace/desk/state/groupRuns.ts';
import { splitParts } from '../../../workspace/desk/state/splitParts.ts';
import { withoutTwins } from '../../../workspace/desk/state/withoutTwins.ts';
import { groupLog } from '../../../workspace/studio/interaction/groupLog.ts';
import { later, message } from './samples.ts';

const shape = (parts: ReturnType<typeof splitParts>) =>
  parts.map(({ kind, messages }) => [kind, messages.map(({ seq }) => seq)]);

describe("the Virtual Agent's part and the people's", () => {
  test('the part ends with the last word of the Virtual Agent', () => {
    const parts = splitParts([
      message(1, 'virtual_agent'),
      message(2, 'requester'),
      message(3, 'virtual_agent'),
      message(4, 'requester'),
      message(5, 'system'),
      message(6, 'agent'),
      message(7, 'requester'),
    ]);
    expect(shape(parts)).toEqual([
      ['virtual_agent', [1, 2, 3]],
      ['live', [4, 5, 6, 7]],
    ]);
  });

  test('what the requester says first belongs to the part that it opens', () => {
    expect(shape(splitParts([message(1, 'requester'), message(2, 'virtual_agent')]))).toEqual([
      ['virtual_agent', [1, 2]],
    ]);
  });

  test('handed back and taken over again: every part is there', () => {
    const parts = splitParts([
      message(1, 'virtual_agent'),
      message(2, 'agent'),
      message(3, 'virtual_agent'),
      message(4, 'requester'),
      message(5, 'virtual_agent'),
      message(6, 'agent'),
    ]);
    expect(shape(parts)).toEqual([
      ['virtual_agent', [1]],
      ['live', [2]],
      ['virtual_agent', [3, 4, 5]],
      ['live', [6]],
    ]);
  });

  test('without a Virtual Agent there is one live part', () => {
    expect(shape(splitParts([message(1, 'requester'), message(2, 'agent')]))).toEqual([['live', [1, 2]]]);
  });

  test('nothing has no parts', () => {
    expect(splitParts([])).toEqual([]);
  });
});

describe('runs of one sender', () => {
  test('words of one sender in a row are one run', () => {
    const runs = groupRuns([message(1, 'requester'), message(2, 'requester'), message(3, 'agent')]);
    expect(runs.map(({ messages }) => messages.length)).toEqual([2, 1]);
  });

  test('a pause starts a new run', () => {
    const runs = groupRuns([
      message(1, 'requester'),
      message(2, 'requester', 'later', { at: later(1 + 200) }),
    ]);
    expect(runs).toHaveLength(2);
  });

  test('a private note never shares a run with public words', () => {
    const runs = groupRuns([message(1, 'agent'), message(2, 'agent', 'note', { private: true })]);
    expect(runs.map((run) => run.private)).toEqual([false, true]);
  });

  test('a new day is marked', () => {
    const runs = groupRuns([message(1, 'agent'), message(2, 'agent', 'tomorrow', { at: later(2 * 86_400) })]);
    expect(runs.map(({ newDay }) => newDay)).toEqual([false, true]);
  });
});

describe('the interaction log, grouped', () => {
  const entry = (
    number: number,
    kind: InteractionLogEntry['kind'],
    topic: string | null,
    more: Partial<InteractionLogEntry> = {},
  ): InteractionLogEntry => ({
    number,
    seq: number,
    at: later(number),
    kind,
    topic,
    topicKind: topic === null ? null : 'topic',
    element: null,
    elementKind: null,
    input: null,
    output: null,
    outcome: 'done',
    ms: null,
    ...more,
  });
  const groups = (entries: InteractionLogEntry[]) =>
    groupLog(entries).map(({ topic, entries: each }) => [topic, each.map(({ number }) => number)]);

  test('a topic that runs twice is two groups', () => {
    expect(
      groups([
        entry(1, 'topic_started', 'vpn'),
        entry(2, 'topic_ended', 'vpn'),
        entry(3, 'topic_started', 'vpn'),
      ]),
    ).toEqual([
      ['vpn', [1, 2]],
      ['vpn', [3]],
    ]);
  });

  test('the discovery opens the run of the topic that it found', () => {
    const found = groupLog([
      entry(1, 'discovery', 'vpn', { topicKind: null }),
      entry(2, 'topic_started', 'vpn'),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]?.topicKind).toBe('topic');
  });

  test('a record stays with the element that made it, which the log names next; an end stands alone', () => {
    expect(
      groups([
        entry(1, 'topic_ended', 'contact'),
        entry(2, 'record', null),
        entry(3, 'element', 'vpn'),
        entry(4, 'closed', null),
      ]),
    ).toEqual([
      ['contact', [1]],
      ['vpn', [2, 3]],
      [null, [4]],
    ]);
  });

  test('milliseconds add up', () => {
    const [group] = groupLog([entry(1, 'element', 'vpn', { ms: 2 }), entry(2, 'element', 'vpn', { ms: 3 })]);
    expect(group?.ms).toBe(5);
  });
});

describe('withoutTwins', () => {
  const asked = message(1, 'system', 'Are you still there?');
  const told = message(2, 'system', 'The requester was reminded.', { private: true });

  it('leaves out what the next line tells the agents', () => {
    expect(withoutTwins([asked, told]).map(({ seq }) => seq)).toEqual([2]);
  });

  it('keeps all else', () => {
    const note = message(3, 'agent', 'a note', { private: true });
    const list = [asked, message(2, 'requester'), note, message(4, 'system')];
    expect(withoutTwins(list)).toEqual(list);
    expect(withoutTwins([message(0, 'agent'), { ...told, seq: 1 }])).toHaveLength(2);
  });
});
