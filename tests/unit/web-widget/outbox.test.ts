import {
  asPosted,
  dequeue,
  enqueue,
  mark,
  nextOutgoing,
  type Outgoing,
  payloadOf,
} from '../../../web-widget/chat/conversation/outbox.ts';

const outgoing = (id: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id,
  text: `text of ${id}`,
  at: 0,
  state: 'waiting',
  ...more,
});

describe('the outbox', () => {
  it('sends one message at a time, the oldest first', () => {
    const both = enqueue(enqueue([], outgoing('a')), outgoing('b'));
    expect(nextOutgoing(both)?.id).toBe('a');
    expect(nextOutgoing(mark(both, 'a', 'sending'))).toBeUndefined();
    expect(nextOutgoing(dequeue(both, 'a'))?.id).toBe('b');
  });

  it('passes over a message that was refused until somebody tries it again', () => {
    const both = mark([outgoing('a'), outgoing('b')], 'a', 'failed', 'not accepted');
    expect(nextOutgoing(both)?.id).toBe('b');
    expect(both[0]?.failure).toBe('not accepted');
    const again = mark(both, 'a', 'waiting');
    expect(nextOutgoing(again)?.id).toBe('a');
    expect(again[0]?.failure).toBeUndefined();
  });

  it('takes a message once', () => {
    const sending = mark(enqueue([], outgoing('a')), 'a', 'sending');
    expect(enqueue(sending, outgoing('a'))).toBe(sending);
  });

  it('sends the value of a choice and shows its label', () => {
    const choice = outgoing('c', { text: 'Yes', value: 'yes' });
    expect(payloadOf(choice)).toEqual({ id: 'c', value: 'yes' });
    expect(payloadOf(outgoing('t'))).toEqual({ id: 't', text: 'text of t' });
    expect(asPosted(choice, 7)).toMatchObject({ id: 'c', seq: 7, text: 'Yes', value: 'yes' });
  });

  it('sends the id of an uploaded file and shows the file', () => {
    const attachment = { attachmentId: 'f', name: 'a.png', size: 3, type: 'image/png' };
    const file = outgoing('m', { text: 'a.png', attachment });
    expect(payloadOf(file)).toEqual({ id: 'm', attachmentId: 'f' });
    expect(asPosted(file, 7)).toMatchObject({ id: 'm', type: 'file', attachment });
  });
});
