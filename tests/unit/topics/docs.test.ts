import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { experienceSchema } from '../../../contracts/authoring.ts';
import { dialogue, dialogueStep } from '../../../contracts/topic/dialogues.ts';
import { topicSchema } from '../../../contracts/topic.ts';
import { playTopics } from '../../../topics/dialogues/playTopics.ts';
import { reportDialogues } from '../../../topics/dialogues/reportDialogues.ts';
import { selectTopics } from '../../../topics/loadTopics.ts';
import { readTopicFiles } from '../../../topics/readTopicFiles.ts';
import { describeSchema, type Property } from '../../../topics/reference/properties.ts';
import { readExamples } from '../../../topics/reference/readExamples.ts';
import { elementReference, writeReference } from '../../../topics/reference/writeReference.ts';
import { validateTopic } from '../../../topics/validateTopic.ts';

const root = new URL('../../../', import.meta.url).pathname;
const guide = readFileSync(`${root}docs/topics.md`, 'utf8');
const [written = '', reference = ''] = guide.split('\n<!-- From here on');
const inGuide = [...written.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const kinds = elementReference();

it.each(inGuide.map((text, index) => [index + 1, text] as const))(
  'example %s of the guide validates',
  (_index, text) => {
    expect(validateTopic(text, 'docs/topics.md').problems).toEqual([]);
  },
);

it('the reference is what `npm run docs:topics` writes', async () => {
  expect(guide).toBe(writeReference(guide, await readExamples(`${root}docs/examples`)));
});

it('every element kind is in the reference, with an example of its own', async () => {
  const examples = await readExamples(`${root}docs/examples/topics`);
  for (const { kind } of kinds) {
    expect(reference).toContain(`\n#### ${kind}\n`);
    expect(examples[kind] ?? `docs/examples/topics/${kind}.yaml is missing`).toContain(`kind: ${kind}\n`);
  }
});

it('every property says what it means', () => {
  const silent = everything()
    .filter(({ path, description }) => description === '' && path !== 'kind')
    .map(({ of, path }) => `${of}: ${path}`);
  expect(silent).toEqual([]);
});

it('every example validates, and the dialogues it carries pass', async () => {
  const { topics, problems } = await exampleTopics();
  expect(problems).toEqual([]);
  const own = topics.filter(({ shipped }) => !shipped).map(({ topic }) => topic);
  expect(own.filter(({ tests }) => tests.length === 0).map(({ name }) => name)).toEqual([]);
  const played = await playTopics(
    topics.map(({ topic }) => topic),
    own.map(({ name }) => name),
  );
  const { text, ok } = reportDialogues(played);
  expect(ok ? '' : text).toBe('');
});

it('every property is used in an example or a shipped topic', async () => {
  const { topics } = await exampleTopics();
  const used = new Set<string>();
  for (const { data } of topics) {
    collect(data, 'topic: ', used);
    for (const element of data.elements) collect(element, `${String(element.kind)}: `, used);
    for (const test of data.tests ?? []) {
      collect(test, 'dialogue: ', used);
      for (const step of test.steps) collect(step, 'step: ', used);
    }
  }
  const experience = parse(readFileSync(`${root}docs/examples/experiences/experience.yaml`, 'utf8'));
  expect(experienceSchema.safeParse(experience).error).toBeUndefined();
  collect(experience, 'experience: ', used);
  // What several kinds have word for word is shown once.
  const all = everything();
  const shown = all.filter(({ of, path }) => used.has(`${of}: ${path}`));
  const isShown = ({ path, description }: Property) =>
    shown.some((one) => one.path === path && one.description === description);
  const unused = all.filter((one) => !isShown(one)).map(({ of, path }) => `${of}: ${path}`);
  expect(unused).toEqual([]);
});

/** Every property that an author may write, and of what it is one. */
function everything(): (Property & { of: string })[] {
  const parts = [
    ...kinds.map(({ kind, properties }) => ({ of: kind, properties })),
    { of: 'topic', ...describeSchema(topicSchema) },
    { of: 'dialogue', ...describeSchema(dialogue) },
    ...dialogueStep.options.map((step) => ({ of: 'step', ...describeSchema(step) })),
    { of: 'experience', ...describeSchema(experienceSchema) },
  ];
  // Elements, dialogues and steps are parts of their own.
  const isPart = (path: string) => /^(elements|tests|steps)\W/.test(path);
  return parts.flatMap(({ of, properties }) =>
    properties.filter(({ path }) => !isPart(path)).map((property) => ({ ...property, of })),
  );
}

interface Written {
  elements: Record<string, unknown>[];
  tests?: { steps: Record<string, unknown>[] }[];
}

async function exampleTopics() {
  const [, readme = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8')) ?? [];
  const own = [
    ...(await readTopicFiles(`${root}docs/examples/topics`, root)),
    { file: 'README.md', source: readme },
  ];
  const shipped = await readTopicFiles(`${root}topics`, root);
  const { topics, problems } = selectTopics([...own, ...shipped]);
  const files = new Map(
    [...own, ...shipped].map(({ file, source }) => {
      const data: Written & { name: string } = parse(source);
      return [data.name, { data, shipped: file.startsWith('topics/') }];
    }),
  );
  return {
    problems,
    topics: topics.map((topic) => ({ topic, ...files.get(topic.name)! })),
  };
}

/** The paths of all that is written, as the reference writes them. */
function collect(data: unknown, path: string, used: Set<string>): void {
  if (Array.isArray(data)) {
    for (const one of data) {
      collect(one, `${path}[]`, used);
      collect(one, path, used);
    }
  } else if (typeof data === 'object' && data !== null) {
    const prefix = path.endsWith(' ') ? path : `${path}.`;
    for (const [name, value] of Object.entries(data)) {
      for (const key of [name, '*']) {
        used.add(`${prefix}${key}`);
        collect(value, `${prefix}${key}`, used);
      }
    }
  }
}
