import type { DiscoverAnswer } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

/** One line of `GET /topics`. */
export interface TopicSummary {
  name: string;
  title: string;
  type: string;
  role: string | null;
  category: string | null;
  version: number;
  promoted: boolean;
  discoverable: boolean;
  utterances: number;
  source: string;
}

export function listTopics(api: Api, signal: AbortSignal) {
  return api.json<{ items: TopicSummary[] }>('/topics', { signal });
}

export function discover(api: Api, text: string) {
  return api.json<DiscoverAnswer>('/topics/discover', { method: 'POST', body: { text } });
}
