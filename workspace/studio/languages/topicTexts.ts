import { type FieldDoc, fieldsOfKind, type TopicDocs } from '../editor/topicDocs.ts';
import { isRecord, type WrittenTopic } from '../flow/readTopicText.ts';

/** A text of the topic that people see; alternates are one text. */
export interface TopicText {
  /** As `translations` name it: `title`, `<element>.prompt`, `<element>.choices.<value>.label`. */
  key: string;
  original: string | string[];
}

type Field = Omit<FieldDoc, 'name' | 'required'>;

/** Every text that can be translated, in the order of the topic. The server counts the same ones. */
export function topicTexts({ data, elements }: WrittenTopic, docs: TopicDocs): TopicText[] {
  const own = docs.topic
    .filter(({ name }) => name !== 'elements' && name !== 'translations' && name !== 'tests')
    .flatMap((field) => textsIn(field, data[field.name], field.name));
  const ofElements = elements.flatMap(({ id, kind, data: element }) =>
    fieldsOfKind(docs, kind).flatMap((field) => textsIn(field, element[field.name], `${id}.${field.name}`)),
  );
  return [...own, ...ofElements];
}

function textsIn(field: Field, value: unknown, key: string): TopicText[] {
  const isText = field.holds === 'text' || field.holds === 'label';
  if (typeof value === 'string') return isText ? [{ key, original: value }] : [];
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    const texts = list.filter((each) => typeof each === 'string');
    if (isText && texts.length === list.length && list.length > 0) return [{ key, original: texts }];
    return list.flatMap((each, index) =>
      isRecord(each) ? inside(field, each, `${key}.${placeOf(key, each, index)}`) : [],
    );
  }
  if (!isRecord(value)) return [];
  const { each } = field;
  if (each !== undefined)
    return Object.entries(value).flatMap(([name, inner]) => textsIn(each, inner, `${key}.${name}`));
  return inside(field, value, key);
}

function inside(field: Field, value: Record<string, unknown>, key: string): TopicText[] {
  return (field.fields ?? []).flatMap((inner) => textsIn(inner, value[inner.name], `${key}.${inner.name}`));
}

/** Choices go by their value, so that a translation stays with its choice; other lists by their index from 0. */
function placeOf(key: string, item: Record<string, unknown>, index: number): string {
  const { value } = item;
  const named = key.endsWith('.choices') && (typeof value === 'string' || typeof value === 'number');
  return named ? String(value) : String(index);
}
