import type { PersonRef } from '../../contracts/header.ts';
import type { Page } from '../../contracts/http.ts';
import type { DeletionProof, Erasure, RetentionPreview } from '../../contracts/privacy.ts';
import type { Api } from './createApi.ts';
import type { ShownHeader } from './interactions.ts';

export function listProofs(api: Api, cursor: string | null, signal: AbortSignal) {
  return api.json<Page<DeletionProof>>('/retention/proofs', { query: { limit: 25, cursor }, signal });
}

/** What the stored policies would delete now. */
export function previewRetention(api: Api) {
  return api.json<{ items: RetentionPreview[] }>('/retention/preview', { method: 'POST', body: {} });
}

/** The people that interactions were opened for, by id, name or e-mail; each once. */
export async function findPeople(api: Api, text: string): Promise<PersonRef[]> {
  const { items } = await api.json<Page<ShownHeader>>('/interactions', {
    query: { openedFor: text.replaceAll(',', '\\,'), limit: 200 },
  });
  return [
    ...new Map(items.flatMap(({ openedFor }) => (openedFor ? [[openedFor.id, openedFor]] : []))).values(),
  ];
}

export function exportPerson(api: Api, id: string) {
  return api.blob(`/people/${encodeURIComponent(id)}/export`);
}

export function erasePerson(api: Api, id: string, reason: string) {
  return api.json<Erasure>(`/people/${encodeURIComponent(id)}/erase`, { method: 'POST', body: { reason } });
}

export function readErasure(api: Api, id: string, signal: AbortSignal) {
  return api.json<Erasure>(`/people/erasures/${encodeURIComponent(id)}`, { signal });
}
