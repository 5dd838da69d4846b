import { z } from 'zod';
import { invalid } from '../../../server/http/problem.ts';
import { validateTopic } from '../../../topics/validateTopic.ts';

/** What somebody who writes a first topic gets wrong is said at publish, in plain words and with its place. */
const problemsOf = (source: string) =>
  validateTopic(source, 'a.yaml').problems.map(
    ({ line, column, path, message }) => `${line}:${column} ${path} ${message}`,
  );
const withElements = (...elements: string[]) =>
  problemsOf(`name: a\ntitle: A\nelements:\n${elements.map((one) => `  - { ${one} }\n`).join('')}`);

const values = 'kind: set, values: { n: 1 }';
const branch = (next: string) => `kind: decision, branches: [{ when: "true", next: ${next} }]`;

it('what only blocks have is an error elsewhere', () => {
  const rest = 'inputs: { x: {} }\noutputs: [y]\nvariables: { y: 1 }\nelements: [{ id: e, kind: end }]\n';
  const message = 'is for blocks only: a topic that others call has "type: block"';
  expect(problemsOf(`name: a\ntitle: A\n${rest}`)).toEqual([
    `3:9 inputs ${message}`,
    `4:10 outputs ${message}`,
  ]);
  expect(problemsOf(`name: a\ntitle: A\ntype: block\n${rest}`)).toEqual([]);
});

const circle = 'these elements lead in a circle that never waits:';

it.each([
  ['two elements', [`id: d, ${values}`, `id: e, ${values}, next: d`], `4:5 elements[0] ${circle} d → e → d`],
  ['one element', ['id: d, kind: text, text: x, next: d'], `4:5 elements[0] ${circle} d → d`],
  [
    'a decision that stays in it, behind a question',
    [
      'id: q, kind: text_input, prompt: x',
      `id: d, ${branch('e')}, otherwise: e`,
      'id: e, kind: text, text: x, next: d',
    ],
    `5:5 elements[1] ${circle} d → e → d`,
  ],
])('a ring that never waits is an error: %s', (_, elements, expected) => {
  expect(withElements(...elements)).toEqual([expected]);
});

it.each([
  ['a question', ['id: d, kind: text_input, prompt: x', `id: e, ${values}, next: d`]],
  ['a pause', ['id: d, kind: pause, seconds: 1', `id: e, ${values}, next: d`]],
  ['a decision that ends it', [`id: d, ${branch('end')}`, `id: e, ${values}, next: d`]],
  [
    'a decision that is passed over',
    [`id: d, ${branch('d')}, otherwise: d, show_if: "true"`, 'id: e, kind: text, text: x'],
  ],
  [
    'a loop',
    ['id: l, kind: loop, over: "[1]", as: x, do: s, next: end', 'id: s, kind: text, text: x, next: l'],
  ],
])('a ring is legal with %s', (_, elements) => {
  expect(withElements(...elements)).toEqual([]);
});

it('too little and too much are said plainly', () => {
  expect(withElements('id: d, kind: decision, branches: []')).toEqual([
    '4:40 elements[0].branches needs at least 1 entry',
  ]);
  expect(withElements('id: p, kind: pause, seconds: 0')).toEqual([
    '4:36 elements[0].seconds must be more than 0',
  ]);
  const { error } = z
    .object({ yaml: z.string().min(1), ids: z.array(z.string()).max(1), n: z.int().min(2) })
    .safeParse({ yaml: '', ids: ['a', 'b'], n: 1 });
  expect(error === undefined ? [] : invalid(error, 'body').errors).toEqual([
    { path: 'yaml', message: 'must not be empty' },
    { path: 'ids', message: 'may have at most 1 entry' },
    { path: 'n', message: 'must be at least 2' },
  ]);
});

it.each(['yes_no', 'yesno_input'])('the kind that "%s" may mean is named', (kind) => {
  expect(withElements(`id: q, kind: ${kind}, prompt: x`)[0]).toMatch(
    /is no element kind; did you mean "yes_no_input"\? – the kinds are text_input, /,
  );
});
