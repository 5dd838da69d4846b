import type {
  AgentView,
  AssignmentRule,
  NamedSchedule,
  Queue,
  ResponseTemplate,
  Skill,
} from '../../contracts/handoff.ts';
import type { Page } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

/** What there is under each path. */
export interface RoutingLists {
  queues: Queue;
  agents: AgentView;
  skills: Skill;
  schedules: NamedSchedule;
  responses: ResponseTemplate;
  'assignment-rules': AssignmentRule;
}
export type RoutingPath = keyof RoutingLists;

/** All of them, page after page. */
export async function listAll<P extends RoutingPath>(
  api: Api,
  path: P,
  signal?: AbortSignal,
): Promise<RoutingLists[P][]> {
  const all: RoutingLists[P][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: { limit: number; cursor: string } = { limit: 200, cursor };
    const page: Page<RoutingLists[P]> = await api.json(`/${path}`, { query, signal });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

export function createOne<P extends RoutingPath>(api: Api, path: P, body: object) {
  return api.json<RoutingLists[P]>(`/${path}`, { method: 'POST', body });
}

/** What is left out stays. */
export function changeOne<P extends RoutingPath>(api: Api, path: P, id: string, body: object) {
  return api.json<RoutingLists[P]>(`/${path}/${encodeURIComponent(id)}`, { method: 'PATCH', body });
}

export function removeOne(api: Api, path: RoutingPath, id: string) {
  return api.text(`/${path}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
