import { z } from 'zod';
import { affinities, assignmentOrders, ruleDefaults } from './handoffDefaults.ts';
import type { NameRef } from './header.ts';
import type { Scope } from './scope.ts';
import { type AgentSkill, agentSkill, skillName } from './skills.ts';
import { type InteractionType, interactionTypes, type Sentiment } from './states.ts';

/**
 * What administrators say about queues, agents and how work is given out, and what staff read of it
 * (protocol §2 `/queues`, `/agents`, `/skills`, `/schedules`, `/responses`, `/assignment-rules`; domain D1–D3).
 */

const id = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(80);
const seconds = z.number().positive().max(31_536_000);
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as "en"');
const group = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores');
const types = z.array(z.enum(interactionTypes)).max(interactionTypes.length);
/** A text by language; a requester whose language is missing reads the first. */
const localised = z.record(locale, z.string().trim().min(1).max(1_000));
export type Localised = Record<string, string>;

// --- schedules -------------------------------------------------------------------------------------------------

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as "08:30"');

/** When a queue takes new work, in its own time zone; a holiday closes the spans that start on it (domain D2, D3). */
export const scheduleFields = z.strictObject({
  timeZone: z.string().min(1).max(64).refine(isTimeZone, 'not a time zone'),
  hours: z.array(z.strictObject({ day: z.int().min(0).max(6), from: time, to: time })).max(100),
  holidays: z.array(z.iso.date()).max(400),
});
export type Schedule = z.infer<typeof scheduleFields>;
export const scheduleBody = z.strictObject({ name, ...scheduleFields.shape });
export type NamedSchedule = z.infer<typeof scheduleBody> & { id: string };

// --- assignment rules ------------------------------------------------------------------------------------------

/** How work is given to one of those who could take it (domain D2). */
export const assignmentRuleBody = z.strictObject({
  name,
  order: z.enum(assignmentOrders).default(ruleDefaults.order),
  /** The agent has it at once, without an offer. */
  autoAccept: z.boolean().default(ruleDefaults.autoAccept),
  /** T10; null: the setting `handoff.offerSeconds`. */
  offerSeconds: seconds.nullable().default(ruleDefaults.offerSeconds),
  /** The presence of an agent who let an offer pass; null: the setting `handoff.presenceAfterTimeout`. */
  presenceAfterTimeout: z.string().max(40).nullable().default(ruleDefaults.presenceAfterTimeout),
  mayReject: z.boolean().default(ruleDefaults.mayReject),
  /** False: skills are not looked at. */
  skills: z.boolean().default(ruleDefaults.skills),
  /** False: whoever has a skill has it well enough. */
  skillLevels: z.boolean().default(ruleDefaults.skillLevels),
  /** Who comes before all others when free, in this order. */
  affinity: z.array(z.enum(affinities)).max(affinities.length).default(ruleDefaults.affinity),
  /** How long work waits for such an agent who is there and busy. */
  affinitySeconds: z.number().nonnegative().max(86_400).default(ruleDefaults.affinitySeconds),
});
export type AssignmentRule = z.infer<typeof assignmentRuleBody> & { id: string };

// --- queues ----------------------------------------------------------------------------------------------------

/** Agents of these groups may be offered the queue's work, besides those who list the queue, from `afterSeconds` on. */
export const poolBody = z.strictObject({
  groups: z.array(group).min(1).max(50),
  afterSeconds: z.number().nonnegative().max(86_400).default(0),
  /** Of those who could take the work the ones with the lowest tier come first (domain D2: default 100). */
  tier: z.int().min(0).max(1_000).default(100),
  /** null: the queue's rule. */
  rule: id.nullable().default(null),
});
export type Pool = z.infer<typeof poolBody>;

/** What the requester reads in a queue. `{queue}`, `{position}`, `{wait}`, `{agent}` and `{opens}` are filled in. */
export const queueTextKeys = [
  'connecting',
  'queued',
  'joined',
  'firstResponse',
  'noAgents',
  'closed',
  'maxWait',
] as const;
export type QueueTextKey = (typeof queueTextKeys)[number];

/** What happens by itself while work waits; times count from entering the queue (domain D2, queue triggers). */
export const waitStep = z.strictObject({
  afterSeconds: z.number().nonnegative().max(604_800),
  /** Again and again after that. */
  everySeconds: z.number().min(10).max(604_800).nullable().default(null),
  do: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('say'), text: localised }),
    /** The Virtual Agent runs a topic for who waits, who keeps the place meanwhile. */
    z.strictObject({ kind: z.literal('topic'), topic: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.literal('priority'), by: z.int().min(1).max(100) }),
  ]),
});
export type WaitStep = z.infer<typeof waitStep>;

/**
 * What follows when the wait is too long: each rung once, in order. After the last the Virtual Agent has the
 * conversation again and offers to leave a message, so that nobody waits without end (domain F7 4).
 */
export const ladderRung = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wait'), seconds }),
  /** Waits there, with the time waited so far. */
  z.strictObject({ kind: z.literal('queue'), queue: id, seconds: seconds.default(300) }),
  z.strictObject({ kind: z.literal('callback') }),
  z.strictObject({ kind: z.literal('leave_message') }),
  z.strictObject({ kind: z.literal('virtual_agent') }),
  z.strictObject({ kind: z.literal('topic'), topic: z.string().min(1).max(64) }),
]);
export type LadderRung = z.infer<typeof ladderRung>;

/** An expression in the language of the topics, over `interaction` and `context`: true or false. */
const condition = z.string().trim().min(1).max(2_000);

export const queueFields = z.strictObject({
  name,
  /** The lowest is served first, and asked first whether its condition fits. */
  order: z.int().min(0).max(100_000),
  active: z.boolean(),
  /** Kinds of interaction that it takes; none: all. */
  types,
  /** Work that names no queue comes here when this is true. null: only work that names it. */
  when: condition.nullable(),
  /** An id of `/schedules`, or hours of its own; null: always open. */
  schedule: z.union([id, scheduleFields]).nullable(),
  /** Takes the work that fits no queue. */
  isDefault: z.boolean(),
  pools: z.array(poolBody).max(20),
  /** null: the shipped rule. */
  rule: id.nullable(),
  /** `priority`: the higher first, then by arrival; `arrival`: by arrival alone. */
  sort: z.enum(['priority', 'arrival']),
  /** Added to the priority of all its work. */
  priority: z.int().min(-100).max(100),
  /** Added where the condition is true: all that fit. */
  priorityRules: z.array(z.strictObject({ when: condition, priority: z.int().min(-100).max(100) })).max(20),
  /** Instead of `settings.sentiment.priority`. */
  sentimentPriority: z
    .strictObject({
      negative: z.int().min(-100).max(100),
      neutral: z.int().min(-100).max(100),
      positive: z.int().min(-100).max(100),
    })
    .nullable(),
  /** Units of capacity that one of its items takes; null: what the channel says. */
  workItemSize: z.int().min(1).max(100).nullable(),
  /** T9: how long a wait should be at most. */
  targetWaitSeconds: seconds.nullable(),
  /** T9: after so long the ladder begins; null: as `settings.handoff.maxWaitSeconds` says. */
  maxWaitSeconds: seconds.nullable(),
  ladder: z.array(ladderRung).max(10),
  steps: z.array(waitStep).max(20),
  texts: z.record(locale, z.partialRecord(z.enum(queueTextKeys), z.string().trim().min(1).max(1_000))),
  /** Asked in the widget after a live conversation; null: nothing is asked. */
  survey: z.strictObject({ question: localised, comment: z.boolean() }).nullable(),
});
export type Queue = z.infer<typeof queueFields> & { id: string };

export const queueBody = queueFields.partial().required({ name: true });
export const queuePatch = queueFields.partial();

// --- agents ----------------------------------------------------------------------------------------------------

const capacity = z.int().min(1).max(100);

export const agentFields = z.strictObject({
  queues: z.array(id).max(200),
  groups: z.array(group).max(50),
  /** Over all channels together, in units; null: each channel's own alone counts. */
  capacity: capacity.nullable(),
  /** By channel; one that is not there has `capacity`, else what the settings say (domain D1). */
  capacities: z.partialRecord(z.enum(interactionTypes), z.int().min(0).max(100)),
  skills: z.array(agentSkill).max(200),
});

/** An agent as `GET /agents` shows it: what an administrator says, and how much they hold, not what it is. */
export interface AgentView
  extends Pick<z.infer<typeof agentFields>, 'queues' | 'groups' | 'capacity' | 'capacities'> {
  id: string;
  name: string;
  email: string;
  skills: AgentSkill[];
  scope?: Scope | undefined;
  presence: string;
  held: { size: number }[];
}

export const skillBody = z.strictObject({
  id: skillName,
  name,
  description: z.string().trim().max(400).default(''),
});
export type Skill = z.infer<typeof skillBody>;

// --- response templates ----------------------------------------------------------------------------------------

/** What agents send with `/r`. `{requester}`, `{agent}`, `{number}` and `{queue}` are filled in. */
export const responseBody = z.strictObject({
  /** What is typed to find it. */
  shortcut: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'small letters, digits, - and _'),
  title: name,
  text: z
    .record(locale, z.string().trim().min(1).max(4_000))
    .refine((texts) => Object.keys(texts).length > 0, {
      message: 'in one language at least',
    }),
  /** Only for agents of these queues; none: for all. */
  queues: z.array(id).max(100).default([]),
  active: z.boolean().default(true),
});
export type ResponseTemplate = z.infer<typeof responseBody> & { id: string };

// --- what staff read -------------------------------------------------------------------------------------------

/** Where a conversation could go, and why not (domain A4, destination hints). */
export interface Destinations {
  queues: {
    id: string;
    name: string;
    open: boolean;
    why: 'closed' | null;
    waiting: number;
    agents: number;
    waitSeconds: number | null;
  }[];
  agents: { id: string; name: string; presence: string; why: string | null }[];
}

/** What the desk of one agent offers to choose from (GET /desk). */
export interface DeskOptions {
  presences: { name: string; label: string; available: boolean }[];
  presenceReasons: string[];
  rejectReasons: string[];
  /** None: free text. */
  wrapUpCodes: string[];
  /** What the Virtual Agent may run for a requester on this agent's word. */
  topics: { name: string; title: string; description: string }[];
  responses: Pick<ResponseTemplate, 'id' | 'shortcut' | 'title' | 'text'>[];
  /** The agent's own queues, in order. */
  queues: NameRef[];
}

/** One thing the router did with a work item, and why (domain D2 "event log with candidates"; F7 9). */
export interface RoutingEntry {
  at: string;
  workItemId: string;
  queue: string;
  kind:
    | 'queued'
    | 'decided'
    | 'offered'
    | 'accepted'
    | 'rejected'
    | 'timed_out'
    | 'withdrawn'
    | 'no_capacity'
    | 'returned'
    | 'transferred'
    | 'taken_over'
    | 'lost'
    | 'moved'
    | 'finished';
  agent: NameRef | null;
  why: string | null;
  /** Who was looked at, with the reason for or against; with `decided` and `offered`. */
  candidates?: { agent: NameRef; why: string; chosen: boolean }[];
  /** How many were looked at besides of whom the reader may not know. */
  others?: number;
}

/** What supervisors see now. Times are ISO 8601 UTC, waits are seconds. */
export interface Board {
  at: string;
  queues: {
    id: string;
    name: string;
    open: boolean;
    waiting: number;
    longestWaitSeconds: number | null;
    overTarget: number;
    agents: { available: number; present: number };
  }[];
  agents: {
    id: string;
    name: string;
    presence: string;
    reason: string | null;
    since: string;
    connected: boolean;
    used: number;
    capacity: number | null;
    conversations: BoardConversation[];
  }[];
  /** Nobody has it: waiting or on offer. */
  unassigned: {
    interaction: string;
    type: InteractionType;
    queue: NameRef;
    openedFor: string;
    shortDescription: string;
    sentiment: Sentiment | null;
    priority: number;
    since: string;
    waitSeconds: number;
    overTarget: boolean;
    offeredTo: string | null;
    rejected: number;
    timedOut: number;
    why: string[];
  }[];
}

export interface BoardConversation {
  interaction: string;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  state: string;
  since: string;
  /** When its agent asked for help, and the note. */
  help: { at: string; note: string | null } | null;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
