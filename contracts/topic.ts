import { z } from 'zod';
import { skillWish } from './skills.ts';
import { dialogue } from './topic/dialogues.ts';
import {
  condition,
  identifier,
  label,
  languageTag,
  plain,
  queueName,
  text,
  variable,
} from './topic/fields.ts';
import * as inputs from './topic/inputs.ts';
import * as responses from './topic/responses.ts';
import * as utilities from './topic/utilities.ts';

export type { Dialogue, DialogueStep } from './topic/dialogues.ts';
export { type Holds, holdsKinds, type ValueSource, type Wording } from './topic/fields.ts';
export { type FileGroup, fileGroups } from './topic/inputs.ts';
export { setupRoles } from './topic/utilities.ts';

/** One element of a topic; the kinds stand in topic/inputs.ts, topic/responses.ts and topic/utilities.ts (domain B4). */
export const elementSchema = z.discriminatedUnion('kind', [
  inputs.textInput,
  inputs.choiceInput,
  inputs.groupedChoiceInput,
  inputs.carouselInput,
  inputs.yesNoInput,
  inputs.dateInput,
  inputs.fileInput,
  inputs.contactInput,
  responses.textElement,
  responses.imageElement,
  responses.videoElement,
  responses.linkElement,
  responses.htmlElement,
  responses.cardElement,
  responses.tableElement,
  responses.multiElement,
  responses.scriptResponseElement,
  utilities.decisionElement,
  utilities.loopElement,
  utilities.lookupElement,
  utilities.recordActionElement,
  utilities.attachRecordElement,
  utilities.httpActionElement,
  utilities.setElement,
  utilities.scriptElement,
  utilities.blockElement,
  utilities.switchTopicElement,
  utilities.transferElement,
  utilities.agentAvailabilityElement,
  utilities.pauseElement,
  utilities.deflectionElement,
  utilities.callbackElement,
  utilities.surveyElement,
  utilities.topicPickerElement,
  utilities.endElement,
]);
export type TopicElement = z.infer<typeof elementSchema>;
export type ElementName = TopicElement['kind'];
export type ElementOf<K extends ElementName> = Extract<TopicElement, { kind: K }>;
export type InputElement = Extract<TopicElement, { prompt: unknown }>;

const phrases = z.record(languageTag, z.array(z.string().trim().min(1).max(300)).max(2_000));

/** A topic as it is authored, in a file or in the studio (domain B1). */
export const topicSchema = z
  .strictObject({
    name: identifier.describe('Unique; lower case, digits, `_`'),
    title: label.max(80).describe('What people see in lists'),
    description: z.string().max(1_000).default('').describe('For authors and for agents who start it'),
    type: z
      .enum(['topic', 'block', 'setup', 'small_talk'])
      .default('topic')
      .describe('An ordinary topic, a block that others call, a step of the chain, or small talk'),
    /** Domain B2. */
    role: z
      .enum(utilities.setupRoles)
      .optional()
      .describe('Setup topics only: which step of the chain this is'),
    language: languageTag.default('en').describe('The language of the texts below'),
    translations: z
      .record(
        languageTag,
        z.record(z.string().min(1).max(200), z.union([text, z.array(text).min(1).max(20)])),
      )
      .default({})
      .describe('The texts in other languages, by language and key: `title`, `<element>.prompt` …'),
    utterances: phrases.default({}).describe('What people say for it, by language: teaches discovery'),
    keywords: phrases.default({}).describe('Words that find it when they are said literally, by language'),
    category: label.max(60).optional().describe('Groups the list of everything'),
    /** TD1. */
    condition: condition
      .optional()
      .describe('Over `vaContext`, `requester`, `conversation`; must be true for the topic to be offered'),
    roles: z
      .array(identifier)
      .max(20)
      .default([])
      .describe('Any one suffices; none: everybody; `public` includes guests'),
    channels: z.array(identifier).max(20).default([]).describe('`web`, `sms` …; none: all'),
    promoted: z.boolean().default(false).describe('Offered by the greeting, at most six'),
    discoverable: z.boolean().default(true).describe('May be found by what a requester says'),
    visible: z.boolean().default(true).describe('Is listed under “Show me everything”'),
    agents_may_start: z
      .boolean()
      .default(false)
      .describe('Agents may have it run for the requester inside a live chat'),
    /** TD10. */
    resume_after_switch: z
      .boolean()
      .default(false)
      .describe('Goes on where it was after the requester changed the subject'),
    corrections: z
      .enum(['allow', 'confirm', 'refuse'])
      .default('allow')
      .describe('Whether a requester may correct an earlier answer or go back; `confirm` asks first'),
    live_agent_variables: z
      .array(variable)
      .max(30)
      .default([])
      .describe('Variables of `vaVars` that the agent sees after a handoff; answers are handed over anyway'),
    handoff: z
      .strictObject({
        queue: queueName.optional().describe('The queue; else the assignment rules choose'),
        skills: z.array(skillWish).max(10).optional().describe('The skills that are wanted'),
        short_description: text.optional().describe('What it is about'),
      })
      .optional()
      .describe("Where a handoff from here goes. The short description also becomes the interaction's"),
    variables: z
      .record(variable, z.union([plain, z.array(plain)]))
      .default({})
      .describe('`vaVars` with first values'),
    inputs: z
      .record(
        variable,
        z.strictObject({
          description: z.string().optional().describe('For authors'),
          default: plain.optional().describe('Its value when the caller passes none'),
        }),
      )
      .default({})
      .describe('Blocks only: what the caller passes in; they arrive in `vaVars`'),
    outputs: z
      .array(variable)
      .max(50)
      .default([])
      .describe('Blocks only: the variables that the caller may take over'),
    elements: z
      .array(elementSchema)
      .min(1, 'a topic needs at least one element')
      .max(500)
      .describe('What happens, from top to bottom'),
    tests: z
      .array(dialogue)
      .max(100)
      .default([])
      .describe('Dialogues that `npm run topics:test` and the studio play'),
  })
  .refine((topic) => (topic.type === 'setup') === (topic.role !== undefined), {
    path: ['role'],
    error: 'a setup topic needs a role, and only a setup topic has one',
  });

/** A topic that passed the schema. */
export type TopicDefinition = z.infer<typeof topicSchema>;
