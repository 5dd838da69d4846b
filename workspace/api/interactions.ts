import type { HideableField } from '../../contracts/access.ts';
import type { AuditEntry } from '../../contracts/audit.ts';
import type { RoutingEntry } from '../../contracts/handoff.ts';
import type {
  Insight,
  InteractionHeader,
  InteractionLogEntry,
  RelatedTask,
  TranscriptLine,
  TranscriptPart,
} from '../../contracts/header.ts';
import type { Page, PersonView } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

/** A header as an access rule may leave it: a field that is hidden from the reader is absent. */
export type ShownHeader = Omit<InteractionHeader, HideableField> & Partial<InteractionHeader>;
export type InteractionRecord = ShownHeader & Partial<TranscriptPart>;
export type TranscriptView = 'internal' | 'external';

interface ListRequest {
  filters: Record<string, string | undefined>;
  limit: number;
  cursor: string | null;
}

export function listInteractions(api: Api, request: ListRequest, signal: AbortSignal) {
  const { filters, limit, cursor } = request;
  return api.json<Page<ShownHeader>>('/interactions', {
    query: { ...filters, limit, cursor },
    signal,
  });
}

/** All interactions that were opened for a person, by the person's id. */
export function listOfPerson(api: Api, id: string, cursor: string | null, signal: AbortSignal) {
  return api.json<Page<ShownHeader>>(`/people/${encodeURIComponent(id)}/interactions`, {
    query: { limit: 25, cursor },
    signal,
  });
}

export function readPerson(api: Api, id: string, signal: AbortSignal) {
  return api.json<PersonView>(`/people/${encodeURIComponent(id)}`, { signal });
}

/** The transcript of an earlier interaction of the person whose conversation `within` the reader is in. */
export function readEarlier(
  api: Api,
  number: string,
  within: string,
  cursor: string | null,
  signal: AbortSignal,
) {
  return api.json<Page<TranscriptLine>>(`${pathOf(number)}/transcript`, {
    query: { within, cursor },
    signal,
  });
}

/** Every row of the list as CSV, marked as UTF-8 for spreadsheets. */
export function exportInteractions(
  api: Api,
  filters: Record<string, string | undefined>,
  fields: readonly string[],
) {
  return api.text('/interactions', {
    query: { ...filters, format: 'csv', fields: fields.join(), bom: true },
  });
}

export function readInteraction(api: Api, number: string, signal: AbortSignal) {
  return api.json<InteractionRecord>(pathOf(number), { signal });
}

export function readTranscript(
  api: Api,
  number: string,
  view: TranscriptView,
  cursor: string | null,
  signal: AbortSignal,
) {
  return api.json<Page<TranscriptLine>>(`${pathOf(number)}/transcript`, {
    query: { view, format: 'json', cursor },
    signal,
  });
}

/** All of it as a file, however long. */
export function downloadTranscript(api: Api, number: string, view: TranscriptView, format: 'text' | 'json') {
  return api.text(`${pathOf(number)}/transcript`, { query: { view, format, download: true } });
}

/** A file of the record. A transcript that is made when it is read has no size yet. */
export interface RecordFile {
  attachmentId: string;
  name: string;
  size: number | null;
  type: string;
  at: string;
  from: { kind: string; name: string };
  private?: boolean;
}

export function readAttachments(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: RecordFile[] }>(`${pathOf(number)}/attachments`, { signal });
}

export function readAttachment(api: Api, number: string, id: string) {
  return api.blob(`${pathOf(number)}/attachments/${encodeURIComponent(id)}`);
}

export function readRelatedTasks(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: RelatedTask[] }>(`${pathOf(number)}/related-tasks`, { signal });
}

export function readInsights(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: Insight[] }>(`${pathOf(number)}/insights`, { signal });
}

export function readAudit(api: Api, number: string, cursor: string | null, signal: AbortSignal) {
  return api.json<Page<AuditEntry>>(`${pathOf(number)}/audit`, { query: { cursor }, signal });
}

export function readLogs(api: Api, number: string, cursor: string | null, signal: AbortSignal) {
  return api.json<Page<InteractionLogEntry>>(`${pathOf(number)}/logs`, { query: { cursor }, signal });
}

/** What the router did, in order, and what it would decide now; `now` null: it does not wait. */
export function readRouting(api: Api, number: string, signal: AbortSignal) {
  return api.json<{ items: RoutingEntry[]; now: RoutingEntry | null }>(`${pathOf(number)}/routing`, {
    signal,
  });
}

function pathOf(number: string): string {
  return `/interactions/${encodeURIComponent(number)}`;
}
