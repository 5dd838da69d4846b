import type { Catalog } from '../../../topics/catalog.ts';
import { languageAsked, ownWords } from '../../../topics/languages.ts';
import { converse, topic, withSetup } from './support/conversation.ts';

const elements = [
  {
    id: 'color',
    kind: 'choice_input',
    prompt: 'Which color?',
    choices: [
      { value: 'red', label: 'Red' },
      { value: 'blue', label: 'Blue' },
    ],
  },
  { id: 'name', kind: 'text_input', prompt: 'For whom?' },
  { id: 'done', kind: 'text', text: '{{ vaDisplay.color }} for {{ vaInputs.name }}.' },
];
const translations = {
  de: {
    title: 'Beispiel',
    'color.prompt': 'Welche Farbe?',
    'color.choices.red.label': 'Rot',
    'color.choices.blue.label': 'Blau',
    'name.prompt': 'Für wen?',
    'done.text': '{{ vaDisplay.color }} für {{ vaInputs.name }}.',
  },
};
const sample = topic(elements, {
  translations,
  utterances: { en: ['run the sample'], de: ['starte das Beispiel', 'ich möchte das Beispiel starten'] },
});
let catalog: Catalog;
beforeAll(async () => {
  catalog = await withSetup(sample);
});

describe('the conversation’s language (B6)', () => {
  it('a topic speaks it', async () => {
    const { requester, va } = converse({ catalog, locale: 'de-AT' });
    await requester.says('starte das Beispiel');
    va.replies('Welche Farbe?');
    expect(va.offers()).toEqual(['Rot', 'Blau']);
    await requester.says('rot');
    await requester.says('Grete');
    va.replies('Rot für Grete.');
  });

  it.each(['auf Deutsch bitte', 'switch to German', 'can we speak German?', 'German please', 'Deutsch'])(
    '"%s" asks the current question again in it, the answers kept',
    async (words) => {
      const { requester, va, eventsOf } = converse({ catalog });
      await requester.says('run the sample');
      await requester.says('red');
      await requester.says('go back');
      await requester.says(words);
      va.replies('Gern, weiter auf Deutsch.', 'Welche Farbe?');
      expect(eventsOf('language_changed')).toEqual([
        { type: 'language_changed', from: 'en', to: 'de', by: 'requested' },
      ]);
      await requester.says('blau');
      va.replies('Für wen?');
    },
  );

  it('keeps the answers given before', async () => {
    const { requester, va, state } = converse({ catalog });
    await requester.says('run the sample');
    await requester.says('red');
    await requester.says('können wir auf Deutsch weitermachen');
    va.replies('Für wen?');
    expect(state().stack[0]?.inputs).toEqual({ color: 'red' });
    await requester.says('can we speak English');
    va.replies('All right, let us go on in English.', 'For whom?');
  });

  it('a name of a language alone may be an answer', async () => {
    const { requester, va, eventsOf } = converse({ catalog });
    await requester.says('run the sample');
    await requester.says('red');
    await requester.says('German');
    va.replies('Red for German.');
    expect(eventsOf('language_changed')).toEqual([]);
  });

  it('a language that nothing is written in is declined, with those that are', async () => {
    const { requester, va, eventsOf } = converse({ catalog });
    await requester.says('run the sample');
    await requester.says('can we speak French');
    va.replies('I am sorry, I do not speak that language. I can do: German, English.', 'Which color?');
    expect(eventsOf('language_changed')).toEqual([]);
  });

  it('is taken from the first utterance when nobody said', async () => {
    const { requester, va, eventsOf } = converse({ catalog });
    await requester.opens();
    await requester.says('ich möchte das Beispiel starten');
    expect(eventsOf('language_changed')).toMatchObject([{ from: 'en', to: 'de', by: 'detected' }]);
    va.replies('Welche Farbe?');
  });

  it('one word of it is enough when only topics in that language are meant', async () => {
    const { requester, va, eventsOf } = converse({ catalog });
    await requester.says('das Beispiel starten');
    expect(eventsOf('language_changed')).toMatchObject([{ to: 'de', by: 'detected' }]);
    va.replies('Welche Farbe?');
  });

  it('only from the first, only when the words leave no doubt, and only if the settings want it', async () => {
    const later = converse({ catalog });
    await later.requester.says('run the sample');
    await later.requester.says('red');
    await later.requester.says('ich und mein Kollege');
    expect(later.eventsOf('language_changed')).toEqual([]);
    const doubt = converse({ catalog });
    await doubt.requester.says('Beispiel');
    expect(doubt.eventsOf('language_changed')).toEqual([]);
    const off = converse({ catalog, settings: (s) => (s.discovery.detectLanguage = false) });
    await off.requester.says('ich möchte das Beispiel starten');
    expect(off.eventsOf('language_changed')).toEqual([]);
  });

  it('an answer that is read back, and a change of subject, speak it too', async () => {
    const asked = topic([{ ...elements[0], confirm: true }], {
      translations: { de: { 'color.prompt': 'Welche Farbe?' } },
    });
    const { requester, va } = converse({ catalog: await withSetup(asked) });
    await requester.says('run the sample');
    await requester.says('red');
    va.replies('I have “Red”. Is that right?');
    await requester.says('auf Deutsch bitte');
    va.replies('Ich habe „Red“. Stimmt das?');
    await requester.says('ja');
    va.replies(/./);
  });
});

describe('commands in German are always understood (B6)', () => {
  it.each(['Mitarbeiter', 'Ich möchte mit einem Menschen sprechen', 'mit jemandem sprechen bitte'])(
    '"%s"',
    async (words) => {
      const { requester, outcome } = converse({ catalog });
      await requester.says(words);
      expect(outcome().kind).toBe('handoff_requested');
    },
  );

  it.each(['tschüss', 'auf Wiedersehen'])('"%s"', async (words) => {
    const { requester, outcome } = converse({ catalog });
    await requester.says(words);
    expect(outcome()).toEqual({ kind: 'finished' });
  });

  it.each([
    ['abbrechen', /stopped/],
    ['Hilfe', /everything/],
    ['von vorne', /pick one/],
    ['zurück', /Which color/],
  ])('"%s"', async (words, reply) => {
    const { requester, va } = converse({ catalog });
    await requester.says('run the sample');
    await requester.says('red');
    await requester.says(words);
    va.replies(reply);
  });
});

describe('what asks for a language', () => {
  it.each([
    ['Can we speak English?', 'en'],
    ['do you speak german', 'de'],
    ['Sprechen Sie Deutsch?', 'de'],
    ['lieber auf Englisch bitte', 'en'],
    ['français', 'fr'],
  ])('"%s"', (text, language) => expect(languageAsked(text)?.language).toBe(language));

  it.each(['my German keyboard is broken', 'the German office', 'install the English dictionary', ''])(
    'not "%s"',
    (text) => expect(languageAsked(text)).toBeNull(),
  );

  it('counts the words that are a language’s own', () => {
    expect(ownWords('mein vpn geht nicht', 'de')).toBe(3);
    expect(ownWords('mein vpn geht nicht', 'en')).toBe(0);
    expect(ownWords('mein vpn geht nicht', 'xx')).toBe(0);
  });
});
