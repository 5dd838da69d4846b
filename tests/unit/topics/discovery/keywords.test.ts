import { defaultSettings } from '../../../../contracts/settings.ts';
import { keywordScore } from '../../../../topics/discovery/keywords.ts';
import { createDiscovery } from '../support/discovery.ts';
import { made, smallLibrary } from './lessons.ts';

const { keywords, threshold } = defaultSettings().discovery;
const found = (said: string, keyword: string, settings: Partial<typeof keywords> = {}): boolean =>
  keywordScore(said.split(' '), 2, keyword.split(' '), { ...keywords, ...settings }) >= threshold;

describe('TD8: a keyword is recognised', () => {
  it.each([
    ['it is about a badge', 'badge'],
    ['about my badges', 'badge'],
    ['a bagde thing', 'badge'],
    ['the turnstile again', 'turnstile'],
    ['i was locked out again', 'locked out'],
  ])('%s: %s', (said, keyword) => expect(found(said, keyword)).toBe(true));

  it('inside a longer word only when that is set', () => {
    expect(found('a badgeholder thing', 'badge')).toBe(false);
    expect(found('a badgeholder thing', 'badge', { partial: true })).toBe(true);
  });

  it('with a slip unless that is off', () => {
    expect(found('a bagde thing', 'badge', { spelling: false, phonetic: false })).toBe(false);
  });

  it('by its sound unless that is off', () => {
    expect(found('a fotograf thing', 'photograph', { spelling: false })).toBe(true);
    expect(found('a fotograf thing', 'photograph', { spelling: false, phonetic: false })).toBe(false);
  });

  it('only when it is long enough', () => {
    expect(found('a qr thing', 'qr')).toBe(false);
    expect(found('a qr thing', 'qr', { minLength: 2 })).toBe(true);
  });

  it('not over the threshold when most of what was said is about something else', () => {
    expect(keywordScore(['badge', 'and', 'much', 'else'], 8, ['badge'], keywords)).toBeLessThan(threshold);
  });
});

it('TD6: a keyword finds its topic where nothing else does, and says so', () => {
  const badge = made('badge', 'Access card', ['the door stays closed'], { keywords: { en: ['lost badge'] } });
  const { discovery } = defaultSettings();
  const { outcome, candidates } = createDiscovery([...smallLibrary(), badge], discovery).discover(
    'well then, lost badge, wednesday, London',
  );
  expect([outcome, candidates[0]]).toMatchObject(['match', { topic: 'badge', by: 'keywords' }]);
});
