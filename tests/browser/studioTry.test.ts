import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { api } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { newPerson, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

const headsets = `name: headsets
title: Headsets
utterances:
  en: [i need a headset, order headsets, a new headset please]
elements:
  - id: which
    kind: choice_input
    prompt: Which of them?
    multiple: true
    max_choices: 2
    choices: [{ value: left }, { value: middle }, { value: right }]
  - id: name
    kind: text_input
    prompt: Who is it for?
`;

await describeInBrowser('trying a topic', (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  test('several are picked as in the widget, and a discovery is shown with what it turned out to be', async () => {
    const token = await server.login('author@example.com');
    const made = await api(server.url, '/topics', token, { method: 'POST', body: { yaml: headsets } });
    expect(made.status).toBe(201);
    const context = await newPerson(browser);
    const page = await signIn(context, server, '/studio', 'author@example.com');
    await page.goto(`${server.url}/studio#/topics/headsets?tab=try`);
    const chat = page.getByRole('log');
    const pick = chat.getByRole('button', { name: 'Pick these' });
    await pick.waitFor();
    expect(await pick.isDisabled()).toBe(true);
    await chat.getByLabel('left').check();
    await chat.getByLabel('right').check();
    expect(await chat.getByLabel('middle').isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await pick.click();
    await chat.getByText('Who is it for?').waitFor();
    await page.getByText('"left",').waitFor();

    await page.getByRole('tab', { name: 'Analysis' }).click();
    const discovery = page.getByRole('listitem').filter({ hasText: 'my vpn keeps dropping' });
    for (const [words, label] of [
      ['Ada', null],
      ['my vpn keeps dropping', 'open'],
      ['it keeps dropping', 'correct'],
    ] as const) {
      await page.getByLabel('What the requester says').fill(words);
      await page.keyboard.press('Enter');
      if (label === null) await chat.getByText('Is there anything else').waitFor();
      else await discovery.getByText(label, { exact: true }).waitFor();
    }
    await context.close();
  });
});
