import { z } from 'zod';

/** A property of a topic as the reference shows it. */
export interface Property {
  /** `prompt`, `choices[].label`, `translations.*.*` … */
  path: string;
  type: string;
  required: boolean;
  /** As it is written in YAML; null when there is none. */
  default: string | null;
  description: string;
}

/** The part of JSON Schema that our schemas come out as. */
interface Shape {
  type?: string | string[];
  description?: string;
  holds?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
}

/** What a schema of an object says about itself, and its properties with those inside them, in order. Pure. */
export function describeSchema(schema: z.ZodType): { description: string; properties: Property[] } {
  // JSON Schema has more than our schemas come out as.
  const shape: Shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return { description: shape.description ?? '', properties: propertiesOf(shape, '') };
}

function propertiesOf({ properties = {}, required = [] }: Shape, prefix: string): Property[] {
  return Object.entries(properties).flatMap(([name, shape]) => [
    {
      path: `${prefix}${name}`,
      type: typeOf(shape),
      required: required.includes(name),
      default: defaultOf(shape),
      description: shape.description ?? '',
    },
    ...inside(shape, `${prefix}${name}`),
  ]);
}

function defaultOf({ default: value }: Shape): string | null {
  if (value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function inside(shape: Shape, path: string): Property[] {
  if (shape.properties !== undefined) return propertiesOf(shape, `${path}.`);
  if (shape.items !== undefined) return inside(shape.items, `${path}[]`);
  if (typeof shape.additionalProperties === 'object') return inside(shape.additionalProperties, `${path}.*`);
  // `{expr: …}` is part of the type, and one thing or a list of it is described once.
  const others = (shape.anyOf ?? []).filter((one) => !isExpression(one));
  const single = others.some(({ properties }) => properties !== undefined);
  return others.flatMap((one) => (single && one.items !== undefined ? [] : inside(one, path)));
}

function typeOf(shape: Shape): string {
  if (shape.anyOf !== undefined) {
    if (isWording(shape)) return 'wording';
    if (isValue(shape)) return 'value';
    if (shape.anyOf.length === plainTypes.length && shape.anyOf.every(isPlain)) return 'plain value';
    return [...new Set(shape.anyOf.map(typeOf))].join(' or ');
  }
  // The one union that is told apart by a property is that of the elements.
  if (shape.oneOf !== undefined) return 'element';
  if (shape.const !== undefined) return code(shape.const);
  if (shape.enum !== undefined) return shape.enum.map(code).join(', ');
  if (shape.items !== undefined) return `list of ${plural(typeOf(shape.items))}`;
  if (Array.isArray(shape.type)) return 'plain value';
  switch (shape.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
    case 'number':
      return numberType(shape);
    case 'object':
      return typeof shape.additionalProperties === 'object'
        ? `map of ${plural(typeOf(shape.additionalProperties))}`
        : 'object';
    case 'string':
      return stringTypes[shape.holds ?? ''] ?? 'text';
    default:
      return shape.type ?? 'any';
  }
}

const stringTypes: Readonly<Record<string, string>> = {
  text: 'template',
  label: 'text',
  template: 'template',
  condition: 'expression',
  script: 'script',
  element: 'element id',
  block: 'block name',
  topic: 'topic name',
  connection: 'connection name',
};

function numberType({ type, minimum, exclusiveMinimum, maximum }: Shape): string {
  const name = type === 'integer' ? 'whole number' : 'number';
  const from = minimum ?? exclusiveMinimum;
  const bounded = (value: number | undefined) => value !== undefined && Math.abs(value) < 1e9;
  if (bounded(from) && bounded(maximum)) return `${name}, ${from} to ${maximum}`;
  return bounded(from) ? `${name}, ${exclusiveMinimum === undefined ? 'from' : 'over'} ${from}` : name;
}

function isExpression({ properties }: Shape): boolean {
  return properties !== undefined && Object.keys(properties).join() === 'expr';
}

function isWording({ anyOf = [] }: Shape): boolean {
  return anyOf.some(isExpression) && anyOf.some(({ items }) => items?.holds === 'text');
}

function isValue({ anyOf = [] }: Shape): boolean {
  return anyOf.some(isExpression) && anyOf.some(({ holds }) => holds === 'template');
}

const plainTypes = ['string', 'number', 'boolean', 'null'];
function isPlain({ type, holds }: Shape): boolean {
  return typeof type === 'string' && plainTypes.includes(type) && holds === undefined;
}

function plural(type: string): string {
  if (/[`,]/.test(type)) return type;
  if (/^(?:list|map) of /.test(type)) return type.replace(' ', 's ');
  return type.endsWith('s') || type.endsWith('any') ? type : `${type}s`;
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
