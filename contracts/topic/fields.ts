import { z } from 'zod';

/**
 * What a string of a topic holds, said by its `meta({ holds })`. `text`: a template (Liquid) that people read, so it can
 * be translated; `label`: such a text without a template; `template`: one that only the machine reads; `condition`: CEL;
 * `script`: JavaScript; `element`: the id of one in the same topic, or `end`; `block`, `topic`, `connection`, `queue`: a name.
 * Validation, translation and the reference follow these marks, so a new field is known as soon as it is declared.
 */
export const holdsKinds = [
  'text',
  'label',
  'template',
  'condition',
  'script',
  'element',
  'block',
  'topic',
  'connection',
  'queue',
] as const;
export type Holds = (typeof holdsKinds)[number];

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower-case letters, digits and "_", starting with a letter');
/** A variable is what scripts and expressions call it. */
export const variable = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be letters, digits and "_", starting with a letter')
  .refine(
    (name) => !['constructor', 'prototype', 'toString', 'valueOf'].includes(name),
    'is a reserved word',
  );
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en"');

export const condition = z.string().min(1).max(2_000).meta({ holds: 'condition' });
export const template = z.string().max(8_000).meta({ holds: 'template' });
export const text = z.string().max(8_000).meta({ holds: 'text' });
export const label = z.string().trim().min(1).max(120).meta({ holds: 'label' });

/**
 * How an address may begin: `link` opens something, `media` is loaded into the message. Paths are of this server, so
 * `//host` and `/\host` are none. What a template puts in is checked again when it is rendered.
 */
export const addressStart = {
  link: /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\]))/i,
  media: /^(?:https?:\/\/|\/(?![/\\]))/i,
} as const;
/** An address as it is authored; one that begins with a template is known only when it is rendered. */
const addressOf = (use: keyof typeof addressStart, error: string) =>
  template.min(1).refine((url) => /^\s*\{[{%]/.test(url) || addressStart[use].test(url), error);
export const linkAddress = addressOf(
  'link',
  'must begin with "https://", "http://", "mailto:", "tel:" or "/" (a path of this server)',
);
export const mediaAddress = addressOf(
  'media',
  'must begin with "https://", "http://" or "/" (a path of this server)',
);

export const script = z.string().min(1).max(20_000).meta({ holds: 'script' });
export const target = z.string().min(1).max(64).meta({ holds: 'element' });
export const table = identifier;

/** Text for people: one wording, alternates of which one is said, or an expression that gives the text. */
export const wording = z.union(
  [text.min(1), z.array(text.min(1)).min(1).max(20), z.strictObject({ expr: condition })],
  { error: 'must be text, a list of texts or {expr: …}' },
);
export type Wording = z.infer<typeof wording>;

export const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A value: text is a template; `{expr: …}` is an expression and keeps its type. */
export const valueSource = z.union(
  [template, z.number(), z.boolean(), z.null(), z.strictObject({ expr: condition })],
  { error: 'must be text, a number, true, false, null or {expr: …}' },
);
export type ValueSource = z.infer<typeof valueSource>;

const recordCondition = z.strictObject({
  field: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a field name')
    .describe('A field of the table, or `id`, `number`, `created_at`, `updated_at`'),
  op: z
    .enum(['eq', 'ne', 'in', 'contains', 'starts_with', 'gt', 'gte', 'lt', 'lte'])
    .default('eq')
    .describe('How they are compared'),
  value: z
    .union([valueSource, z.array(valueSource).max(100)], {
      error: 'must be a value or a list of values',
    })
    .describe('What with; a list for `in`'),
});
/** Which records, in which order, how many. */
export const query = {
  table: table.describe('The table to look in'),
  where: z.array(recordCondition).max(20).default([]).describe('All conditions must hold'),
  sort: z
    .strictObject({
      field: identifier.describe('The field'),
      order: z.enum(['asc', 'desc']).default('asc').describe('Which way'),
    })
    .optional()
    .describe('By which field, `asc` or `desc`'),
  limit: z.int().min(1).max(100).default(10).describe('The most records'),
};

/** What every element has. */
export const element = {
  id: identifier
    .refine((id) => id !== 'end', '"end" is not an id: it means the end of the topic')
    .describe('Unique in the topic'),
  title: z.string().max(120).optional().describe('For authors: the name in the studio'),
  show_if: condition.optional().describe('Runs only if this is true; else it is passed over'),
  next: target.optional().describe('Where to go on; without it the following element is next'),
};

/** Connections are set up by an admin; an element names one. */
export const connectionName = identifier.meta({ holds: 'connection' });
/** An admin sets up queues; a topic names one by its id. */
export const queueName = identifier.meta({ holds: 'queue' });
