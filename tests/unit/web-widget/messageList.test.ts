import fc from 'fast-check';
import type { PostedMessage } from '../../../contracts/messages.ts';
import {
  countUnread,
  insertMessage,
  lastSeq,
  type MessageList,
  resumePoint,
} from '../../../web-widget/chat/conversation/messageList.ts';

function message(seq: number, id = `m${seq}`, kind: PostedMessage['from']['kind'] = 'agent'): PostedMessage {
  return { id, seq, at: '2026-03-02T10:00:00.000Z', from: { kind, name: '' }, type: 'text', text: id };
}
const listOf = (...seqs: number[]): MessageList =>
  seqs.reduce<MessageList>((list, seq) => insertMessage(list, message(seq)), []);
const seqsOf = (list: MessageList) => list.map(({ seq }) => seq);

describe('insertMessage', () => {
  it('orders by seq whatever the order of arrival, and holds each id once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 }), (arrivals) => {
        expect(seqsOf(listOf(...arrivals))).toEqual([...new Set(arrivals)].sort((a, b) => a - b));
      }),
    );
  });

  it("lets the log's version of a message replace the one made from its acknowledgement", () => {
    const own = { ...message(2, 'mine', 'requester'), at: '2026-03-02T09:59:59.000Z' };
    const logged = message(2, 'mine', 'requester');
    expect(insertMessage(insertMessage(listOf(1, 3), own), logged)).toEqual([message(1), logged, message(3)]);
  });

  it('moves a message that turns out to stand elsewhere', () => {
    expect(insertMessage(listOf(1, 2, 3), message(4, 'm1')).map(({ id }) => id)).toEqual(['m2', 'm3', 'm1']);
  });
});

describe('resumePoint', () => {
  it('is nothing for an empty list and the last seq for one without holes', () => {
    expect(resumePoint([])).toBe(0);
    expect(resumePoint(listOf(1, 2, 3))).toBe(3);
  });

  it('is before the first hole, so that a message still under way is not lost', () => {
    expect(resumePoint(listOf(1, 2, 4, 6))).toBe(2);
  });

  it('takes a hole for a silent turn when it is far back', () => {
    const seqs = Array.from({ length: 60 }, (_, index) => index + 2);
    expect(resumePoint(listOf(...seqs))).toBe(lastSeq(listOf(...seqs)));
  });
});

describe('countUnread', () => {
  it('counts what others wrote after the last message that was read', () => {
    const list = [message(1), message(2, 'm2', 'requester'), message(3), message(4, 'm4', 'system')];
    expect(countUnread(list, 0)).toBe(3);
    expect(countUnread(list, 1)).toBe(2);
    expect(countUnread(list, 4)).toBe(0);
  });
});
