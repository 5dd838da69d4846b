import type {
  ConnectionBody,
  ConnectionName,
  ConnectionPatch,
  ConnectionView,
  TryConnectionAnswer,
} from '../../contracts/connections.ts';
import type { Api } from './createApi.ts';

export function listConnections(api: Api, signal?: AbortSignal) {
  return api.json<{ items: ConnectionView[] }>('/connections', { signal });
}

/** As authors may see them. */
export function listConnectionNames(api: Api, signal?: AbortSignal) {
  return api.json<{ items: ConnectionName[] }>('/connections', { signal });
}

export function createConnection(api: Api, body: ConnectionBody) {
  return api.json<ConnectionView>('/connections', { method: 'POST', body });
}

/** What is left out stays; a secret header that is null goes. */
export function changeConnection(api: Api, name: string, body: ConnectionPatch) {
  return api.json<ConnectionView>(`/connections/${encodeURIComponent(name)}`, { method: 'PATCH', body });
}

export function deleteConnection(api: Api, name: string) {
  return api.text(`/connections/${encodeURIComponent(name)}`, { method: 'DELETE' });
}

export function tryConnection(api: Api, name: string, path: string) {
  return api.json<TryConnectionAnswer>(`/connections/${encodeURIComponent(name)}/try`, {
    method: 'POST',
    body: { path },
  });
}
