import type {
  InteractionHeader,
  InteractionLogEntry,
  RelatedTask,
  TranscriptLine,
  TranscriptPart,
} from '../../contracts/header.ts';
import type { InteractionsQuery, Page } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

/** The filters of the list as the page holds them; all may be left out. */
export type InteractionFilters = Partial<
  Pick<
    InteractionsQuery,
    'state' | 'stateReason' | 'sentiment' | 'virtualAgent' | 'agentChat' | 'from' | 'to' | 'q' | 'sort'
  >
>;
export type InteractionRecord = InteractionHeader & TranscriptPart;
export type TranscriptView = 'internal' | 'external';

interface ListRequest {
  filters: InteractionFilters;
  limit: number;
  cursor: string | null;
}

export function listInteractions(api: Api, request: ListRequest, signal: AbortSignal) {
  const { filters, limit, cursor } = request;
  return api.json<Page<InteractionHeader>>('/interactions', {
    query: { ...filters, limit, cursor },
    signal,
  });
}

export function readInteraction(api: Api, number: string, signal: AbortSignal) {
  return api.json<InteractionRecord>(pathOf(number), { signal });
}

export function readTranscript(api: Api, number: string, view: TranscriptView, signal: AbortSignal) {
  return api.json<{ items: TranscriptLine[] }>(`${pathOf(number)}/transcript`, {
    query: { view, format: 'json' },
    signal,
  });
}

export function downloadTranscript(api: Api, number: string, view: TranscriptView) {
  return api.text(`${pathOf(number)}/transcript`, { query: { view, format: 'text' } });
}

export function readRelatedTasks(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: RelatedTask[] }>(`${pathOf(number)}/related-tasks`, { signal });
}

export function readLogs(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: InteractionLogEntry[] }>(`${pathOf(number)}/logs`, { signal });
}

function pathOf(number: string): string {
  return `/interactions/${encodeURIComponent(number)}`;
}
