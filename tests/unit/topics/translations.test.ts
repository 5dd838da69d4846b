import { topicSchema } from '../../../contracts/topic.ts';
import { createCatalog } from '../../../topics/catalog.ts';
import { applyPlan, planVersions } from '../../../topics/planVersions.ts';
import {
  localise,
  topicLanguages,
  translatableTexts,
  translationState,
} from '../../../topics/translations.ts';

const topic = (elements: unknown[], more: Record<string, unknown> = {}) =>
  topicSchema.parse({ name: 'sample', title: 'Sample', elements, ...more });

const elements = [
  { id: 'hello', kind: 'text', text: ['Hello', 'Hi'] },
  {
    id: 'what',
    kind: 'choice_input',
    prompt: 'What happens?',
    choices: [
      { value: 'drops', label: 'It drops' },
      { value: 'slow', label: 'It is slow', description: 'All of the time' },
    ],
    confirm: 'Is {{ answer }} right?',
  },
  {
    id: 'kinds',
    kind: 'grouped_choice_input',
    prompt: 'Which?',
    groups: [{ label: 'Machines', choices: [{ value: 'laptop', label: 'Laptop' }] }],
  },
  { id: 'links_1', kind: 'link', text: 'See', links: [{ url: 'https://a.example', label: 'Help' }] },
  { id: 'rule', kind: 'decision', branches: [{ when: 'true', next: 'end' }] },
];
const own = (translations: Record<string, unknown>) =>
  topic(elements, {
    category: 'Network',
    handoff: { queue: 'it', short_description: 'VPN: {{ vaInputs.what }}' },
    translations,
  });

it('every text that people see has a key, by element id, choice value or place', () => {
  const texts = translatableTexts(own({ de: { title: 'Beispiel' } }));
  expect(texts.map(({ key }) => key)).toEqual([
    'title',
    'category',
    'handoff.short_description',
    'hello.text',
    'what.prompt',
    'what.confirm',
    'what.choices.drops.label',
    'what.choices.slow.label',
    'what.choices.slow.description',
    'kinds.prompt',
    'kinds.groups.0.label',
    'kinds.groups.0.choices.laptop.label',
    'links_1.text',
    'links_1.links.0.label',
  ]);
  expect(texts.find(({ key }) => key === 'hello.text')?.text).toEqual(['Hello', 'Hi']);
});

it('each text falls back by itself: the region, the language, the topic', () => {
  const definition = own({
    de: { title: 'Beispiel', 'hello.text': ['Hallo', 'Guten Tag', 'Moin'], 'what.prompt': 'Was passiert?' },
    'de-AT': { 'what.prompt': 'Was ist los?', 'what.choices.drops.label': '' },
  });
  const german = localise(definition, 'de-AT');
  expect(german.title).toBe('Beispiel');
  expect(german.elements[0]).toMatchObject({ text: ['Hallo', 'Guten Tag', 'Moin'] });
  expect(german.elements[1]).toMatchObject({
    prompt: 'Was ist los?',
    choices: [{ value: 'drops', label: 'It drops' }, { value: 'slow' }],
  });
  expect(localise(definition, 'de-CH').elements[1]).toMatchObject({ prompt: 'Was passiert?' });
  expect(localise(definition, 'fr')).toBe(definition);
  expect(localise(definition, 'en-GB')).toBe(definition);
});

it('the own language goes before a translation further up', () => {
  const swiss = topic([{ id: 'a', kind: 'text', text: 'Grüezi' }], {
    language: 'de-CH',
    translations: { de: { 'a.text': 'Guten Tag' } },
  });
  expect(localise(swiss, 'de-CH').elements[0]).toMatchObject({ text: 'Grüezi' });
  expect(localise(swiss, 'de-AT').elements[0]).toMatchObject({ text: 'Guten Tag' });
});

it('the state of a language counts what the runtime would say', () => {
  const one = (translations: Record<string, unknown>) =>
    topic([{ id: 'a', kind: 'text', text: 'Hello' }], { translations });
  const none = one({});
  const half = one({ de: { title: 'Beispiel' } });
  const all = one({ de: { title: 'Beispiel', 'a.text': 'Hallo' } });
  expect(translationState(none, 'de')).toMatchObject({ state: 'not_started', translated: 0, total: 2 });
  expect(translationState(half, 'de')).toMatchObject({ state: 'partial', missing: ['a.text'] });
  expect(translationState(all, 'de-AT')).toMatchObject({ state: 'complete', missing: [] });
  expect(translationState(all, 'de', half).state).toBe('needs_publishing');
  expect(translationState(all, 'de', null).state).toBe('needs_publishing');
  expect(translationState(all, 'de', all).state).toBe('complete');
  expect(topicLanguages(half, undefined, ['fr']).map(({ language, state }) => [language, state])).toEqual([
    ['en', 'complete'],
    ['de', 'partial'],
    ['fr', 'not_started'],
  ]);
});

it('what is made of values alone needs no translation, and may have one', () => {
  const values = (translations: Record<string, unknown>) =>
    topic([{ id: 'a', kind: 'text', text: '{{ vaVars.number }}: {{ vaVars.title | upcase }}' }], {
      translations,
    });
  const german = { title: 'Beispiel' };
  expect(translationState(values({ de: german }), 'de')).toMatchObject({ state: 'complete', total: 1 });
  const own = values({ de: { ...german, 'a.text': '{{ vaVars.title }} ({{ vaVars.number }})' } });
  expect(localise(own, 'de').elements[0]).toMatchObject({ text: '{{ vaVars.title }} ({{ vaVars.number }})' });
  const words = topic([{ id: 'a', kind: 'text', text: '{% if vaVars.late %}late{% endif %}' }], {
    translations: { de: german },
  });
  expect(translationState(words, 'de').missing).toEqual(['a.text']);
});

it('the catalog gives a topic in a language, made once', () => {
  const definition = own({ de: { title: 'Beispiel', 'what.prompt': 'Was passiert?' } });
  const sample = createCatalog(applyPlan([], planVersions([], [definition]))).get('sample');
  const german = sample?.inLanguage('de-AT');
  expect(german?.definition.title).toBe('Beispiel');
  expect(german?.element('what')).toMatchObject({ prompt: 'Was passiert?' });
  expect(german?.following('hello')).toBe('what');
  expect(german?.version).toBe(sample?.version);
  expect(sample?.inLanguage('de')).toBe(german);
  expect(german?.inLanguage('en')).toBe(sample);
});
