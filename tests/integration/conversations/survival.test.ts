import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { api, connectRequester, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { simulatedClock } from '../../support/clock.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

/** A conversation in the middle of a topic outlives what happens to the server around it. */
const shipped = fileURLToPath(new URL('../../../topics', import.meta.url));
const clock = simulatedClock();
let folder: string;
let store: TestStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
  for (const part of ['setup', 'library'])
    cpSync(join(shipped, part), join(folder, part), { recursive: true });
  store = await openTestStore();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function publish(rest: string): void {
  writeFileSync(
    join(folder, 'library', 'garden_tools.yaml'),
    `name: garden_tools
title: Garden tools
resume_after_switch: true
utterances:
  en: [I need a garden tool, lend me a garden tool]
${rest}`,
  );
}

const first = `translations:
  de:
    when.prompt: Wann brauchen Sie es?
elements:
  - id: tool
    kind: choice_input
    prompt: Which tool?
    choices: [{ value: rake, label: Rake }, { value: spade, label: Spade }]
  - id: looking
    kind: text
    text: I am looking for the {{ vaDisplay.tool }}.
  - id: pause
    kind: pause
    seconds: 20
  - id: when
    kind: date_input
    prompt: When do you need it?
  - id: done
    kind: text
    text: "{{ vaDisplay.tool }} on {{ vaInputs.when }}."
`;
const second = `elements:
  - id: size
    kind: text_input
    prompt: How large is the garden?
`;

const start = (): Promise<InProcess> =>
  startInProcess({ store, clock, topicsDir: folder, settings: { survey: { probability: 0 } } });

test('a new version, a restart in the middle of a pause, a switch away and back', async () => {
  publish(first);
  let node = await start();
  const before = await openRequester(node.url);
  await before.hears(/pick one/);
  await before.says('lend me a garden tool');
  await before.hears(/Which tool/);
  await before.says('rake');
  await before.hears(/looking for the Rake/);
  before.leave();
  await node.close();

  // The pause outlives the restart: the next node that sweeps goes on, with the version the topic started with.
  publish(second);
  node = await start();
  const other = await start();
  const requester = await connectRequester(node.url, before.session, 0);
  await requester.hears(/looking for the Rake/);
  await node.pass(10);
  expect(requester.messages.some(({ text }) => text === 'When do you need it?')).toBe(false);
  clock.advance(11_000);
  await Promise.all([node.server.sweep(), other.server.sweep()]);
  await requester.hears(/When do you need it/);
  expect(requester.messages.filter(({ text }) => text === 'When do you need it?')).toHaveLength(1);

  await requester.says('thank you so much');
  await requester.hears(/Back to “Garden tools”/);
  await requester.hears(/When do you need it/);
  await requester.says('2026-04-01');
  await requester.hears(/Rake on 2026-04-01/);
  requester.leave();
  await other.close();

  const again = await openRequester(node.url);
  await again.says('lend me a garden tool');
  await again.hears(/How large is the garden/);
  again.leave();
  await node.close();
});

test('a correction, and a change of language that lists see', async () => {
  publish(first);
  const node = await start();
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  await requester.says('lend me a garden tool');
  await requester.hears(/Which tool/);
  await requester.says('rake');
  await requester.hears(/looking for/);
  await requester.says('go on');
  await requester.hears(/When do you need it/);
  await requester.says('actually the spade');
  await requester.hears(/changed that to “Spade”/);
  await requester.says('auf Deutsch bitte');
  await requester.hears(/weiter auf Deutsch/);
  await requester.hears(/Wann brauchen Sie es/);
  const author = await node.login('author@example.com');
  await eventually(async () => {
    const { body } = await api<InteractionHeader>(
      node.url,
      `/interactions/${requester.session.interactionNumber}`,
      author,
    );
    return body.locale === 'de';
  }, 'the language in the header');
  requester.leave();
  await node.close();
});

test('on the way to a person, the topic says what its branch has to say, after the handoff’s own words', async () => {
  publish(`elements:
  - id: person
    kind: transfer
    text: I am asking the gardeners.
    on: { queued: meanwhile, offered: meanwhile }
  - id: meanwhile
    kind: text
    text: Please keep your order number at hand.
  - id: never
    kind: text_input
    prompt: This is not asked any more.
`);
  const node = await start();
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('away');
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  await requester.says('lend me a garden tool');
  await requester.hears(/asking the gardeners/);
  await requester.hears(/order number/);
  await requester.becomes('queue');
  expect(requester.messages.some(({ text }) => /not asked any more/.test(text))).toBe(false);
  agent.leave();
  requester.leave();
  await node.close();
});
