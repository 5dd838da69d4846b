import type { Role } from '../../contracts/states.ts';

export type PageName = 'desk' | 'studio';

/** Which roles a page is for (protocol §1). The server decides; this only spares people a refusal. */
export function mayUse(page: PageName, roles: readonly Role[]): boolean {
  return roles.some((role) => allowed[page].includes(role));
}

const allowed: Readonly<Record<PageName, readonly Role[]>> = {
  desk: ['agent', 'supervisor', 'admin'],
  studio: ['va_admin', 'admin'],
};
