import { namesOf } from '../../../topics/loadTopics.ts';
import { validateTopic } from '../../../topics/validateTopic.ts';
import { topic } from './support/conversation.ts';

/** Issue "bad input": an author's mistake is found at publish, with its line and column. */
const head = 'name: a\ntitle: A\nelements:\n';
const block = topic([{ id: 'a', kind: 'end' }], {
  name: 'contact',
  type: 'block',
  inputs: { channel: {} },
  outputs: ['address'],
});
const names = {
  ...namesOf([block, topic([{ id: 'a', kind: 'end' }], { name: 'other' })]),
  connections: new Set(['crm']),
};
const problemsOf = (source: string) =>
  validateTopic(source, 'a.yaml', names).problems.map(
    ({ line, column, path, message }) => `${line}:${column} ${path} ${message}`,
  );

it.each([
  [
    'a loop that never comes back',
    '  - { id: l, kind: loop, over: "[1, 2]", as: x, do: s, next: end }\n  - { id: s, kind: text, text: x, next: end }\n',
    '4:53 elements[0].do the body of the loop never comes back: its last element needs "next: l"',
  ],
  [
    'a loop without a body',
    '  - { id: l, kind: loop, over: "[1]", as: x, do: nowhere }\n',
    '4:50 elements[0].do there is no element "nowhere"',
  ],
  [
    'a first day that is none',
    '  - { id: d, kind: date_input, prompt: x, min: someday, max: in 30 days }\n',
    '4:48 elements[0].min “someday” is no date: write 2026-03-31, or words such as “today”',
  ],
  [
    'limits that no answer keeps to',
    '  - { id: n, kind: text_input, prompt: x, min_length: 10, max_length: 2 }\n',
    '4:55 elements[0].min_length is more than "max_length": no answer would do',
  ],
  [
    'what follows both ways of an action',
    '  - { id: h, kind: http_action, connection: crm, into: r, ok: end, failed: end }\n  - { id: s, kind: end }\n',
    '5:5 elements[1] nothing leads to the element "s"',
  ],
  [
    'an unknown connection',
    '  - { id: h, kind: http_action, connection: crn, into: r }\n',
    '4:45 elements[0].connection there is no connection "crn"; did you mean "crm"?',
  ],
  [
    'both ways of an availability',
    '  - { id: h, kind: agent_availability, into: r, available: end, unavailable: end }\n  - { id: s, kind: end }\n',
    '5:5 elements[1] nothing leads to the element "s"',
  ],
  [
    'a way out at the limit that is not there',
    '  - { id: q, kind: text_input, prompt: x, at_limit: { next: nowhere } }\n',
    '4:61 elements[0].at_limit.next there is no element "nowhere"',
  ],
  [
    'a branch of a transfer',
    '  - { id: t, kind: transfer, on: { no_agents: nowhere } }\n',
    '4:47 elements[0].on.no_agents there is no element "nowhere"',
  ],
  [
    'a block that is not there',
    '  - { id: b, kind: block, block: contct }\n',
    '4:34 elements[0].block there is no topic block "contct"; did you mean "contact"?',
  ],
  [
    'an input that a block does not take',
    '  - { id: b, kind: block, block: contact, inputs: { chanel: x } }\n',
    '4:61 elements[0].inputs.chanel the block "contact" takes no "chanel"; did you mean "channel"?',
  ],
  [
    'an output that a block does not give',
    '  - { id: b, kind: block, block: contact, outputs: { mine: adress } }\n',
    '4:60 elements[0].outputs.mine the block "contact" gives no "adress"; did you mean "address"?',
  ],
  [
    'a topic that is not there',
    '  - { id: s, kind: switch_topic, topic: othr }\n',
    '4:41 elements[0].topic there is no topic "othr"; did you mean "other"?',
  ],
  [
    '"item" where there is none',
    '  - { id: t, kind: text, text: "{{ item.number }}" }\n',
    '4:33 elements[0].text "item" is not known here',
  ],
  [
    '"answer" where nothing is read back',
    '  - { id: q, kind: text_input, prompt: "{{ answer }}" }\n',
    '4:41 elements[0].prompt "answer" is not known here',
  ],
  [
    'a picture without words for it',
    '  - { id: i, kind: image, image_url: https://a.example/b.png }\n',
    '4:5 elements[0].alt is missing',
  ],
  [
    'a card of a carousel without words for its picture',
    '  - { id: c, kind: carousel_input, prompt: x, choices: [{ value: a, image_url: https://a.example/b.png }] }\n',
    '4:57 elements[0].choices[0].alt is missing',
  ],
  [
    'two choices with one value',
    '  - { id: c, kind: choice_input, prompt: x, choices: [{ value: a }, { value: a }] }\n',
    '4:78 elements[0].choices[1].value there is another choice with the value "a"',
  ],
  [
    'a file to attach that nobody names',
    '  - { id: r, kind: record_action, action: attach_file, record: vaContext.r }\n',
    '4:5 elements[0].files is needed with "action: attach_file", and only there',
  ],
  [
    'a script that cannot be read',
    '  - { id: s, kind: script_response, script: "return (" }\n',
    /elements\[0\]\.script is no valid script/,
  ],
  [
    'a validation script that cannot be read',
    '  - { id: s, kind: text_input, prompt: x, validation: script, script: "return (" }\n',
    /elements\[0\]\.script is no valid script/,
  ],
  [
    'a condition of a table',
    '  - { id: t, kind: table, text: x, rows: "vaVars.(", columns: [{ label: a, value: b }] }\n',
    /4:\d+ elements\[0\]\.rows is no valid expression/,
  ],
])('%s', (_what, elements, expected) => {
  const found = problemsOf(head + elements);
  if (typeof expected === 'string') expect(found).toContain(expected);
  else expect(found.join('\n')).toMatch(expected);
});

it('the names that only some texts know are known there, in translations too', () => {
  const source = `${head}  - id: q
    kind: choice_input
    prompt: Which?
    from: { list: vaVars.all, label: "{{ item.name }}", value: "{{ item.id }}" }
    confirm: Is {{ answer }} right?
  - { id: l, kind: loop, over: vaVars.all, as: one, index: at, do: s, next: t }
  - { id: s, kind: text, text: "{{ vaVars.at }} {{ vaVars.one.name }}", next: l }
  - { id: t, kind: table, text: All, rows: vaVars.all, columns: [{ label: Name, value: "{{ item.name }}" }] }
  - { id: h, kind: http_action, connection: crm, into: answered }
  - { id: u, kind: text, text: "{{ vaVars.answered.status }}" }
variables: { all: [] }
translations:
  de: { q.from.label: "Nr. {{ item.name }}", q.confirm: "Stimmt {{ answer }}?" }
`;
  expect(problemsOf(source)).toEqual([]);
});

it.each([
  [
    'a text that is not there',
    'de: { u.text: Hallo }',
    '6:9 translations.de.u.text there is no text "u.text"; did you mean "t.text"?',
  ],
  [
    'the own language',
    'en: { t.text: Hi }',
    '6:7 translations.en "en" is the topic\'s own language: its texts stand in the elements',
  ],
  [
    'alternates of a title',
    'de: { title: [A, B] }',
    '6:16 translations.de.title "title" is one text and cannot have alternates',
  ],
  [
    'an unknown name',
    'de: { t.text: "{{ vaVar.x }}" }',
    '6:17 translations.de.t.text uses the unknown name "vaVar"; did you mean "vaVars"?',
  ],
])('translations: %s', (_what, line, expected) => {
  const [found] = problemsOf(`${head}  - { id: t, kind: text, text: Hi }\ntranslations:\n  ${line}\n`);
  expect(found?.replace(/^(\d+):\d+/, '$1')).toBe(expected.replace(/^(\d+):\d+/, '$1'));
});

it('mistakes of form keep no other from being found', () => {
  const source = `name: A topic
title: A
live_agent_variables: [nobody]
elements:
  - { id: a, kind: text, text: "{{ vaVar.x }}", promt: 1 }
  - { id: b, kind: lookup, table: incident }
  - { id: c, kind: decision, branches: [{ when: "1 +", next: nowhere }] }
  - { id: d, kind: block, block: no_block }
  - { id: e, kind: text, text: "{{ vaInputs.b }}", next: b }
`;
  expect(problemsOf(source)).toEqual([
    expect.stringMatching(/^1:7 name must be lower-case/),
    expect.stringMatching(/^3:24 live_agent_variables\[0\] nothing in this topic sets vaVars.nobody/),
    expect.stringMatching(/^5:\d+ elements\[0\]\.text uses the unknown name "vaVar"/),
    expect.stringMatching(/^5:\d+ elements\[0\] unknown property "promt"/),
    expect.stringMatching(/^6:5 elements\[1\]\.into is missing/),
    expect.stringMatching(/^7:\d+ elements\[2\]\.branches\[0\]\.when is no valid expression/),
    expect.stringMatching(/^7:\d+ elements\[2\]\.branches\[0\]\.next there is no element "nowhere"/),
    expect.stringMatching(/^8:\d+ elements\[3\]\.block there is no topic block "no_block"/),
  ]);
});

it('a text that would blow up is refused, not read', () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
    lines.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`);
  expect(problemsOf(lines.join('\n')).join()).toMatch(/is no valid YAML/);
  expect(problemsOf('['.repeat(200_000)).join()).toMatch(/is no valid YAML/);
});
