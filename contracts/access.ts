import { z } from 'zod';
import type { InteractionHeader } from './header.ts';
import {
  closeReasons,
  directions,
  interactionStates,
  interactionTypes,
  owners,
  roles,
  sentiments,
  waitingReasons,
} from './states.ts';

/** Access rules: who may read and change what of interactions (design §8). What no rule grants is refused. */

export const accessResources = [
  'list',
  'record',
  'transcript',
  'logs',
  'related_tasks',
  'attachments',
  'insights',
  'audit',
  'field',
] as const;
export type AccessResource = (typeof accessResources)[number];
/** What a call about one interaction asks for. */
export type InteractionResource = Exclude<AccessResource, 'list' | 'field'>;

export const accessOperations = ['read', 'write'] as const;
export type AccessOperation = (typeof accessOperations)[number];

/** The rest is only read: the log and what is derived from it have no editor. */
const writable: ReadonlySet<AccessResource> = new Set(['record', 'related_tasks', 'attachments', 'field']);

/**
 * The fields that a rule may hide, with what stands for them where a header must be whole (sockets).
 * The others say which interaction it is and how it stands; without them no list and no desk works.
 */
export const emptyFields = {
  subtype: null,
  direction: 'inbound',
  stateReason: null,
  waitingReason: null,
  dashboardMessage: null,
  endState: null,
  closeRule: null,
  openedFor: { id: '', name: '' },
  channelUserProfile: null,
  assignedTo: null,
  queue: null,
  closedAt: null,
  closedBy: null,
  shortDescription: '',
  virtualAgent: false,
  agentChat: false,
  sentiment: null,
  sentimentNormalized: null,
  agentAverageResponseTime: null,
  waitTime: null,
  queueTime: null,
  duration: null,
  wrapUpDuration: null,
  tags: [],
  resolution: null,
  disposition: null,
  workNotes: [],
  clonedFrom: null,
  completedBy: null,
  account: null,
  contact: null,
  consumer: null,
  systemWrapUp: false,
  topics: [],
} satisfies Partial<InteractionHeader>;
export type HideableField = keyof typeof emptyFields;
const hideableFields = Object.keys(emptyFields).filter(isHideable);

/** True for a field that a rule may hide. */
export function isHideable(name: string): name is HideableField {
  return Object.hasOwn(emptyFields, name);
}

/** What a condition may look at, and what its values are. People and queues are compared by their ids. */
const conditionFields = {
  type: interactionTypes,
  direction: directions,
  state: interactionStates,
  stateReason: closeReasons,
  waitingReason: waitingReasons,
  owner: owners,
  sentiment: sentiments,
  resolution: ['resolved', 'unresolved'],
  virtualAgent: 'flag',
  agentChat: 'flag',
  openedFor: 'id',
  assignedTo: 'id',
  queue: 'id',
  subtype: 'text',
  application: 'text',
  domain: 'text',
  channel: 'text',
  locale: 'text',
  tags: 'text',
  disposition: 'text',
  account: 'text',
  contact: 'text',
  consumer: 'text',
} as const satisfies Partial<Record<keyof InteractionHeader, readonly string[] | 'flag' | 'id' | 'text'>>;
export type ConditionField = keyof typeof conditionFields;
const conditionFieldNames = Object.keys(conditionFields).filter(
  (name): name is ConditionField => name in conditionFields,
);

/** True for fields that refer to somebody or something: compared by id. */
export function isReference(field: ConditionField): boolean {
  return conditionFields[field] === 'id';
}

/** What the one who asks is known by. */
export const meFields = ['id', 'name', 'email', 'domain'] as const;

const conditionValue = z.union([
  z.string().max(320),
  z.boolean(),
  z.null(),
  z.strictObject({ me: z.enum(meFields) }),
]);
export type ConditionValue = z.infer<typeof conditionValue>;

/** `is null`: nothing is there. Of a list (tags), `is` means that it holds the value. */
export const accessCondition = z
  .strictObject({
    field: z.enum(conditionFieldNames),
    op: z.enum(['is', 'is_not', 'in', 'not_in']),
    value: z.union([conditionValue, z.array(conditionValue).min(1).max(100)]),
  })
  .superRefine(({ field, op, value }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['value'], message });
    const isList = Array.isArray(value);
    if (isList !== (op === 'in' || op === 'not_in')) {
      refuse(`"${op}" needs ${isList ? 'one value' : 'a list of values'}`);
      return;
    }
    for (const one of isList ? value : [value]) {
      const problem = problemOf(conditionFields[field], one);
      if (problem !== null) refuse(problem);
    }
  });
export type AccessCondition = z.infer<typeof accessCondition>;

function problemOf(kind: readonly string[] | 'flag' | 'id' | 'text', value: ConditionValue): string | null {
  if (kind === 'flag') return typeof value === 'boolean' ? null : 'must be true or false';
  if (typeof value === 'boolean') return 'must be a text';
  if (value === null || kind === 'id' || kind === 'text') return null;
  if (typeof value === 'string' && kind.includes(value)) return null;
  return `must be one of ${kind.join(', ')}`;
}

const title = z.string().trim().min(1).max(160);
const granted = z.array(z.enum(roles)).min(1).max(roles.length);
/** All must hold; none: always. */
const when = z.array(accessCondition).max(20);

export const accessRuleBody = z
  .strictObject({
    title,
    resource: z.enum(accessResources),
    /** With the resource `field`: which. */
    field: z.enum(hideableFields).optional(),
    operation: z.enum(accessOperations),
    roles: granted,
    when: when.default([]),
    active: z.boolean().default(true),
  })
  .superRefine(({ resource, field, operation }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (resource === 'field' && field === undefined) refuse('field', 'says which field the rule is about');
    if (resource !== 'field' && field !== undefined) refuse('field', 'goes with the resource "field" alone');
    if (operation === 'write' && !writable.has(resource))
      refuse('operation', `"${resource}" can only be read`);
  });

/** What a rule is about stays; another resource is another rule. Of shipped rules only `active` changes. */
export const accessRulePatch = z.strictObject({ title, roles: granted, when, active: z.boolean() }).partial();
export type AccessRulePatch = z.infer<typeof accessRulePatch>;

export interface AccessRule extends z.infer<typeof accessRuleBody> {
  id: string;
  /** Comes with the product: it can be switched off, not changed. */
  shipped: boolean;
}
