import { z } from 'zod';
import { isReservedHeader } from '../connections.ts';
import { skillWish } from '../skills.ts';
import {
  condition,
  connectionName,
  element,
  identifier,
  query,
  queueName,
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

export const decisionElement = z
  .strictObject({
    kind: z.literal('decision'),
    ...element,
    branches: z
      .array(
        z.strictObject({
          when: condition.describe('When this way is taken'),
          next: target.describe('Where it goes'),
          label: z.string().max(120).optional().describe('For authors: the name of the way'),
        }),
      )
      .min(1)
      .max(50)
      .describe('The first whose `when` is true is taken'),
    otherwise: target.optional().describe('Where to go when none is; else on to the next element'),
  })
  .describe('Takes the first way whose condition is true.');

export const loopElement = z
  .strictObject({
    kind: z.literal('loop'),
    ...element,
    over: condition.describe('A list: an expression, taken when the loop is first reached'),
    as: variable.describe('The variable for the item at hand, in `vaVars`'),
    index: variable.optional().describe('The variable for its place, from 1'),
    do: target.describe('The first element of the body; its last one has `next` with the id of the loop'),
    max_rounds: z.int().min(1).max(1_000).default(100).describe('More items are left out'),
  })
  .describe('Runs a part of the topic once for each item of a list.');

export const lookupElement = z
  .strictObject({
    kind: z.literal('lookup'),
    ...element,
    ...query,
    into: variable.describe(
      'The variable for the records found (a list; with `limit: 1` the record, or null)',
    ),
    show: z
      .enum(['none', 'cards'])
      .default('none')
      .describe('Whether what is found is shown, a card for each record'),
    card_fields: z
      .array(
        z.strictObject({
          field: identifier.describe('The field'),
          label: text.min(1).describe('What people see for it'),
        }),
      )
      .max(10)
      .default([])
      .describe('With `show: cards`: which fields'),
    /** Domain A1. */
    related: z
      .boolean()
      .default(true)
      .describe('Related tasks are logged for what is found; not for lists to choose from'),
    found: target.optional().describe('Where to go when something was found'),
    none: target.optional().describe('Where to go when nothing was found'),
  })
  .describe('Reads records. What is found becomes a related task of the interaction.');

export const recordActionElement = z
  .strictObject({
    kind: z.literal('record_action'),
    ...element,
    action: z.enum(['create', 'update', 'attach_file']).describe('What is done'),
    table: table.optional().describe('For `create`'),
    record: condition.optional().describe('For `update` and `attach_file`: an expression'),
    fields: z.record(identifier, valueSource).default({}).describe('The fields and their values'),
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
  })
  .describe(
    'Creates a record, changes one, or attaches files to one. It is written when the turn is committed; the topic sees it at once.',
  );

export const attachRecordElement = z
  .strictObject({
    kind: z.literal('attach_record'),
    ...element,
    record: condition.optional().describe('The record: an expression'),
    table: table.optional().describe('With `record_id`, in place of `record`'),
    record_id: template.optional().describe('The id of the record'),
  })
  .refine((e) => (e.record !== undefined) !== (e.table !== undefined && e.record_id !== undefined), {
    error: 'needs either "record" (an expression) or "table" and "record_id"',
  })
  .describe('Attaches a record to the conversation: it becomes a related task, which agents see.');

export const httpActionElement = z
  .strictObject({
    kind: z.literal('http_action'),
    ...element,
    connection: connectionName.describe('An admin sets it up: address, secret headers, limits'),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET').describe('The method'),
    path: template
      .refine(
        isPlainPath,
        'must be a path without "?", "#", "\\\\" and "..": what follows "?" belongs in "query"',
      )
      .default('')
      .describe("Added to the connection's address; each value in it is escaped as one part of the path"),
    query: z
      .record(z.string().min(1).max(100), valueSource)
      .default({})
      .describe('What stands after the `?`'),
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
  })
  .describe(
    'Calls another system over a connection that an admin has set up. The topic never sees the secrets of the connection.',
  );

export const setElement = z
  .strictObject({
    kind: z.literal('set'),
    ...element,
    values: z
      .record(variable, valueSource)
      .describe('The variables and their values; later ones may use earlier ones'),
  })
  .describe('Gives variables their values, in order.');

export const scriptElement = z
  .strictObject({
    kind: z.literal('script'),
    ...element,
    script: script.describe('The JavaScript'),
    into: variable.optional().describe('The variable for what the script returns'),
  })
  .describe(
    'Runs JavaScript in a sandbox. It reads `vaInputs` and `vaContext`, reads and writes `vaVars`, and calls `vaSystem`.',
  );

export const blockElement = z
  .strictObject({
    kind: z.literal('block'),
    ...element,
    block: identifier.meta({ holds: 'block' }).optional().describe('The name of the block'),
    choose: condition.optional().describe("Dynamic choice: an expression that gives the block's name"),
    inputs: z.record(variable, valueSource).default({}).describe("The block's inputs and their values"),
    outputs: z.record(variable, variable).default({}).describe("Our variable: the block's output"),
  })
  .refine((e) => (e.block === undefined) !== (e.choose === undefined), {
    error: 'needs either "block" or "choose"',
  })
  .describe(
    'Runs a topic block and comes back. Values go in by `inputs` and come back by `outputs`; otherwise the two share nothing.',
  );

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
    topic: identifier.meta({ holds: 'topic' }).optional().describe('The name of the topic'),
    choose: condition.optional().describe("Dynamic choice: an expression that gives the topic's name"),
    role: z.enum(setupRoles).optional().describe('A setup topic'),
    /** TD10. */
    resume: z.boolean().default(false).describe('Whether this topic goes on afterwards'),
  })
  .refine((e) => [e.topic, e.choose, e.role].filter((way) => way !== undefined).length === 1, {
    error: 'needs one of "topic", "choose" and "role"',
  })
  .describe('Goes to another topic, or to the setup topic of a role.');

/** Which people are meant. */
const asking = {
  queue: queueName.optional().describe("The queue; the topic's unless said"),
  skills: z
    .array(skillWish)
    .max(10)
    .optional()
    .describe("The skills that are wanted; the topic's unless said"),
};

export const transferElement = z
  .strictObject({
    kind: z.literal('transfer'),
    ...element,
    text: wording.optional().describe('Said first'),
    ...asking,
    short_description: text.optional().describe('What it is about, for the agent'),
    on: z
      .strictObject({
        offered: target.optional().describe('Somebody is asked to take it now'),
        queued: target.optional().describe('It waits in a queue'),
        no_agents: target.optional().describe('Nobody is there'),
        closed_hours: target.optional().describe('The queue is closed at this hour'),
        refused: target.optional().describe('The queue takes no more'),
      })
      .default({})
      .describe(
        'Where to go on, by outcome. `offered` and `queued`: the person is on the way, so only responses run there',
      ),
  })
  .describe(
    'Asks for a person. If one is on the way, or the requester waits in a queue, the topic is done; if not, it goes on in `on`. Without a way there it says so and asks for more: asking for a person always leads somewhere.',
  );

export const agentAvailabilityElement = z
  .strictObject({
    kind: z.literal('agent_availability'),
    ...element,
    ...asking,
    into: variable.describe('The variable for `{available, outcome, queue, wait_seconds}`'),
    available: target.optional().describe('Where to go when somebody could take it, now or from a queue'),
    unavailable: target.optional().describe('Where to go when nobody could'),
  })
  .describe(
    'Finds out what asking for a person would come to now, without asking: the router answers, nobody is bothered.',
  );

export const pauseElement = z
  .strictObject({
    kind: z.literal('pause'),
    ...element,
    seconds: z.number().positive().max(60).describe('How long'),
  })
  .describe('Waits, and goes on by itself. Words of the requester end the pause.');

export const deflectionElement = z
  .strictObject({
    kind: z.literal('deflection'),
    ...element,
    what: z
      .string()
      .min(1)
      .max(120)
      .describe('What was saved, e.g. `ticket`: the numbers count it by this name'),
  })
  .describe('Marks that this conversation saved something, such as a ticket. Says nothing.');

export const callbackElement = z
  .strictObject({
    kind: z.literal('callback'),
    ...element,
    phone: condition.describe('The number, with its country code: an expression'),
    at: condition
      .optional()
      .describe(
        'When: an expression such as the answer of a `date_input` with `mode: datetime`. Empty, past or not there: as soon as possible',
      ),
    queue: identifier.optional().describe("Whose agents call; the topic's, else where the requester waited"),
    refused: target
      .optional()
      .describe(
        'Where to go when the settings allow no call to this number, or none so late; without it that is an error',
      ),
  })
  .describe(
    'Has the requester called back. The call comes to an agent of the queue as an interaction of its own, at once or a minute before the time. Says nothing.',
  );

export const surveyElement = z
  .strictObject({
    kind: z.literal('survey'),
    ...element,
    always: z
      .boolean()
      .default(true)
      .describe('Asks everybody; `false` asks the share that the settings say'),
  })
  .describe('Runs the survey inside the topic, once in a conversation.');

export const topicPickerElement = z
  .strictObject({
    kind: z.literal('topic_picker'),
    ...element,
    text: wording.describe('Said over the buttons'),
    topics: z
      .enum(['promoted', 'visible'])
      .default('promoted')
      .describe('Which topics: the promoted ones, or all that people may see'),
    show_everything: text
      .optional()
      .describe('The label of the button that lists everything; without it there is none'),
  })
  .describe('Offers topics as buttons. It does not wait: a pick is understood wherever it comes.');

export const endElement = z
  .strictObject({
    kind: z.literal('end'),
    ...element,
    outcome: z
      .enum(['completed', 'cancelled'])
      .default('completed')
      .describe('How the topic ended, for the numbers'),
    follow: z
      .enum(['wait', 'anything_else', 'survey', 'closing', 'finish'])
      .optional()
      .describe('What follows; by default what the type of topic says'),
  })
  .describe('Ends the topic here, and may say what follows.');

/** The author's own part of a path; the values in it are escaped. */
function isPlainPath(path: string): boolean {
  const own = path.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, '');
  return !/[?#\\\s]|(?:^|\/)\.\.?(?:\/|$)/.test(own);
}
