import { describe, expect, test } from '@jest/globals';
import { settingsSchema } from '../../../../contracts/settings.ts';
import { createMasking } from '../../../../interactions/masking/masking.ts';

const maskingOf = (sensitiveData: unknown) =>
  createMasking(settingsSchema.parse({ sensitiveData }).sensitiveData);
const all = maskingOf({ cards: true, nationalIds: true, email: true });

/** The ids of the rules that a text meets, with what they take. */
const met = (text: string, masking = all) =>
  masking.find(text).map(({ rule, start, end }) => `${rule.id} ${text.slice(start, end)}`);

describe('what is found, by rule', () => {
  test.each([
    ['M1', 'Visa', '4111111111111111'],
    ['M1', 'in fours', '4111 1111 1111 1111'],
    ['M1', 'with dashes', '5555-5555-5555-4444'],
    ['M1', 'Amex in its groups', '3782 822463 10005'],
    ['M1', 'Diners, 14 digits', '30569309025904'],
    ['M1', 'Visa, 13 digits', '4222222222222'],
    ['M1', '19 digits', '6304000000000000000'],
    ['M1', 'JCB', '3530111333300000'],
    ['M1', 'UnionPay', '6200000000000005'],
    ['M1', 'in fours of no known network', '1234 5678 1234 5670'],
    ['M1', 'with blanks anywhere', '41 11 11 11 11 11 11 11'],
    ['M1', 'with two blanks and a long dash', '4111 – 1111 – 1111 – 1111'],
    ['M1', 'over two lines', '4111 1111\n1111 1111'],
    ['M1', 'full width digits', '４１１１１１１１１１１１１１１１'],
    ['M1', 'Devanagari digits', '४१११ ११११ ११११ ११११'],
    ['M1', 'digits of mathematics', '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏'],
    ['M1', 'digits in circles', '④①①①①①①①①①①①①①①①'],
    ['M1', 'digits of a keypad', [...'4111111111111111'].map((digit) => `${digit}\ufe0f\u20e3`).join('')],
    ['M1', 'with marks on the digits', [...'4111111111111111'].map((digit) => `${digit}\u0332`).join('')],
    ['M1', 'with what has no width', '4111\u2061\u2062\u2063\u200b1111\u034f1111\ufe0f1111'],
    ['M2', 'with what has no width', '5\u200b36-\u00ad22-87\u206026'],
    ['M2', 'Devanagari digits', '५३६-२२-८७२६'],
    ['M2', 'with dashes', '536-22-8726'],
    ['M2', 'with blanks', '536 22 8726'],
    ['M3', 'together', 'AB123456C'],
    ['M3', 'in pairs, small', 'ab 12 34 56 c'],
    ['M4', 'together', '86095742719'],
    ['M4', 'in groups', '47 036 892 816'],
    ['M4', 'one digit three times', '65929970489'],
    ['M5', 'together', '185017511600151'.slice(0, 13) + key('1850175116001')],
    ['M5', 'in groups', `2 69 05 49 588 157 ${key('2690549588157')}`],
    ['M5', 'born in Corsica', `1 85 01 2A 116 001 ${key('1850119116001')}`],
    ['M6', 'together', '12345678Z'],
    ['M6', 'with a dash, small', '12345678-z'],
    ['M7', 'together', 'X1234567L'],
    ['M7', 'with dashes', 'Y-1234567-X'],
    ['M8', 'German', 'DE89370400440532013000'],
    ['M8', 'British, in groups', 'GB82 WEST 1234 5698 7654 32'],
    ['M8', 'Norwegian, small', 'no93 8601 1117 947'],
    ['M9', 'plain', 'ada@example.com'],
    ['M9', 'with a tag and subdomains', 'ada.b+x@mail.example.co.uk'],
    ['M9', 'other letters', 'jürgen@müller.de'],
    ['M9', 'with what has no width', 'ada\u200b@exa\u00admple.c\u2060om'],
    ['M9', 'full width', 'ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
  ])('%s: %s', (id, _form, value) => {
    expect(met(value)).toEqual([`${id} ${value}`]);
    expect(met(`It is ${value}, thanks.`)).toEqual([`${id} ${value}`]);
    expect(met(`(${value})`)).toEqual([`${id} ${value}`]);
  });

  test('M1: a card beside its date, its check number and other numbers', () => {
    expect(met('order 12345 card 4111 1111 1111 1111 12/27 123')).toEqual(['M1 4111 1111 1111 1111']);
    expect(met('12345 4111 1111 1111 1111 123')).toEqual(['M1 4111 1111 1111 1111']);
    expect(met('4111111111111111, 5555555555554444')).toEqual(['M1 4111111111111111', 'M1 5555555555554444']);
  });

  test('M1: after a plus, where no phone number is so long', () => {
    expect(met('+4111111111111111')).toEqual(['M1 4111111111111111']);
    expect(met('+41 1111111111119')).toEqual([]);
  });

  test('M2: without dashes where it is called one', () => {
    expect(met('my SSN is 536228726')).toEqual(['M2 536228726']);
    expect(met('Social Security number: 536228726.')).toEqual(['M2 536228726']);
  });

  test('M8: what follows is not part of it', () => {
    expect(met('DE89 3704 0044 0532 0130 00 please')).toEqual(['M8 DE89 3704 0044 0532 0130 00']);
  });

  test('M9: an address in brackets and at the end of a sentence', () => {
    expect(met('Ada <ada@example.com>. Or bob@example.org.')).toEqual([
      'M9 ada@example.com',
      'M9 bob@example.org',
    ]);
  });

  test('M10: patterns of one’s own', () => {
    const own = maskingOf({ patterns: [{ name: 'badge', pattern: '(?i)\\bbdg-[0-9]{4}\\b' }] });
    expect(met('😀 my badge is BDG-1234 and not BDG-12345', own)).toEqual(['M10 BDG-1234']);
    expect(met('BDG-१२३४, B\u200bDG‑1234', own)).toEqual(['M10 BDG-१२३४', 'M10 B\u200bDG‑1234']);
  });
});

describe('what only looks like it stays', () => {
  test.each([
    ['M1', 'a card with a wrong digit', '4111 1111 1111 1112'],
    ['M1', 'milliseconds since 1970', '1764662400002'],
    ['M1', 'microseconds since 1970', '1764662400000003'],
    ['M1', 'a date and a time together', '20261121075601'],
    ['M1', 'an order number of twelve digits', '411111111116'],
    ['M1', 'more digits than a card has', '41111111111111111111111'],
    ['M1', 'an order number with letters', 'ORD-2026-000417'],
    ['M1', 'a UUID whose digits make a card', '41d4a716-4111-1111-1111-111111111111'],
    ['M1', 'a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['M1', 'a phone number with its country', '+49 4111 1111 1111 111'],
    ['M1', 'a phone number', '+1 (555) 010-9999'],
    ['M1', 'two phone numbers', '0171 2345678, 0171 2345679'],
    ['M1', 'an incident', 'INC0010234'],
    ['M1', 'an interaction', 'IMS0000417'],
    ['M1', 'a time', '2026-11-21T07:56:01.123Z'],
    ['M1', 'an address on the network', '192.168.100.200'],
    ['M2', 'an area that was never given', '000-12-3456'],
    ['M2', 'area 666', '666-12-3456'],
    ['M2', 'area 9xx', '900-12-3456'],
    ['M2', 'group 00', '536-00-8726'],
    ['M2', 'serial 0000', '536-22-0000'],
    ['M2', 'nine digits that nobody calls so', 'order 536228726'],
    ['M2', 'a phone number', '555-010-9999'],
    ['M2', 'part of a longer number', '1-536-22-8726-1'],
    ['M2', 'a date', '2026-11-21'],
    ['M3', 'a prefix that is never given', 'BG123456C'],
    ['M3', 'a letter that is never used', 'QA123456C'],
    ['M3', 'a suffix that is not A to D', 'AB123456E'],
    ['M3', 'part of a longer code', 'XAB123456CD'],
    ['M4', 'a wrong check digit', '86095742718'],
    ['M4', 'all digits different but one', '12345678903'],
    ['M4', 'a mobile number', '07700 900123'],
    ['M4', 'a number with its country', '+86095742719'],
    ['M5', 'a wrong key', '185017511600100'],
    ['M5', 'a month that is none', '185137511600176'],
    ['M6', 'a wrong letter', '12345678A'],
    ['M6', 'a date before a word', '20261121 today'],
    ['M6', 'a date and a time', '20261121T075601'],
    ['M7', 'a wrong letter', 'X1234567A'],
    ['M7', 'another first letter', 'W1234567L'],
    ['M8', 'a wrong check number', 'DE88370400440532013000'],
    ['M8', 'a country that has none', 'US89370400440532013000'],
    ['M8', 'too short for its country', 'DE8937040044053201300'],
    ['M9', 'a mention', '@ada'],
    ['M9', 'no domain', 'ada@localhost'],
    ['M9', 'a price', '3 @ 4.50'],
    ['M9', 'an address on the network', 'root@10.0.0.1'],
    ['M9', 'a web address', 'https://example.com/@ada'],
  ])('%s: %s', (_id, _form, text) => {
    expect(met(text)).toEqual([]);
    expect(met(`It is ${text}, thanks.`)).toEqual([]);
  });
});

describe('masks', () => {
  test('of a card the last four digits stay, of everything else nothing', () => {
    expect(all.mask('pay with 4111-1111-1111-1111, mail ada@example.com')).toBe(
      'pay with •••• 1111, mail ••••••',
    );
  });

  test('what is masked has nothing left to mask', () => {
    const once = all.mask('4111 1111 1111 1111 536-22-8726 ada@example.com');
    expect(all.mask(once)).toBe(once);
  });

  test('of a card in digits of another script the last four stay, as plain ones', () => {
    expect(all.mask('④①①①①①①①①①①①①①①①!')).toBe('•••• 1111!');
    expect(all.mask('𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏!')).toBe('•••• 1111!');
  });

  test('kinds that are off stay', () => {
    expect(maskingOf({ email: true }).mask('4111111111111111 ada@example.com')).toBe(
      '4111111111111111 ••••••',
    );
    expect(maskingOf({}).on).toBe(false);
    expect(maskingOf({}).mask('4111111111111111')).toBe('4111111111111111');
  });

  test('a kind that is asked for may stay', () => {
    expect(all.mask('4111111111111111 ada@example.com', ['email'])).toBe('•••• 1111 ada@example.com');
  });

  test('what overlaps is one mask, and no digits of it stay', () => {
    const own = maskingOf({ cards: true, patterns: [{ name: 'rest', pattern: '1111 and more' }] });
    expect(own.mask('4111111111111111 and more')).toBe('••••••');
  });

  test('a refusal names the field and the kind, never the value', () => {
    const refuse = () =>
      all.refuse({ text: 'use 4111111111111111', workNote: undefined, tags: ['ada@example.com'] });
    expect(refuse).toThrow('text: a card number may not be written here');
    try {
      refuse();
    } catch (error) {
      expect(JSON.stringify(error)).not.toMatch(/4111|ada/);
      expect(error).toMatchObject({ code: 'invalid', errors: [{ path: 'text' }, { path: 'tags' }] });
    }
  });

  test.each(['a(', 'x*', '(?=a)b', ''])('“%s” cannot be saved as a pattern', (pattern) => {
    expect(
      settingsSchema.safeParse({ sensitiveData: { patterns: [{ name: 'own', pattern }] } }).success,
    ).toBe(false);
  });

  test.each([
    ['digits', '4'.repeat(8_000)],
    ['groups of digits', '4111 '.repeat(1_600)],
    ['single digits', '4 '.repeat(4_000)],
    ['points', 'a.'.repeat(4_000)],
    ['at signs', '@a.b'.repeat(2_000)],
    ['capitals', 'AB12 '.repeat(1_600)],
    ['IBAN starts', 'DE89'.repeat(2_000)],
  ])('8,000 characters of %s do not run away, also with fifty patterns of one’s own', (_what, text) => {
    const patterns = Array.from({ length: 50 }, (_, index) => ({
      name: `own${index}`,
      pattern: `(a|4|1)(.*x${index})?`,
    }));
    const many = maskingOf({ cards: true, nationalIds: true, email: true, patterns });
    const began = performance.now();
    all.mask(text);
    many.mask(text);
    // Far from a measurement: a pattern that backtracks would take hours.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

/** The key of a NIR, from INSEE's definition. */
function key(number: string): string {
  return String(97 - (Number(number) % 97)).padStart(2, '0');
}
