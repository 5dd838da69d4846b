import type { SavedView, ViewBody } from '../../contracts/views.ts';
import type { Api } from './createApi.ts';

export function listViews(api: Api, signal: AbortSignal) {
  return api.json<{ items: SavedView[] }>('/views', { signal });
}

/** A new view, or another state of the one with this id. */
export function saveView(api: Api, id: string | null, body: ViewBody) {
  return id === null
    ? api.json<SavedView>('/views', { method: 'POST', body })
    : api.json<SavedView>(`/views/${encodeURIComponent(id)}`, { method: 'PUT', body });
}

export function deleteView(api: Api, id: string) {
  return api.json<SavedView>(`/views/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** null: the list opens without one. */
export function setDefaultView(api: Api, id: string | null) {
  return api.json<{ items: SavedView[] }>('/views/default', { method: 'PUT', body: { id } });
}
