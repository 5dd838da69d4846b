import type { Connection } from '../connections.store.ts';
import type { Sealer } from './sealSecret.ts';

/** Header values as they are kept: sealed for this connection and this header, under names in lower case. */
export function sealHeaders(
  sealer: Sealer,
  connection: string,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.toLowerCase();
      return [lower, sealer.seal(value, place(connection, lower))];
    }),
  );
}

/** What the connection sends with every call; null when one of the values cannot be opened. */
export function openHeaders(
  sealer: Sealer,
  { name: connection, secretHeaders }: Pick<Connection, 'name' | 'secretHeaders'>,
): Record<string, string> | null {
  const opened: Record<string, string> = {};
  for (const [name, sealed] of Object.entries(secretHeaders)) {
    const value = sealer.open(sealed, place(connection, name));
    if (value === null) return null;
    opened[name] = value;
  }
  return opened;
}

function place(connection: string, header: string): string {
  return `${connection}/${header}`;
}
