import { closeReasons, interactionStates, sentiments } from '../../contracts/states.ts';
import type { InteractionFilters } from '../api/interactions.ts';

export const detailTabs = ['details', 'transcript', 'tasks', 'logs'] as const;
export type DetailTab = (typeof detailTabs)[number];

/** Where the studio is; all of it is in the hash, so that the back button and a shared link work. */
export type Route =
  | { page: 'interactions'; filters: InteractionFilters }
  | { page: 'interaction'; number: string; tab: DetailTab }
  | { page: 'topics' }
  | { page: 'unknown' };

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const [first, second] = path.split('/');
  if (first === 'topics') return { page: 'topics' };
  if (first === 'interactions' && second !== undefined && second !== '') {
    const tab = detailTabs.find((each) => each === query.get('tab')) ?? 'details';
    return { page: 'interaction', number: decode(second), tab };
  }
  if (first !== '' && first !== 'interactions') return { page: 'unknown' };
  return { page: 'interactions', filters: parseFilters(query) };
}

export function formatRoute(route: Exclude<Route, { page: 'unknown' }>): string {
  switch (route.page) {
    case 'topics':
      return '#/topics';
    case 'interaction': {
      const tab = route.tab === 'details' ? '' : `?tab=${route.tab}`;
      return `#/interactions/${encodeURIComponent(route.number)}${tab}`;
    }
    case 'interactions': {
      const query = new URLSearchParams();
      for (const name of names) {
        const value = route.filters[name];
        if (value !== undefined && value !== '') query.set(name, String(value));
      }
      const text = query.toString();
      return text === '' ? '#/interactions' : `#/interactions?${text}`;
    }
  }
}

const sorts = ['-openedAt', 'openedAt', '-updatedAt', 'updatedAt'] as const;
const names = [
  'q',
  'state',
  'stateReason',
  'sentiment',
  'virtualAgent',
  'agentChat',
  'from',
  'to',
  'sort',
] as const;

/** What the filter bar offers. */
export const filterChoices = { states: interactionStates, reasons: closeReasons, sentiments };

/** A hash may have been typed by hand: what is no filter of ours is left out, so that the server never refuses it. */
function parseFilters(query: URLSearchParams): InteractionFilters {
  const filters: InteractionFilters = {
    q: query.get('q')?.slice(0, 200) || undefined,
    state: interactionStates.find((each) => each === query.get('state')),
    stateReason: closeReasons.find((each) => each === query.get('stateReason')),
    sentiment: sentiments.find((each) => each === query.get('sentiment')),
    virtualAgent: flag(query.get('virtualAgent')),
    agentChat: flag(query.get('agentChat')),
    from: instant(query.get('from')),
    to: instant(query.get('to')),
    sort: sorts.find((each) => each === query.get('sort')),
  };
  return filters;
}

function flag(text: string | null): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function instant(text: string | null): string | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
