import { z } from 'zod';
import { identifier, languageTag, plain } from './fields.ts';

/**
 * The dialogues that a topic carries as its tests. A matcher is a text in which `*` stands for whatever varies, or a
 * regular expression between slashes (RE2) that must be found in it.
 */
const matcher = z.string().min(1).max(2_000);
const valueMatcher = z.union([plain, z.array(plain)]);

const file = z.strictObject({
  name: z.string().min(1).max(200).describe('Its name'),
  type: z.string().max(100).default('image/png').describe('Its type'),
  size: z.int().min(1).default(1_000).describe('Its size in bytes'),
});

export const dialogueStep = z.union(
  [
    z.strictObject({ says: z.string().min(1).max(8_000).describe('The requester types this') }),
    z.strictObject({
      picks: z
        .union([z.string().min(1), z.array(z.string().min(1))])
        .describe('The requester presses the button with this label or value, or several'),
    }),
    z.strictObject({
      uploads: z.union([file, z.array(file).min(1)]).describe('The requester sends a file, or several'),
    }),
    z.strictObject({
      replies: z
        .union([matcher, z.array(matcher).min(1)])
        .describe(
          'The next message, or the next ones in order. `*` stands for whatever varies; `/…/` is a pattern. What was said and nothing expects is a failure',
        ),
    }),
    z.strictObject({
      offers: z
        .array(matcher)
        .min(1)
        .describe('The labels of the choices on the table, all of them in order'),
    }),
    z.strictObject({
      expects_record: z
        .strictObject({
          table: identifier.describe('Its table'),
          fields: z
            .record(identifier, valueMatcher)
            .default({})
            .describe('Fields and what they must be; others do not matter'),
          attached: z.boolean().optional().describe('Whether it is attached to the conversation'),
        })
        .describe('A record was created, changed or attached in this dialogue'),
    }),
    z.strictObject({
      expects: z
        .strictObject({
          topic: identifier.nullable().optional().describe('The topic that runs; `null`: none'),
          variables: z.record(z.string(), valueMatcher).optional().describe('Values of `vaVars`'),
          inputs: z.record(z.string(), valueMatcher).optional().describe('Values of `vaInputs`'),
          language: languageTag.optional().describe('The language the conversation is in'),
          handoff: z
            .union([
              z.boolean(),
              z.strictObject({
                queue: z.string().optional().describe('The queue it went to'),
                short_description: matcher.optional().describe('What the agent reads'),
              }),
            ])
            .optional()
            .describe('Whether a person was asked for and comes'),
          finished: z.boolean().optional().describe('Whether the conversation has ended'),
          deflected: z.string().optional().describe('A deflection of this name was marked'),
          called: z.string().optional().describe('This connection was called'),
        })
        .describe('Where the conversation is'),
    }),
    z.strictObject({
      after: z
        .string()
        .regex(/^\d+ (second|minute|hour|day)s?$/, 'must be a time such as "3 minutes"')
        .describe('Time passes: `30 seconds`, `3 minutes`, `2 hours`'),
    }),
  ],
  { error: 'must be one of says, picks, uploads, replies, offers, expects_record, expects, after' },
);
export type DialogueStep = z.infer<typeof dialogueStep>;

export const dialogue = z.strictObject({
  name: z.string().min(1).max(120).describe('What it shows; unique in the topic'),
  start: z
    .enum(['topic', 'conversation'])
    .default('topic')
    .describe(
      '`topic`: it starts at once, as if it was picked; `conversation`: the greeting, then discovery',
    ),
  locale: languageTag.default('en').describe('The language the conversation begins in'),
  channel: identifier.default('web').describe('The channel'),
  requester: z
    .strictObject({
      name: z.string().default('Ada Lovelace').describe('The name'),
      email: z.string().optional().describe('The address; none unless said'),
      guest: z.boolean().default(false).describe('Nobody knows who it is'),
      roles: z.array(identifier).default([]).describe('The roles'),
    })
    .prefault({})
    .describe('Who asks; the id is `requester`'),
  context: z.record(z.string(), plain).default({}).describe('`vaContext`'),
  inputs: z.record(z.string(), plain).default({}).describe('Blocks only: what the caller passes in'),
  now: z.iso.datetime().default('2026-03-02T09:00:00Z').describe('When it begins; the default is a Monday'),
  records: z
    .array(
      z.strictObject({
        table: identifier.describe('The table'),
        id: z.string().optional().describe('Its id'),
        number: z.string().optional().describe('Its number'),
        fields: z.record(identifier, plain).describe('Its fields'),
      }),
    )
    .max(100)
    .default([])
    .describe('The records that are there'),
  agents: z
    .enum(['offered', 'queued', 'no_agents', 'closed_hours', 'refused'])
    .default('queued')
    .describe('What asking for a person comes to'),
  connections: z
    .array(
      z.strictObject({
        connection: identifier.describe('The connection'),
        status: z.int().min(100).max(599).default(200).describe('The HTTP status'),
        // Read when it is played: the API reference cannot draw what contains itself.
        body: z.unknown().optional().describe('The JSON it answers with'),
        unreachable: z.boolean().default(false).describe('No answer at all'),
      }),
    )
    .default([])
    .describe('What connections answer, in order'),
  steps: z.array(dialogueStep).min(1).max(200).describe('What happens, in order'),
});
export type Dialogue = z.infer<typeof dialogue>;
