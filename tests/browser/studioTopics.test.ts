import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { api, openRequester } from '../support/clients.ts';
import { adminPassword, startServer, type TestServer } from '../support/server.ts';
import { complaints, fillSignIn, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

const coffee = (next: string) => `name: coffee_machine
title: Coffee machine
description: The coffee machine leaks, or makes no coffee.
category: Office
keywords:
  en: [espresso]
utterances:
  en:
    - the coffee machine leaks
    - no more coffee
    - the machine in the kitchen is broken

# What the facility team needs to know.
elements:
  - id: which
    kind: choice_input
    prompt: Which machine is it?
    choices:
      - { value: kitchen, label: The one in the kitchen }
      - { value: lobby, label: The one in the lobby }

  - id: urgent
    kind: yes_no_input
    prompt: Does it leak?
    yes: ${next}
    no: noted

  - id: soon
    kind: text
    text: Somebody is on the way.
    next: end

  - id: noted
    kind: text
    text: Thank you, it is noted.
`;

await describeInBrowser('the studio for authors', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  let heard: string[];
  let token: string;
  beforeAll(async () => {
    server = await startServer({ settings: { survey: { probability: 0 } } });
    token = await server.login('author@example.com');
    context = await newPerson(browser);
    page = await signIn(context, server, '/studio', 'author@example.com');
    heard = complaints(page);
  });
  afterAll(async () => {
    await context.close();
    await server.close();
  });
  const go = (hash: string) => page.goto(`${server.url}/studio${hash}`);
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const editor = () => page.getByRole('textbox', { name: 'The topic as YAML' });
  const write = async (text: string) => {
    await editor().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  const state = (name: string) => page.locator('.topic-head .badge', { hasText: name }).waitFor();
  const said = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor();

  /** Warnings do not keep a topic from being published; here it is a language that other topics speak. */
  const noErrors = () =>
    page.locator('.problems-head', { hasText: /^(No problems|\d+ warnings?)$/ }).waitFor();

  test('a new topic starts from a small dialogue without problems', async () => {
    await go('#/topics');
    await button('New topic').click();
    await page.getByLabel('Title').fill('Coffee machine');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('coffee_machine');
    await button('Create topic').click();
    await page.getByRole('heading', { name: 'Coffee machine', level: 1 }).waitFor();
    await noErrors();
    await state('Draft');
  });

  test('problems stand at their lines, and publishing waits until they are mended', async () => {
    await write(coffee('nowhere'));
    const problem = page.getByRole('button', { name: /there is no element "nowhere"/ });
    await problem.waitFor();
    expect(await problem.innerText()).toContain('Line 25');
    await problem.click();
    await page.locator('.cm-activeLineGutter', { hasText: '25' }).first().waitFor();
    await page.getByRole('complementary').getByRole('heading', { name: 'Yes or no' }).waitFor();
    await button('Publish').click();
    await said('Not published');
    await state('Draft');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('it is completed from the language: properties, values and its own elements', async () => {
    await write(`${coffee('soon')}    next: `);
    await page.keyboard.press('Control+Space');
    const offered = page.locator('.cm-tooltip-autocomplete');
    await offered.getByText('urgent').waitFor();
    await page.keyboard.press('Escape');
  });

  test('mended, saved and published, a requester finds it', async () => {
    await write(coffee('soon'));
    await noErrors();
    await button('Save').click();
    await said('Saved');
    await state('Draft');
    await button('Publish').click();
    await said('Published as version 1');
    await state('Published');
    const requester = await openRequester(server.url);
    await requester.hears(/./);
    await requester.says('my espresso!');
    await requester.hears(/Which machine is it\?/);
    requester.leave();
  });

  test('an address leads to a line, and the help says what its element takes', async () => {
    await page.reload();
    await go('#/topics/coffee_machine?line=24');
    await page.locator('.cm-activeLineGutter', { hasText: '24' }).first().waitFor();
    const help = page.getByRole('complementary', { name: 'Help for the element' });
    await help.getByRole('heading', { name: 'Yes or no' }).waitFor();
    await help.getByText('Where “no” goes').waitFor();
    await picture(page, 'studio-topic-write');
    await go('#/topics/coffee_machine');
    await help.getByText('Insert an element').click();
    await help.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.cm-line', { hasText: 'kind: pause' }).waitFor();
    await page.keyboard.press('Control+Z');
    await page.locator('.cm-content').filter({ hasNotText: 'kind: pause' }).waitFor();
  });

  test('the flow shows every way, and leads to the line of an element', async () => {
    await tab('Flow');
    const diagram = page.getByRole('region', { name: 'Diagram of the dialogue' });
    await diagram.getByRole('button', { name: /Does it leak\?/ }).waitFor();
    expect(await diagram.getByRole('button').count()).toBe(4);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText('List', { exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'Does it leak?' }).getByText('yes').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText('Diagram', { exact: true }).click();
    await diagram.getByRole('button', { name: /Does it leak\?/ }).press('Enter');
    await page.locator('.cm-activeLineGutter', { hasText: '22' }).first().waitFor();
    await go('#/topics/vpn_trouble?tab=flow');
    await diagram.getByRole('button', { name: /What happens with your VPN/ }).waitFor();
    await picture(page, 'studio-topic-flow');
    await go('#/topics/coffee_machine');
  });

  test('the draft is tried, and the run becomes a test that passes', async () => {
    await tab('Try');
    await button('The one in the lobby').click();
    await page.getByLabel('What the requester says').fill('yes');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Somebody is on the way.').waitFor();
    const inside = page.getByRole('region', { name: 'What happened inside' });
    await inside.getByText('lobby').waitFor();
    await picture(page, 'studio-topic-try');
    expect(await seriousFindings(page)).toEqual([]);
    await inside.getByRole('tab', { name: 'Logs' }).click();
    await inside.getByText('says: yes').waitFor();
    await inside.getByRole('tab', { name: 'Analysis' }).click();
    await inside.locator('q', { hasText: 'yes' }).waitFor();
    await button('Keep as test').click();
    await page.getByLabel('Name of the test').fill('A leak is urgent');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep as test' }).click();
    await tab('Tests');
    await button('Run all').click();
    await said('1 of 1 passed');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a test that fails says what was expected and what came', async () => {
    await tab('Write');
    await button('Save').click();
    await said('Saved');
    const { yaml } = await read('coffee_machine');
    expect(yaml).toContain('A leak is urgent');
    await write(yaml.replace('text: Somebody is on the way.', 'text: Wait.'));
    await tab('Tests');
    await page.getByRole('button', { name: /Run.*A leak is urgent/ }).click();
    await page.getByText('Somebody is on the way.').first().waitFor();
    await page.locator('.test-failure', { hasText: 'Wait.' }).waitFor();
    await tab('Write');
    await write(yaml);
  });

  test('texts are translated beside the original, the missing ones first', async () => {
    await tab('Languages');
    await page.getByLabel('Another language, as a tag').fill('de');
    await button('Add').click();
    await page.getByRole('button', { name: /German.*Not started/ }).waitFor();
    await page.getByLabel('Translation of which.prompt').fill('Welche Maschine ist es?');
    await page.getByLabel('Translation of title').fill('Kaffeemaschine');
    await page.getByLabel('Translation of title').blur();
    await page.getByRole('button', { name: /German.*Partial.*2 of/ }).waitFor();
    for (const dismiss of await page.locator('.toast button').all()) await dismiss.click();
    await picture(page, 'studio-topic-languages');
    expect(await seriousFindings(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await button('Export').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('coffee_machine.de.json');
    const texts = JSON.parse(await readFile(await file.path(), 'utf8'));
    for (const entry of Object.values<{ text: string; original: string }>(texts.texts))
      entry.text ||= entry.original;
    await page.locator('input[type=file]').setInputFiles({
      name: 'coffee_machine.de.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(texts)),
    });
    await page.getByRole('button', { name: /German.*Needs publishing/ }).waitFor();
    await page.getByLabel(/^Utterances/).fill('die Kaffeemaschine leckt\nkein Kaffee mehr');
    await page.getByLabel(/^Utterances/).blur();
    await button('Publish').click();
    await said('Published as version 2');
    await page.getByRole('button', { name: /German.*Complete/ }).waitFor();
    const { yaml } = await read('coffee_machine');
    expect(yaml).toContain('# What the facility team needs to know.');
    expect(yaml).toContain('die Kaffeemaschine leckt');
  });

  test('versions are compared, and an old one comes back', async () => {
    await tab('Versions');
    await page.locator('.version-current', { hasText: 'Version 2' }).waitFor();
    await page.locator('.diff-added', { hasText: 'Kaffeemaschine' }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /Roll back.*Version 1/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await said('Version 1 is published again');
    await page.locator('.version-current').filter({ hasNotText: 'Version 2' }).waitFor();
  });

  test('unsaved work is not lost by going elsewhere', async () => {
    await go('#/topics/coffee_machine');
    await write(coffee('soon').replace('Somebody is on the way', 'Help is on the way'));
    await page.getByRole('link', { name: 'All topics' }).click();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(page.url()).toContain('coffee_machine');
    expect(await editor().innerText()).toContain('Help is on the way');
    await page.getByRole('link', { name: 'All topics' }).click();
    await question.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { name: 'Topics' }).waitFor();
    expect((await read('coffee_machine')).yaml).toContain('Help is on the way');
  });

  test('two authors do not overwrite each other unseen', async () => {
    await go('#/topics/coffee_machine');
    await write(coffee('soon').replace('Does it leak?', 'Is the floor wet?'));
    const { yaml, revision } = await read('coffee_machine');
    await api(server.url, '/topics/coffee_machine', token, {
      method: 'PUT',
      body: { yaml: yaml.replace('Does it leak?', 'Does it drip?'), revision },
    });
    await button('Save').click();
    const question = page.getByRole('dialog', { name: 'Somebody else saved this topic' });
    await question.locator('.diff-removed', { hasText: 'Does it drip?' }).waitFor();
    await question.locator('.diff-added', { hasText: 'Is the floor wet?' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await question.getByRole('button', { name: 'Keep mine' }).click();
    await button('Save').click();
    await said('Saved');
    expect((await read('coffee_machine')).yaml).toContain('Is the floor wet?');
  });

  test('what is typed while a save is on its way stays', async () => {
    await page.route('**/api/v1/topics/coffee_machine', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await editor().press('Control+End');
    await page.keyboard.type('# first\n');
    await button('Save').click();
    await page.keyboard.press('Escape');
    await editor().press('Control+End');
    await page.keyboard.type('# second, typed quickly and not lost');
    await said('Saved');
    await page.unroute('**/api/v1/topics/coffee_machine');
    await page.locator('.cm-line', { hasText: '# second, typed quickly and not lost' }).waitFor();
    await page.getByText('Unsaved changes').waitFor();
    await button('Save').click();
    await page.locator('.topic-head').filter({ hasNotText: 'Unsaved changes' }).waitFor();
    expect((await read('coffee_machine')).yaml).toContain('# first\n# second, typed quickly and not lost');
  });

  test('unpublished changes can be discarded', async () => {
    await go('#/topics/coffee_machine');
    await state('Unpublished changes');
    await page.getByRole('button', { name: 'Actions for Coffee machine' }).click();
    await page.getByRole('menuitem', { name: 'Discard unpublished changes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard unpublished changes' }).click();
    await state('Published');
    await page.locator('.cm-content').filter({ hasNotText: 'Is the floor wet?' }).waitFor();
  });

  test('shipped topics are read-only, and a copy is not', async () => {
    await go('#/topics/vpn_trouble');
    await page.getByText('This topic is shipped and read-only').waitFor();
    expect(await button('Publish').count()).toBe(0);
    await editor().click();
    await page.keyboard.type('nothing happens');
    expect(await editor().innerText()).not.toContain('nothing happens');
    await button('Duplicate').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'VPN trouble (copy)' }).waitFor();
    await button('Publish').waitFor();
  });

  test('the list is searched, and a topic is switched off, on, and deleted', async () => {
    await go('#/topics');
    await page.getByRole('searchbox', { name: 'Search' }).fill('coffee');
    await page.getByText('1 topic', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const act = async (name: string) => {
      await page.getByRole('button', { name: 'Actions for Coffee machine' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await act('Deactivate');
    await page.getByRole('cell', { name: /Inactive/ }).waitFor();
    await act('Activate');
    await page.getByRole('cell', { name: /Published/ }).waitFor();
    await act('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nothing matches these filters').waitFor();
  });

  test('what others use is not deleted, and they are named', async () => {
    const block =
      'name: my_block\ntitle: My block\ntype: block\nelements:\n  - { id: a, kind: text, text: Hi }\n';
    const user = 'name: my_user\ntitle: My user\nelements:\n  - { id: a, kind: block, block: my_block }\n';
    for (const yaml of [block, user]) {
      const { body } = await api<{ name: string }>(server.url, '/topics', token, {
        method: 'POST',
        body: { yaml },
      });
      await api(server.url, `/topics/${body.name}/publish`, token, { method: 'POST', body: {} });
    }
    await go('#/topics?q=my_block');
    await page.reload();
    await page.getByRole('button', { name: 'Actions for My block' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('dialog')
      .getByText(/my_user/)
      .waitFor();
  });

  test('discovery is tried, and says what its model is worth', async () => {
    await go('#/discovery');
    await page.getByLabel('What the requester says').fill('my vpn keeps dropping');
    await page.keyboard.press('Enter');
    await page.getByText('One topic is found and runs').waitFor();
    await page.getByRole('region', { name: 'English' }).getByText('Threshold', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a chat experience is made, and a visit simulated', async () => {
    await go('#/experiences');
    await page.getByText('No chat experiences').waitFor();
    await button('New experience').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('HR portal');
    await dialog.getByLabel('Condition').fill('vaContext.portal = "hr"');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const refusal = await dialog.getByRole('alert').boundingBox();
    expect((refusal?.y ?? 800) + (refusal?.height ?? 0)).toBeLessThan(800);
    await dialog.getByLabel('Condition').fill('vaContext.portal == "hr"');
    await dialog.getByLabel('Survey').selectOption({ label: 'Step is off' });
    await dialog.getByLabel('Add a topic').selectOption({ label: 'VPN trouble' });
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'HR portal', exact: true }).waitFor();
    await page.getByLabel('Context values').fill('portal = hr');
    await button('Simulate').click();
    await page.locator('.met').getByText('HR portal').waitFor();
    await page.locator('.met').getByText('VPN trouble').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('connections are for admins, and their secrets are not shown again', async () => {
    expect(await page.getByRole('link', { name: 'Connections' }).count()).toBe(0);
    const other = await newPerson(browser, { dark: true });
    const admin = await other.newPage();
    await admin.goto(`${server.url}/studio#/connections`);
    await fillSignIn(admin, 'admin@example.com', adminPassword);
    await admin.getByRole('button', { name: 'New connection' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('weather');
    await dialog.getByLabel('Address', { exact: true }).fill('https://weather.invalid/v1');
    await dialog.getByRole('button', { name: 'Add or replace a header' }).click();
    await dialog.getByLabel('Name of the header').fill('Authorization');
    await dialog.getByLabel('Value of the header').fill('Bearer very-secret');
    expect(await seriousFindings(admin)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await admin.getByRole('cell', { name: 'authorization' }).waitFor();
    expect(await admin.content()).not.toContain('very-secret');
    await admin.getByRole('button', { name: 'Try', exact: true }).click();
    await dialog.getByRole('button', { name: 'Try' }).click();
    await dialog.getByText('No answer').waitFor();
    expect(await seriousFindings(admin)).toEqual([]);
    await other.close();
  });

  test('all of it is there in German and in the dark', async () => {
    const other = await newPerson(browser, { dark: true, locale: 'de-CH' });
    const german = await other.newPage();
    await german.goto(`${server.url}/studio`);
    await german.getByLabel('E-Mail').fill('author@example.com');
    await german.getByLabel('Passwort', { exact: true }).fill('demo-password-1');
    await german.getByRole('button', { name: 'Anmelden' }).click();
    await german.locator('.bar-account').waitFor();
    const parts: [string, string][] = [
      ['#/topics', 'table'],
      ['#/topics/vpn_trouble_copy', '.cm-line'],
      ['#/topics/vpn_trouble?tab=flow', '.flow-node'],
      ['#/topics/vpn_trouble?tab=try', '.said'],
      ['#/topics/vpn_trouble?tab=tests', '[role=tabpanel]'],
      ['#/topics/vpn_trouble?tab=languages', '.language'],
      ['#/topics/vpn_trouble?tab=versions', '.version'],
      ['#/discovery', '.try'],
      ['#/experiences', '.simulate'],
    ];
    for (const [hash, part] of parts) {
      await german.goto(`${server.url}/studio${hash.replace('vpn_trouble_copy', 'my_vpn_trouble')}`);
      await german.locator(part).first().waitFor();
      expect([hash, await seriousFindings(german)]).toEqual([hash, []]);
    }
    await german.goto(`${server.url}/studio#/discovery`);
    expect(await german.getByLabel('Sprache').inputValue()).toBe('de');
    for (const width of [768, 1024, 1240]) {
      await german.setViewportSize({ width, height: 800 });
      const fits = await german.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth);
      expect([width, fits]).toEqual([width, true]);
    }
    await german.goto(`${server.url}/studio#/topics/my_vpn_trouble`);
    await german.locator('.cm-line').first().waitFor();
    await german.getByRole('button', { name: 'Veröffentlichen' }).waitFor();
    await other.close();
  });

  test('nothing of it made the console complain', () => {
    expect(heard).toEqual([]);
  });

  async function read(name: string): Promise<{ yaml: string; revision: number }> {
    return (await api<{ yaml: string; revision: number }>(server.url, `/topics/${name}`, token)).body;
  }
});
