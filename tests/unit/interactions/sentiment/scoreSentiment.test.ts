import { scoreSentiment } from '../../../../interactions/sentiment/scoreSentiment.ts';

const measured = (text: string, locale = 'en', band = 0.05) => scoreSentiment(text, band, locale);

test('A1: an angry turn is negative, a thankful one positive, a plain one neutral', () => {
  expect(measured('this is terrible, I hate it')).toMatchObject({ label: 'negative', normalized: -0.3 });
  expect(measured('thank you, that is great')).toMatchObject({ label: 'positive' });
  expect(measured('the printer is on the third floor')).toMatchObject({ label: 'neutral', normalized: 0 });
});

test('A1: the normalised value stays within −0.5…0.5', () => {
  expect(measured('breathtaking superb outstanding!!!')?.normalized).toBeLessThanOrEqual(0.5);
  expect(measured('EXTREMELY SUPERB!!!')?.normalized).toBe(0.5);
  expect(measured('bastard bitch')?.normalized).toBe(-0.5);
});

test('the neutral band is the administrator’s to set', () => {
  const mild = 'the menu is a bit annoying';
  expect(measured(mild)).toMatchObject({ label: 'negative' });
  expect(measured(mild, 'en', 0.3)).toMatchObject({ label: 'neutral' });
});

test('nothing but blanks is not measured, nor is a language without a lexicon', () => {
  expect(measured('   ')).toBeNull();
  expect(measured('c’est terrible', 'fr')).toBeNull();
  expect(measured('constructor', 'constructor')).toBeNull();
});

test('words that are names of object members, and our own marks, do no harm', () => {
  expect(measured('constructor __proto__ toString hasOwnProperty')).toMatchObject({ score: 0 });
  expect(measured('<emphatic> <over> <caps> error + + §')).toMatchObject({ score: 0 });
});

test('it says which words decided it, with what was made of them', () => {
  expect(measured('It is not very good')?.decidedBy).toEqual([{ word: 'good', weight: -2.25 }]);
  expect(measured('The agent was friendly, but the answer was useless')?.decidedBy).toEqual([
    { word: 'friendly', weight: 1 },
    { word: 'useless', weight: -3 },
  ]);
  expect(measured('Für die dritte Antwort danke ich')?.decidedBy).toEqual([]);
  expect(measured('Das ist sehr ärgerlich', 'de')?.decidedBy).toEqual([{ word: 'ärgerlich', weight: -2.6 }]);
});

test('a fault is a fact until it is a complaint', () => {
  expect(measured('I get an error')).toMatchObject({ label: 'neutral' });
  expect(measured('I still get an error')).toMatchObject({ label: 'negative' });
  expect(measured('the error is gone')).toMatchObject({ label: 'positive' });
});

test('what people may be expected to do is a complaint when nobody does it', () => {
  expect(measured('I explained it to a colleague')).toMatchObject({ label: 'neutral' });
  expect(measured('Nobody ever explained it')).toMatchObject({ label: 'negative' });
  expect(measured('Es hat sich niemand gemeldet', 'de')).toMatchObject({ label: 'negative' });
});

test('praise around a complaint is scorn', () => {
  expect(measured('Wonderful, it crashed again')).toMatchObject({ label: 'negative' });
  expect(measured('Wonderful, it prints again')).toMatchObject({ label: 'positive' });
});

test('a contraction is read with and without its apostrophe, a stretched word as the word', () => {
  expect(measured('I dont like it')).toEqual(measured("I don't like it"));
  expect(measured('greeeaaat')).toEqual(measured('great'));
});

test('question marks press, where there is little else', () => {
  expect(measured('Hello???')).toMatchObject({ label: 'negative' });
  expect(measured('Hello?')).toMatchObject({ label: 'neutral' });
});

test('German is measured as German: “die” is an article', () => {
  expect(measured('die Rechnung, die ich suche', 'de-CH')).toMatchObject({ label: 'neutral' });
  expect(measured('Gefaellt mir nicht', 'de')).toMatchObject({ label: 'negative' });
});

test('a long text takes time in proportion and no more than 8,000 characters of it', () => {
  const hostile = ['not very ', '!!!', ':( ', 'a,', 'no matter ', '<3', 'for the third ', "x'x'"];
  const started = performance.now();
  for (const piece of hostile) measured(piece.repeat(1_000_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(measured(`${'word '.repeat(1_600)}terrible`)).toMatchObject({ score: 0 });
});
