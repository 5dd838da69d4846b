import { z } from 'zod';
import type { NameRef } from './header.ts';
import { listQuery } from './http.ts';

/** One line of the audit: who did what to what. Times are ISO 8601 UTC. */
export interface AuditEntry {
  id: string;
  at: string;
  /** `anonymous`: somebody who could not sign in. */
  actor: NameRef;
  /** In words: `read transcript`, `change record`, … (docs/access.md). */
  action: string;
  /** An interaction's number, or the kind and the name of something else: `queue network`. */
  target: string;
  /** Of changes: what it was and what it is. */
  details?: Record<string, unknown>;
}

/** That a supervisor looked on unseen (domain D4): told apart from reading what is over. */
export const observed = 'observe conversation';

/** `GET /interactions/{number}/audit`. */
export const interactionAuditQuery = listQuery;

/** `GET /audit`. `actor`: the id of who did it. */
export const auditQuery = listQuery.extend({
  actor: z.string().max(254).optional(),
  action: z.string().max(100).optional(),
  target: z.string().max(320).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;
