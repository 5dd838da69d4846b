import { defaultSettings } from '../../../../contracts/settings.ts';
import type { Decision } from '../../../../topics/discover.ts';
import { shippedTopics } from '../support/conversation.ts';
import { createDiscovery, type TrainedDiscovery } from '../support/discovery.ts';

const ways = ['trained', 'untrained'] as const;
const found = new Map<string, TrainedDiscovery>();
beforeAll(async () => {
  const topics = await shippedTopics();
  const settings = defaultSettings().discovery;
  for (const language of ['en', 'de']) {
    found.set(`trained ${language}`, createDiscovery(topics, settings, language));
    found.set(`untrained ${language}`, createDiscovery(topics, settings, language, null));
  }
});
const discover = (way: string, language: string, text: string): Decision | undefined =>
  found.get(`${way} ${language}`)?.discover(text);

describe.each(ways)('TD6, %s: words without a subject find nothing', (way) => {
  it.each([
    ['en', 'I cannot tell'],
    ['en', 'I cannot'],
    ['en', "I can't"],
    ['en', 'unable'],
    ['en', 'cant do it'],
    ['en', 'I couldnt say'],
    ['en', 'dont know'],
    ['de', 'ich kann nicht'],
    ['de', 'kann ich nicht sagen'],
    ['de', 'weiß nicht'],
    ['de', 'das weiß ich nicht'],
    ['de', 'I cannot'],
    ['de', "I can't"],
  ])('%s: %s', (language, text) => expect(discover(way, language, text)?.outcome).toBe('none'));

  it.each([
    ['en', 'I cannot log in', 'reset_password'],
    ['en', 'unable to connect to vpn', 'vpn_trouble'],
    ['en', 'it does not work', 'report_issue'],
    ['de', 'ich weiß mein passwort nicht mehr', 'reset_password'],
    ['de', 'das funktioniert nicht', 'report_issue'],
  ])('%s: with one they do: %s', (language, text, topic) =>
    expect([
      discover(way, language, text)?.outcome,
      discover(way, language, text)?.candidates[0],
    ]).toMatchObject(['match', { topic }]),
  );
});

describe.each(ways)('TD8, %s: an abbreviation with one slip is understood', (way) => {
  it.each([
    ['en', 'vpm'],
    ['en', 'my vpm keeps dropping'],
    ['en', 'my vpm keeps droping'],
    ['en', 'the vnp is down'],
    ['de', 'mein vpm bricht immer ab'],
  ])('%s: %s', (language, text) =>
    expect(discover(way, language, text)).toMatchObject({
      outcome: 'match',
      candidates: [{ topic: 'vpn_trouble' }],
    }),
  );

  it.each(['the', 'von', 'van', 'vps', 'pdf', 'sap'])('%s is not vpn', (text) => {
    expect(discover(way, 'en', text)?.outcome).toBe('none');
    expect(discover(way, 'de', text)?.outcome).toBe('none');
  });
});
