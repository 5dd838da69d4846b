import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAgent, openRequester } from '../../support/clients.ts';
import { startInProcess } from '../../support/inProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
cpSync(new URL('../../../topics', import.meta.url).pathname, folder, {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = `
  var lines = vaSystem.getTranscript().split('\\n');
  return [vaSystem.isLiveAgentConfigured(), vaSystem.isLiveAgentAvailable(), vaSystem.didConnectToLiveAgent(),
    lines[0].indexOf('Virtual Agent: ') > 0, lines[lines.length - 1].slice(-14), vaSystem.getInteractionSysId().length > 0].join(' ');
`;

test('a script asks the real router, log and interaction', async () => {
  writeFileSync(
    join(folder, 'library', 'curious.yaml'),
    `name: curious\ntitle: Curious\nutterances:\n  en:\n    - tell me things\nelements:\n  - id: ask\n    kind: script\n    into: told\n    script: ${JSON.stringify(script)}\n  - id: say\n    kind: text\n    text: "It is {{ vaVars.told }}."\n`,
  );
  const node = await startInProcess({ topicsDir: folder });
  const alone = await openRequester(node.url);
  await alone.says('tell me things');
  await alone.hears(/^It is true false false true tell me things true\.$/);

  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const requester = await openRequester(node.url);
  await requester.says('tell me things');
  await requester.hears(/^It is true true false true tell me things true\.$/);
  for (const one of [alone, requester, agent]) one.leave();
  await node.close();
});
