import { checkTopics } from '../../../topics/validation/checkTopics.ts';

/** What `npm run topics:check` tells an author. */
const file = (name: string, elements: string, more = '') => ({
  file: `${name}.yaml`,
  source: `name: ${name}\ntitle: ${name}\nelements:\n${elements}${more}`,
});
const said = (...files: { file: string; source: string }[]) =>
  checkTopics(files, [], { whole: false, shared: 'error' }).map(
    ({ file: where, line, column, severity, message }) =>
      `${where}:${line}:${column}: ${severity}: ${message}`,
  );
const end = '  - { id: z, kind: end }\n';

it('good topics have no problems', () => {
  expect(said(file('a', end), file('b', end))).toEqual([]);
});

it('an utterance that two topics share is an error in both, a keyword a warning', () => {
  const phrases = (words: string) => `utterances:\n  en: [${words}]\nkeywords:\n  en: [vpn]\n`;
  expect(
    said(file('a', end, phrases('"My VPN is down!"')), file('b', end, phrases('other, my vpn is down'))),
  ).toEqual([
    'a.yaml:6:8: error: "My VPN is down!" also leads to b',
    'a.yaml:8:8: warning: "vpn" also leads to b',
    'b.yaml:6:15: error: "my vpn is down" also leads to a',
    'b.yaml:8:8: warning: "vpn" also leads to a',
  ]);
  expect(said(file('a', end, phrases('x')), file('b', end, `type: block\n${phrases('x')}`))).toEqual([]);
});

it('two topics that share much are told once', () => {
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const phrases = `utterances:\n  en: [${words.join(', ')}]\n  de: [eins]\n`;
  expect(said(file('a', end, phrases), file('b', end, phrases))).toEqual([
    'a.yaml:6:8: error: "one", "two", "three", "four", "five" and 3 more also lead to b',
    'b.yaml:6:8: error: "one", "two", "three", "four", "five" and 3 more also lead to a',
  ]);
});

it('every language that one topic speaks is expected of all, and what is missing is named', () => {
  const hello = '  - { id: hi, kind: text, text: Hello }\n';
  expect(
    said(file('a', hello, 'translations:\n  de: { title: A, hi.text: Hallo }\n'), file('b', hello)),
  ).toEqual(['b.yaml:1:1: warning: de: 2 of 2 texts are missing: title, hi.text']);
});

it('a text that says what some way leaves unset is a warning', () => {
  const elements = `  - { id: ask, kind: yes_no_input, prompt: Sure?, no: say }
  - { id: why, kind: text_input, prompt: Why? }
  - { id: say, kind: text, text: "So: {{ vaInputs.why }}, {{ vaInputs.ask }}" }
  - { id: safe, kind: text, text: "{% if vaInputs.why %}{{ vaInputs.why }}{% endif %} {{ vaInputs.why | default: 'x' }}" }
`;
  expect(said(file('a', elements))).toEqual([
    'a.yaml:6:34: warning: says vaInputs.why, which not every way to it has set',
  ]);
});

it('a loop sets its variables for its body, over and over', () => {
  const elements = `  - { id: l, kind: loop, over: "[1]", as: x, do: b, next: end }
  - { id: b, kind: text, text: "{{ vaVars.x }}", next: l }
`;
  expect(said(file('a', elements))).toEqual([]);
});

it('what is broken is told once, not by everything that refers to it', () => {
  const calls = file('a', '  - { id: c, kind: block, block: b }\n');
  expect(said(calls, file('b', '  - { id: z, kind: nd }\n', 'type: block\n'))).toEqual([
    expect.stringMatching(/^b\.yaml:4:20: error: is no element kind/),
  ]);
  expect(said(file('a', end), { ...file('a', end), file: 'z.yaml' })).toEqual([
    'z.yaml:1:7: error: the topic "a" is already in a.yaml',
  ]);
});

it('a whole folder needs its setup topics', () => {
  const found = checkTopics([file('a', end)], [], { whole: true, shared: 'error' });
  expect(found.map(({ message }) => message)).toContain('there is no setup topic of the role "greeting"');
});
