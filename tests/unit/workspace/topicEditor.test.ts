import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { topicSchema } from '../../../contracts/topic.ts';
import { translatableTexts } from '../../../topics/translations.ts';
import { changeSection } from '../../../workspace/studio/editor/changeSection.ts';
import { completeTopic } from '../../../workspace/studio/editor/completeTopic.ts';
import { cursorPlace } from '../../../workspace/studio/editor/cursorPlace.ts';
import { elementSnippet } from '../../../workspace/studio/editor/snippets.ts';
import docs from '../../../workspace/studio/editor/topicDocs.atBuild.ts';
import { readTopicText } from '../../../workspace/studio/flow/readTopicText.ts';
import { topicTexts } from '../../../workspace/studio/languages/topicTexts.ts';
import {
  readLanguages,
  writePhrases,
  writeTranslations,
} from '../../../workspace/studio/languages/translateTopic.ts';
import {
  readTranslationFile,
  writeTranslationFile,
} from '../../../workspace/studio/languages/translationFile.ts';
import { newTopicYaml, topicNameFor } from '../../../workspace/studio/topicList/newTopicYaml.ts';
import { keepDialogue } from '../../../workspace/studio/try/keepDialogue.ts';

const names = { topics: ['vpn_trouble'], blocks: ['confirm_contact'], connections: ['weather'] };

/** What is offered where `¦` stands. */
function offered(text: string): string[] {
  const offset = text.indexOf('¦');
  const found = completeTopic(text.replace('¦', ''), offset, docs, names);
  return (found?.options ?? []).map(({ label }) => label);
}

const head = 'name: x\ntitle: X\nelements:\n';

describe('completion in the editor', () => {
  test('offers the properties of a topic that are not written yet', () => {
    expect(offered('name: x\ntit¦')).toContain('title');
    expect(offered('name: x\n¦')).not.toContain('name');
  });

  test('offers every kind of element', () => {
    expect(offered(`${head}  - id: a\n    kind: ¦`)).toEqual(docs.kinds.map(({ kind }) => kind));
  });

  test('offers what the kind under the cursor takes, without what it has', () => {
    const shown = offered(
      `${head}  - id: a\n    kind: yes_no_input\n    ¦\n    prompt: Sure?\n  - id: b\n    kind: text\n`,
    );
    expect(shown).toEqual(expect.arrayContaining(['yes', 'no', 'reprompt']));
    expect(shown).not.toEqual(expect.arrayContaining(['prompt']));
    expect(shown).not.toContain('branches');
  });

  test('offers the ids of the topic where a way is named, also in a branch', () => {
    const topic = `${head}  - id: a\n    kind: decision\n    branches:\n      - when: "true"\n        next: ¦\n  - id: b\n    kind: end\n`;
    expect(offered(topic)).toEqual(['a', 'b', 'end']);
  });

  test('offers topics, blocks, connections and the words that a property allows', () => {
    const at = (kind: string, key: string) => offered(`${head}  - id: a\n    kind: ${kind}\n    ${key}: ¦`);
    expect(at('switch_topic', 'topic')).toEqual(['vpn_trouble']);
    expect(at('block', 'block')).toEqual(['confirm_contact']);
    expect(at('http_action', 'connection')).toEqual(['weather']);
    expect(at('date_input', 'mode')).toEqual(['date', 'time', 'datetime']);
    expect(at('choice_input', 'multiple')).toEqual(['true', 'false']);
  });

  test('is silent in free text', () => {
    expect(offered(`${head}  - id: a\n    kind: text\n    text: >-\n      Hello ¦`)).toEqual([]);
  });

  test('knows the element and the list that the cursor is in', () => {
    const text = `${head}  - id: pick\n    kind: choice_input\n    prompt: >-\n      Which\n      one?\n    choices:\n      - value: a\n        `;
    expect(cursorPlace(text, text.length)).toMatchObject({
      element: 'pick',
      kind: 'choice_input',
      keys: ['elements', 'choices'],
    });
  });
});

describe('what is put into a topic', () => {
  test.each(docs.kinds)('a new $kind is valid as it is inserted', (kind) => {
    const parsed = topicSchema.safeParse(parse(`${head}${elementSnippet(kind, [])}`));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test('an id that is taken is not used twice', () => {
    const end = docs.kinds.find(({ kind }) => kind === 'end')!;
    expect(elementSnippet(end, ['end_2'])).toContain('id: end_3');
  });

  test('a new topic is valid, and named after its title', () => {
    expect(topicNameFor('VPN für alle (2)')).toBe('vpn_fuer_alle_2');
    const parsed = topicSchema.safeParse(parse(newTopicYaml('coffee', 'Coffee: "machine" # 1')));
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data?.title).toBe('Coffee: "machine" # 1');
  });

  test('a change of one property leaves every other line, and comments, as they were', () => {
    const text =
      '# The head\nname:   x\n\n# Said\nutterances:\n  # English\n  en: [ hello ]\n\n# After\nelements:\n  - { id: a,   kind: end }\n';
    const changed = writePhrases(text, 'utterances', 'de', ['hallo']);
    expect(changed).toBe(
      '# The head\nname:   x\n\n# Said\nutterances:\n  # English\n  en: [ hello ]\n  de:\n    - hallo\n\n# After\nelements:\n  - { id: a,   kind: end }\n',
    );
  });

  test('a text that is no YAML is not changed', () => {
    expect(() => changeSection('a: [', 'tests', () => undefined)).toThrow();
  });

  test('a run becomes a test that the schema takes', () => {
    const message = (text: string) => ({ from: 'virtual_agent' as const, text, type: 'text' });
    const step = { ok: true, failure: null, log: [], variables: {}, inputs: {} };
    const played = {
      name: 'try',
      ok: true,
      seconds: 0,
      steps: [
        { ...step, step: 'start: topic', messages: [message('Hello: who are you?')] },
        { ...step, step: 'says: me', messages: [message('Hi me'), message('Bye')] },
      ],
    };
    const text = newTopicYaml('coffee', 'Coffee');
    const kept = keepDialogue(text, { name: 'short', steps: [{ says: 'me' }] }, played);
    expect(kept.startsWith(text.slice(0, text.indexOf('tests:')))).toBe(true);
    const tests = topicSchema.parse(parse(kept)).tests;
    expect(tests).toHaveLength(2);
    expect(tests[1]?.steps).toEqual([
      { replies: 'Hello: who are you?' },
      { says: 'me' },
      { replies: ['Hi me', 'Bye'] },
    ]);
  });
});

describe('languages', () => {
  const folders = ['../../../topics/library/', '../../../topics/setup/', '../../../docs/examples/topics/'];

  test('the studio finds the very texts that the server counts', async () => {
    for (const folder of folders) {
      const path = new URL(folder, import.meta.url);
      for (const file of (await readdir(path)).filter((name) => name.endsWith('.yaml'))) {
        const text = await readFile(new URL(file, path), 'utf8');
        const parsed = topicSchema.safeParse(parse(text));
        if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`);
        const counted = translatableTexts(parsed.data).map(({ key }) => key);
        const found = topicTexts(readTopicText(text), docs).map(({ key }) => key);
        expect([file, found.sort()]).toEqual([file, counted.sort()]);
      }
    }
  });

  test('a translation is set, and an empty one taken away', () => {
    const text = newTopicYaml('coffee', 'Coffee');
    const german = writeTranslations(text, 'de', { title: 'Kaffee', 'what.prompt': 'Was darf es sein?' });
    expect(readLanguages(german).translations).toEqual({
      de: { title: 'Kaffee', 'what.prompt': 'Was darf es sein?' },
    });
    expect(readLanguages(writeTranslations(german, 'de', { title: '' })).translations).toEqual({
      de: { 'what.prompt': 'Was darf es sein?' },
    });
    expect(topicSchema.safeParse(parse(german)).success).toBe(true);
  });

  test('a broken text is read in part, and says so', () => {
    expect(readLanguages('title: Coffee\nelements: [').broken).toBe(true);
  });

  test('a file for translators comes back, without keys that are unknown', () => {
    const { texts } = readLanguages(newTopicYaml('coffee', 'Coffee'));
    const file = writeTranslationFile('coffee', 'de', texts, { title: 'Kaffee' });
    expect(readTranslationFile(file, texts)).toEqual({ texts: { title: 'Kaffee' }, unknown: 0 });
    expect(readTranslationFile('{"title": "Kaffee", "gone.prompt": "x"}', texts)).toEqual({
      texts: { title: 'Kaffee' },
      unknown: 1,
    });
    expect(readTranslationFile('no JSON', texts)).toBeNull();
  });
});
