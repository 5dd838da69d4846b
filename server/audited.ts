import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import type { Audit, NewAuditEntry } from './audit.store.ts';
import type { Viewer } from './tokens.ts';

export interface AuditDeps {
  audit: Audit;
  clock: Clock;
}

/**
 * Writes down what is about to happen, then does it: what cannot be written down does not happen. If it then
 * fails, a second entry (`… failed`) names the first.
 * @throws what the audit's store or `work` throws.
 */
export async function audited<T>(
  { audit, clock }: AuditDeps,
  entry: Omit<NewAuditEntry, 'at'>,
  work: () => Promise<T>,
): Promise<T> {
  const id = await audit.write({ at: clock.now(), ...entry });
  try {
    return await work();
  } catch (error) {
    const why = error instanceof AppError ? error.code : 'internal';
    const { actor, action, target } = entry;
    await audit.write({ at: clock.now(), actor, action: `${action} failed`, target, details: { id, why } });
    throw error;
  }
}

/** The one who acts. */
export function actorOf(user: Pick<Viewer, 'sub' | 'name'>): NameRef {
  return { id: user.sub, name: user.name };
}

/** What differs, by name: `{from, to}`. Values are compared as they are written down. */
export function changedFields(before: object, after: object): Record<string, { from: unknown; to: unknown }> {
  const old = new Map<string, unknown>(Object.entries(before));
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, to] of Object.entries(after)) {
    if (to === undefined) continue;
    const from = old.get(name);
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[name] = { from: from ?? null, to };
  }
  return changes;
}
