import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel's limit is 108 bytes on Linux and 104 on macOS, the closing zero included. */
const maxBytes = 100;

/**
 * Where the Unix socket of a data directory is: inside it, or, when that path is too long for a socket, in a
 * directory of its own under the system's temporary one, named by a hash of the data directory and the user.
 */
export function socketPathFor(dbpath: string): string {
  const inside = join(resolve(dbpath), 'store.sock');
  if (Buffer.byteLength(inside) <= maxBytes) return inside;
  const user = process.getuid?.() ?? 0;
  const hash = createHash('sha256')
    .update(`${user}:${resolve(dbpath)}`)
    .digest('hex')
    .slice(0, 16);
  return join(tmpdir(), `switchboard-${hash}`, 'store.sock');
}
