import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run topics:check` and `npm run topics:test`, as an author calls them on files of their own. */
const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'topics-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lamp = (elements: string, tests = '') =>
  `name: lamp\ntitle: Lamp\nutterances: { en: [my lamp is broken] }\nelements:\n${elements}${tests}`;
const run = (script: string, source: string, ...more: string[]) => {
  writeFileSync(join(folder, 'lamp.yaml'), source);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts', script), 'lamp.yaml', ...more],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

test('topics:check says file, line and column of every error, and fails', () => {
  const bad = lamp('  - { id: a, kind: text, text: "{{ vaVar.x }}", next: b }\n');
  expect(run('topicsCheck.mjs', bad)).toEqual({
    status: 1,
    stdout: [
      'lamp.yaml:5:33: error: elements[0].text uses the unknown name "vaVar"; did you mean "vaVars"?',
      'lamp.yaml:5:55: error: elements[0].next there is no element "b"',
      '1 topic, 2 errors, 0 warnings',
      '',
    ].join('\n'),
    stderr: '',
  });
  const { stdout } = run('topicsCheck.mjs', bad, '--json');
  expect(JSON.parse(stdout)).toMatchObject([
    { file: 'lamp.yaml', line: 5, severity: 'error' },
    { column: 55 },
  ]);
});

test('topics:test plays the dialogues of the file among the shipped topics, and fails with one of them', () => {
  const elements = '  - { id: a, kind: text_input, prompt: Which? }\n';
  const dialogue = (words: string) =>
    `tests:\n  - name: it asks\n    start: conversation\n    steps:\n      - says: my lamp is broken\n      - replies: ${words}\n`;
  expect(run('topicsTest.mjs', lamp(elements, dialogue('Which?')))).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('✓ it asks'),
  });
  const failing = run('topicsTest.mjs', lamp(elements, dialogue('Where?')));
  expect(failing.status).toBe(1);
  expect(failing.stdout).toContain('expected “Where?”, but “Which?” was said');
});
