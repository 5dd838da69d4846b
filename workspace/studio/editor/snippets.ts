import type { FieldDoc, KindDoc } from './topicDocs.ts';

/** A new element of a kind with what it must have, ready to be written over; two spaces before its dash. */
export function elementSnippet({ kind, fields }: KindDoc, takenIds: readonly string[]): string {
  const id = freeId(kind.replace(/_(input|element|action)$/, ''), takenIds);
  const lines = [`  - id: ${id}`, `    kind: ${kind}`];
  for (const field of [...fields.filter(({ name, required }) => required && name !== 'id'), ...wanted(kind)])
    lines.push(...fieldLines(field, 4));
  return `${lines.join('\n')}\n`;
}

/** What a kind needs that the schema cannot call required, because there is another way. */
const examples: Readonly<Record<string, string>> = {
  choice_input: 'choices:\n  - { value: one, label: The first }\n  - { value: two, label: The second }',
  grouped_choice_input:
    'groups:\n  - label: A group\n    choices:\n      - { value: one, label: The first }\n      - { value: two, label: The second }',
  carousel_input:
    'choices:\n  - { value: one, label: The first, image_url: https://example.com/one.png, alt: What it shows }',
  yes_no_input: 'yes: end\nno: end',
  card: 'card_title: A title',
  record_action: 'table: incident\nfields:\n  short_description: A text',
  attach_record: 'record: vaVars.record',
  block: 'block: confirm_contact',
  switch_topic: 'topic: talk_to_person',
};

function wanted(kind: string): string[] {
  return examples[kind] === undefined ? [] : [examples[kind]];
}

function fieldLines(field: FieldDoc | string, indent: number): string[] {
  const space = ' '.repeat(indent);
  if (typeof field === 'string') return field.split('\n').map((line) => space + line);
  const { name, type, fields, list } = field;
  if (fields !== undefined && list === true) {
    const inner = fields.filter(({ required }) => required).flatMap((each) => fieldLines(each, indent + 4));
    const [first = '', ...rest] = inner.length > 0 ? inner : fieldLines('text: A text', indent + 4);
    return [`${space}${name}:`, `${space}  - ${first.trim()}`, ...rest];
  }
  if (fields !== undefined && type === 'map') {
    const inner = fields.filter(({ required }) => required).flatMap((each) => fieldLines(each, indent + 2));
    return inner.length === 0 ? [`${space}${name}: {}`] : [`${space}${name}:`, ...inner];
  }
  return [`${space}${name}: ${placeholder(field)}`];
}

function placeholder({ name, type, holds, values, initial }: FieldDoc): string {
  if (values !== undefined) return initial ?? values[0] ?? '';
  if (holds === 'element') return 'end';
  if (holds === 'condition') return name === 'over' || name === 'rows' ? '"[]"' : '"true"';
  if (holds === 'script') return 'return null;';
  if (holds === 'text' || holds === 'label') return 'What is said';
  if (name.endsWith('_url') || name === 'url') return 'https://example.com/';
  if (type === 'map') return '{ name: value }';
  if (type === 'number') return '1';
  if (type === 'yes_no') return 'true';
  return name === 'table'
    ? 'incident'
    : name === 'field'
      ? 'short_description'
      : name === 'into' || name === 'as'
        ? 'result'
        : 'value';
}

function freeId(wish: string, taken: readonly string[]): string {
  let id = wish;
  // `end` is the end of the topic and the id of none.
  for (let count = 2; id === 'end' || taken.includes(id); count += 1) id = `${wish}_${count}`;
  return id;
}
