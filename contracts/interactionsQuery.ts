import { z } from 'zod';
import type { InteractionHeader } from './header.ts';
import { listQuery } from './http.ts';
import {
  closeReasons,
  directions,
  interactionStates,
  interactionTypes,
  owners,
  sentiments,
  waitingReasons,
} from './states.ts';

/** The list of interactions: what it may be filtered by, which fields it shows, how it is sorted (protocol §2, §4). */

/** Values of one filter at a time. */
const mostValues = 50;

/** `a,b`: one of them. A comma that belongs to a value is written `\,`. */
const several = <T extends z.ZodType<string, string>>(one: T) =>
  z.string().max(2_000).transform(splitValues).pipe(z.array(one).min(1).max(mostValues));
const text = several(z.string().max(254));
const choice = <const T extends readonly string[]>(values: T) => several(z.enum(values));
const flag = choice(['true', 'false']);
const endStates = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10', 'E11', 'E12', 'E13'] as const;

/** Each holds when the field has one of the values; people and queues by id or name, a domain with what is below it. */
const filters = {
  state: choice(interactionStates),
  stateReason: choice(closeReasons),
  waitingReason: choice(waitingReasons),
  dashboardMessage: text,
  type: choice(interactionTypes),
  subtype: text,
  direction: choice(directions),
  channel: text,
  locale: text,
  owner: choice(owners),
  endState: choice(endStates),
  closeRule: text,
  closedBy: text,
  assignedTo: text,
  completedBy: text,
  openedFor: text,
  queue: text,
  tag: text,
  topic: text,
  virtualAgent: flag,
  agentChat: flag,
  systemWrapUp: flag,
  sentiment: choice(sentiments),
  resolution: choice(['resolved', 'unresolved']),
  disposition: text,
  application: text,
  domain: text,
  clonedFrom: text,
  channelUserProfile: text,
  account: text,
  contact: text,
  consumer: text,
} as const;
export type FacetName = keyof typeof filters;
export const facetNames = Object.keys(filters).filter((name): name is FacetName =>
  Object.hasOwn(filters, name),
);

/** The field of the header that a filter looks at, where it is not called the same. */
export function fieldOfFacet(name: FacetName): keyof InteractionHeader {
  if (name === 'tag') return 'tags';
  return name === 'topic' ? 'topics' : name;
}

/** The fields that a list shows, in the order of a row that asks for no fields. Work notes come when asked for. */
export const listedFields = [
  'number',
  'id',
  'type',
  'subtype',
  'direction',
  'state',
  'stateReason',
  'waitingReason',
  'dashboardMessage',
  'endState',
  'closeRule',
  'owner',
  'openedFor',
  'channelUserProfile',
  'assignedTo',
  'queue',
  'openedAt',
  'closedAt',
  'updatedAt',
  'closedBy',
  'shortDescription',
  'virtualAgent',
  'agentChat',
  'sentiment',
  'sentimentNormalized',
  'agentAverageResponseTime',
  'waitTime',
  'queueTime',
  'duration',
  'wrapUpDuration',
  'application',
  'domain',
  'channel',
  'locale',
  'tags',
  'resolution',
  'disposition',
  'workNotes',
  'clonedFrom',
  'completedBy',
  'account',
  'contact',
  'consumer',
  'systemWrapUp',
  'topics',
  'messageCount',
  'lastSeq',
] as const satisfies readonly (keyof InteractionHeader)[];
export type ListedField = (typeof listedFields)[number];

const everyFieldIsListed: [Exclude<keyof InteractionHeader, ListedField>] extends [never] ? true : never =
  true;
void everyFieldIsListed;

/** `a,b`: these columns in this order. */
const columns = z
  .string()
  .max(1_000)
  .transform((value) => [...new Set(value.split(',').map((field) => field.trim()))])
  .pipe(z.array(z.enum(listedFields)).min(1));

export const interactionSorts = [
  '-openedAt',
  'openedAt',
  '-updatedAt',
  'updatedAt',
  '-number',
  'number',
] as const;
export type InteractionSort = (typeof interactionSorts)[number];

/** The filters alone: what a saved view keeps, too. */
export const interactionFilters = z
  .strictObject({
    ...filters,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    closedFrom: z.iso.datetime(),
    closedTo: z.iso.datetime(),
    /** A number, or words of the header or of what was said; the last word may be a beginning. */
    q: z.string().max(200),
  })
  .partial();
export type InteractionFilters = z.infer<typeof interactionFilters>;

/** The same as text, as an address has it; checked, and left as it is. */
export const interactionFiltersText = z
  .record(z.string().max(40), z.string().max(2_000))
  .superRefine((filters, context) => {
    const checked = interactionFilters.safeParse(filters);
    for (const { path, message } of checked.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
  });

export const interactionsQuery = listQuery.extend({
  ...interactionFilters.shape,
  fields: columns.optional(),
  sort: z.enum(interactionSorts).default('-openedAt'),
  format: z.enum(['json', 'csv']).default('json'),
  /** A CSV begins with a byte order mark: spreadsheets then read it as UTF-8. */
  bom: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type InteractionsQuery = z.infer<typeof interactionsQuery>;

function splitValues(value: string): string[] {
  const parts = value.match(/(?:\\.|[^,\\])+/g) ?? [];
  return parts.map((part) => part.replace(/\\(.)/g, '$1').trim()).filter((part) => part !== '');
}
