import { readFileSync } from 'node:fs';
import { elementSchema } from '../../../contracts/topic.ts';
import { validateTopic } from '../../../topics/validateTopic.ts';

const guide = readFileSync(new URL('../../../docs/topics.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

it.each(examples.map((text, index) => [index + 1, text] as const))(
  'example %s of docs/topics.md validates',
  (_index, text) => {
    const indented = text.replace(/^(?=.)/gm, '  ');
    const source = text.startsWith('name:') ? text : `name: example\ntitle: Example\nelements:\n${indented}`;
    expect(validateTopic(source, 'docs/topics.md').problems).toEqual([]);
  },
);

it('every element kind has an example', () => {
  const kinds = elementSchema.options.flatMap((option) => [...option.shape.kind.values]);
  expect(kinds.filter((kind) => !examples.some((text) => text.includes(`kind: ${kind}\n`)))).toEqual([]);
});
