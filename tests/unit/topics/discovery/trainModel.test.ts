import { defaultSettings } from '../../../../contracts/settings.ts';
import { lessonOf } from '../../../../topics/discovery/lesson.ts';
import { readModel, writeModel } from '../../../../topics/discovery/modelFile.ts';
import { createRanking } from '../../../../topics/discovery/rank.ts';
import { trainModel } from '../../../../topics/discovery/trainModel.ts';
import { shippedTopics, topic } from '../support/conversation.ts';
import { createDiscovery } from '../support/discovery.ts';
import { made, smallLibrary } from './lessons.ts';

const settings = defaultSettings().discovery;
const train = (topics = smallLibrary(), language = 'en') => {
  const model = trainModel(lessonOf(topics, language));
  if (model === null) throw new Error('nothing was trained');
  return model;
};

it('the same topics give the same model, byte by byte', () => {
  expect(Buffer.from(writeModel(train())).equals(writeModel(train()))).toBe(true);
});

it('a model that was written and read ranks as before', () => {
  const model = train();
  const read = readModel(writeModel(model));
  const topics = smallLibrary();
  const said = 'can a visitor park in the garage';
  expect(createRanking(topics, 'en', read).rank(said)).toEqual(createRanking(topics, 'en', model).rank(said));
  expect(read?.report).toEqual(model.report);
});

it.each([
  ['a changed byte', (bytes: Uint8Array) => bytes.with(bytes.length - 1, 1 ^ (bytes.at(-1) ?? 0))],
  ['half of it', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
  ['nothing', () => new Uint8Array()],
  ['something else', () => new TextEncoder().encode('{"format":1}'.repeat(20))],
])('%s is not read as a model', (_what, damage) => {
  expect(readModel(damage(writeModel(train())))).toBeNull();
});

describe('five utterances a topic', () => {
  const discovery = createDiscovery(smallLibrary(), settings);

  it.each([
    ['I would like to park in the garage', 'parking'],
    ['what will be for lunch tomorrow', 'canteen'],
    ['expenses of my trip to a customer', 'travel'],
    ['the salary on my payslip is wrong', 'payslip'],
  ])('%s → %s', (said, name) => {
    expect(discovery.discover(said)).toMatchObject({ outcome: 'match', candidates: [{ topic: name }] });
  });

  it.each(['sing me a song', 'how old is the universe', 'my dog barks all night', 'qwertz asdf'])(
    'what no topic is about gives none: %s',
    (said) => expect(discovery.discover(said).outcome).toBe('none'),
  );

  it('too little to learn from is ranked without a model', () => {
    const one = [made('shed', 'Bicycle shed', ['unlock the bicycle shed'])];
    expect(trainModel(lessonOf(one, 'en'))).toBeNull();
    expect(createDiscovery(one, settings).discover('the bicycle shed is locked').outcome).toBe('match');
  });
});

describe('spelling, plurals, synonyms and sound do not matter', () => {
  let discovery: ReturnType<typeof createDiscovery>;
  beforeAll(async () => {
    discovery = createDiscovery(await shippedTopics(), settings);
  });

  it.each([
    ['forgott my passwrod', 'reset_password'],
    ['I forgot my passwords', 'reset_password'],
    ['I forgot my passcode', 'reset_password'],
    ['I fergot my pasword', 'reset_password'],
    ['conect me with a humen', 'talk_to_person'],
    ['speak to an agnet', 'talk_to_person'],
    ['I want new headphones', 'request_hardware'],
    ['order two keybords', 'request_hardware'],
    ['instal a licence of fotoshop', 'install_software'],
    ['vpn disconects', 'vpn_trouble'],
    ['the VPNs keep dropping', 'vpn_trouble'],
    ['statuses of my tikets', 'check_ticket'],
  ])('%s → %s', (said, name) => {
    expect(discovery.discover(said).candidates[0]?.topic).toBe(name);
    expect(discovery.discover(said).outcome).toBe('match');
  });
});

describe('what authors are told', () => {
  it('the report has the cross-validated figures and the rejection point', () => {
    const { report } = train();
    expect(report).toMatchObject({ language: 'en', topics: 4, utterances: 20 });
    expect(report.accuracyWithoutRejection).toBeGreaterThan(0.3);
    expect(report.rejected).toBeGreaterThan(0);
    expect(report.rejection).toBeGreaterThan(0);
  });

  it('topics that share their words are named as mistaken for each other', () => {
    const twins = [
      ...smallLibrary(),
      made('card_lost', 'Lost card', [
        'my card is gone',
        'I lost my card',
        'card is missing',
        'block my card now',
      ]),
      made('card_stolen', 'Stolen card', [
        'my card is away',
        'I miss my card',
        'card was taken',
        'block my card please',
      ]),
    ];
    const pairs = train(twins).report.mistaken.map(({ topic: one, takenFor }) =>
      [one, takenFor].sort().join(),
    );
    expect(pairs).toContain('card_lost,card_stolen');
  });

  it('the rejection point has the score of the shipped threshold', async () => {
    const topics = await shippedTopics();
    const { calibration } = train(topics.filter(({ type }) => type === 'topic'));
    const { scoreOf } = await import('../../../../topics/discovery/calibrate.ts');
    expect(scoreOf(calibration.rejection, calibration)).toBeCloseTo(settings.threshold);
  });
});

describe('German', () => {
  const german = (name: string, title: string, utterances: string[]) =>
    topic([{ id: 'done', kind: 'end' }], { name, title, utterances: { de: utterances } });
  const topics = [
    german('passwort', 'Passwort zurücksetzen', [
      'ich habe mein Passwort vergessen',
      'mein Konto ist gesperrt',
      'Kennwort zurücksetzen',
      'ich kann mich nicht anmelden',
      'mein Passwort ist abgelaufen',
    ]),
    german('drucker', 'Druckerstörung', [
      'der Drucker druckt nicht',
      'Papierstau im Drucker',
      'mein Ausdruck kommt nicht',
      'der Toner ist leer',
      'Drucker offline',
    ]),
    german('urlaub', 'Urlaub beantragen', [
      'ich möchte Urlaub beantragen',
      'wie viele Urlaubstage habe ich noch',
      'Urlaubsantrag stellen',
      'nächste Woche frei nehmen',
      'wer genehmigt meinen Urlaub',
    ]),
  ];
  const discovery = createDiscovery(topics, settings, 'de');

  it.each([
    ['passwort vergesen', 'passwort'],
    ['Hilfe, mein Kennwort ist abgelaufen!', 'passwort'],
    ['das Zuruecksetzen meines Passworts', 'passwort'],
    ['die Drucker drucken nicht', 'drucker'],
    ['Toner für den Drucker', 'drucker'],
    ['ich moechte Urlaubstage beantragen', 'urlaub'],
    ['Resturlaub', 'urlaub'],
  ])('%s → %s', (said, name) => {
    expect(discovery.discover(said).candidates[0]?.topic).toBe(name);
  });

  it.each(['wie wird das Wetter morgen', 'erzähl mir einen Witz'])('none: %s', (said) => {
    expect(discovery.discover(said).outcome).toBe('none');
  });

  it('a language without a lexicon is learned all the same', () => {
    const french = (name: string, utterances: string[]) =>
      topic([{ id: 'done', kind: 'end' }], { name, title: name, utterances: { fr: utterances } });
    const found = createDiscovery(
      [
        french('mot_de_passe', [
          "j'ai oublié mon mot de passe",
          'réinitialiser le mot de passe',
          'mon compte est bloqué',
          'changer mon mot de passe',
          'je ne peux pas me connecter',
        ]),
        french('imprimante', [
          "l'imprimante ne marche pas",
          'bourrage papier',
          'il manque du toner',
          'imprimer un document',
          'mon imprimante est hors ligne',
        ]),
      ],
      settings,
      'fr',
    ).discover('mot de passe oublié');
    expect(found.candidates[0]?.topic).toBe('mot_de_passe');
  });
});
