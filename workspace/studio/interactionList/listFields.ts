import type { InteractionHeader } from '../../../contracts/header.ts';

/** The fields of the header that the list can show as columns, in the order in which they are offered. */
export const listFields = [
  'number',
  'shortDescription',
  'openedFor',
  'state',
  'stateReason',
  'dashboardMessage',
  'waitingReason',
  'assignedTo',
  'queue',
  'virtualAgent',
  'agentChat',
  'sentiment',
  'sentimentNormalized',
  'openedAt',
  'closedAt',
  'updatedAt',
  'closedBy',
  'completedBy',
  'duration',
  'waitTime',
  'queueTime',
  'agentAverageResponseTime',
  'wrapUpDuration',
  'systemWrapUp',
  'topics',
  'tags',
  'resolution',
  'disposition',
  'type',
  'subtype',
  'direction',
  'channel',
  'locale',
  'owner',
  'endState',
  'closeRule',
  'messageCount',
  'account',
  'contact',
  'consumer',
  'channelUserProfile',
  'application',
  'domain',
  'clonedFrom',
] as const satisfies readonly (keyof InteractionHeader)[];
export type ListField = (typeof listFields)[number];

/** What the list shows until somebody picks other columns. */
export const defaultFields: readonly ListField[] = [
  'number',
  'shortDescription',
  'state',
  'assignedTo',
  'sentiment',
  'openedAt',
  'updatedAt',
];

/** `a,b,c` of an address as fields in that order, each once; none that is known: null. */
export function parseFields(text: string | null): ListField[] | null {
  const wanted = [...new Set((text ?? '').split(','))];
  const known = wanted.flatMap((name) => listFields.find((field) => field === name) ?? []);
  return known.length === 0 ? null : known;
}
