import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { type AgentClient, openAgent, type Requester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { askForPerson, complaints, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the live board', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let here: { leave(): void }[];
  let waiting: Requester[];
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    context = await newPerson(browser);
    here = [];
    waiting = [];
  });
  afterEach(async () => {
    for (const requester of waiting) {
      await requester.socket.emitWithAck('conversation:end', {});
      requester.leave();
    }
    for (const one of here) one.leave();
    await context.close();
  });
  afterAll(() => server.close());

  async function agent(who: string, presence: string, reason?: string): Promise<AgentClient> {
    const client = await openAgent(server.url, await server.login(`${who}@example.com`));
    here.push(client);
    const said = { state: presence, ...(reason === undefined ? {} : { reason }) };
    expect((await client.socket.emitWithAck('presence:set', said)).error).toBeUndefined();
    return client;
  }
  async function somebodyAsks(): Promise<Requester> {
    const requester = await askForPerson(server);
    waiting.push(requester);
    return requester;
  }
  /** Somebody talks with the agent. */
  async function talk(client: AgentClient): Promise<Requester> {
    const requester = await somebodyAsks();
    await client.accepts(await client.isOffered(requester.session.interactionNumber));
    await requester.becomes('agent');
    return requester;
  }
  const unassigned = (page: Page) =>
    page.getByRole('table', { name: /wait for somebody/ }).locator('tbody tr');
  const agents = (page: Page) => page.getByRole('table', { name: /who are signed in/ }).locator('tbody tr');
  const tile = (page: Page) => page.getByRole('listitem').filter({ hasText: 'IT Service Desk' });
  async function live(who = 'supervisor@example.com', path = '/workspace#/live'): Promise<Page> {
    const page = await signIn(context, server, path, who);
    await page.getByRole('heading', { name: 'Queues' }).waitFor();
    return page;
  }

  test('queues, who waits and why, and who does what; it follows what happens', async () => {
    const ada = await agent('agent1', 'available');
    const page = await signIn(context, server, '/workspace', 'supervisor@example.com');
    const heard = complaints(page);
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    expect(await page.title()).toBe('Live – Switchboard');
    await page.getByText('Nobody is waiting.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await talk(ada);
    const row = agents(page).filter({ hasText: 'Ada Moreno' });
    await row.getByText('1 of 4').waitFor();
    await row.getByRole('button', { name: /^Join Ada Moreno and / }).waitFor();
    await ada.is('away');
    await row.getByText('Away').waitFor();

    await somebodyAsks();
    await tile(page).getByText('1 waiting').waitFor();
    const line = unassigned(page).first();
    await line.getByText('Ada Moreno: ').waitFor();
    await line.getByText('Negative').waitFor({ state: 'attached' });
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 940 });
    await picture(page, 'board');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'board-dark');
    expect(await seriousFindings(page)).toEqual([]);

    await line.getByRole('button', { name: /^Claim / }).click();
    await page.getByRole('button', { name: 'End conversation' }).waitFor();
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByText('Nobody is waiting.').waitFor();
    const mine = agents(page).filter({ hasText: 'Samir Haddad' });
    await mine.getByRole('link', { name: /^Open the conversation with / }).waitFor();
    expect(heard).toEqual([]);
  });

  test('an agent asks for help: it stands on top, is said, and the supervisor looks on and takes over', async () => {
    const ada = await agent('agent1', 'available');
    const requester = await talk(ada);
    const number = requester.session.interactionNumber;
    const page = await live();
    const asked = { interaction: number, on: true, note: 'she wants a refund' };
    expect((await ada.socket.emitWithAck('help:set', asked)).error).toBeUndefined();
    const help = page.getByRole('region', { name: 'Help asked for' });
    await help.getByText('she wants a refund').waitFor();
    await page
      .locator('[role=status]', { hasText: /Ada Moreno asks for help with .*: she wants a refund/ })
      .waitFor({ state: 'attached' });
    await agents(page).getByText('Asks for help').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'board-help');

    await help.getByRole('button', { name: /^Join / }).press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Ada Moreno talks with / });
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'board-join');
    await dialog.getByRole('button', { name: /^Observe/ }).press('Enter');
    await page.waitForURL(`**/workspace#/interactions/${number}`);
    await page.locator('.msg-requester', { hasText: 'I hate my broken laptop' }).waitFor();

    await page.getByRole('link', { name: 'Live' }).click();
    await help.getByRole('button', { name: /^Join / }).click();
    await dialog.getByRole('button', { name: /^Take over/ }).click();
    await page.getByRole('button', { name: 'End conversation' }).waitFor();
    await requester.becomes('agent');
    expect(requester.changes.at(-1)?.agent?.name).toBe('Samir Haddad');
  });

  test('it is read in the dark, on a tablet and in German, and nothing moves when time passes', async () => {
    await agent('agent1', 'away', 'Lunch');
    await somebodyAsks();
    await context.close();
    context = await newPerson(browser, { width: 820, height: 1_100, dark: true, locale: 'de-CH' });
    const page = await context.newPage();
    await page.goto(`${server.url}/workspace#/live`);
    await page.getByLabel('E-Mail').fill('supervisor@example.com');
    await page.getByLabel('Passwort', { exact: true }).fill('demo-password-1');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('heading', { name: 'Noch bei niemandem' }).waitFor();
    const wait = page.locator('.live-wait .live-time').first();
    const before = { text: await wait.innerText(), box: await wait.boundingBox() };
    await page.waitForFunction(
      ([text]) => document.querySelector('.live-wait .live-time')?.textContent !== text,
      [before.text],
    );
    expect(await wait.boundingBox()).toEqual(before.box);
    const claim = page.getByRole('button', { name: /übernehmen$/ });
    const [button, table] = [
      await claim.boundingBox(),
      await page.locator('.table-wrap').first().boundingBox(),
    ];
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThan((table?.x ?? 0) + (table?.width ?? 0));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'board-tablet-dark');
  });

  test('an agent has no board', async () => {
    const page = await signIn(context, server, '/workspace#/live', 'agent1@example.com');
    await page.getByRole('region', { name: 'Inbox' }).waitFor();
    expect(await page.getByRole('link', { name: 'Live' }).count()).toBe(0);
  });
});
