import { z } from 'zod';

const seconds = z.number().positive().max(31_536_000);

/**
 * Every timeout, threshold and limit with its default (domain C2, F8). `GET /settings` answers them,
 * `PUT /settings` and the variable `SETTINGS` change them.
 */
export const settingsSchema = z.strictObject({
  idle: z
    .strictObject({
      /** T1: Virtual Agent part, counted from the requester's last message. */
      virtualAgentSeconds: seconds.default(7_200),
      /** A nudge before T1 fires; 0 sends none. */
      virtualAgentReminderSeconds: z.number().nonnegative().default(6_600),
      /** T3: live part, the reminder. */
      liveReminderSeconds: seconds.default(180),
      /** T4: live part, the close. */
      liveCloseSeconds: seconds.default(360),
      /** T4b: live idle runs only once a person has written. */
      liveAfterFirstAgentMessage: z.boolean().default(false),
    })
    .prefault({}),
  discovery: z
    .strictObject({
      /** TD2: the least score of a match. */
      threshold: z.number().min(0).max(1).default(0.7),
      /** TD4: by how much the best must lead; 0 switches the tie-break off. */
      delta: z.number().min(0).max(1).default(0.15),
      /** TD5: how many topics the pick list shows. */
      suggestions: z.int().min(1).max(10).default(3),
      /** TD8: how a keyword is recognised in what was said. */
      keywords: z
        .strictObject({
          /** Shorter keywords are not looked for. */
          minLength: z.int().min(1).max(20).default(3),
          /** Also inside a longer word: "print" in "printer". */
          partial: z.boolean().default(false),
          /** Also when it only sounds the same. */
          phonetic: z.boolean().default(true),
          /** Also with a slip or two, in words of four letters and more. */
          spelling: z.boolean().default(true),
        })
        .prefault({}),
      /** TD6: topics found by a keyword alone count when the model found none. */
      backupKeywords: z.boolean().default(true),
      /** TD6: what nobody understood is searched for before the fallback, by the setup topic of the role `search`. */
      searchFallback: z.boolean().default(false),
      /** TD7: asks “is this the right topic?” before the first topic of a wish. */
      confirmFirst: z.boolean().default(false),
      /** TD7: asks before a running topic is left for another. */
      confirmSwitch: z.boolean().default(true),
      /** TD9: a keyword, too, may change the subject inside a topic. */
      switchByKeywords: z.boolean().default(true),
      /** domain B6: the language of the first utterance becomes the conversation's, if nobody chose one. */
      detectLanguage: z.boolean().default(true),
    })
    .prefault({}),
  survey: z
    .strictObject({
      /** The share of conversations that are asked (domain B2). */
      probability: z.number().min(0).max(1).default(0.33),
    })
    .prefault({}),
  handoff: z
    .strictObject({
      /** T10: how long an offer stands. */
      offerSeconds: seconds.default(30),
      /** After how many seconds without a sign of life an agent loses the work. */
      leaseSeconds: seconds.default(45),
      /** How long an agent who let an offer pass is not offered the same item again. */
      reofferAfterSeconds: z.number().nonnegative().default(20),
      /** Chat conversations an agent may hold when the agent's own capacity says nothing (domain D1). */
      defaultCapacity: z.int().min(1).max(100).default(4),
    })
    .prefault({}),
  sentiment: z
    .strictObject({
      /** Normalised sentiment within ±neutralBand is neutral. */
      neutralBand: z.number().min(0).max(0.5).default(0.05),
    })
    .prefault({}),
  topics: z
    .strictObject({
      elementsPerTurn: z.int().min(1).max(10_000).default(200),
      scriptMilliseconds: z.int().min(1).max(5_000).default(250),
      /** The engine of the scripts itself needs some of the first 16. */
      scriptMebibytes: z.int().min(16).max(256).default(32),
      blockDepth: z.int().min(1).max(50).default(10),
      /** How long the elements of one turn may take, without the waiting for the store and for connections. */
      turnMilliseconds: z.int().min(10).max(60_000).default(5_000),
      /** How many interrupted topics wait to go on (TD10); the oldest is dropped for another. */
      suspendedTopics: z.int().min(1).max(50).default(10),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Sign-in attempts per address and account in a quarter of an hour. */
      loginAttempts: z.int().min(1).default(10),
      /** Messages per conversation and minute. */
      messagesPerMinute: z.int().min(1).default(60),
      /** The largest file that may be uploaded, in MB of 1,000,000 bytes. */
      attachmentMegabytes: z.number().positive().max(1_024).default(10),
      /** Files per conversation, and per conversation and minute. */
      attachments: z.int().min(1).default(100),
      attachmentsPerMinute: z.int().min(1).default(20),
      /** MB of files per address and hour, so that no one fills the disk with many conversations. */
      attachmentMegabytesPerHour: z.int().min(1).default(500),
      /** New conversations per address and minute. */
      sessionsPerMinute: z.int().min(1).default(60),
    })
    .prefault({}),
  tokens: z
    .strictObject({
      requesterSeconds: seconds.default(43_200),
      resumeSeconds: seconds.default(2_592_000),
      userSeconds: seconds.default(28_800),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The shipped settings. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({});
}
