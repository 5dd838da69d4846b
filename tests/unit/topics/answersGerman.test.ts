import { describeDate } from '../../../topics/answers/describeDate.ts';
import { isNone, parseChoices } from '../../../topics/answers/parseChoice.ts';
import { parseDate } from '../../../topics/answers/parseDate.ts';
import { parseNumber } from '../../../topics/answers/parseNumber.ts';
import { parseYesNo } from '../../../topics/answers/parseYesNo.ts';
import { wallClock } from '../../../topics/answers/wallClock.ts';

const now = new Date('2026-03-18T10:20:00Z'); // a Wednesday
const locale = 'de';

describe('dates in German', () => {
  it.each([
    ['heute', '2026-03-18'],
    ['morgen', '2026-03-19'],
    ['Morgen früh', '2026-03-19'],
    ['übermorgen', '2026-03-20'],
    ['uebermorgen', '2026-03-20'],
    ['gestern', '2026-03-17'],
    ['seit gestern', '2026-03-17'],
    ['vorgestern', '2026-03-16'],
    ['heute Morgen', '2026-03-18'],
    ['nächsten Freitag', '2026-03-20'],
    ['am Freitag', '2026-03-20'],
    ['Freitag', '2026-03-20'],
    ['letzten Freitag', '2026-03-13'],
    ['seit Montag', '2026-03-16'],
    ['in zwei Wochen', '2026-04-01'],
    ['vor drei Tagen', '2026-03-15'],
    ['seit einer Woche', '2026-03-11'],
    ['in einem Monat', '2026-04-18'],
    ['nächste Woche', '2026-03-25'],
    ['31.3.2026', '2026-03-31'],
    ['31.03.', '2026-03-31'],
    ['am 1.4.', '2026-04-01'],
    ['3.4.26', '2026-04-03'],
    ['31. März', '2026-03-31'],
    ['31. Maerz 2027', '2027-03-31'],
    ['Ende des Monats', '2026-03-31'],
    ['Monatsende', '2026-03-31'],
    ['Ende nächsten Monats', '2026-04-30'],
    ['Ende der Woche', '2026-03-20'],
    ['so schnell wie möglich', '2026-03-19'],
    ['ich glaube seit gestern Abend', '2026-03-17'],
    ['morgen um 15 Uhr', '2026-03-19'],
    ['2026-04-01', '2026-04-01'],
    ['next monday', '2026-03-23'],
  ])('%s', (text, value) => {
    expect(parseDate(text, 'date', now, { locale })).toEqual({ ok: true, value });
  });

  it.each(['', 'bald', '32.3.2026', '31. Februar', 'mein VPN ist kaputt', 'guten Morgen zusammen'])(
    'no date: %s',
    (text) => {
      expect(parseDate(text, 'date', now, { locale }).ok).toBe(false);
    },
  );

  it.each([
    ['15 Uhr', '15:00'],
    ['15:30', '15:30'],
    ['15.30 Uhr', '15:30'],
    ['um 15 Uhr 30', '15:30'],
    ['um drei', '15:00'],
    ['um 9', '09:00'],
    ['halb vier', '15:30'],
    ['Viertel nach acht', '08:15'],
    ['viertel vor neun', '08:45'],
    ['8 Uhr abends', '20:00'],
    ['mittags', '12:00'],
    ['Mitternacht', '00:00'],
    ['jetzt', '10:20'],
    ['in zwei Stunden', '12:20'],
    ['3 pm', '15:00'],
  ])('time: %s', (text, value) => {
    expect(parseDate(text, 'time', now, { locale })).toEqual({ ok: true, value });
  });

  it.each([
    ['morgen um 15 Uhr', '2026-03-19T15:00'],
    ['morgen früh um 8', '2026-03-19T08:00'],
    ['nächsten Freitag um halb vier', '2026-03-20T15:30'],
    ['am 31.3.2026 um 15.30 Uhr', '2026-03-31T15:30'],
    ['31.3. 9:15', '2026-03-31T09:15'],
    ['heute mittag', '2026-03-18T12:00'],
    ['heute Abend um 8', '2026-03-18T20:00'],
    ['morgen Nachmittag um 3', '2026-03-19T15:00'],
    ['in einer halben Stunde', null],
    ['vor 20 Minuten', '2026-03-18T10:00'],
  ])('both: %s', (text, value) => {
    const parsed = parseDate(text, 'datetime', now, { locale });
    expect(parsed.ok ? parsed.value : null).toBe(value);
  });

  it('shows them', () => {
    expect(describeDate('2026-03-31', 'date', 'de-AT')).toBe('Dienstag, 31. März 2026');
    expect(describeDate('2026-03-31T15:00', 'datetime', 'de')).toBe('Dienstag, 31. März 2026 um 15:00');
    expect(describeDate('2026-03-31T15:00', 'datetime')).toBe('Tuesday 31 March 2026 at 15:00');
    expect(describeDate('2026-03-31', 'date', 'xx')).toBe('Tuesday 31 March 2026');
  });
});

describe('dates in English', () => {
  it.each([
    ['end of month', '2026-03-31'],
    ['the end of next month', '2026-04-30'],
    ['end of the week', '2026-03-20'],
    ['in two weeks', '2026-04-01'],
    ['next friday 9am', '2026-03-20'],
  ])('%s', (text, value) => {
    expect(parseDate(text, 'date', now)).toEqual({ ok: true, value });
  });
  it.each([
    ['half past three', '15:30'],
    ['quarter to nine', '08:45'],
    ['at three', '15:00'],
    ['in an hour', '11:20'],
    ['at 8 in the evening', '20:00'],
  ])('time: %s', (text, value) => {
    expect(parseDate(text, 'time', now)).toEqual({ ok: true, value });
  });
});

describe('the requester’s clock', () => {
  it.each([
    ['Europe/Berlin', '2026-03-18T11:20:00.000Z'],
    ['America/New_York', '2026-03-18T06:20:00.000Z'],
    ['Asia/Kolkata', '2026-03-18T15:50:00.000Z'],
    ['Not/AZone', '2026-03-18T10:20:00.000Z'],
    [7, '2026-03-18T10:20:00.000Z'],
    [undefined, '2026-03-18T10:20:00.000Z'],
  ])('%s', (zone, shown) => {
    expect(wallClock(now, zone).toISOString()).toBe(shown);
  });
  it('at midnight it is 0, not 24', () => {
    expect(wallClock(new Date('2026-03-18T23:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
      '2026-03-19T00:00:00.000Z',
    );
  });
});

describe('yes and no in German', () => {
  it.each([
    'ja',
    'Ja, bitte',
    'gerne',
    'na klar',
    'natürlich',
    'natuerlich',
    'genau',
    'das stimmt',
    'auf jeden Fall',
    'es geht wieder',
    'kein Problem',
    'funktioniert jetzt',
    'hat geklappt',
    'yes',
    '👍',
  ])('yes: %s', (text) => {
    expect(parseYesNo(text, { locale }).sure).toBe(true);
  });
  it.each([
    'nein',
    'nein danke',
    'danke, das wars',
    'nö',
    'noch nicht',
    'eher nicht',
    'das war alles, danke',
    'geht immer noch nicht',
    'funktioniert nicht',
    'leider nicht',
    'nichts hilft',
    'no thanks',
  ])('no: %s', (text) => {
    expect(parseYesNo(text, { locale }).sure).toBe(false);
  });
  it.each(['', 'vielleicht', 'der Drucker geht nicht', 'jammer'])('neither: %s', (text) => {
    expect(parseYesNo(text, { locale }).sure).toBeNull();
  });
  it('does not know German in English', () => {
    expect(parseYesNo('nein')).toEqual({ sure: null, likely: null });
  });
});

describe('picks in German', () => {
  const choices = [
    { value: 'a', label: 'Normaler Laptop' },
    { value: 'b', label: 'Schneller Laptop' },
    { value: 'c', label: 'Kein Rechner' },
  ];
  it.each([
    ['das zweite', 'b'],
    ['den ersten bitte', 'a'],
    ['Nummer 3', 'c'],
    ['der schnelle', 'b'],
    ['ich hätte gern den schnellen Laptop', 'b'],
    ['the second one', 'b'],
  ])('%s', (text, value) => {
    expect(parseChoices(text, choices, false, { locale })?.choices[0]?.value).toBe(value);
  });
  it('takes several', () => {
    const found = parseChoices('das erste und das dritte', choices, true, { locale });
    expect(found?.choices.map(({ value }) => value)).toEqual(['a', 'c']);
  });
  it.each([
    'nichts davon',
    'keine davon',
    'etwas anderes',
    'keine Ahnung',
    'weiß ich nicht',
    'none of these',
  ])('none: %s', (text) => {
    expect(isNone(text, locale)).toBe(true);
  });
  it('a choice is not none', () => {
    expect(isNone('der schnelle', locale)).toBe(false);
  });
});

describe('numbers in German', () => {
  it.each([
    ['drei', 3],
    ['zwölf', 12],
    ['zwoelf', 12],
    ['fünfzig', 50],
    ['zweiunddreissig Leute', 32],
    ['hundert', 100],
    ['zwei hundert', 200],
    ['ungefähr 5 Leute', 5],
    ['nur ich', 1],
    ['1.200', 1200],
    ['1.234.567,5', 1234567.5],
    ['2,5', 2.5],
    ['2.5', 2.5],
    ['three', 3],
    ['viele', null],
  ])('%s', (text, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });
});

describe('numbers in English', () => {
  it.each([
    ['fifty', 50],
    ['fifty-five people', 55],
    ['about two hundred', 200],
    ['a hundred and five', 105],
    ['five thousand two hundred', 5200],
    ['5 hundred', 500],
    ['five or six', null],
    ['twenty thirty', null],
    ['50 or 5', null],
    ['50 5 people', null],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });
});
