import { experienceSchema } from '../../contracts/authoring.ts';
import { dialogue, dialogueStep } from '../../contracts/topic/dialogues.ts';
import { elementSchema, topicSchema } from '../../contracts/topic.ts';
import { describeSchema, type Property } from './properties.ts';

/** An example by its name: the element kind, or the part of a topic that it shows. */
export type Examples = Readonly<Record<string, string>>;

/** What is in the reference, for whoever checks that nothing is left out. */
export interface KindReference {
  kind: string;
  description: string;
  properties: Property[];
}

/** Every element kind with its properties, in the order of the schema. */
export function elementReference(): KindReference[] {
  return elementSchema.options.map((option) => ({
    kind: [...option.shape.kind.values][0] ?? '',
    ...describeSchema(option),
  }));
}

const marker = '<!-- From here on written by `npm run docs:topics`. -->\n';

/** The guide with its reference written anew: what stands after the marker is replaced. Pure. */
export function writeReference(guide: string, examples: Examples): string {
  const end = guide.indexOf(marker);
  if (end === -1) throw new Error(`the guide has no line ${marker}`);
  return `${guide.slice(0, end + marker.length)}\n${reference(examples)}\n`;
}

/** A table and an example for each part of the topic language. */
function reference(examples: Examples): string {
  const kinds = elementReference();
  const every = shared(kinds);
  const inputs = kinds.filter(({ kind }) => kind.endsWith('_input'));
  const input = shared(inputs).filter((one) => !has(every, one));
  const choosing = shared(inputs.filter(({ kind }) => /choice|carousel/.test(kind))).filter(
    (one) => !has([...every, ...input], one),
  );
  const common = [...every, ...input];
  const rest = kinds.filter((one) => !inputs.includes(one));
  const said = rest.filter(({ kind }) => responses.has(kind));
  const example = (name: string) => fenced(examples[name]);
  return [
    '### A topic',
    table(describeSchema(topicSchema).properties.filter(({ path }) => !/^(elements|tests)\W/.test(path))),
    example('topic'),
    '### Translations',
    example('translations'),
    '### What every element has',
    table(every),
    '### Inputs',
    'What all of them have besides:',
    table(input),
    example('inputs'),
    'What inputs with choices have besides:',
    table(choosing),
    ...inputs.map((one) =>
      section(one, /choice|carousel/.test(one.kind) ? [...common, ...choosing] : common, examples),
    ),
    '### What is said',
    ...said.map((one) => section(one, every, examples)),
    '### Utilities',
    ...rest.filter((one) => !said.includes(one)).map((one) => section(one, every, examples)),
    '### Dialogues under `tests`',
    table(describeSchema(dialogue).properties.filter(({ path }) => !/^steps\W/.test(path))),
    'A step is one of these:',
    table(dialogueStep.options.flatMap((step) => describeSchema(step).properties)),
    example('tests'),
    '### Experiences',
    table(describeSchema(experienceSchema).properties),
    example('experience'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const responses: ReadonlySet<string> = new Set([
  'text',
  'image',
  'video',
  'link',
  'html',
  'card',
  'table',
  'multi',
  'script_response',
]);

function section(
  { kind, description, properties }: KindReference,
  known: Property[],
  examples: Examples,
): string {
  const own = properties.filter((one) => one.path !== 'kind' && !has(known, one));
  return [`#### ${kind}`, description, table(own), fenced(examples[kind])]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What all of these kinds have, word for word. */
function shared(kinds: readonly KindReference[]): Property[] {
  const [first, ...others] = kinds;
  return (first?.properties ?? []).filter(
    (one) => one.path !== 'kind' && others.every(({ properties }) => has(properties, one)),
  );
}

function has(properties: readonly Property[], wanted: Property): boolean {
  return properties.some((one) => one.path === wanted.path && one.description === wanted.description);
}

function table(properties: readonly Property[]): string {
  if (properties.length === 0) return '';
  const rows = properties.map(
    ({ path, type, required, default: value, description }) =>
      `| \`${path}\` | ${cell(type)} | ${value === null ? '' : `\`${cell(value)}\``} | ${required ? 'yes' : ''} | ${cell(description)} |`,
  );
  return ['| property | type | default | required | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function fenced(example: string | undefined): string {
  return example === undefined ? '' : `\`\`\`yaml\n${example.trimEnd()}\n\`\`\``;
}
