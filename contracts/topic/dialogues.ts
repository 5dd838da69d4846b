import { z } from 'zod';
import { identifier, languageTag, plain } from './fields.ts';

/**
 * The dialogues that a topic carries as its tests. A matcher is a text in which `*` stands for whatever varies, or a
 * regular expression between slashes (RE2) that must be found in it.
 */
const matcher = z.string().min(1).max(2_000);
const valueMatcher = z.union([plain, z.array(plain)]);

const file = z.strictObject({
  name: z.string().min(1).max(200),
  type: z.string().max(100).default('image/png'),
  size: z.int().min(1).default(1_000),
});

export const dialogueStep = z.union(
  [
    z.strictObject({ says: z.string().min(1).max(8_000) }),
    z.strictObject({ picks: z.union([z.string().min(1), z.array(z.string().min(1))]) }),
    z.strictObject({ uploads: z.union([file, z.array(file).min(1)]) }),
    /** The next message, or the next ones in order; what the Virtual Agent said and nobody matched is a failure. */
    z.strictObject({ replies: z.union([matcher, z.array(matcher).min(1)]) }),
    z.strictObject({ offers: z.array(matcher).min(1) }),
    z.strictObject({
      expects_record: z.strictObject({
        table: identifier,
        fields: z.record(identifier, valueMatcher).default({}),
        /** Attached to the conversation. */
        attached: z.boolean().optional(),
      }),
    }),
    z.strictObject({
      expects: z.strictObject({
        topic: identifier.nullable().optional(),
        variables: z.record(z.string(), valueMatcher).optional(),
        inputs: z.record(z.string(), valueMatcher).optional(),
        language: languageTag.optional(),
        handoff: z
          .union([
            z.boolean(),
            z.strictObject({ queue: z.string().optional(), short_description: matcher.optional() }),
          ])
          .optional(),
        finished: z.boolean().optional(),
        deflected: z.string().optional(),
        called: z.string().optional(),
      }),
    }),
    z.strictObject({
      after: z.string().regex(/^\d+ (second|minute|hour|day)s?$/, 'must be a time such as "3 minutes"'),
    }),
  ],
  { error: 'must be one of says, picks, uploads, replies, offers, expects_record, expects, after' },
);
export type DialogueStep = z.infer<typeof dialogueStep>;

export const dialogue = z.strictObject({
  name: z.string().min(1).max(120),
  /** `topic`: the topic starts at once, as if it was picked. `conversation`: the greeting, then discovery. */
  start: z.enum(['topic', 'conversation']).default('topic'),
  locale: languageTag.default('en'),
  channel: identifier.default('web'),
  requester: z
    .strictObject({
      name: z.string().default('Ada Lovelace'),
      email: z.string().optional(),
      guest: z.boolean().default(false),
      roles: z.array(identifier).default([]),
    })
    .prefault({}),
  context: z.record(z.string(), plain).default({}),
  /** Blocks only: what the caller passes in. */
  inputs: z.record(z.string(), plain).default({}),
  now: z.iso.datetime().default('2026-03-02T09:00:00Z'),
  /** The records that are there. */
  records: z
    .array(
      z.strictObject({
        table: identifier,
        id: z.string().optional(),
        number: z.string().optional(),
        fields: z.record(identifier, plain),
      }),
    )
    .max(100)
    .default([]),
  /** What asking for a person would come to. */
  agents: z.enum(['offered', 'queued', 'no_agents', 'closed_hours', 'refused']).default('queued'),
  /** What connections answer, in order. */
  connections: z
    .array(
      z.strictObject({
        connection: identifier,
        status: z.int().min(100).max(599).default(200),
        body: z.json().optional(),
        /** No answer at all. */
        unreachable: z.boolean().default(false),
      }),
    )
    .default([]),
  steps: z.array(dialogueStep).min(1).max(200),
});
export type Dialogue = z.infer<typeof dialogue>;
