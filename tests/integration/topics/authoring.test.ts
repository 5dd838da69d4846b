import type {
  AuthoringProblem,
  PlayedDialogue,
  TopicDetail,
  TopicSummary,
  TopicVersion,
} from '../../../contracts/authoring.ts';
import { api, connectRequester, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** protocol §2, `/topics …`: what authors do, and what requesters get from it. */
let node: InProcess;
let token: string;
beforeAll(async () => {
  node = await startInProcess({ settings: { survey: { probability: 0 } } });
  token = await node.login('author@example.com');
});
afterAll(() => node.close());

interface Problem {
  code: string;
  detail: string;
  errors?: { path: string; message: string; line?: number; column?: number }[];
}
const call = <T = TopicDetail>(method: string, path: string, body?: unknown, as = token, url = node.url) =>
  api<T & Problem>(url, path, as, { method, ...(body === undefined ? {} : { body }) });

const lamp = (name: string, words: string, more = '') => `# Kept as it was written.
name: ${name}
title: Lamp ${name}
utterances:
  en: [my ${name} lamp is broken, repair the ${name} lamp]
elements:
  - id: which
    kind: text_input
    prompt: Which ${name} lamp?   # the question
  - id: done
    kind: text
    text: ${words}
${more}`;
const published = async (name: string, words: string, more = '') => {
  const made = await call('POST', '/topics', { yaml: lamp(name, words, more) });
  expect(made).toMatchObject({ status: 201, body: { name, state: 'draft', version: null, revision: 1 } });
  const { status, body } = await call('POST', `/topics/${name}/publish`, {});
  expect({ status, found: body.found, errors: body.errors }).toMatchObject({ status: 200 });
  return body;
};
const talk = async (name: string, url = node.url) => {
  const requester = await openRequester(url);
  await requester.says(`my ${name} lamp is broken`);
  await requester.hears(new RegExp(`Which ${name} lamp`));
  return requester;
};

test('a draft is published: new conversations get it, one that runs stays on its version, rollback goes back', async () => {
  expect(await published('red', 'First words.')).toMatchObject({
    state: 'published',
    version: 1,
    revision: 2,
  });
  const old = await talk('red');

  const saved = await call('PUT', '/topics/red', { yaml: lamp('red', 'Second words.'), revision: 2 });
  expect(saved.body).toMatchObject({ state: 'changed', version: 1, revision: 3, updatedBy: 'Yuki Tanaka' });
  const stillFirst = await talk('red');
  await stillFirst.says('the big one');
  await stillFirst.hears(/First words/);

  expect((await call('POST', '/topics/red/publish', {})).body).toMatchObject({
    state: 'published',
    version: 2,
  });
  const fresh = await talk('red');
  await fresh.says('the big one');
  await fresh.hears(/Second words/);
  await old.says('the small one');
  await old.hears(/First words/);

  expect((await call('POST', '/topics/red/rollback', { version: 1 })).body).toMatchObject({ version: 1 });
  const back = await talk('red');
  await back.says('the big one');
  await back.hears(/First words/);
  const { items } = (await call<{ items: TopicVersion[] }>('GET', '/topics/red/versions')).body;
  expect(items.map(({ version, current, publishedBy }) => [version, current, publishedBy])).toEqual([
    [2, false, 'Yuki Tanaka'],
    [1, true, 'Yuki Tanaka'],
  ]);
  expect(items[0]?.yaml).toContain('# Kept as it was written.');
  expect((await call('POST', '/topics/red/rollback', { version: 9 })).status).toBe(404);
  for (const one of [old, stillFirst, fresh, back]) one.leave();
});

test('a refused publish lists every error with its place, and nothing changes', async () => {
  await published('green', 'Words.');
  const broken = lamp(
    'green',
    '"{{ vaVar.x }}"',
    '    next: nowhere\n  - { id: which, kind: block, block: no_block }\n',
  );
  const { body: draft } = await call('PUT', '/topics/green', { yaml: broken, revision: 2 });
  expect(draft.problems).toBeGreaterThanOrEqual(4);
  const { status, body } = await call('POST', '/topics/green/publish', {});
  expect([status, body.code]).toEqual([422, 'invalid']);
  expect(body.errors?.map(({ line, path, message }) => `${line} ${path} ${message}`)).toEqual([
    '12 elements[1].text uses the unknown name "vaVar"; did you mean "vaVars"?',
    '13 elements[1].next there is no element "nowhere"',
    '14 elements[2] nothing leads to the element "which"',
    '14 elements[2].id there is another element "which"',
    '14 elements[2].block there is no topic block "no_block"',
  ]);
  const topic = (await call('GET', '/topics/green')).body;
  expect(topic).toMatchObject({ version: 1, state: 'changed', revision: 3 });
  expect(topic.yaml).toBe(broken);
  expect((await call('DELETE', '/topics/green/draft')).body).toMatchObject({
    state: 'published',
    yaml: lamp('green', 'Words.'),
  });
});

test('a text that is no topic at all can be saved, seen in the list, and mended', async () => {
  await published('odd', 'Odd words.');
  const { body } = await call('PUT', '/topics/odd', { yaml: '- a list\n- of things\n', revision: 2 });
  expect(body.found).toMatchObject([{ line: 1, severity: 'error' }]);
  expect((await call('GET', '/topics')).status).toBe(200);
  const mended = await call('PUT', '/topics/odd', {
    yaml: lamp('odd', 'New words.'),
    revision: body.revision,
  });
  expect(mended).toMatchObject({ status: 200, body: { found: [] } });
});

test('a text without a name that can be read is not made a topic, and its errors are told with their lines', async () => {
  const { status, body } = await call('POST', '/topics', { yaml: 'name: tabs\nelements:\n\t- id: a\n' });
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ line: 3, message: expect.stringContaining('YAML') }]);
});

test('a save with an old revision is refused and the newer draft stays', async () => {
  await call('POST', '/topics', { yaml: lamp('blue', 'One.') });
  const [first, second] = await Promise.all([
    call('PUT', '/topics/blue', { yaml: lamp('blue', 'Two.'), revision: 1 }),
    call('PUT', '/topics/blue', { yaml: lamp('blue', 'Three.'), revision: 1 }),
  ]);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  const winner = first.status === 200 ? first : second;
  expect((await call('GET', '/topics/blue')).body).toMatchObject({ revision: 2, yaml: winner.body.yaml });
  expect((await call('PUT', '/topics/blue', { yaml: '{ not yaml', revision: 2 })).status).toBe(200);
  expect((await call('POST', '/topics/blue/publish', {})).status).toBe(422);
});

test('authors who publish at the same time each get a version, and the last one is current', async () => {
  await published('amber', 'One.');
  await call('PUT', '/topics/amber', { yaml: lamp('amber', 'Two.'), revision: 2 });
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/topics/amber/publish', {})));
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
  const { items } = (await call<{ items: TopicVersion[] }>('GET', '/topics/amber/versions')).body;
  const versions = items.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => b - a));
  expect(items.map(({ current }) => current)).toEqual(items.map((_one, index) => index === 0));
});

test('shipped topics are read-only: a duplicate keeps the comments and can be changed', async () => {
  const refused = await call('PUT', '/topics/greeting', { yaml: lamp('greeting', 'x'), revision: 0 });
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/read-only: duplicate/);
  expect((await call('DELETE', '/topics/greeting')).status).toBe(409);
  expect((await call('POST', '/topics/greeting/active', { active: false })).status).toBe(409);
  const { status, body } = await call('POST', '/topics', {
    copyOf: 'greeting',
    name: 'my_greeting',
    title: 'Ours',
  });
  expect([status, body.shipped, body.state, body.title, body.role]).toEqual([
    201,
    false,
    'draft',
    'Ours',
    'greeting',
  ]);
  const yaml = body.yaml
    .replace(/elements:[\s\S]*/, 'elements:\n  - { id: hi, kind: text, text: Welcome to us. }\n')
    .replace(/translations:[\s\S]*?(?=^\w)/m, '');
  await call('PUT', '/topics/my_greeting', { yaml, revision: 1 });
  const done = await call('POST', '/topics/my_greeting/publish', {});
  expect({ status: done.status, errors: done.body.errors }).toEqual({ status: 200, errors: undefined });
  const requester = await openRequester(node.url);
  await requester.hears(/Welcome to us/);
  requester.leave();
  expect((await call('DELETE', '/topics/my_greeting')).status).toBe(204);
  expect((await call('GET', '/topics/my_greeting')).status).toBe(404);
});

test('a topic that is used cannot be switched off or deleted, and the users are named', async () => {
  await published('inner', 'x');
  await published('outer', 'x', '  - { id: on, kind: switch_topic, topic: inner }\n');
  for (const [method, path, body] of [
    ['POST', '/topics/inner/active', { active: false }],
    ['DELETE', '/topics/inner', undefined],
  ] as const) {
    const { status, body: problem } = await call(method, path, body);
    expect([status, problem.detail]).toEqual([409, expect.stringContaining('the topic "outer"')]);
  }
  expect((await call('POST', '/topics/outer/active', { active: false })).body).toMatchObject({
    state: 'inactive',
    version: null,
  });
  const requester = await openRequester(node.url);
  await requester.says('my outer lamp is broken');
  await requester.hears(/./);
  expect(requester.messages.map(({ text }) => text).join()).not.toMatch(/Which outer lamp/);
  requester.leave();
  expect((await call('POST', '/topics/outer/active', { active: true })).body).toMatchObject({
    state: 'published',
    version: 1,
  });
  (await talk('outer')).leave();
});

test('the list shows what is going on', async () => {
  const { items } = (await call<{ items: TopicSummary[] }>('GET', '/topics')).body;
  expect(items.find(({ name }) => name === 'greeting')).toMatchObject({
    shipped: true,
    type: 'setup',
    role: 'greeting',
    state: 'published',
    version: 1,
  });
  expect(items.find(({ name }) => name === 'red')).toMatchObject({
    shipped: false,
    state: 'published',
    utterances: 2,
    problems: 0,
  });
  expect(items.find(({ name }) => name === 'blue')).toMatchObject({
    state: 'draft',
    version: null,
    problems: 1,
  });
});

test('texts are checked and played without being saved', async () => {
  const check = await call<{ problems: AuthoringProblem[] }>('POST', '/topics/check', {
    yaml: lamp('violet', 'x', '  - { id: x, kind: end, promt: 1 }\n'),
  });
  expect(check.body.problems).toMatchObject([
    { severity: 'error', line: 13, message: expect.stringContaining('"promt"') },
  ]);
  await published(
    'violet',
    'Thank you, {{ vaInputs.which }}.',
    'tests:\n  - name: it thanks\n    steps: [{ replies: Which violet lamp? }, { says: big }, { replies: "Thank you, big." }]\n',
  );
  const own = await call<{ dialogues: PlayedDialogue[] }>('POST', '/topics/violet/test', {});
  expect(own.body.dialogues).toMatchObject([{ name: 'it thanks', ok: true }]);
  const unsaved = await call<{ dialogues: PlayedDialogue[] }>('POST', '/topics/violet/test', {
    yaml: lamp('violet', 'Other words.'),
    steps: [{ says: 'big' }, { replies: 'Thank you*' }],
  });
  expect(unsaved.body.dialogues[0]?.steps.at(-1)?.failure).toBe(
    'expected “Thank you*”, but “Other words.” was said',
  );
});

test('translations go out and come in by key, and the text keeps its comments', async () => {
  await published('white', 'Thanks.');
  const out = await call<{ texts: Record<string, unknown> }>('GET', '/topics/white/translations/de');
  expect(out.body.texts).toEqual({
    title: { original: 'Lamp white', text: null },
    'which.prompt': { original: 'Which white lamp?', text: null },
    'done.text': { original: 'Thanks.', text: null },
  });
  const texts = { title: 'Lampe', 'which.prompt': 'Welche Lampe?' };
  const { body } = await call('PUT', '/topics/white/translations/de', { texts, revision: 2 });
  expect(body.languages).toMatchObject([
    { language: 'en' },
    { language: 'de', state: 'partial', missing: ['done.text'] },
  ]);
  expect(body.yaml).toContain('# the question');
  expect(body.yaml).toContain('which.prompt: Welche Lampe?');
});

test('only VA admins write topics', async () => {
  const agent = await node.login('agent1@example.com');
  for (const [method, path, body] of [
    ['GET', '/topics', undefined],
    ['POST', '/topics', { yaml: lamp('black', 'x') }],
    ['POST', '/topics/red/publish', {}],
    ['POST', '/topics/red/test', {}],
    ['GET', '/experiences', undefined],
  ] as const)
    expect((await call(method, path, body, agent)).status).toBe(403);
});

test('another node gives new conversations what was published here, and goes on with those that run', async () => {
  const other = await startInProcess({
    store: node.store,
    clock: node.clock,
    settings: { survey: { probability: 0 } },
  });
  try {
    await published('silver', 'From elsewhere.');
    const running = await talk('silver');
    running.leave();
    // As after a restart: a node that has not yet heard of the version goes on with it.
    const there = await connectRequester(other.url, running.session, 0);
    await there.says('the small one');
    await there.hears(/From elsewhere/);

    await call('PUT', '/topics/silver', { yaml: lamp('silver', 'Once more.'), revision: 2 });
    await call('POST', '/topics/silver/publish', {});
    await other.pass(2);
    const requester = await talk('silver', other.url);
    await requester.says('the big one');
    await requester.hears(/Once more/);
    for (const one of [there, requester]) one.leave();
  } finally {
    await other.close();
  }
});

test('a block that others call cannot be published without what they take from it', async () => {
  const block = (output: string) =>
    `name: shade\ntitle: Shade\ntype: block\noutputs: [${output}]\nelements:\n  - { id: s, kind: set, values: { ${output}: 1 } }\n`;
  await call('POST', '/topics', { yaml: block('colour') });
  await call('POST', '/topics/shade/publish', {});
  const caller = '  - { id: on, kind: block, block: shade, outputs: { mine: colour } }\n';
  await published('grey', 'x', caller);
  await call('PUT', '/topics/shade', { yaml: block('hue'), revision: 2 });
  const { status, body } = await call('POST', '/topics/shade/publish', {});
  expect([status, body.errors]).toEqual([
    422,
    [
      {
        path: 'outputs',
        line: 4,
        column: 10,
        message: 'would break the topic "grey": the block "shade" gives no "colour"',
      },
    ],
  ]);
});

test('a topic keeps its name, and a name is given once', async () => {
  await published('brass', 'x');
  expect((await call('POST', '/topics', { yaml: lamp('brass', 'x') })).status).toBe(409);
  await call('PUT', '/topics/brass', { yaml: lamp('bronze', 'x'), revision: 2 });
  expect((await call('POST', '/topics/brass/publish', {})).body.errors).toMatchObject([
    { path: 'name', line: 2, message: 'must stay "brass": a topic keeps its name' },
  ]);
  expect((await call('POST', '/topics', { yaml: 'title: none\n' })).status).toBe(400);
  expect((await call('PUT', '/topics/nobody', { yaml: 'x', revision: 0 })).status).toBe(404);
});
