import { z } from 'zod';
import { isReservedHeader } from '../connections.ts';
import {
  condition,
  connectionName,
  element,
  identifier,
  query,
  script,
  table,
  target,
  template,
  text,
  valueSource,
  variable,
  wording,
} from './fields.ts';

/** Utilities (domain B4): what works without being seen, and what changes the way. */

export const decisionElement = z.strictObject({
  kind: z.literal('decision'),
  ...element,
  branches: z
    .array(z.strictObject({ when: condition, next: target, label: z.string().max(120).optional() }))
    .min(1)
    .max(50)
    .describe('The first whose `when` is true is taken'),
  otherwise: target.optional().describe('Where to go when none is; else on to the next element'),
});

export const loopElement = z.strictObject({
  kind: z.literal('loop'),
  ...element,
  over: condition.describe('A list: an expression, taken when the loop is first reached'),
  as: variable.describe('The variable for the item at hand, in `vaVars`'),
  index: variable.optional().describe('The variable for its place, from 1'),
  do: target.describe('The first element of the body; its last one has `next` with the id of the loop'),
  max_rounds: z.int().min(1).max(1_000).default(100).describe('More items are left out'),
});

export const lookupElement = z.strictObject({
  kind: z.literal('lookup'),
  ...element,
  ...query,
  into: variable.describe('The variable for the records found (a list; with `limit: 1` the record, or null)'),
  show: z.enum(['none', 'cards']).default('none'),
  card_fields: z
    .array(z.strictObject({ field: identifier, label: text.min(1) }))
    .max(10)
    .default([])
    .describe('With `show: cards`: which fields'),
  related: z
    .boolean()
    .default(true)
    .describe('Related tasks are logged for what is found (domain A1); not for lists to choose from'),
  found: target.optional(),
  none: target.optional(),
});

export const recordActionElement = z
  .strictObject({
    kind: z.literal('record_action'),
    ...element,
    action: z.enum(['create', 'update', 'attach_file']),
    table: table.optional().describe('For `create`'),
    record: condition.optional().describe('For `update` and `attach_file`: an expression'),
    fields: z.record(identifier, valueSource).default({}),
    files: condition.optional().describe('For `attach_file`: the answer of a file input, one or several'),
    into: variable.optional().describe('The variable for the record'),
  })
  .refine(
    (e) => (e.action === 'create' ? e.table !== undefined && e.record === undefined : e.record !== undefined),
    { error: '"create" needs a table, "update" and "attach_file" need a record' },
  )
  .refine((e) => (e.action === 'attach_file') === (e.files !== undefined), {
    path: ['files'],
    error: 'is needed with "action: attach_file", and only there',
  })
  .refine((e) => e.action === 'attach_file' || Object.keys(e.fields).length > 0, {
    path: ['fields'],
    error: 'needs at least one field',
  });

export const attachRecordElement = z
  .strictObject({
    kind: z.literal('attach_record'),
    ...element,
    record: condition.optional().describe('The record: an expression'),
    table: table.optional(),
    record_id: template.optional(),
  })
  .refine((e) => (e.record !== undefined) !== (e.table !== undefined && e.record_id !== undefined), {
    error: 'needs either "record" (an expression) or "table" and "record_id"',
  });

export const httpActionElement = z.strictObject({
  kind: z.literal('http_action'),
  ...element,
  connection: connectionName.describe('An admin sets it up: address, secret headers, limits'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  path: template
    .refine(
      isPlainPath,
      'must be a path without "?", "#", "\\\\" and "..": what follows "?" belongs in "query"',
    )
    .default('')
    .describe("Added to the connection's address; each value in it is escaped as one part of the path"),
  query: z.record(z.string().min(1).max(100), valueSource).default({}),
  headers: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z][\w-]{0,99}$/, 'must be the name of a header')
        .refine((name) => !isReservedHeader(name), 'is a header that only the server itself sets'),
      template,
    )
    .default({})
    .describe("Further headers; the connection's secret headers cannot be replaced"),
  body: z.record(z.string().min(1).max(100), valueSource).optional().describe('Sent as JSON'),
  into: variable.describe('The variable for `{status, ok, body}`'),
  timeout_seconds: z.number().positive().max(60).optional().describe("The connection's unless said"),
  retries: z.int().min(0).max(5).optional().describe("The connection's unless said"),
  ok: target.optional().describe('Where to go after a 2xx'),
  failed: target
    .optional()
    .describe('Where to go after anything else; without it a failure is an error of the topic'),
});

export const setElement = z.strictObject({
  kind: z.literal('set'),
  ...element,
  values: z.record(variable, valueSource),
});

export const scriptElement = z.strictObject({
  kind: z.literal('script'),
  ...element,
  script,
  into: variable.optional().describe('The variable for what the script returns'),
});

export const blockElement = z
  .strictObject({
    kind: z.literal('block'),
    ...element,
    block: identifier.meta({ holds: 'block' }).optional(),
    choose: condition.optional().describe("Dynamic choice: an expression that gives the block's name"),
    inputs: z.record(variable, valueSource).default({}),
    outputs: z.record(variable, variable).default({}).describe("Our variable: the block's output"),
  })
  .refine((e) => (e.block === undefined) !== (e.choose === undefined), {
    error: 'needs either "block" or "choose"',
  });

export const setupRoles = [
  'greeting',
  'explore_help',
  'search',
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
    choose: condition.optional().describe("Dynamic choice: an expression that gives the topic's name"),
    role: z.enum(setupRoles).optional().describe('A setup topic'),
    resume: z.boolean().default(false).describe('Whether this topic goes on afterwards (TD10)'),
  })
  .refine((e) => [e.topic, e.choose, e.role].filter((way) => way !== undefined).length === 1, {
    error: 'needs one of "topic", "choose" and "role"',
  });

export const transferElement = z.strictObject({
  kind: z.literal('transfer'),
  ...element,
  text: wording.optional().describe('Said first'),
  queue: identifier.optional(),
  skills: z.array(identifier).max(10).optional(),
  short_description: text.optional(),
  on: z
    .strictObject({
      offered: target.optional(),
      queued: target.optional(),
      no_agents: target.optional(),
      closed_hours: target.optional(),
      refused: target.optional(),
    })
    .default({})
    .describe(
      'Where to go on, by outcome. `offered` and `queued`: the person is on the way, so only responses run there',
    ),
});

export const agentAvailabilityElement = z.strictObject({
  kind: z.literal('agent_availability'),
  ...element,
  queue: identifier.optional(),
  skills: z.array(identifier).max(10).optional(),
  into: variable.describe('The variable for `{available, outcome, queue, wait_seconds}`'),
  available: target.optional(),
  unavailable: target.optional(),
});

export const pauseElement = z.strictObject({
  kind: z.literal('pause'),
  ...element,
  seconds: z.number().positive().max(60),
});

export const deflectionElement = z.strictObject({
  kind: z.literal('deflection'),
  ...element,
  what: z
    .string()
    .min(1)
    .max(120)
    .describe('What was saved, e.g. `ticket`: the numbers count it by this name'),
});

export const surveyElement = z.strictObject({
  kind: z.literal('survey'),
  ...element,
  always: z.boolean().default(true).describe('Asks everybody; `false` asks the share that the settings say'),
});

export const topicPickerElement = z.strictObject({
  kind: z.literal('topic_picker'),
  ...element,
  text: wording,
  topics: z.enum(['promoted', 'visible']).default('promoted'),
  show_everything: text
    .optional()
    .describe('The label of the button that lists everything; without it there is none'),
});

export const endElement = z.strictObject({
  kind: z.literal('end'),
  ...element,
  outcome: z.enum(['completed', 'cancelled']).default('completed'),
  follow: z
    .enum(['wait', 'anything_else', 'survey', 'closing', 'finish'])
    .optional()
    .describe('What follows; by default what the type of topic says'),
});

/** The author's own part of a path; the values in it are escaped. */
function isPlainPath(path: string): boolean {
  const own = path.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, '');
  return !/[?#\\\s]|(?:^|\/)\.\.?(?:\/|$)/.test(own);
}
