import { z } from 'zod';
import type { Choice, Picking } from './messages.ts';
import { dialogue } from './topic/dialogues.ts';
import { condition, identifier, languageTag, plain } from './topic/fields.ts';
import { setupRoles } from './topic/utilities.ts';

/** What VA admins do with topics over HTTP (protocol §2: `/topics …`), and what they are answered. */

/** Errors keep a topic from being published; warnings do not. Line and column count from 1 in the draft's YAML. */
export interface AuthoringProblem {
  severity: 'error' | 'warning';
  path: string;
  line: number;
  column: number;
  message: string;
}

/**
 * `published`: what runs is what is written. `changed`: there are unpublished changes. `draft`: never published.
 * `inactive`: published once, offered to nobody now (domain B6).
 */
export const topicStates = ['published', 'changed', 'draft', 'inactive'] as const;
export type TopicState = (typeof topicStates)[number];

/** How far a language is (domain B6); the studio, the check and the runtime count the same texts. */
export const translationStates = ['complete', 'partial', 'not_started', 'needs_publishing'] as const;
export interface TopicLanguage {
  language: string;
  state: (typeof translationStates)[number];
  translated: number;
  total: number;
  /** Keys without a text in this language. */
  missing: string[];
}

export interface TopicSummary {
  name: string;
  title: string;
  type: 'topic' | 'block' | 'setup' | 'small_talk';
  role: string | null;
  category: string | null;
  description: string;
  state: TopicState;
  /** Shipped topics are read-only: duplicate one to change it (domain B2). */
  shipped: boolean;
  /** The current version; null when none is. */
  version: number | null;
  promoted: boolean;
  discoverable: boolean;
  visible: boolean;
  utterances: number;
  languages: TopicLanguage[];
  tests: number;
  problems: number;
  updatedAt: string | null;
  updatedBy: string | null;
}

export interface TopicDetail extends TopicSummary {
  /** What the editor shows: the draft, or what is published when there is no draft. */
  yaml: string;
  /** Counts the saves of the draft; send it with the next one. 0: there is no draft yet. */
  revision: number;
  found: AuthoringProblem[];
}

const yaml = z.string().min(1).max(400_000);
export const createTopicBody = z.union([
  z.strictObject({ yaml }),
  z.strictObject({ copyOf: identifier, name: identifier, title: z.string().trim().min(1).max(80) }),
]);
export const saveTopicBody = z.strictObject({ yaml, revision: z.int().min(0) });
export const checkTopicBody = z.strictObject({ yaml });
export const rollbackBody = z.strictObject({ version: z.int().min(1) });
export const activeBody = z.strictObject({ active: z.boolean() });
/** `yaml`: plays an unsaved text. `steps`: a run of its own; without it the topic's own tests are played. */
export const testTopicBody = z.strictObject({
  yaml: yaml.optional(),
  dialogue: dialogue.optional(),
  steps: dialogue.shape.steps.optional(),
  only: z.string().max(120).optional(),
});

export interface TopicVersion {
  version: number;
  current: boolean;
  source: 'file' | 'studio';
  title: string;
  publishedAt: string | null;
  publishedBy: string | null;
  yaml: string;
}

/** What one step of a played dialogue led to. */
export interface PlayedStep {
  /** As written, e.g. `says: my vpn is down`. */
  step: string;
  ok: boolean;
  /** What was expected and what came; null when it is as expected. */
  failure: string | null;
  /** What was said in answer, by whom, as people see it. */
  messages: ({
    from: 'requester' | 'virtual_agent' | 'system';
    text: string;
    type: string;
    choices?: Pick<Choice, 'value' | 'label' | 'control' | 'picked'>[];
  } & Picking)[];
  /** The interaction log of the step: topics, elements, discovery with candidates. `input`, `outcome`: also in `detail`. */
  log: { what: string; detail: string; input: string | null; outcome: string | null }[];
  /** Variables and answers of the running topic after the step. */
  variables: Record<string, unknown>;
  inputs: Record<string, unknown>;
}
export interface PlayedDialogue {
  name: string;
  ok: boolean;
  steps: PlayedStep[];
  /** The simulated time that passed, in seconds. */
  seconds: number;
}

/** A chat experience (domain B2): who meets which setup topics and which promoted topics. Lowest order that matches wins. */
export const experienceSchema = z.strictObject({
  name: identifier.describe('Unique'),
  title: z.string().trim().min(1).max(80).describe('For authors'),
  active: z.boolean().default(true).describe('Whether it is used'),
  order: z.int().min(0).max(100_000).default(1_000).describe('The lowest that matches is taken'),
  condition: condition.optional().describe('Over `vaContext`, `requester`, `conversation`; none: everybody'),
  setup: z
    .partialRecord(z.enum(setupRoles), identifier.nullable())
    .default({})
    .describe(
      'Setup topics by role; a role that is not named takes the shipped one, `null` leaves the step out',
    ),
  promoted: z
    .array(identifier)
    .max(6)
    .default([])
    .describe('The topics the greeting offers, at most six; none: those that say they are promoted'),
  showEverything: z
    .union([z.literal(false), z.record(languageTag, z.string().min(1).max(80))])
    .optional()
    .describe('The button that lists everything: its label by language, or `false` to hide it'),
});
export type Experience = z.infer<typeof experienceSchema>;

export const simulateExperienceBody = z.strictObject({
  locale: languageTag.default('en'),
  channel: identifier.default('web'),
  roles: z.array(identifier).default([]),
  guest: z.boolean().default(true),
  context: z.record(z.string(), plain).default({}),
});

/** What a visitor would meet. */
export interface SimulatedExperience {
  /** Null: none fits, the shipped setup topics serve. */
  experience: string | null;
  /** The setup topic of each role; null: the step is off, or there is none. */
  setup: Record<string, string | null>;
  promoted: string[];
  /** The label of the button that lists everything; null: the greeting's own, false: there is none. */
  showEverything: string | false | null;
  /** What is said at the start. */
  greeting: string[];
}
