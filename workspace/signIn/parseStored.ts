import type { LoginAnswer } from '../../contracts/http.ts';
import type { Role } from '../../contracts/states.ts';

const known: Readonly<Record<Role, true>> = { agent: true, supervisor: true, va_admin: true, admin: true };

/** The sign-in that a tab kept, or null when there is none, it is damaged, or it has expired. */
export function parseStored(text: string | null, now: Date): LoginAnswer | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || !isRecord(value.user)) return null;
  const { token, expiresAt, user } = value;
  const { id, name, email, roles, domain } = user;
  if (typeof token !== 'string' || typeof expiresAt !== 'string') return null;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof email !== 'string') return null;
  if (typeof domain !== 'string') return null;
  if (!(Date.parse(expiresAt) > now.getTime()) || !Array.isArray(roles)) return null;
  return { token, expiresAt, user: { id, name, email, roles: roles.filter(isRole), domain } };
}

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(known, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
