import { selectTopics } from '../../../topics/loadTopics.ts';
import { validateTopic } from '../../../topics/validateTopic.ts';

const problemsOf = (source: string) =>
  validateTopic(source, 'a.yaml').problems.map(
    ({ line, column, path, message }) => `${line}:${column} ${path} ${message}`,
  );
const elements = (text: string) => `name: a\ntitle: A\nelements:\n${text}`;

it('a good topic has no problems and its defaults', () => {
  const { topic, problems } = validateTopic(elements('  - { id: a, kind: text, text: Hi }\n'), 'a.yaml');
  expect(problems).toEqual([]);
  expect(topic).toMatchObject({ type: 'topic', discoverable: true, visible: true, promoted: false });
});

it('every problem is reported at once, with file, line and column, in order', () => {
  const source = `name: A topic
title: A
promted: true
elements:
  - id: what
    kind: choice_input
    prompt: Which?
    choices: []
  - id: say
    kind: txt
  - kind: text
    text: 7
`;
  const found = validateTopic(source, 'bad.yaml').problems;
  expect(found.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    'bad.yaml:1:7',
    'bad.yaml:3:1',
    'bad.yaml:8:14',
    'bad.yaml:10:11',
    'bad.yaml:11:5',
    'bad.yaml:12:11',
  ]);
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining('must be lower-case'),
    expect.stringContaining('unknown property "promted"; did you mean "promoted"?'),
    expect.stringContaining('needs at least 1 entry'),
    expect.stringContaining(
      'is no element kind; did you mean "text"? – the kinds are text_input, choice_input',
    ),
    'is missing',
    'must be text, a list of texts or {expr: …}',
  ]);
});

it.each([
  ['YAML that cannot be read', 'name: [a\ntitle: A\n', /^\d+:\d+ {2}is no valid YAML/],
  ['a key twice', 'name: a\nname: b\n', /2:1 {2}is no valid YAML.*unique/],
  ['no elements', 'name: a\ntitle: A\nelements: []\n', /3:11 elements a topic needs at least one element/],
  [
    'a setup topic without a role',
    'name: a\ntitle: A\ntype: setup\nelements: [{ id: a, kind: end }]\n',
    /a setup topic needs a role/,
  ],
  ['nothing at all', '', /1:1 {2}must be a map/],
])('%s', (_what, source, message) => {
  expect(problemsOf(source).join('\n')).toMatch(message);
});

describe('between the elements', () => {
  it.each([
    [
      'a missing target',
      '  - { id: a, kind: text, text: Hi, next: c }\n  - { id: b, kind: end }\n',
      /4:42 elements\[0\]\.next there is no element "c"$/m,
    ],
    ['a near miss', '  - { id: again, kind: text, text: Hi, next: agian }\n', /did you mean "again"/],
    [
      'a duplicate id',
      '  - { id: a, kind: end }\n  - { id: a, kind: end }\n',
      /5:11 elements\[1\]\.id there is another element "a"/,
    ],
    [
      'an element that nothing leads to',
      '  - { id: a, kind: end }\n  - { id: b, kind: end }\n',
      /5:5 elements\[1\] nothing leads to the element "b"/,
    ],
    [
      'an unknown table',
      '  - { id: a, kind: lookup, table: incidnt, into: x }\n',
      /4:35 elements\[0\]\.table there is no table "incidnt"/,
    ],
    [
      'an unknown field',
      '  - { id: a, kind: lookup, table: incident, into: x, where: [{ field: stat, value: new }] }\n',
      /has no field "stat"; did you mean "state"/,
    ],
    [
      'an input without choices',
      '  - { id: a, kind: choice_input, prompt: Which }\n',
      /needs either "choices" or "from"/,
    ],
  ])('%s', (_what, text, message) => {
    expect(problemsOf(elements(text)).join('\n')).toMatch(message);
  });

  it('what a yes/no input leaves no way to is unreachable', () => {
    const text =
      '  - { id: a, kind: yes_no_input, prompt: OK?, yes: c, no: c }\n  - { id: b, kind: end }\n  - { id: c, kind: end }\n';
    expect(problemsOf(elements(text)).join('\n')).toMatch(/nothing leads to the element "b"/);
  });
});

describe('expressions, templates and scripts', () => {
  const decide = (when: string) =>
    elements(`  - id: a\n    kind: decision\n    branches:\n      - when: ${when}\n        next: end\n`);
  it.each([
    [
      'a condition that cannot be read',
      decide('vaVars.x == = 1'),
      /7:\d+ elements\[0\]\.branches\[0\]\.when is no valid expression/,
    ],
    ['an unknown name', decide('vaVar.x == 1'), /unknown name "vaVar"; did you mean "vaVars"/],
    [
      'a variable that nothing sets',
      decide('vaVars.x == 1'),
      /uses vaVars.x, which nothing in this topic sets/,
    ],
    ['loops too deep', decide("'[1].all(a, [1].all(b, [1].all(c, a == b)))'"), /loops more than 2 deep/],
    [
      'a template that cannot be read',
      elements('  - { id: a, kind: text, text: "Hi {{ requester.name | shout }}" }\n'),
      /4:36 elements\[0\]\.text is no valid template: undefined filter: shout/,
    ],
    [
      'a tag that reads files',
      elements('  - { id: a, kind: text, text: "{% include \'x\' %}" }\n'),
      /is no valid template/,
    ],
    [
      'an answer that nobody gives',
      elements('  - { id: a, kind: text, text: "{{ vaInputs.name }}" }\n'),
      /uses vaInputs.name, which nothing/,
    ],
    [
      'a pattern that RE2 lacks',
      elements('  - { id: a, kind: text_input, prompt: x, validation: pattern, pattern: "(?=a)" }\n'),
      /look-around/,
    ],
  ])('%s', (_what, source, message) => {
    expect(problemsOf(source).join('\n')).toMatch(message);
  });

  it('a line of a script is a line of the file', () => {
    const source = elements(
      '  - id: a\n    kind: script\n    script: |\n      var a = 1;\n      var b = ;\n',
    );
    expect(problemsOf(source)).toEqual([
      expect.stringMatching(/^8:\d+ elements\[0\]\.script is no valid script: Unexpected token/),
    ]);
  });

  it('local names of templates and of loops in conditions are known', () => {
    const text = '{% assign n = 1 %}{% for r in vaVars.list %}{{ r }}{{ n }}{% endfor %}';
    const source = `name: a\ntitle: A\nvariables: { list: [1] }\nelements:\n  - { id: b, kind: text, text: "${text}", show_if: "vaVars.list.exists(x, x > 0)" }\n`;
    expect(problemsOf(source)).toEqual([]);
  });

  it('what a script assigns is known', () => {
    const source = elements(
      "  - { id: a, kind: script, script: 'vaVars.x = 1' }\n  - { id: b, kind: text, text: '{{ vaVars.x }}' }\n",
    );
    expect(problemsOf(source)).toEqual([]);
  });
});

describe('a folder of files', () => {
  const good = { file: 'good.yaml', source: elements('  - { id: a, kind: end }\n') };
  const calls = (name: string, block: string, type = 'topic') =>
    `name: ${name}\ntitle: ${name}\ntype: ${type}\nelements: [{ id: a, kind: block, block: ${block} }]\n`;

  it('a bad file is reported and left out, the rest loads', () => {
    const { topics, problems } = selectTopics([{ file: 'bad.yaml', source: 'name: 1\n' }, good]);
    expect(topics.map(({ name }) => name)).toEqual(['a']);
    expect(problems.every(({ file }) => file === 'bad.yaml')).toBe(true);
    expect(problems).toContainEqual({
      file: 'bad.yaml',
      line: 1,
      column: 7,
      path: 'name',
      message: 'must be text',
    });
  });

  it('a name twice is reported for the second', () => {
    const { topics, problems } = selectTopics([good, { ...good, file: 'z.yaml' }]);
    expect(topics).toHaveLength(1);
    expect(problems).toMatchObject([{ file: 'z.yaml', message: 'the topic "a" is already in good.yaml' }]);
  });

  it('what calls a block that was left out is left out too, to the end of the chain', () => {
    const { topics, problems } = selectTopics([
      good,
      { file: 'one.yaml', source: calls('one', 'two') },
      { file: 'two.yaml', source: calls('two', 'three', 'block') },
      { file: 'three.yaml', source: 'name: three\ntype: block\n' },
    ]);
    expect(topics.map(({ name }) => name)).toEqual(['a']);
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual(
      expect.arrayContaining([
        'one.yaml: there is no topic block "two"',
        'two.yaml: there is no topic block "three"',
      ]),
    );
  });

  it('a block may not call itself', () => {
    const { problems } = selectTopics([{ file: 'one.yaml', source: calls('one', 'one', 'block') }]);
    expect(problems).toMatchObject([{ line: 4, message: 'a block may not call itself' }]);
  });
});
