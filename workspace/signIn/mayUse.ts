import type { Role } from '../../contracts/states.ts';

export type PageName = 'desk' | 'studio';
/** What the bar leads to: the pages, and the board, which is a part of the desk's page. */
export type Destination = PageName | 'live';

/** Which roles a page is for (protocol §1). The server decides; this only spares people a refusal. */
export function mayUse(page: Destination, roles: readonly Role[]): boolean {
  return roles.some((role) => allowed[page].includes(role));
}

const allowed: Readonly<Record<Destination, readonly Role[]>> = {
  desk: ['agent', 'supervisor', 'admin'],
  live: ['supervisor', 'admin'],
  studio: ['va_admin', 'admin'],
};
