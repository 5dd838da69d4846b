import { spellings, wordsOf } from '../../../../interactions/search/words.ts';

describe('the words of a text', () => {
  it('are lower case, without accents, and at least two letters long', () => {
    expect(wordsOf('My VPN is DOWN – a Café, naïve; 7 of 42!')).toEqual([
      'my',
      'vpn',
      'is',
      'down',
      'cafe',
      'naive',
      'of',
      '42',
    ]);
  });
  it('come in both spellings of a German umlaut', () => {
    expect(wordsOf('Müller')).toEqual(['muller', 'mueller']);
    expect(wordsOf('Mu\u0308ller')).toEqual(['muller', 'mueller']);
    expect(wordsOf('Straße')).toEqual(['strasse']);
  });
  it('of an e-mail address are its parts', () => {
    expect(wordsOf('jane.doe@example.com')).toEqual(['jane', 'doe', 'example', 'com']);
  });
  it('that are looked for may be any of their spellings', () => {
    expect(spellings('Drucker für Köln')).toEqual([['drucker'], ['fur', 'fuer'], ['koln', 'koeln']]);
  });
  it('are not endless', () => {
    expect(wordsOf('x'.repeat(1_000))).toEqual(['x'.repeat(40)]);
  });
});
