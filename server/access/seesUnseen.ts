import { hasRole } from '../http/route.ts';
import type { Viewer } from '../tokens.ts';

/** Whether the user may know of supervisors who look on unseen (domain D4): whoever is more than an agent. Pure. */
export function seesUnseen(user: Pick<Viewer, 'roles'>): boolean {
  return hasRole(user, ['supervisor', 'va_admin']);
}
