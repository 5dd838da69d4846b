import {
  closeReasons,
  directions,
  interactionStates,
  interactionTypes,
  owners,
  sentiments,
  waitingReasons,
} from '../../../contracts/states.ts';

const flags = ['true', 'false'] as const;
const endStates = Array.from({ length: 13 }, (_, index) => `E${index + 1}`);
const closeRules = Array.from({ length: 17 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`);

/** The filters that are always there, beside the words and the days. */
export const mainFilters = ['state', 'stateReason', 'sentiment', 'virtualAgent', 'agentChat'] as const;

/** The values that a field of the header may be filtered by; null: any text. */
export const filterFields = {
  state: interactionStates,
  stateReason: closeReasons,
  sentiment: sentiments,
  virtualAgent: flags,
  agentChat: flags,
  assignedTo: null,
  openedFor: null,
  queue: null,
  topic: null,
  tag: null,
  type: interactionTypes,
  subtype: null,
  direction: directions,
  channel: null,
  locale: null,
  owner: owners,
  waitingReason: waitingReasons,
  endState: endStates,
  closeRule: closeRules,
  resolution: ['resolved', 'unresolved'],
  disposition: null,
  account: null,
  contact: null,
  consumer: null,
  domain: null,
  application: null,
  clonedFrom: null,
  channelUserProfile: null,
} as const satisfies Record<string, readonly string[] | null>;

export type FilterField = keyof typeof filterFields;
export const filterNames = Object.keys(filterFields) as FilterField[];

const sorts = ['-openedAt', 'openedAt', '-updatedAt', 'updatedAt', '-number', 'number'] as const;
type Sort = (typeof sorts)[number];

/** What the list is filtered and sorted by, as it stands in an address; all may be left out. */
export type InteractionFilters = {
  /** Words, or a number. */
  q?: string | undefined;
  /** ISO 8601 UTC. */
  from?: string | undefined;
  to?: string | undefined;
  sort?: Sort | undefined;
} & { [F in FilterField]?: string | undefined };

/** A hash may have been typed by hand: what is no filter of ours is left out, so that the server never refuses it. */
export function parseFilters(query: URLSearchParams): InteractionFilters {
  return {
    q: query.get('q')?.slice(0, 200) || undefined,
    from: instant(query.get('from')),
    to: instant(query.get('to')),
    sort: sorts.find((each) => each === query.get('sort')),
    ...Object.fromEntries(filterNames.map((name) => [name, filterValue(name, query.get(name))])),
  };
}

function instant(text: string | null): string | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** A value that was typed into an address by hand: taken if the field may have it. */
function filterValue(field: FilterField, value: string | null): string | undefined {
  if (value === null || value === '') return undefined;
  const choices: readonly string[] | null = filterFields[field];
  return choices === null || choices.includes(value) ? value.slice(0, 254) : undefined;
}
