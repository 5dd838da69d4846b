import { RE2JS } from 're2js';
import { z } from 'zod';
import { applicationName, domainName } from './scope.ts';
import { interactionTypes, presenceStates } from './states.ts';

const seconds = z.number().positive().max(31_536_000);

/**
 * Every timeout, threshold and limit with its default (domain C2, F8). `GET /settings` answers them,
 * `PATCH` and `PUT /settings` and the variable `SETTINGS` change them.
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
      /** T2: instead of T1 when the requester is itself a bot. */
      botSeconds: seconds.default(3_600),
      /** T5: a guest whose connection is lost during a live chat has this long to come back; 0: T1 to T4 alone decide. */
      guestDisconnectSeconds: z.number().nonnegative().max(86_400).default(300),
      /** T1a, T8: what differs in a channel, by the channel's name. */
      channels: z
        .record(
          z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
          z.strictObject({
            virtualAgentSeconds: seconds.optional(),
            virtualAgentReminderSeconds: z.number().nonnegative().optional(),
            liveReminderSeconds: seconds.optional(),
            liveCloseSeconds: seconds.optional(),
            liveAfterFirstAgentMessage: z.boolean().optional(),
          }),
        )
        .default({}),
    })
    .prefault({}),
  /** Live conversations on messaging channels: these instead of T3 and T4 (domain C3 point 9). */
  messaging: z
    .strictObject({
      /** T6: the requester waits for the agent this long; the agent is prompted. 0: never. */
      promptAgentSeconds: z.number().nonnegative().max(31_536_000).default(1_800),
      /** T7: the agent waits for the requester this long; the conversation is closed as abandoned (P10). */
      closeSeconds: seconds.default(172_800),
      /** The requester is nudged this long before T7; 0 sends no nudge. */
      reminderBeforeSeconds: z.number().nonnegative().max(31_536_000).default(86_400),
    })
    .prefault({}),
  wrapUp: z
    .strictObject({
      /** After a live conversation its agent completes the record in the state `wrap_up` (domain C3 point 8). */
      enabled: z.boolean().default(false),
      /** T11: how long, until the timer ends it. */
      seconds: seconds.max(900).default(60),
      /** The codes an agent may choose from; none: free text. */
      codes: z.array(z.string().min(1).max(64)).max(100).default([]),
      /** False: the capacity is free at the end of the conversation, not of the wrap-up (domain F7 19). */
      usesCapacity: z.boolean().default(true),
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
      /** Units an agent has in a channel that nothing else is said of (domain D1). */
      defaultCapacity: z.int().min(1).max(100).default(4),
      /** Units an agent has in a channel, unless the agent's own say otherwise (domain D1). */
      capacities: z
        .partialRecord(z.enum(interactionTypes), z.int().min(0).max(100))
        .default({ phone: 1, walk_up: 1, email: 1, task: 2 }),
      /** Units an agent has over all channels together; null: no such bound. */
      universalCapacity: z.int().min(1).max(1_000).nullable().default(null),
      /** Units that one piece of work takes; 1 where nothing is said. */
      sizes: z.partialRecord(z.enum(interactionTypes), z.int().min(1).max(100)).default({}),
      /** The presence of an agent who let an offer pass; null: it stays. */
      presenceAfterTimeout: z.string().max(40).nullable().default(null),
      /** What agents say when they reject; `again`: whether the same agent may be offered it again. */
      rejectReasons: z
        .array(z.strictObject({ name: z.string().min(1).max(80), again: z.boolean().default(true) }))
        .max(50)
        .default([
          { name: 'Busy', again: true },
          { name: 'Not my field', again: false },
          { name: 'I know the requester', again: false },
        ]),
      /** How long somebody waits at most where the queue says nothing; then its ladder begins (domain D3, F7 4). */
      maxWaitSeconds: z
        .strictObject({
          chat: seconds.default(3_600),
          /** From the opening of the queue on. */
          messaging: seconds.default(259_200),
        })
        .prefault({}),
      /** How long an agent who was asked to join, or to take over, has to answer. */
      invitationSeconds: seconds.max(3_600).default(60),
    })
    .prefault({}),
  presence: z
    .strictObject({
      /** How long it is kept what agents were, in days. */
      historyDays: z.number().positive().max(3_650).default(90),
      /** Besides `available`, `away` and `offline` (domain D1). */
      states: z
        .array(
          z.strictObject({
            name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
            label: z.string().min(1).max(60),
            /** Work is offered to who is in it. */
            available: z.boolean().default(false),
            /** Only work of these kinds; none: of all. */
            types: z.array(z.enum(interactionTypes)).max(10).default([]),
            /** Only agents of these groups may choose it; none: all may. */
            groups: z.array(z.string().max(40)).max(50).default([]),
          }),
        )
        .max(30)
        .refine(
          (states) =>
            new Set([...presenceStates, ...states.map(({ name }) => name)]).size ===
            presenceStates.length + states.length,
          'each name once, and none that ships',
        )
        .default([
          { name: 'busy', label: 'Busy', available: false, types: [], groups: [] },
          { name: 'break', label: 'On a break', available: false, types: [], groups: [] },
        ]),
      /** What may be said with a state that takes no work. */
      reasons: z.array(z.string().min(1).max(60)).max(50).default(['Lunch', 'Meeting', 'Training']),
      /** After how long without doing anything an available agent is set to away; 0: never. */
      inactiveSeconds: z.number().nonnegative().max(86_400).default(0),
    })
    .prefault({}),
  callbacks: z
    .strictObject({
      /** How often somebody is called back at most. */
      attempts: z.int().min(1).max(20).default(3),
      /** How long after an attempt that did not reach anybody the next one comes. */
      retrySeconds: seconds.default(900),
      /** When a callback that was never done is given up. */
      timeoutSeconds: seconds.default(172_800),
      /** Where calls may go to, as beginnings of numbers such as `+41`; none: anywhere. */
      countries: z
        .array(z.string().regex(/^\+\d{1,14}$/, 'the beginning of a number such as "+41"'))
        .max(300)
        .default([]),
      /** How far ahead a time may be that somebody asks for. */
      mostDaysAhead: z.int().min(1).max(366).default(60),
    })
    .prefault({}),
  sentiment: z
    .strictObject({
      /** Normalised sentiment within ±neutralBand is neutral. */
      neutralBand: z.number().min(0).max(0.5).default(0.05),
      /** The priority in the queue that the sentiment at a handoff gives; the higher is served first. */
      priority: z
        .strictObject({
          negative: z.int().min(-100).max(100).default(0),
          neutral: z.int().min(-100).max(100).default(0),
          positive: z.int().min(-100).max(100).default(0),
        })
        .prefault({}),
    })
    .prefault({}),
  people: z
    .strictObject({
      /** A guest who signs in keeps the open conversation if the guest's last act is at most this long ago; 0: never. */
      keepOnSignInSeconds: z.number().nonnegative().max(86_400).default(1_800),
    })
    .prefault({}),
  /** Who sees whose records. A page may open conversations in these; in any other case it is `global`. */
  scopes: z
    .strictObject({
      /** A domain is a path, e.g. `global/acme/eu`; who works in one sees it and what is below it. */
      domains: z.array(domainName).max(1_000).default([]),
      applications: z.array(applicationName).max(1_000).default([]),
    })
    .prefault({}),
  sensitiveData: z
    .strictObject({
      /** Which patterns are masked in what requesters write, and refused in what agents write, before anything is stored. */
      cards: z.boolean().default(false),
      nationalIds: z.boolean().default(false),
      email: z.boolean().default(false),
      /** Patterns of one's own, as RE2. */
      patterns: z
        .array(
          z.strictObject({
            name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
            pattern: z
              .string()
              .min(1)
              .max(500)
              .refine(isPattern, 'not a pattern of RE2, or one that the empty text fits'),
          }),
        )
        .max(50)
        .default([]),
    })
    .prefault({}),
  retention: z
    .strictObject({
      /** Nothing is deleted until this is on (domain B6). */
      enabled: z.boolean().default(false),
      /** For closed interactions; the first policy that fits decides. */
      policies: z
        .array(
          z.strictObject({
            name: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/),
            /** Days after the close. */
            days: z.number().positive().max(36_500),
            /** What goes: all of it, what was said, or the files alone. */
            delete: z.enum(['interaction', 'words', 'files']).default('interaction'),
            when: z
              .strictObject({
                type: z.string().max(40).optional(),
                channel: z.string().max(40).optional(),
                domain: z.string().max(300).optional(),
                queue: z.string().max(64).optional(),
                tag: z.string().max(64).optional(),
              })
              .prefault({}),
          }),
        )
        .max(50)
        .default([]),
    })
    .prefault({}),
  mail: z
    .strictObject({
      /** Who mails come from; mails need SMTP_URL too. */
      from: z.string().max(320).default('Switchboard <noreply@localhost>'),
      /** Transcripts a requester may have mailed per conversation. */
      transcriptsPerConversation: z.int().min(0).max(100).default(3),
      /** Transcripts that requesters behind one address may ask for in an hour, and that one mailbox may get. */
      transcriptsPerHour: z.int().min(1).max(10_000).default(20),
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
      /** What an agent does at the desk, and interactions opened, per agent and minute. */
      agentActsPerMinute: z.int().min(1).default(300),
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

const settingsGroups = z.enum(Object.keys(settingsSchema.shape) as [keyof Settings, ...(keyof Settings)[]]);

/** By group and name, what is to be another value; the settings that come of it are then checked as a whole. */
export const settingsPatchSchema = z.partialRecord(settingsGroups, z.record(z.string(), z.unknown()));
export type SettingsPatch = { [G in keyof Settings]?: Partial<Settings[G]> };

/** The shipped settings. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({});
}

/** One that fits the empty text would mask nothing, everywhere. */
function isPattern(source: string): boolean {
  try {
    return !RE2JS.compile(source).matcher('').find();
  } catch {
    return false;
  }
}
