import type { MessageBody, PostedMessage, SenderKind } from '../../../contracts/messages.ts';
import type { Outgoing } from '../../../web-widget/chat/conversation/outbox.ts';
import { layOut, type Row, withoutFarewell } from '../../../web-widget/chat/conversation/timeline.ts';

const dayOf = (at: string) => at.slice(0, 10);
const message = (
  seq: number,
  kind: SenderKind,
  at: string,
  body: MessageBody = { type: 'text', text: `text ${seq}` },
): PostedMessage => ({
  id: `m${seq}`,
  seq,
  at,
  from: { kind, name: kind === 'agent' ? 'Ada' : '' },
  ...body,
});
const question: MessageBody = { type: 'choices', text: 'Which?', choices: [{ value: 'a', label: 'A' }] };
const waiting: Outgoing = {
  id: 'out',
  text: 'A',
  value: 'a',
  at: Date.parse('2026-03-02T10:09:00Z'),
  state: 'waiting',
};
const messagesOf = (rows: Row[]) => rows.filter((row) => row.kind === 'message');

describe('layOut', () => {
  it('separates days and groups what one sender wrote within minutes', () => {
    const rows = layOut(
      [
        message(1, 'agent', '2026-03-01T23:59:00Z'),
        message(2, 'agent', '2026-03-02T10:00:00Z'),
        message(3, 'agent', '2026-03-02T10:01:00Z'),
        message(4, 'requester', '2026-03-02T10:02:00Z'),
        message(5, 'agent', '2026-03-02T10:03:00Z'),
        message(6, 'agent', '2026-03-02T10:20:00Z'),
      ],
      [],
      dayOf,
    );
    expect(rows.map(({ key }) => key)).toEqual([
      'day 2026-03-01',
      'm1',
      'day 2026-03-02',
      'm2',
      'm3',
      'm4',
      'm5',
      'm6',
    ]);
    expect(messagesOf(rows).map(({ first, last }) => [first, last])).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      [true, true],
    ]);
  });

  it('shows what is not confirmed at the end, under the key that it keeps', () => {
    const list = [message(1, 'virtual_agent', '2026-03-02T10:00:00Z', question)];
    const before = layOut(list, [waiting], dayOf);
    expect(before.at(-1)).toMatchObject({ key: 'out', mine: true, outgoing: waiting });
    const logged: PostedMessage = {
      ...message(2, 'requester', '2026-03-02T10:09:00Z', { type: 'text', text: 'A', value: 'a' }),
      id: 'out',
    };
    const after = layOut([...list, logged], [waiting], dayOf);
    expect(after).toHaveLength(before.length);
    expect(after.at(-1)).toMatchObject({ key: 'out', outgoing: undefined });
  });

  it('closes a question when it is answered, by what is still under way too, but not by what failed', () => {
    const list = [message(1, 'virtual_agent', '2026-03-02T10:00:00Z', question)];
    const answerOf = (outbox: Outgoing[]) => messagesOf(layOut(list, outbox, dayOf))[0]?.answer;
    expect(answerOf([])).toBeUndefined();
    expect(answerOf([waiting])).toEqual(['a']);
    expect(answerOf([{ ...waiting, state: 'failed' }])).toBeUndefined();
    expect(answerOf([{ ...waiting, value: undefined, text: 'something else' }])).toEqual(['something else']);
  });

  it('leaves the last word of the system to the end panel, once it is there', () => {
    const list = [
      message(1, 'requester', '2026-03-02T10:00:00Z'),
      message(2, 'system', '2026-03-02T10:01:00Z'),
    ];
    const change = { owner: 'none', state: 'closed_complete', stateReason: 'agent_ended' } as const;
    expect(withoutFarewell(list, change)).toEqual(list.slice(0, 1));
    expect(withoutFarewell(list, { ...change, owner: 'agent', stateReason: null })).toBe(list);
    expect(withoutFarewell(list, { ...change, stateReason: 'user_ended' })).toHaveLength(1);
    expect(withoutFarewell(list, { ...change, stateReason: 'left_for_search' })).toBe(list);
    expect(withoutFarewell(list.slice(0, 1), change)).toHaveLength(1);
  });

  it('parts what was said before the requester started over from what came after', () => {
    const at = '2026-03-02T10:00:00Z';
    const list = [
      message(1, 'virtual_agent', at),
      message(2, 'requester', at),
      message(4, 'virtual_agent', at),
    ];
    const keys = layOut(list, [], dayOf, [2]).map(({ key }) => key);
    expect(keys).toEqual(['day 2026-03-02', 'm1', 'm2', 'restart 2', 'm4']);
    expect(layOut(list, [], dayOf, [4]).some(({ kind }) => kind === 'restart')).toBe(false);
  });

  it('sets notes of the system apart', () => {
    expect(layOut([message(1, 'system', '2026-03-02T10:00:00Z')], [], dayOf).at(-1)?.kind).toBe('system');
  });
});
