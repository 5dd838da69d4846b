import { maxTextLength } from '../../../contracts/sockets.ts';
import { readKeptOutbox } from '../../../web-widget/chat/connection/keptOutbox.ts';
import { readKeptSession, subjectOf } from '../../../web-widget/chat/connection/keptSession.ts';
import { backoff } from '../../../web-widget/chat/conversation/backoff.ts';
import { initials } from '../../../web-widget/chat/conversation/initials.ts';
import { judgeRefusal } from '../../../web-widget/chat/conversation/judgeRefusal.ts';
import { textLimit } from '../../../web-widget/chat/conversation/textLimit.ts';
import { waitEstimate } from '../../../web-widget/chat/conversation/waitEstimate.ts';
import type { KeptValues } from '../../../web-widget/keptValues.ts';
import { chatTexts } from '../../../web-widget/messages/chatTexts.ts';

const en = chatTexts('en');
const hour = 3_600_000;

function keptIn(values: Record<string, unknown>): KeptValues {
  const map = new Map(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
    keys: () => [...map.keys()],
  };
}

describe('judgeRefusal', () => {
  it.each([
    [undefined, { step: 'retry' }],
    [{ code: 'unavailable' as const }, { step: 'retry' }],
    [
      { code: 'rate_limited' as const, retryAfter: 2.2 },
      { step: 'slow', seconds: 3 },
    ],
    [{ code: 'rate_limited' as const }, { step: 'slow', seconds: 5 }],
    [{ code: 'expired' as const }, { step: 'renew' }],
    [{ code: 'unauthorized' as const }, { step: 'renew' }],
    [{ code: 'invalid' as const }, { step: 'fail' }],
    [{ code: 'closed' as const }, { step: 'fail' }],
  ])('answers %j with %j', (refusal, verdict) => {
    expect(judgeRefusal(refusal)).toEqual(verdict);
  });
});

describe('backoff', () => {
  it('grows to a limit and is spread', () => {
    expect([0, 1, 2, 10, 2_000].map((attempt) => backoff(attempt, 1))).toEqual([
      500, 1_000, 2_000, 15_000, 15_000,
    ]);
    expect(backoff(0, 0)).toBe(250);
  });
});

describe('waitEstimate', () => {
  it.each([
    [null, en.waitUnknown],
    [0, en.waitShort],
    [60, en.waitShort],
    [61, en.wait(2)],
    [600, en.wait(10)],
    [660, en.wait(15)],
    [5_400, en.wait(90)],
    [5_460, en.waitLong(2)],
  ])('says of %j seconds: %s', (seconds, words) => {
    expect(waitEstimate(seconds, en)).toBe(words);
  });
});

describe('readKeptSession', () => {
  const session = { token: 't', resumeToken: 'r', conversationId: 'c', interactionNumber: 'IMS0000001' };
  const kept = { ...session, subject: '', readSeq: 3 };

  it('answers the conversation of the same person', () => {
    expect(readKeptSession(keptIn({ session: kept }), '', 0)).toEqual(kept);
  });

  it('forgets the conversation of somebody else', () => {
    const values = keptIn({ session: { ...kept, subject: 'lena' } });
    expect(readKeptSession(values, 'robin', 0)).toBeUndefined();
    expect(values.keys()).toEqual([]);
    expect(readKeptSession(keptIn({ session: { ...kept, subject: 'lena' } }), '', 0)).toBeUndefined();
  });

  it('offers a guest’s open conversation to who signs in, never one that is over', () => {
    expect(readKeptSession(keptIn({ session: kept }), 'robin', 0)).toEqual(kept);
    expect(readKeptSession(keptIn({ session: { ...kept, endedAt: 0 } }), 'robin', 0)).toBeUndefined();
  });

  it('lets one that is over be read for half an hour', () => {
    const over = { ...kept, endedAt: 1_000 };
    expect(readKeptSession(keptIn({ session: over }), '', 1_000 + hour / 3)).toEqual(over);
    expect(readKeptSession(keptIn({ session: over }), '', 1_000 + hour)).toBeUndefined();
  });

  it('does without what it cannot read', () => {
    expect(readKeptSession(keptIn({ session: { resumeToken: 1 } }), '', 0)).toBeUndefined();
    expect(readKeptSession(keptIn({}), '', 0)).toBeUndefined();
  });

  it('tells people apart by the subject of their identity, which changes less often than the token', () => {
    const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
    expect(subjectOf(token({ sub: 'robin', exp: 1 }))).toBe(subjectOf(token({ sub: 'robin', exp: 2 })));
    expect(subjectOf(undefined)).toBe('');
    expect(subjectOf('opaque')).toBe('opaque');
    expect(subjectOf('a.%%%.c')).toBe('a.%%%.c');
  });
});

describe('readKeptOutbox', () => {
  const entry = (id: string, at: number, more = {}) => ({ id, text: id, at, conversationId: 'c', ...more });

  it('answers what this conversation has not sent, oldest first, ready to be sent again', () => {
    const values = keptIn({
      'unsent:b': entry('b', 2, { state: 'sending' }),
      'unsent:a': entry('a', 1, { state: 'failed', failure: 'no' }),
      'unsent:x': entry('x', 3, { conversationId: 'another' }),
      session: {},
    });
    expect(readKeptOutbox(values, 'c', 10)).toEqual([
      { id: 'a', text: 'a', at: 1, state: 'failed', failure: 'no' },
      { id: 'b', text: 'b', at: 2, state: 'waiting' },
    ]);
  });

  it('drops what is a week old and what it cannot read', () => {
    const values = keptIn({ 'unsent:a': entry('a', 0), 'unsent:b': 5 });
    expect(readKeptOutbox(values, 'c', 8 * 24 * hour)).toEqual([]);
    expect(values.keys()).toEqual([]);
  });
});

describe('small things', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Anna Maria de Vries', 'AV'],
    ['agent1@example.com', 'A'],
    ['', ''],
  ])('makes initials of %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('refuses what the server would refuse', () => {
    expect(textLimit).toBe(maxTextLength);
  });

  it('has German texts for every English one', () => {
    expect(Object.keys(chatTexts('de-AT')).sort()).toEqual(Object.keys(en).sort());
    expect(chatTexts('fr')).toBe(en);
  });
});
