import type { TopicState } from '../../contracts/authoring.ts';
import { parseFilters } from './interactionList/filterFields.ts';
import { parseFields } from './interactionList/listFields.ts';
import type { ListState } from './interactionList/listState.ts';

export const detailTabs = [
  'details',
  'transcript',
  'tasks',
  'logs',
  'routing',
  'person',
  'insights',
  'audit',
] as const;
export type DetailTab = (typeof detailTabs)[number];
export const topicTabs = ['write', 'flow', 'try', 'tests', 'languages', 'versions'] as const;
export type TopicTab = (typeof topicTabs)[number];
// The lists are repeated here: contracts/authoring.ts would bring its validation into the page.
export const topicStates: readonly TopicState[] = ['published', 'changed', 'draft', 'inactive'];
export const topicTypes = ['topic', 'block', 'setup', 'small_talk'] as const;

/** The filters of the list of topics; all may be left out. */
export interface TopicFilters {
  q?: string | undefined;
  type?: (typeof topicTypes)[number] | undefined;
  state?: TopicState | undefined;
  category?: string | undefined;
  language?: string | undefined;
}

export const routingSections = [
  'queues',
  'agents',
  'skills',
  'schedules',
  'rules',
  'responses',
  'presence',
] as const;
export type RoutingSection = (typeof routingSections)[number];
/** In place of a queue's id: one that is being made. No id has such a character. */
export const newQueue = '+';

/** Where the studio is; all of it is in the hash, so that the back button and a shared link work. */
export type Route =
  | ({ page: 'interactions' } & ListState)
  | { page: 'interaction'; number: string; tab: DetailTab }
  | { page: 'topics'; filters: TopicFilters }
  | { page: 'topic'; name: string; tab: TopicTab; line?: number | undefined }
  | { page: 'discovery' }
  | { page: 'experiences' }
  | { page: 'connections' }
  | { page: 'access' }
  | { page: 'audit' }
  | { page: 'privacy' }
  | { page: 'routing'; section: RoutingSection; queue?: string | undefined }
  | { page: 'unknown' };

/** Pages whose address says nothing more. */
const plainPages = ['discovery', 'experiences', 'connections', 'access', 'audit', 'privacy'] as const;

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const [first, second, third] = path.split('/');
  if (first === 'topics' && second !== undefined && second !== '') {
    const line = Number(query.get('line'));
    return {
      page: 'topic',
      name: decode(second),
      tab: topicTabs.find((each) => each === query.get('tab')) ?? 'write',
      ...(Number.isInteger(line) && line > 0 ? { line } : {}),
    };
  }
  if (first === 'topics') return { page: 'topics', filters: parseTopicFilters(query) };
  if (first === 'routing') {
    const section = routingSections.find((each) => each === second) ?? 'queues';
    return section === 'queues' && third !== undefined && third !== ''
      ? { page: 'routing', section, queue: decode(third) }
      : { page: 'routing', section };
  }
  const plain = plainPages.find((page) => page === first);
  if (plain !== undefined) return { page: plain };
  if (first === 'interactions' && second !== undefined && second !== '') {
    const tab = detailTabs.find((each) => each === query.get('tab')) ?? 'details';
    return { page: 'interaction', number: decode(second), tab };
  }
  if (first !== '' && first !== 'interactions') return { page: 'unknown' };
  return {
    page: 'interactions',
    filters: parseFilters(query),
    fields: parseFields(query.get('fields')),
    view: query.get('view')?.slice(0, 64) || null,
  };
}

export function formatRoute(route: Exclude<Route, { page: 'unknown' }>): string {
  switch (route.page) {
    case 'topics':
      return `#/topics${search({ ...route.filters })}`;
    case 'topic': {
      const { name, tab, line } = route;
      const query = { tab: tab === 'write' ? undefined : tab, line: line?.toString() };
      return `#/topics/${encodeURIComponent(name)}${search(query)}`;
    }
    case 'discovery':
    case 'experiences':
    case 'connections':
    case 'access':
    case 'audit':
    case 'privacy':
      return `#/${route.page}`;
    case 'routing':
      return `#/routing/${route.section}${route.queue === undefined ? '' : `/${encodeURIComponent(route.queue)}`}`;
    case 'interaction': {
      const tab = route.tab === 'details' ? '' : `?tab=${route.tab}`;
      return `#/interactions/${encodeURIComponent(route.number)}${tab}`;
    }
    case 'interactions':
      return `#/interactions${search({ ...route.filters, view: route.view ?? undefined, fields: route.fields?.join(',') })}`;
  }
}

/** The query of an address, without what is empty. */
function search(query: Readonly<Record<string, string | undefined>>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') pairs.set(name, value);
  }
  return pairs.size === 0 ? '' : `?${pairs.toString()}`;
}

function parseTopicFilters(query: URLSearchParams): TopicFilters {
  return {
    q: query.get('q')?.slice(0, 200) || undefined,
    type: topicTypes.find((each) => each === query.get('type')),
    state: topicStates.find((each) => each === query.get('state')),
    category: query.get('category') || undefined,
    language: query.get('language') || undefined,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
