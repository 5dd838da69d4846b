import type {
  AccessCondition,
  AccessOperation,
  AccessResource,
  ConditionField,
} from '../../../contracts/access.ts';
import {
  directions,
  interactionStates,
  interactionTypes,
  owners,
  type Role,
  sentiments,
} from '../../../contracts/states.ts';

// The lists are repeated here: contracts/access.ts would bring its validation into the page.
export const resources: readonly AccessResource[] = [
  'list',
  'record',
  'transcript',
  'logs',
  'related_tasks',
  'attachments',
  'insights',
  'audit',
  'field',
];
export const operations: readonly AccessOperation[] = ['read', 'write'];
export const ruleRoles: readonly Role[] = ['agent', 'supervisor', 'va_admin', 'admin'];
export const ops: readonly AccessCondition['op'][] = ['is', 'is_not', 'in', 'not_in'];

/** The fields that a condition is usually about, with their values; null: any text. */
export const conditionValues: Readonly<Partial<Record<ConditionField, readonly string[] | null>>> = {
  assignedTo: null,
  openedFor: null,
  queue: null,
  type: interactionTypes,
  direction: directions,
  state: interactionStates,
  owner: owners,
  sentiment: sentiments,
  virtualAgent: ['true', 'false'],
  agentChat: ['true', 'false'],
  channel: null,
  locale: null,
  subtype: null,
  tags: null,
  disposition: null,
  account: null,
  contact: null,
  consumer: null,
  application: null,
  domain: null,
};
export const conditionFields = Object.keys(conditionValues) as ConditionField[];

/** The fields that may be hidden from those whom no rule of theirs names. */
export const hideable = [
  'shortDescription',
  'openedFor',
  'assignedTo',
  'queue',
  'sentiment',
  'sentimentNormalized',
  'workNotes',
  'disposition',
  'tags',
  'account',
  'contact',
  'consumer',
  'channelUserProfile',
  'duration',
  'waitTime',
  'queueTime',
  'agentAverageResponseTime',
  'wrapUpDuration',
  'stateReason',
  'dashboardMessage',
  'endState',
  'closeRule',
  'closedBy',
  'completedBy',
  'resolution',
  'topics',
] as const;
