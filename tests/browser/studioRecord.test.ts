import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { eventually, openRequester } from '../support/clients.ts';
import { adminPassword, startServer, type TestServer } from '../support/server.ts';
import { complaints, fillSignIn, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the record in the studio', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  let heard: string[];
  beforeAll(async () => {
    server = await startServer({ settings: { survey: { probability: 0 } } });
    for (const words of ['I hate this, my vpn is terrible again', 'I love this, what a great service']) {
      const requester = await openRequester(server.url);
      await requester.hears(/./);
      await requester.says(words);
      await requester.hears(/./);
      await requester.ends();
      requester.leave();
    }
    context = await newPerson(browser);
    page = await signIn(context, server, '/studio', 'author@example.com');
    heard = complaints(page);
  });
  afterAll(async () => {
    await context.close();
    await server.close();
  });
  const go = (hash: string) => page.goto(`${server.url}/studio${hash}`);
  const headings = () => page.locator('thead th').allInnerTexts();

  test('the slushbucket says which columns the list has, in which order, and the address keeps them', async () => {
    await go('#/interactions');
    await page.getByRole('link', { name: 'IMS0000001' }).waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByLabel('Available').selectOption([{ label: 'Close rule' }, { label: 'Wait time' }]);
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('Shown, in this order').selectOption([{ label: 'Close rule' }]);
    await page.getByRole('button', { name: 'Up', exact: true }).click();
    await picture(page, 'studio-columns');
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByLabel('Shown, in this order')
      .selectOption([{ label: 'Sentiment' }, { label: 'Updated' }]);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: 'Show these columns' }).click();
    await page.locator('th', { hasText: 'Close rule' }).waitFor();
    expect(await headings()).toEqual([
      'Number',
      'Short description',
      'State',
      'Assigned to',
      'Opened',
      'Close rule',
      'Wait time',
    ]);
    expect(await page.locator('tbody tr').first().innerText()).toMatch(/P\d\d/);
    await page.reload();
    await page.locator('th', { hasText: 'Close rule' }).waitFor();
  });

  test('any field filters, and what is shown is exported', async () => {
    await go('#/interactions');
    await page.getByLabel('Filter by another field').selectOption({ label: 'Close rule' });
    await page.getByLabel('Close rule').selectOption('P17');
    await page.getByText('Nothing matches these filters').waitFor();
    await page.getByLabel('Close rule').selectOption('P06');
    await page.getByRole('link', { name: 'IMS0000001' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^interactions-\d{4}-\d\d-\d\d\.csv$/);
    const rows = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('number');
    expect(rows.slice(1).join()).toMatch(/IMS0000002.*IMS0000001/s);
  });

  test('filters are saved under a name, open first, follow changes and go', async () => {
    await go('#/interactions?view=all');
    await page.getByRole('searchbox', { name: 'Search' }).fill('vpn');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Unsaved filters' }).waitFor();
    await page.getByRole('button', { name: 'Actions for the saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    await page.getByLabel('Name').fill('About the VPN');
    await page.getByLabel('Open this one first').check();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'About the VPN' }).waitFor();

    await go('#/topics');
    await page.getByRole('heading', { name: 'Topics' }).waitFor();
    await go('#/interactions');
    await page.getByRole('button', { name: 'About the VPN' }).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('vpn');
    await page.getByRole('link', { name: 'IMS0000001' }).waitFor();
    // The list as it was stays, dimmed, until the filtered one is there.
    await page.getByRole('link', { name: 'IMS0000002' }).waitFor({ state: 'hidden' });
    expect(await page.locator('tbody tr').count()).toBe(1);

    await page.getByLabel('Sentiment', { exact: true }).selectOption('negative');
    await page.getByRole('button', { name: 'About the VPN *' }).waitFor();
    await page.getByRole('button', { name: 'Actions for the saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save the changes' }).click();
    await page.getByRole('button', { name: /^About the VPN$/ }).waitFor();
    await page.getByRole('button', { name: 'About the VPN' }).click();
    await picture(page, 'studio-views');
    await page.getByRole('menuitemradio', { name: 'All interactions' }).click();
    await page.getByRole('link', { name: 'IMS0000002' }).waitFor();
    await page.getByRole('button', { name: 'All interactions' }).click();
    await page.getByRole('menuitemradio', { name: /^About the VPN/ }).click();
    await page.getByRole('button', { name: 'Actions for the saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'All interactions' }).waitFor();
  });

  test('numbers say what they measure; every other field does when asked', async () => {
    await go('#/interactions/IMS0000001');
    const wait = page.locator('.pair', { hasText: 'Wait time' });
    expect(await wait.locator('.definition').innerText()).toMatch(/first/i);
    const opened = page.locator('.pair', { has: page.locator('dt', { hasText: /^Opened for/ }) });
    expect(await opened.locator('.definition').count()).toBe(0);
    await page.getByLabel('Say what every field means').check();
    for (const pair of await page.locator('.pair').all())
      expect((await pair.locator('.definition').innerText()).length).toBeGreaterThan(10);
    await picture(page, 'studio-definitions');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('what may be changed is changed, also after the end, and the audit has it before and after', async () => {
    await go('#/interactions/IMS0000002');
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Short description').fill('Praise');
    await dialog.getByLabel('Tags').fill('praise, vip, praise');
    await dialog.getByLabel('New work note').fill('Tell the team');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Praise' }).waitFor();
    expect(await page.locator('.pair', { hasText: 'Tags' }).first().innerText()).toMatch(/praise\s*vip/);
    await page.getByText('Tell the team').waitFor();
    await go('#/interactions/IMS0000002?tab=audit');
    const change = page.locator('tbody tr', { hasText: 'change record' });
    await change.locator('li', { hasText: /^shortDescription .* → Praise$/ }).waitFor();
    await change.getByText('→ praise, vip').waitFor();
  });

  test("the user's interactions are those of the same person", async () => {
    await go('#/interactions/IMS0000001?tab=person');
    await page.getByText('Every interaction that was opened for Guest').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByText('this one').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('insights say how each part went', async () => {
    await go('#/interactions/IMS0000001?tab=insights');
    const row = page.locator('tbody tr').first();
    await row.getByText('Negative').waitFor();
    await row.getByText('end of the conversation').waitFor();
    await picture(page, 'studio-insights');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('the audit says who has read it', async () => {
    await go('#/interactions/IMS0000002?tab=transcript');
    await page.locator('.line').first().waitFor();
    await go('#/interactions/IMS0000002?tab=audit');
    await page.locator('tbody tr', { hasText: 'read transcript' }).first().waitFor();
    await picture(page, 'studio-audit');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('discovery shows its candidates', async () => {
    await go('#/interactions/IMS0000001?tab=logs');
    const candidates = page.getByRole('list', { name: 'Candidates' }).first();
    await candidates.getByText('chosen').waitFor();
    expect(await candidates.innerText()).toMatch(/\d\.\d\d/);
  });

  test('an admin says who may see what: a rule hides a field from the others', async () => {
    const admins = await newPerson(browser);
    const admin = await admins.newPage();
    const complained = complaints(admin);
    await admin.goto(`${server.url}/studio#/access`);
    await fillSignIn(admin, 'admin@example.com', adminPassword);
    await admin.getByRole('heading', { name: 'Access' }).waitFor();
    await admin.locator('tbody tr').first().waitFor();
    await picture(admin, 'studio-access');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.getByRole('button', { name: 'New rule' }).click();
    await admin.getByLabel('Title').fill('Supervisors see the sentiment');
    await admin.getByLabel('About').selectOption({ label: 'One field' });
    await admin.getByLabel('Field', { exact: true }).selectOption({ label: 'Sentiment' });
    await admin.getByLabel('Agent', { exact: true }).uncheck();
    await admin.getByLabel('Supervisor', { exact: true }).check();
    expect(await seriousFindings(admin)).toEqual([]);
    await picture(admin, 'studio-access-rule');
    await admin.getByRole('button', { name: 'Save' }).click();
    await admin.getByText('The rule is saved.').waitFor();
    await eventually(async () => {
      await go('#/interactions/IMS0000001');
      await page.reload();
      await page.locator('.pair', { hasText: 'Wait time' }).waitFor();
      return (await page.locator('dt', { hasText: /^Sentiment$/ }).count()) === 0;
    }, 'the sentiment to be hidden from VA admins');

    await admin.goto(`${server.url}/studio#/audit`);
    await admin.locator('tbody tr', { hasText: 'rule' }).first().waitFor();
    await picture(admin, 'studio-audit-log');
    expect(await seriousFindings(admin)).toEqual([]);

    await admin.goto(`${server.url}/studio#/privacy`);
    await admin.getByLabel(/Payment cards/).check();
    await admin.getByRole('form', { name: 'Sensitive data' }).getByRole('button', { name: 'Save' }).click();
    await admin.getByText('All nodes follow').waitFor();
    await admin.reload();
    expect(await admin.getByLabel(/Payment cards/).isChecked()).toBe(true);
    await picture(admin, 'studio-privacy');
    expect(await seriousFindings(admin)).toEqual([]);
    expect(complained).toEqual([]);
    await admins.close();
  });

  test('nothing of it made the console complain', () => {
    expect(heard).toEqual([]);
  });
});
