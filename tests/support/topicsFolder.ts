import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shipped topics with others beside them, by name. */
export function topicsFolder(topics: Readonly<Record<string, string>>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
  cpSync(new URL('../../topics', import.meta.url).pathname, folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  for (const [name, text] of Object.entries(topics))
    writeFileSync(join(folder, 'library', `${name}.yaml`), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
