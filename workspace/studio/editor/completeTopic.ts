import { cursorPlace } from './cursorPlace.ts';
import { type FieldDoc, fieldsOfKind, type TopicDocs } from './topicDocs.ts';

/** What may be named in a topic besides its own elements. */
export interface KnownNames {
  topics: readonly string[];
  blocks: readonly string[];
  connections: readonly string[];
}

export interface Completion {
  label: string;
  type: 'kind' | 'property' | 'value' | 'name';
  detail: string;
  /** What is written in place of the word. */
  apply: string;
}

/** What may follow at a place in a topic's YAML; null where nothing is known, such as in free text. */
export function completeTopic(
  text: string,
  offset: number,
  docs: TopicDocs,
  names: KnownNames,
): { from: number; options: Completion[] } | null {
  const place = cursorPlace(text, offset);
  const { keys, kind, inKey, from } = place;
  const fields = fieldsAt(docs, keys, kind);
  if (inKey === null) {
    const written = siblingsOf(text, offset);
    const options = fields
      .filter(({ name }) => !written.has(name))
      .map(
        (field): Completion => ({
          label: field.name,
          type: 'property',
          detail: field.description,
          apply: applyOf(field),
        }),
      );
    const ofElement = keys.length === 1 && keys[0] === 'elements';
    for (const name of ofElement ? ['id', 'kind'] : []) {
      if (!written.has(name) && !options.some(({ label }) => label === name))
        options.unshift({ label: name, type: 'property', detail: '', apply: `${name}: ` });
    }
    return options.length === 0 ? null : { from, options };
  }
  if (inKey === 'kind' && keys.length === 1 && keys[0] === 'elements') {
    const options = docs.kinds.map(
      (each): Completion => ({ label: each.kind, type: 'kind', detail: '', apply: each.kind }),
    );
    return { from, options };
  }
  const field = fields.find(({ name }) => name === inKey);
  const options = field === undefined ? [] : valuesOf(field, text, names);
  return options.length === 0 ? null : { from, options };
}

/** The properties that fit where the keys lead. */
export function fieldsAt(docs: TopicDocs, keys: readonly string[], kind: string | null): FieldDoc[] {
  const [first, ...rest] = keys;
  if (first === undefined) return docs.topic;
  const start = first === 'elements' ? fieldsOfKind(docs, kind) : inside(docs.topic, first);
  return rest.reduce((fields, key) => inside(fields, key), start);
}

function inside(fields: readonly FieldDoc[], key: string): FieldDoc[] {
  const field = fields.find(({ name }) => name === key);
  return field?.fields ?? field?.each?.fields ?? [];
}

function valuesOf(field: FieldDoc, text: string, names: KnownNames): Completion[] {
  const named = (list: readonly string[]) =>
    list.map((label): Completion => ({ label, type: 'name', detail: '', apply: label }));
  switch (field.holds) {
    case 'element':
      return named([...elementIds(text), 'end']);
    case 'topic':
      return named(names.topics);
    case 'block':
      return named(names.blocks);
    case 'connection':
      return named(names.connections);
    default: {
      const values = field.values ?? (field.type === 'yes_no' ? ['true', 'false'] : []);
      return values.map((label) => ({
        label,
        type: 'value',
        detail: label === field.initial ? '✓' : '',
        apply: label,
      }));
    }
  }
}

function applyOf({ name, type, list }: FieldDoc): string {
  return type === 'map' || type === 'list' || list === true ? `${name}:` : `${name}: `;
}

/** The ids of the topic's elements, in their order. */
export function elementIds(text: string): string[] {
  const start = /^elements:/m.exec(text)?.index ?? text.length;
  const end = /^tests:/m.exec(text.slice(start))?.index ?? text.length;
  return [...text.slice(start, start + end).matchAll(/^\s*(?:- )?\s*id:\s*([a-z]\w*)\s*(?:#.*)?$/gm)].flatMap(
    (match) => match[1] ?? [],
  );
}

/** The keys that stand beside the place already, at the same indentation of the same map. */
function siblingsOf(text: string, offset: number): Set<string> {
  const lines = text.split('\n');
  const row = text.slice(0, offset).split('\n').length - 1;
  const own = indentOf(lines[row] ?? '');
  const found = new Set<string>();
  const look = (step: 1 | -1) => {
    for (let at = row + step; at >= 0 && at < lines.length; at += step) {
      const line = lines[at] ?? '';
      if (line.trim() === '') continue;
      const starts = /^\s*- /.test(line);
      if (indentOf(line) < own || (step === 1 && starts && indentOf(line) === own)) return;
      const key = /^\s*(?:- )*([\w$-]+):/.exec(line)?.[1];
      if (key !== undefined && indentOf(line) === own) found.add(key);
      if (step === -1 && starts && indentOf(line) === own) return;
    }
  };
  if (!/^\s*- /.test(lines[row] ?? '')) look(-1);
  look(1);
  return found;
}

function indentOf(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}
