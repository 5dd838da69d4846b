import type { InteractionHeader } from '../../contracts/header.ts';
import type {
  CommentBody,
  InteractionPatch,
  Page,
  RecordView,
  RelatedTaskView,
  TableView,
} from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

export type FieldValues = RecordView['fields'];
type Tasks = { items: RelatedTaskView[] };

export function listTables(api: Api, signal: AbortSignal) {
  return api.json<{ items: TableView[] }>('/tables', { signal });
}

/** The newest first. */
export function findRecords(api: Api, table: string, q: string, signal: AbortSignal) {
  return api.json<Page<RecordView>>(records(table), { query: { q, sort: '-number', limit: 20 }, signal });
}

/** The server logs this look with the interaction that its agent works on. */
export function readRecord(api: Api, task: TaskRef, interaction: string, signal: AbortSignal) {
  return api.json<RecordView>(record(task), { query: { interaction }, signal });
}

export function createRecord(
  api: Api,
  table: string,
  body: { fields: FieldValues; interaction: string; shortDescription?: string },
) {
  return api.json<RecordView>(records(table), { method: 'POST', body });
}

export function changeRecord(api: Api, task: TaskRef, fields: FieldValues, interaction: string) {
  return api.json<RecordView>(record(task), { method: 'PATCH', body: { fields, interaction } });
}

export function commentOn(api: Api, task: TaskRef, body: CommentBody) {
  return api.json<RecordView>(`${record(task)}/comments`, { method: 'POST', body });
}

export function draftRecord(api: Api, interaction: string, table: string, signal: AbortSignal) {
  return api.json<{ fields: FieldValues }>(`${tasks(interaction)}/draft`, { query: { table }, signal });
}

export function listTasks(api: Api, interaction: string, signal: AbortSignal) {
  return api.json<Tasks>(tasks(interaction), { signal });
}

export function attachTask(api: Api, interaction: string, body: TaskRef & { shortDescription?: string }) {
  return api.json<Tasks>(tasks(interaction), { method: 'POST', body });
}

export function detachTask(api: Api, interaction: string, { table, id }: TaskRef) {
  const path = `${tasks(interaction)}/${encodeURIComponent(table)}/${encodeURIComponent(id)}`;
  return api.json<Tasks>(path, { method: 'DELETE' });
}

export function saveInteraction(api: Api, interaction: string, body: InteractionPatch) {
  return api.json<InteractionHeader>(`/interactions/${encodeURIComponent(interaction)}`, {
    method: 'PATCH',
    body,
  });
}

export function endWrapUp(api: Api, interaction: string, body: { code?: string; note?: string }) {
  return api.json<InteractionHeader>(`/interactions/${encodeURIComponent(interaction)}/wrap-up`, {
    method: 'POST',
    body,
  });
}

/** What names a record. */
export interface TaskRef {
  table: string;
  id: string;
}

function records(table: string): string {
  return `/tables/${encodeURIComponent(table)}/records`;
}

function record({ table, id }: TaskRef): string {
  return `${records(table)}/${encodeURIComponent(id)}`;
}

function tasks(interaction: string): string {
  return `/interactions/${encodeURIComponent(interaction)}/related-tasks`;
}
