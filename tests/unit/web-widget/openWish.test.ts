import type { PostedMessage, SenderKind } from '../../../contracts/messages.ts';
import { openWish } from '../../../web-widget/chat/conversation/openWish.ts';

const wish = { multiple: false, accept: ['image/png'], maxBytes: 1_000 };
const said = (seq: number, kind: SenderKind, upload?: typeof wish): PostedMessage => ({
  id: `m${seq}`,
  seq,
  at: '2026-03-02T09:00:00Z',
  from: { kind, name: '' },
  type: 'text',
  text: 'words',
  ...(upload === undefined ? {} : { upload }),
});

describe('the file that is asked for', () => {
  it('is there while nobody has answered', () => {
    expect(openWish([])).toBeUndefined();
    expect(openWish([said(1, 'virtual_agent', wish)])).toBe(wish);
    expect(openWish([said(1, 'virtual_agent', wish), said(2, 'system')])).toBe(wish);
  });
  it('is gone once something was said', () => {
    expect(openWish([said(1, 'virtual_agent', wish), said(2, 'requester')])).toBeUndefined();
  });
  it('is the latest one', () => {
    const later = { ...wish, multiple: true };
    const list = [said(1, 'virtual_agent', wish), said(2, 'requester'), said(3, 'virtual_agent', later)];
    expect(openWish(list)).toBe(later);
  });
});
