import type { AccessRule, AccessRulePatch } from '../../contracts/access.ts';
import type { AuditEntry } from '../../contracts/audit.ts';
import type { Page } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';

export type NewAccessRule = Omit<AccessRule, 'id' | 'shipped'>;

export function listAccessRules(api: Api, signal: AbortSignal) {
  return api.json<{ items: AccessRule[] }>('/access-rules', { signal });
}

export function createAccessRule(api: Api, rule: NewAccessRule) {
  return api.json<AccessRule>('/access-rules', { method: 'POST', body: rule });
}

/** What is left out stays. */
export function changeAccessRule(api: Api, id: string, changes: AccessRulePatch) {
  return api.json<AccessRule>(`/access-rules/${encodeURIComponent(id)}`, { method: 'PATCH', body: changes });
}

export function deleteAccessRule(api: Api, id: string) {
  return api.text(`/access-rules/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** The filters of the audit log; all may be left out. Times: ISO 8601 UTC. */
export interface AuditFilters {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function listAudit(api: Api, filters: AuditFilters, cursor: string | null, signal: AbortSignal) {
  return api.json<Page<AuditEntry>>('/audit', { query: { ...filters, cursor }, signal });
}
