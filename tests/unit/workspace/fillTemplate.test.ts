import { fillTemplate, textIn } from '../../../workspace/desk/live/fillTemplate.ts';

const values = { requester: 'Jane $& Doe', agent: 'Ada', number: 'IMS0000001', queue: 'IT Service Desk' };

test('the names in braces are filled in, as often as they come', () => {
  expect(fillTemplate('Hi {requester}, {agent} here: {number} in {queue}. Bye {requester}!', values)).toBe(
    'Hi Jane $& Doe, Ada here: IMS0000001 in IT Service Desk. Bye Jane $& Doe!',
  );
});

test('other braces stay, also those that come in with a name', () => {
  expect(fillTemplate('{ agent } {unknown} {toString}', values)).toBe('{ agent } {unknown} {toString}');
  expect(fillTemplate('{requester}', { ...values, requester: '{agent}' })).toBe('{agent}');
});

describe('the language', () => {
  const texts = { en: 'Hello', 'de-CH': 'Grüezi', fr: 'Bonjour' };

  test('of the conversation', () => {
    expect(textIn(texts, 'fr')).toBe('Bonjour');
    expect(textIn(texts, 'de-ch')).toBe('Grüezi');
  });

  test('another variety of it', () => {
    expect(textIn(texts, 'en-GB')).toBe('Hello');
    expect(textIn(texts, 'de-AT')).toBe('Grüezi');
  });

  test('else the first', () => {
    expect(textIn(texts, 'it')).toBe('Hello');
    expect(textIn({}, 'it')).toBe('');
  });
});
