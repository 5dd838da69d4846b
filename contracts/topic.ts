import { z } from 'zod';

/**
 * A topic as it is authored, in a file or in the studio (domain B1, B4).
 *
 * What a string holds is said by its `meta({ holds })`: a `condition` (CEL), a `template` (Liquid), a `script`
 * (JavaScript), an `element` (the id of one in the same topic, or `end`), a `block` or a `topic` (a name). Validation
 * follows these marks, so a new field is checked as soon as it is declared here.
 */
export type Holds = 'condition' | 'template' | 'script' | 'element' | 'block' | 'topic';

const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower-case letters, digits and "_", starting with a letter');
/** A variable is what scripts and expressions call it. */
const variable = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be letters, digits and "_", starting with a letter')
  .refine(
    (name) => !['constructor', 'prototype', 'toString', 'valueOf'].includes(name),
    'is a reserved word',
  );
const condition = z.string().min(1).max(2_000).meta({ holds: 'condition' });
const template = z.string().max(8_000).meta({ holds: 'template' });
const script = z.string().min(1).max(20_000).meta({ holds: 'script' });
const target = z.string().min(1).max(64).meta({ holds: 'element' });
const table = identifier;

/** Text for people: one wording, or alternates of which one is said. */
const wording = z.union([template.min(1), z.array(template.min(1)).min(1).max(20)], {
  error: 'must be text or a list of texts',
});
export type Wording = z.infer<typeof wording>;

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A value: text is a template; `{expr: …}` is an expression and keeps its type. */
const valueSource = z.union(
  [template, z.number(), z.boolean(), z.null(), z.strictObject({ expr: condition })],
  {
    error: 'must be text, a number, true, false, null or {expr: …}',
  },
);
export type ValueSource = z.infer<typeof valueSource>;

const recordCondition = z.strictObject({
  field: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a field name'),
  op: z.enum(['eq', 'ne', 'in', 'contains', 'starts_with', 'gt', 'gte', 'lt', 'lte']).default('eq'),
  value: z.union([valueSource, z.array(valueSource).max(100)], {
    error: 'must be a value or a list of values',
  }),
});
const query = {
  table,
  where: z.array(recordCondition).max(20).default([]),
  sort: z.strictObject({ field: identifier, order: z.enum(['asc', 'desc']).default('asc') }).optional(),
  limit: z.int().min(1).max(100).default(10),
};

/** What every element has. `next`: where to go on; without it the following element is next. */
const element = {
  id: identifier.refine((id) => id !== 'end', '"end" is not an id: it means the end of the topic'),
  title: z.string().max(120).optional(),
  show_if: condition.optional(),
  next: target.optional(),
};

/** What every input has (domain B4, user inputs). */
const input = {
  ...element,
  /** Where the answer goes in `vaInputs`; the element's id unless said. */
  variable: variable.optional(),
  prompt: wording,
  /** The answer when the input is skipped, or given up with `at_limit: continue`. */
  default: valueSource.optional(),
  skip_if: condition.optional(),
  reprompt: wording.optional(),
  max_attempts: z.int().min(1).max(10).default(3),
  at_limit: z
    .union([z.enum(['fallback', 'agent', 'continue']), z.strictObject({ next: target })], {
      error: 'must be fallback, agent, continue or {next: …}',
    })
    .default('fallback'),
};

export const textInput = z
  .strictObject({
    kind: z.literal('text_input'),
    ...input,
    validation: z.enum(['text', 'email', 'phone', 'url', 'ip', 'number', 'pattern']).default('text'),
    /** RE2, matched against the whole answer. */
    pattern: z.string().max(500).optional(),
    min_length: z.int().min(0).max(8_000).optional(),
    max_length: z.int().min(1).max(8_000).optional(),
    /** The smallest and the largest number, and whether it must be whole; with `validation: number`. */
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().default(false),
    /** Masked before anything is stored; the value is there for the elements of the same turn only. */
    secure: z.boolean().default(false),
  })
  .refine((e) => (e.validation === 'pattern') === (e.pattern !== undefined), {
    path: ['pattern'],
    error: 'is needed with "validation: pattern", and only there',
  })
  .refine((e) => e.validation === 'number' || (e.min === undefined && e.max === undefined && !e.integer), {
    path: ['validation'],
    error: '"min", "max" and "integer" are for "validation: number"',
  });

const choice = z.strictObject({
  value: z.union([z.string().min(1).max(200), z.number().transform(String)]),
  label: template.optional(),
  description: template.optional(),
  group: z.string().max(60).optional(),
});
/** Choices made from a list variable or from records; `item` is the one at hand. */
const choiceSource = z
  .strictObject({
    list: condition.optional(),
    ...query,
    table: table.optional(),
    value: template.optional(),
    label: template,
    description: template.optional(),
  })
  .refine((from) => (from.list === undefined) !== (from.table === undefined), {
    error: 'needs either "list" (an expression) or "table"',
  });
export const choiceInput = z
  .strictObject({
    kind: z.literal('choice_input'),
    ...input,
    choices: z.array(choice).min(1).max(50).optional(),
    from: choiceSource.optional(),
    multiple: z.boolean().default(false),
    /** Said when `from` gives nothing. */
    empty_text: wording.optional(),
    /** Where to go when `from` gives nothing; else on to the next element. */
    when_empty: target.optional(),
    /** Where “none of these” and “I don't know” go; offered as the last choice. The answer is then the `default`. */
    none: target.optional(),
    /** What that choice is called. */
    none_label: template.optional(),
  })
  .refine((e) => (e.choices === undefined) !== (e.from === undefined), {
    path: ['choices'],
    error: 'a choice input needs either "choices" or "from"',
  });

export const yesNoInput = z.strictObject({
  kind: z.literal('yes_no_input'),
  ...input,
  yes: target.optional(),
  no: target.optional(),
});

export const dateInput = z.strictObject({
  kind: z.literal('date_input'),
  ...input,
  mode: z.enum(['date', 'time', 'datetime']).default('date'),
  /** ISO, or words such as "today". */
  min: template.optional(),
  max: template.optional(),
});

export const textElement = z.strictObject({ kind: z.literal('text'), ...element, text: wording });

export const decisionElement = z.strictObject({
  kind: z.literal('decision'),
  ...element,
  branches: z
    .array(z.strictObject({ when: condition, next: target, label: z.string().max(120).optional() }))
    .min(1)
    .max(50),
  otherwise: target.optional(),
});

export const lookupElement = z.strictObject({
  kind: z.literal('lookup'),
  ...element,
  ...query,
  /** The variable for the records found (a list; with `limit: 1` the record, or null). */
  into: variable,
  show: z.enum(['none', 'cards']).default('none'),
  /** Says the records found as cards with these fields. */
  card_fields: z
    .array(z.strictObject({ field: identifier, label: z.string().min(1).max(60) }))
    .max(10)
    .default([]),
  /** Related tasks are logged for what is found (domain A1); switch off for lists that people only choose from. */
  related: z.boolean().default(true),
  found: target.optional(),
  none: target.optional(),
});

export const recordActionElement = z
  .strictObject({
    kind: z.literal('record_action'),
    ...element,
    action: z.enum(['create', 'update']),
    table: table.optional(),
    /** The record to update: an expression. */
    record: condition.optional(),
    fields: z.record(identifier, valueSource),
    into: variable.optional(),
  })
  .refine(
    (e) => (e.action === 'create' ? e.table !== undefined && e.record === undefined : e.record !== undefined),
    {
      error: '"create" needs a table, "update" needs a record',
    },
  );

export const attachRecordElement = z
  .strictObject({
    kind: z.literal('attach_record'),
    ...element,
    record: condition.optional(),
    table: table.optional(),
    record_id: template.optional(),
  })
  .refine((e) => (e.record !== undefined) !== (e.table !== undefined && e.record_id !== undefined), {
    error: 'needs either "record" (an expression) or "table" and "record_id"',
  });

const cardField = z.strictObject({ label: z.string().min(1).max(60), value: template });
export const cardElement = z.strictObject({
  kind: z.literal('card'),
  ...element,
  text: wording.optional(),
  /** The record to show: an expression. */
  record: condition,
  card_title: template.optional(),
  fields: z.array(cardField).max(10).default([]),
});

export const linkElement = z.strictObject({
  kind: z.literal('link'),
  ...element,
  text: wording,
  links: z
    .array(z.strictObject({ url: template.min(1), label: template.min(1) }))
    .min(1)
    .max(3),
});

export const scriptElement = z.strictObject({
  kind: z.literal('script'),
  ...element,
  script,
  /** The variable for what the script returns. */
  into: variable.optional(),
});

export const setElement = z.strictObject({
  kind: z.literal('set'),
  ...element,
  values: z.record(variable, valueSource),
});

export const blockElement = z.strictObject({
  kind: z.literal('block'),
  ...element,
  block: identifier.meta({ holds: 'block' }),
  inputs: z.record(variable, valueSource).default({}),
  /** Our variable ← the block's output. */
  outputs: z.record(variable, variable).default({}),
});

export const setupRoles = [
  'greeting',
  'explore_help',
  'fallback',
  'anything_else',
  'survey',
  'closing',
  'error',
  'live_agent',
] as const;

export const switchTopicElement = z
  .strictObject({
    kind: z.literal('switch_topic'),
    ...element,
    topic: identifier.meta({ holds: 'topic' }).optional(),
    role: z.enum(setupRoles).optional(),
    /** Whether this topic goes on afterwards (domain TD10). */
    resume: z.boolean().default(false),
  })
  .refine((e) => (e.topic === undefined) !== (e.role === undefined), {
    error: 'needs either "topic" or "role"',
  });

export const transferElement = z.strictObject({
  kind: z.literal('transfer'),
  ...element,
  text: wording.optional(),
  queue: identifier.optional(),
  skills: z.array(identifier).max(10).optional(),
  short_description: template.optional(),
  /** Where to go when nobody takes over (design §4). */
  on: z
    .strictObject({
      no_agents: target.optional(),
      closed_hours: target.optional(),
      refused: target.optional(),
    })
    .default({}),
});

export const topicPickerElement = z.strictObject({
  kind: z.literal('topic_picker'),
  ...element,
  text: wording,
  topics: z.enum(['promoted', 'visible']).default('promoted'),
  /** The label of the button that lists everything; without it there is none. */
  show_everything: template.optional(),
});

export const endElement = z.strictObject({
  kind: z.literal('end'),
  ...element,
  outcome: z.enum(['completed', 'cancelled']).default('completed'),
  /** What follows; by default what the kind of topic says (docs/topics.md, "What follows a topic"). */
  follow: z.enum(['wait', 'anything_else', 'survey', 'closing', 'finish']).optional(),
});

export const elementSchema = z.discriminatedUnion('kind', [
  textInput,
  choiceInput,
  yesNoInput,
  dateInput,
  textElement,
  decisionElement,
  lookupElement,
  recordActionElement,
  attachRecordElement,
  cardElement,
  linkElement,
  scriptElement,
  setElement,
  blockElement,
  switchTopicElement,
  transferElement,
  topicPickerElement,
  endElement,
]);
export type TopicElement = z.infer<typeof elementSchema>;
export type ElementName = TopicElement['kind'];
export type ElementOf<K extends ElementName> = Extract<TopicElement, { kind: K }>;
export type InputElement = ElementOf<'text_input' | 'choice_input' | 'yes_no_input' | 'date_input'>;

const phrases = z.record(
  z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en"'),
  z.array(z.string().trim().min(1).max(300)).max(2_000),
);

export const topicSchema = z
  .strictObject({
    name: identifier,
    title: z.string().trim().min(1).max(80),
    description: z.string().max(1_000).default(''),
    type: z.enum(['topic', 'block', 'setup', 'small_talk']).default('topic'),
    /** Setup topics only: which step of the chain this is (domain B2). */
    role: z.enum(setupRoles).optional(),
    utterances: phrases.default({}),
    keywords: phrases.default({}),
    category: z.string().max(60).optional(),
    condition: condition.optional(),
    /** Any one suffices; none: everybody; `public` includes guests. */
    roles: z.array(identifier).max(20).default([]),
    channels: z.array(identifier).max(20).default([]),
    promoted: z.boolean().default(false),
    /** May be found by what a requester says. */
    discoverable: z.boolean().default(true),
    /** Is listed under "Show me everything". */
    visible: z.boolean().default(true),
    resume_after_switch: z.boolean().default(false),
    handoff: z
      .strictObject({
        queue: identifier.optional(),
        skills: z.array(identifier).max(10).optional(),
        short_description: template.optional(),
      })
      .optional(),
    /** Variables with their first values. */
    variables: z.record(variable, z.union([plain, z.array(plain)])).default({}),
    /** Blocks only: what the caller passes in; they arrive in `vaVars`. */
    inputs: z
      .record(variable, z.strictObject({ description: z.string().optional(), default: plain.optional() }))
      .default({}),
    /** Blocks only: the variables that the caller may take over. */
    outputs: z.array(variable).max(50).default([]),
    elements: z.array(elementSchema).min(1, 'a topic needs at least one element').max(500),
  })
  .refine((topic) => (topic.type === 'setup') === (topic.role !== undefined), {
    path: ['role'],
    error: 'a setup topic needs a role, and only a setup topic has one',
  });

/** A topic that passed the schema. */
export type TopicDefinition = z.infer<typeof topicSchema>;
