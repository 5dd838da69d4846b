import { z } from 'zod';
import {
  condition,
  element,
  mediaAddress,
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

/** What every input has (domain B4, user inputs). */
const input = {
  ...element,
  prompt: wording.describe('The question: text, alternates, or `{expr: …}`'),
  variable: variable.optional().describe("Where the answer goes in `vaInputs`; the element's id unless said"),
  default: valueSource
    .optional()
    .describe('The answer when the input is skipped, or given up with `at_limit: continue`'),
  confirm_default: z
    .boolean()
    .default(false)
    .describe('Offers the `default` first: yes takes it, no asks the question'),
  confirm: z
    .union([z.boolean(), wording], { error: 'must be true, false or a text' })
    .default(false)
    .describe(
      'Reads the answer back and asks whether it is right; a text says it in your words (`{{ answer }}`)',
    ),
  skip_if: condition.optional().describe('Passed over if true, with the `default` as the answer'),
  reprompt: wording
    .optional()
    .describe("Said when the answer could not be read; the kind's own hint unless said"),
  max_attempts: z.int().min(1).max(10).default(3).describe('How often it is asked'),
  stop_if: condition
    .optional()
    .describe('Checked after each answer that could not be read: true is as if the attempts were used up'),
  at_limit: z
    .union(
      [
        z.enum(['offer', 'fallback', 'agent', 'continue']),
        z.strictObject({ next: target.describe('The element that goes on from there') }),
      ],
      {
        error: 'must be offer, fallback, agent, continue or {next: …}',
      },
    )
    .default('offer')
    .describe(
      'When the attempts are used up: `offer` (try again, start over, a person), `fallback`, `agent`, `continue`, or `{next: id}`',
    ),
  /** TD9. */
  may_switch: z.boolean().default(true).describe('Whether words that are no answer may change the subject'),
};

export const textInput = z
  .strictObject({
    kind: z.literal('text_input'),
    ...input,
    validation: z
      .enum(['text', 'email', 'phone', 'url', 'ip', 'number', 'pattern', 'script'])
      .default('text')
      .describe(
        '`phone` is E.164; `number` gives a number; `pattern` and `script` need the field of that name',
      ),
    pattern: z.string().max(500).optional().describe('RE2, matched against the whole answer'),
    script: script
      .optional()
      .describe('Gets `answer`; returns true, or false, or the text that says what is wrong'),
    min_length: z.int().min(0).max(8_000).optional().describe('The fewest characters'),
    max_length: z.int().min(1).max(8_000).optional().describe('The most characters'),
    min: z.number().optional().describe('With `validation: number`'),
    max: z.number().optional().describe('With `validation: number`'),
    integer: z.boolean().default(false).describe('With `validation: number`: whole numbers only'),
    secure: z
      .boolean()
      .default(false)
      .describe(
        'Masked before anything is stored; the value is there for the elements of the same turn only',
      ),
  })
  .refine((e) => (e.validation === 'pattern') === (e.pattern !== undefined), {
    path: ['pattern'],
    error: 'is needed with "validation: pattern", and only there',
  })
  .refine((e) => (e.validation === 'script') === (e.script !== undefined), {
    path: ['script'],
    error: 'is needed with "validation: script", and only there',
  })
  .refine((e) => e.validation === 'number' || (e.min === undefined && e.max === undefined && !e.integer), {
    path: ['validation'],
    error: '"min", "max" and "integer" are for "validation: number"',
  })
  .describe(
    'Asks for words: free text, an address, a number, or what a pattern or a script accepts. Numbers may be said in words (“three”). With `min_length`, “thanks” or “yes” alone is no answer.',
  );

const choiceFields = {
  value: z
    .union([z.string().min(1).max(200), z.number().transform(String)])
    .describe('What the answer will be'),
  label: text.optional().describe('What people see; the value unless said'),
  description: text.optional().describe('A second line under the label'),
};
const choice = z.strictObject(choiceFields);
const pictured = z.strictObject({
  ...choiceFields,
  image_url: mediaAddress.describe('The picture'),
  alt: text.min(1).describe('What the picture shows, for those who do not see it'),
});

/** Choices made from a list, from records or by a script; `item` is the one at hand. */
const choiceSource = {
  list: condition.optional().describe('An expression that gives a list'),
  script: script.optional().describe('Returns a list'),
  ...query,
  table: table.optional().describe('Records of this table'),
  value: template.optional().describe("What the answer will be; the record's id unless said"),
  label: text.describe('What the choice is called'),
  description: text.optional().describe('A second line under the label'),
};
const oneSource = (from: { list?: unknown; script?: unknown; table?: unknown }) =>
  [from.list, from.script, from.table].filter((source) => source !== undefined).length === 1;
const oneSourceError = {
  error: 'needs one of "list" (an expression), "script" and "table"',
};

/** What all inputs with choices have. */
const choosing = {
  multiple: z.boolean().default(false).describe('Several may be picked; the answer is a list'),
  min_choices: z.int().min(1).max(50).optional().describe('With `multiple`'),
  max_choices: z.int().min(1).max(50).optional().describe('With `multiple`'),
  page_size: z.int().min(2).max(50).default(10).describe('How many are shown before “More”'),
  empty_text: wording.optional().describe('Said when `from` gives nothing'),
  when_empty: target
    .optional()
    .describe('Where to go when `from` gives nothing; else on to the next element'),
  none: target
    .optional()
    .describe('Where “none of these” goes; offered as the last choice. The answer is then the `default`'),
  none_label: text.optional().describe('What that choice is called'),
};

const either = (e: { from?: unknown; choices?: unknown; groups?: unknown }) =>
  (e.from === undefined) !== ((e.choices ?? e.groups) === undefined);

export const choiceInput = z
  .strictObject({
    kind: z.literal('choice_input'),
    ...input,
    choices: z
      .array(choice)
      .min(1)
      .max(200)
      .optional()
      .describe('A fixed list: `value`, `label`, `description`'),
    from: z
      .strictObject(choiceSource)
      .refine(oneSource, oneSourceError)
      .optional()
      .describe('A list made when it is asked: from a `list`, a `script` or records of a `table`'),
    ...choosing,
  })
  .refine(either, { path: ['choices'], error: 'a choice input needs either "choices" or "from"' })
  .describe(
    'Asks to pick from a list: fixed (`choices`), or made from records, a list or a script (`from`). People may pick, type the label or words of it, or its number; spelling mistakes are forgiven, and a list of one accepts “yes”. Long lists are shown by pages: “more” and “back” turn them, and a choice of another page may be named.',
  );

export const groupedChoiceInput = z
  .strictObject({
    kind: z.literal('grouped_choice_input'),
    ...input,
    groups: z
      .array(
        z.strictObject({
          label: text.min(1).describe('The name of the group'),
          choices: z.array(choice).min(1).max(50).describe('The choices in it'),
        }),
      )
      .min(1)
      .max(20)
      .optional()
      .describe('Lists of choices, each under its `label`'),
    from: z
      .strictObject({ ...choiceSource, group: text.min(1).describe('The group of the item at hand') })
      .refine(oneSource, oneSourceError)
      .optional()
      .describe('A list made when it is asked: from a `list`, a `script` or records of a `table`'),
    ...choosing,
  })
  .refine(either, { path: ['groups'], error: 'a grouped choice input needs either "groups" or "from"' })
  .describe(
    'A choice whose items stand in groups. `groups` are fixed; with `from` each item says its group.',
  );

export const carouselInput = z
  .strictObject({
    kind: z.literal('carousel_input'),
    ...input,
    choices: z
      .array(pictured)
      .min(1)
      .max(50)
      .optional()
      .describe('Cards: `value`, `label`, `image_url`, `alt`'),
    from: z
      .strictObject({
        ...choiceSource,
        image_url: mediaAddress.describe('The picture of the item at hand'),
        alt: text.min(1).describe('What it shows, for those who do not see it'),
      })
      .refine(oneSource, oneSourceError)
      .optional()
      .describe('Cards made when it is asked: from a `list`, a `script` or records of a `table`'),
    ...choosing,
  })
  .refine(either, { path: ['choices'], error: 'a carousel input needs either "choices" or "from"' })
  .describe('A choice of cards with pictures. Where pictures cannot be shown it is a list.');

export const yesNoInput = z
  .strictObject({
    kind: z.literal('yes_no_input'),
    ...input,
    yes: target.optional().describe('Where “yes” goes'),
    no: target.optional().describe('Where “no” goes'),
    yes_label: text.optional().describe('What the button says; “Yes” unless said'),
    no_label: text.optional().describe('“No” unless said'),
  })
  .describe(
    "Asks yes or no, answered in people's own words (“yep”, “not really”). The answer is true or false.",
  );

export const dateInput = z
  .strictObject({
    kind: z.literal('date_input'),
    ...input,
    mode: z.enum(['date', 'time', 'datetime']).default('date').describe('What is asked for'),
    min: template.optional().describe('The earliest: ISO, or words such as `today`'),
    max: template.optional().describe('The latest'),
  })
  .describe(
    'Asks for a date, a time or both: ISO, or in words (“tomorrow at 3”, “next Monday”, “31 March”). The answer is `2026-03-31`, `15:30` or `2026-03-31T15:30`. Days and hours are the requester’s: `vaContext.time_zone`, which the widget sends, else UTC. A date that can be read in two ways is asked about.',
  );

/** Groups of file types; checked by content, never by name alone. SVG and HTML are in none of them. */
export const fileGroups = [
  'image',
  'pdf',
  'document',
  'spreadsheet',
  'text',
  'archive',
  'audio',
  'video',
] as const;
export type FileGroup = (typeof fileGroups)[number];

export const fileInput = z
  .strictObject({
    kind: z.literal('file_input'),
    ...input,
    multiple: z.boolean().default(false).describe('Several files; the answer is a list, ended with “done”'),
    max_files: z.int().min(1).max(20).default(5).describe('With `multiple`'),
    types: z
      .array(z.enum(fileGroups))
      .min(1)
      .optional()
      .describe('Which kinds of files; all that may be uploaded unless said'),
    max_megabytes: z
      .number()
      .positive()
      .max(100)
      .optional()
      .describe('Per file; the limit of the server unless said'),
  })
  .describe(
    'Asks for a file, or several. The answer is `{attachmentId, name, size, type}`, or a list of them with `multiple`; `vaDisplay` has the names. Files are checked by their content.',
  );

export const contactInput = z
  .strictObject({
    kind: z.literal('contact_input'),
    ...input,
    channel: z.enum(['email', 'phone']).describe('Which address'),
    known: condition
      .optional()
      .describe("The address that is offered for confirmation; for `email` the requester's own unless said"),
  })
  .describe(
    'Asks for an e-mail address or a phone number. A known one is offered for confirmation first; another may be said at once. Phone numbers are stored as E.164.',
  );
