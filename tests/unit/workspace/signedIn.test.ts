import { parseSeen } from '../../../workspace/desk/keepSeen.ts';
import { localeFor, pickLanguage } from '../../../workspace/messages/pickLanguage.ts';
import { mayUse } from '../../../workspace/signIn/mayUse.ts';
import { parseStored } from '../../../workspace/signIn/parseStored.ts';

const answer = {
  token: 't',
  expiresAt: '2026-03-02T10:00:00.000Z',
  user: { id: 'u1', name: 'Ada', email: 'ada@example.com', roles: ['agent'], domain: 'global' },
};
const before = new Date('2026-03-02T09:00:00.000Z');

describe('a kept sign-in', () => {
  test('is taken while it lasts', () => {
    expect(parseStored(JSON.stringify(answer), before)).toEqual(answer);
  });

  test('is nothing once it has expired', () => {
    expect(parseStored(JSON.stringify(answer), new Date('2026-03-02T10:00:00.000Z'))).toBeNull();
  });

  test.each([
    null,
    '',
    'null',
    '{}',
    '{"token":1}',
    JSON.stringify({ ...answer, user: null }),
    JSON.stringify({ ...answer, expiresAt: 'soon' }),
  ])('%j is nothing', (text) => {
    expect(parseStored(text, before)).toBeNull();
  });

  test('roles that we do not know are left out', () => {
    const text = JSON.stringify({ ...answer, user: { ...answer.user, roles: ['agent', 'god', 7] } });
    expect(parseStored(text, before)?.user.roles).toEqual(['agent']);
  });
});

test('each page is for its roles', () => {
  expect(mayUse('desk', ['agent'])).toBe(true);
  expect(mayUse('desk', ['va_admin'])).toBe(false);
  expect(mayUse('studio', ['va_admin'])).toBe(true);
  expect(mayUse('studio', ['agent', 'supervisor'])).toBe(false);
  expect(mayUse('desk', ['admin']) && mayUse('studio', ['admin'])).toBe(true);
});

test('the language is the first that we speak, else English', () => {
  expect(pickLanguage([null, 'fr-CH', 'de-CH', 'en'])).toBe('de');
  expect(pickLanguage(['ja'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
  expect(localeFor('de', ['en-US', 'de-CH'])).toBe('de-CH');
  expect(localeFor('de', ['en-US'])).toBe('de');
});

test('damaged memory of what was seen only makes things unread', () => {
  expect(parseSeen(null)).toEqual({});
  expect(parseSeen('{')).toEqual({});
  expect(parseSeen('[]')).toEqual({});
  expect(parseSeen('{"IMS1":5,"IMS2":"x"}')).toEqual({ IMS1: 5 });
});
