import { scoreSentiment } from '../../../interactions/scoreSentiment.ts';

test('A1: an angry turn is negative, a thankful one positive, a plain one neutral', () => {
  expect(scoreSentiment('this is terrible, I hate it', 0.05)).toMatchObject({ label: 'negative' });
  expect(scoreSentiment('thank you, that is great', 0.05)).toMatchObject({ label: 'positive' });
  expect(scoreSentiment('the printer is on the third floor', 0.05)).toMatchObject({
    label: 'neutral',
    normalized: 0,
  });
});

test('A1: the normalised value stays within −0.5…0.5', () => {
  expect(scoreSentiment('breathtaking superb outstanding', 0.05)?.normalized).toBe(0.5);
  expect(scoreSentiment('bastard bitch', 0.05)?.normalized).toBe(-0.5);
});

test('the neutral band is the administrator’s to set', () => {
  const mild = 'there is a problem';
  expect(scoreSentiment(mild, 0.05)).toMatchObject({ label: 'negative' });
  expect(scoreSentiment(mild, 0.3)).toMatchObject({ label: 'neutral' });
});

test('nothing but blanks is not measured', () => {
  expect(scoreSentiment('   ', 0.05)).toBeNull();
});

test('words that are names of object members do no harm', () => {
  expect(scoreSentiment('constructor __proto__ toString', 0.05)).toMatchObject({ score: 0 });
});
