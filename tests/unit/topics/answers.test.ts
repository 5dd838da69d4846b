import { parseChoices } from '../../../topics/answers/parseChoice.ts';
import { parseDate } from '../../../topics/answers/parseDate.ts';
import { parseYesNo } from '../../../topics/answers/parseYesNo.ts';

const now = new Date('2026-03-18T10:20:00Z'); // a Wednesday

describe('parseDate', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    ['today', '2026-03-18'],
    ['Tomorrow!', '2026-03-19'],
    ['ASAP', '2026-03-19'],
    ['as soon as possible please', '2026-03-19'],
    ['in a year', '2027-03-18'],
    ['12/12/2026', '2026-12-12'],
    ['31.12.2026.', '2026-12-31'],
    ['the day after tomorrow', '2026-03-20'],
    ['yesterday', '2026-03-17'],
    ['since this morning', '2026-03-18'],
    ['monday', '2026-03-23'],
    ['next wednesday', '2026-03-25'],
    ['this friday', '2026-03-20'],
    ['last friday', '2026-03-13'],
    ['since Monday', '2026-03-16'],
    ['in 3 days', '2026-03-21'],
    ['two weeks ago', '2026-03-04'],
    ['a week from now', '2026-03-25'],
    ['next month', '2026-04-18'],
    ['31 march', '2026-03-31'],
    ['March 31st, 2027', '2027-03-31'],
    ['1st of April', '2026-04-01'],
    ['3 january', '2026-01-03'],
    ['31.12.2026', '2026-12-31'],
    ['25/03/2026', '2026-03-25'],
    ['I think it started yesterday afternoon', '2026-03-17'],
    ['tomorrow at 3 pm', '2026-03-19'],
  ])('date: %s', (text, value) => {
    expect(parseDate(text, 'date', now)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    'soon',
    'when I restarted it',
    '2026-02-30',
    '31 february',
    '32 march',
    '2026-13-01',
    'my vpn is broken',
  ])('no date: %s', (text) => {
    expect(parseDate(text, 'date', now)).toEqual({ ok: false, why: 'unknown' });
  });

  it('a date that can be read in two ways is ambiguous', () => {
    expect(parseDate('03/04/2026', 'date', now)).toEqual({ ok: false, why: 'ambiguous' });
    expect(parseDate('04/04/2026', 'date', now)).toEqual({ ok: true, value: '2026-04-04' });
  });

  it.each([
    ['15:30', '15:30'],
    ['3pm', '15:00'],
    ['at 3', '15:00'],
    ['12 am', '00:00'],
    ['noon', '12:00'],
    ['now', '10:20'],
    ['9 o’clock', '09:00'],
  ])('time: %s', (text, value) => {
    expect(parseDate(text.replace('’', "'"), 'time', now)).toEqual({ ok: true, value });
  });

  it.each(['25:00', 'later', '3'])('no time: %s', (text) => {
    expect(parseDate(text, 'time', now).ok).toBe(false);
  });

  it.each([
    ['tomorrow at 3', '2026-03-19T15:00'],
    ['2026-04-01 09:30', '2026-04-01T09:30'],
    ['2026-04-01T09:30:00.000Z', '2026-04-01T09:30'],
    ['next monday 8:15 am', '2026-03-23T08:15'],
    ['at noon', '2026-03-18T12:00'],
    ['at 8 tonight', '2026-03-18T20:00'],
  ])('both: %s', (text, value) => {
    expect(parseDate(text, 'datetime', now)).toEqual({ ok: true, value });
  });
});

describe('parseYesNo', () => {
  it.each([
    'yes',
    'y',
    'OK',
    'absolutely',
    'yes, thank you very much',
    'go ahead',
    'that is right',
    '👍',
    'it works',
    'works now',
    'it did',
    'it is working again',
    'yes it worked',
    'that fixed it',
    'no problem',
  ])('yes: %s', (text) => {
    expect(parseYesNo(text).sure).toBe(true);
  });
  it.each([
    'no',
    'N',
    'nope thanks',
    "no that's all for now",
    'not at all',
    'rather not',
    "I'd rather not, thanks",
    "I'm good thanks",
    "that's all",
    'nothing else',
    'it did not work',
    'still not working',
    "it doesn't",
    'thanks, no',
    'not yet',
    'no luck',
    'it is still broken',
    'nothing works',
    'still the same',
    'it is not working',
  ])('no: %s', (text) => {
    expect(parseYesNo(text).sure).toBe(false);
  });
  it('a beginning is likely only', () => {
    expect(parseYesNo('yes my vpn is broken too')).toEqual({ sure: null, likely: true });
    expect(parseYesNo('no, the printer')).toEqual({ sure: null, likely: false });
  });
  it.each(['', 'maybe', 'yes no', 'know', 'yesterday', 'the printer does not work'])(
    'neither: %s',
    (text) => {
      expect(parseYesNo(text)).toEqual({ sure: null, likely: null });
    },
  );
});

describe('parseChoices', () => {
  const choices = [
    { value: 'a', label: 'Standard laptop' },
    { value: 'b', label: 'Powerful laptop' },
    { value: 'c', label: 'No computer' },
  ];
  it.each([
    ['a', 'a'],
    ['standard laptop', 'a'],
    ['Standrad laptop', 'a'],
    ['the powerful one', 'b'],
    ['number 3', 'c'],
    ['second', 'b'],
    ['I would like the powerful laptop please', 'b'],
  ])('%s', (text, value) => {
    expect(parseChoices(text, choices, false)?.choices[0]?.value).toBe(value);
  });
  it.each(['laptop', '4', '0', '', 'a bicycle'])('none: "%s"', (text) => {
    expect(parseChoices(text, choices, false)).toBeNull();
  });
});
