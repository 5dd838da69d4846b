import { z } from 'zod';
import * as responses from '../../../contracts/topic/responses.ts';
import { elementSchema, type Holds, topicSchema } from '../../../contracts/topic.ts';
import type { FieldDoc, KindDoc, TopicDocs } from './topicDocs.ts';

/** The part of a JSON Schema that the topic language uses. */
interface Node {
  type?: string;
  description?: string;
  holds?: Holds;
  enum?: (string | number | boolean | null)[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  additionalProperties?: Node | boolean;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
}

/** Of several types the first one names the property. */
const order = ['enum', 'string', 'array', 'object', 'boolean', 'integer', 'number'] as const;
const names = {
  enum: 'choice',
  string: 'text',
  array: 'list',
  object: 'map',
  boolean: 'yes_no',
  integer: 'number',
  number: 'number',
} as const;

/** What the editor knows of the topic language, made from the schema when the studio is built. */
const docs: TopicDocs = {
  topic: fieldsOf(schemaOf(topicSchema)),
  kinds: elementSchema.options.map((option): KindDoc => {
    const schema = schemaOf(option);
    const [kind = ''] = [...option.shape.kind.values];
    return {
      kind,
      group: groupOf(kind, schema),
      fields: fieldsOf(schema).filter(({ name }) => name !== 'kind'),
    };
  }),
};
export default docs;

function schemaOf(schema: z.core.$ZodType): Node {
  // A JSON Schema is data of this form; zod types it more widely than a topic needs.
  const made: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return made as Node;
}

function groupOf(kind: string, schema: Node): KindDoc['group'] {
  if (schema.properties?.prompt !== undefined) return 'inputs';
  const said = Object.values(responses).some((option) => option.shape.kind.value === kind);
  return said ? 'responses' : 'utilities';
}

function fieldsOf(schema: Node): FieldDoc[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    ...docOf(field),
    required: schema.required?.includes(name) === true,
  }));
}

/** One property: what it means, what it holds, and what may stand in it. */
function docOf(node: Node): Omit<FieldDoc, 'name' | 'required'> {
  const ways = waysOf(node);
  const holds = ways.flatMap((way) => way.holds ?? way.items?.holds ?? []);
  const values = [
    ...new Set(ways.flatMap((way) => way.enum ?? (way.const === undefined ? [] : [way.const]))),
  ];
  const inner = ways.map((way) =>
    way.type === 'array' ? { list: true, way: way.items } : { list: false, way },
  );
  const objects = inner.filter(
    ({ way }) => way?.properties !== undefined && way.properties.expr === undefined,
  );
  const fields = objects.flatMap(({ way }) => (way === undefined ? [] : fieldsOf(way)));
  const map = ways.find((way) => typeof way.additionalProperties === 'object')?.additionalProperties;
  return {
    description: node.description ?? ways.find((way) => way.description !== undefined)?.description ?? '',
    type: typeOf(ways),
    ...(holds.length === 0 ? {} : { holds: holds[0] }),
    ...(values.length === 0 ? {} : { values: values.map(String) }),
    ...(node.default === undefined || typeof node.default === 'object'
      ? {}
      : { initial: String(node.default) }),
    ...(fields.length === 0 ? {} : { fields, list: objects.some(({ list }) => list) }),
    ...(typeof map === 'object' ? { each: docOf(map) } : {}),
  };
}

/** The alternatives of a property; a plain one is its only alternative. */
function waysOf(node: Node): Node[] {
  const inner = node.anyOf ?? node.oneOf ?? node.allOf;
  return inner === undefined
    ? [node]
    : inner.flatMap((way) => waysOf({ ...way, holds: way.holds ?? node.holds }));
}

function typeOf(ways: Node[]): FieldDoc['type'] {
  const types = new Set(ways.map((way) => (way.enum === undefined ? way.type : 'enum')));
  const [first = 'string'] = order.filter((type) => types.has(type));
  return names[first];
}
