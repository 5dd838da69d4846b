import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileTypeOf } from '../../../../interactions/files/fileTypeOf.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function typeOf(content: string): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return fileTypeOf(path, 'notes.txt');
}

describe('what begins with comments', () => {
  it('is a page when a page follows them', async () => {
    await expect(typeOf('<!-- one -->\n<!-- two --> <script>alert(1)</script>')).rejects.toThrow(/HTML/);
  });

  it('is text when none does', async () => {
    expect(await typeOf('<!-- a note --> of mine')).toBe('text/plain');
  });

  it('is read to its end, however many there are: one that tries every way through them never gets there', async () => {
    expect(await typeOf(`${'<!---->'.repeat(1_000)}x`)).toBe('text/plain');
  });
});
