import { defaultSettings } from '../../../contracts/settings.ts';
import { shippedTopics, topic } from './support/conversation.ts';
import { createDiscovery, type TrainedDiscovery } from './support/discovery.ts';

let trained: TrainedDiscovery;
let untrained: TrainedDiscovery;
beforeAll(async () => {
  const topics = await shippedTopics();
  trained = createDiscovery(topics, defaultSettings().discovery);
  untrained = createDiscovery(topics, defaultSettings().discovery, 'en', null);
});

const ways = [
  ['trained', () => trained],
  ['before a model is trained', () => untrained],
] as const;

/** Phrasings that stand in no topic's utterances. The constants of discovery/ were chosen with these in view: a regression
 * test, not a measurement (that is `bench:discovery`). */
const unseen: Record<string, string[]> = {
  vpn_trouble: [
    'my vpn keeps dropping since this morning',
    'VPN!!',
    'vpn keeps disconecting every few minutes',
    'cant connect to vpn from my hotel',
    'the vpn client throws me out all the time',
    'is the vpn down?',
    'VPN so slow today',
    'anyconnect does not connect',
    'I am at home and the vpn wont connect',
  ],
  reset_password: [
    'forgot my pasword',
    'cant log in',
    'i dont remember my password',
    'password reset please',
    'Locked out of my account!',
    'my pwd has expired',
    'need to change the password of my windows account',
    'cannot sign in',
    'it keeps saying wrong password',
  ],
  report_issue: [
    'my laptop wont start',
    'outlook keeps crashing',
    'I have an issue to report',
    'please open a ticket for me',
    'screen is black',
    'something is not working',
    'raise an incident',
    'my computer is so slow',
    'my mouse is broken',
  ],
  check_ticket: [
    'whats the status of my ticket?',
    'any update on my incident',
    'ticket status',
    'did anybody look at my ticket yet',
    'where is my laptop order',
    'I would like to check on my request',
    'how is my ticket coming along',
    'show me my tickets',
  ],
  request_hardware: [
    'i need a new laptop',
    'can I order a second monitor',
    'I want a new headset',
    'need new keyboard',
    'order a docking station please',
    'may i have a bigger screen',
    'requesting a new mouse',
    'how can I get a new computer',
    'need a lapptop',
  ],
  new_starter: [
    'a new hire is starting on monday',
    'onboarding for a new employee',
    'new joiner needs access',
    'we need accounts for a new colleague',
    'set up accounts for an intern who joins us',
    'new starter request',
    'my new team member starts next week',
    'prepare onboarding',
  ],
  find_article: [
    'search knowledge base',
    'is there any documentation about outlook',
    'how do I set up email on my iphone',
    'find me a guide for the wifi',
    'looking for a manual',
    'do you have instructions for teams calls',
    'knowledge article',
    'how do i book a meeting room',
  ],
  talk_to_person: [
    'talk to a human',
    'can I please speak to a real person',
    'I want a human being',
    'give me an agent',
    'transfer me to somebody',
    'let me talk to someone',
    'i do not want to chat with a robot, get me a person',
    'connect me to a live agent please',
  ],
  install_software: [
    'install photoshop',
    'I need a software license',
    'please install adobe on my pc',
    'request for software installation',
    'need new software',
    'can you install an app for me',
    'we need another license for acrobat',
    'I want to install a program',
  ],
  thanks: ['thank you!', 'Thanks :)', 'many thanks', 'thanks a lot', 'great, thanks'],
};

describe.each(ways)('TD3, %s: unseen phrasings find their topic', (_way, discovery) => {
  for (const [name, phrasings] of Object.entries(unseen)) {
    it.each(phrasings)(`${name}: %s`, (phrasing) => {
      const { outcome, candidates } = discovery().discover(phrasing);
      expect([outcome, candidates.slice(0, 2)]).toMatchObject(['match', [{ topic: name }]]);
    });
  }
});

const outOfScope = [
  'many',
  'lots',
  'a lot of people',
  'great',
  'what is the weather like tomorrow',
  'tell me a joke',
  'who won the football match yesterday',
  'book a flight to Rome',
  'how tall is the Eiffel tower',
  'what should I cook for dinner',
  'play some music',
  'what is the capital of Peru',
  'how much is a coffee in the canteen',
  'translate good night into French',
  'when is the next public holiday',
  'I would like a pizza with mushrooms',
  'who is the president of France',
  'how many calories does an apple have',
  'what time is it in Tokyo',
  'set an alarm for seven',
  'remind me to water the plants',
  'what does my car insurance cover',
  'I am pregnant and want to know about parental leave',
  'how much salary do I get this month',
  'the elevator makes a strange noise',
  'can you recommend a good book',
  'do you believe in ghosts',
  'my cat is sick',
  'what is the meaning of life',
  'roll a dice',
  'how do I apply for vacation days',
  'which stocks should I buy',
  'are you a robot or what are you made of',
  'the toilet on the second floor is blocked',
  'asdf qwer zxcv',
  'lorem ipsum dolor sit amet',
];

describe.each(ways)('TD6, %s: what is out of scope gives none', (_way, discovery) => {
  it.each(outOfScope)('%s', (text) => {
    const { outcome, candidates } = discovery().discover(text);
    expect([outcome, candidates]).toMatchObject(['none', expect.anything()]);
  });
});

describe.each(ways)('TD5, %s: what may be two things is a pick list', (_way, discovery) => {
  it.each([
    ['password and vpn', ['reset_password', 'vpn_trouble']],
    ['vpn password', ['reset_password', 'vpn_trouble']],
    ['vpn article', ['find_article', 'vpn_trouble']],
    ['knowledge article on vpn problems', ['find_article', 'vpn_trouble']],
  ])('%s', (text, topics) => {
    const { outcome, candidates } = discovery().discover(text);
    expect([outcome, candidates.map(({ topic }) => topic).sort()]).toEqual(['choose', topics]);
  });
});

describe('the settings decide', () => {
  const two = [
    topic([{ id: 'a', kind: 'end' }], {
      name: 'red',
      title: 'Red paint',
      utterances: { en: ['paint it red'] },
    }),
    topic([{ id: 'a', kind: 'end' }], {
      name: 'blue',
      title: 'Blue paint',
      utterances: { en: ['paint it blue'] },
    }),
  ];
  const settings = defaultSettings().discovery;

  it('TD4: a delta of 0 switches the tie-break off', () => {
    const found = createDiscovery(two, { ...settings, threshold: 0.05, delta: 0 }).discover(
      'red paint for a wall',
    );
    expect(found.outcome).toBe('choose');
  });

  it('TD4: the best is run when it leads by the delta', () => {
    const found = createDiscovery(two, { ...settings, threshold: 0.05, delta: 0.1 }).discover(
      'red paint for a wall',
    );
    expect([found.outcome, found.candidates[0]?.topic]).toEqual(['match', 'red']);
  });

  it('TD5: the pick list has as many entries as the setting says', () => {
    const found = createDiscovery(two, { ...settings, threshold: 0, delta: 0, suggestions: 1 }).discover(
      'paint',
    );
    expect(found.candidates).toHaveLength(1);
  });

  it('an utterance said word for word is exact and always wins', () => {
    const found = createDiscovery(two, settings).discover('Paint it RED!');
    expect(found).toMatchObject({ outcome: 'match', candidates: [{ topic: 'red', score: 1, by: 'exact' }] });
  });

  it('TD1: blocks, setup topics and undiscoverable topics are never found', () => {
    const hidden = topic([{ id: 'a', kind: 'end' }], {
      discoverable: false,
      utterances: { en: ['open sesame'] },
    });
    expect(createDiscovery([hidden], settings).discover('open sesame').outcome).toBe('none');
  });
});
