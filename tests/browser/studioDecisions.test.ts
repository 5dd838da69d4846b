import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { openAgent } from '../support/clients.ts';
import { adminPassword, startServer, type TestServer } from '../support/server.ts';
import {
  askForPerson,
  complaints,
  fillSignIn,
  newPerson,
  picture,
  seriousFindings,
} from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser("the router's decisions", (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  test('who asks why somebody waits is led from the board to what the router weighed, in two languages', async () => {
    const ada = await openAgent(server.url, await server.login('agent1@example.com'));
    await ada.is('available');
    await ada.is('away');
    const requester = await askForPerson(server);
    const context = await newPerson(browser);
    const page = await context.newPage();
    const heard = complaints(page);
    await page.goto(`${server.url}/workspace#/live`);
    await fillSignIn(page, 'admin@example.com', adminPassword);
    await page.getByRole('link', { name: /^All decisions about IMS/ }).click();

    const now = page.getByRole('region', { name: 'Now' });
    await now.getByText('Offer it to nobody.').waitFor();
    await now.getByRole('listitem').filter({ hasText: 'Ada Moreno' }).getByText('is away').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await ada.is('available');
    await ada.accepts(await ada.isOffered(requester.session.interactionNumber));
    await requester.becomes('agent');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await now.waitFor({ state: 'detached' });
    const rows = page.getByRole('table', { name: /decisions of the router/ }).locator('tbody tr');
    await rows.filter({ hasText: 'accepted' }).waitFor();
    expect((await rows.allInnerTexts()).map((row) => row.split('\t')[1])).toEqual([
      'queued',
      'waits on',
      'offered',
      'accepted',
    ]);
    const offered = rows.filter({ hasText: 'offered' });
    await offered.locator('summary').click();
    const chosen = offered.getByRole('listitem').filter({ hasText: 'chosen' });
    expect(await chosen.innerText()).toMatch(/Ada Moreno\s+\d of \d free\s+chosen/);
    await picture(page, 'studio-decisions');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    const waited = page.locator('tbody tr', { hasText: 'wartet weiter' });
    await waited.locator('summary').click();
    await waited.getByText('ist abwesend').waitFor();
    await page.locator('tbody tr', { hasText: 'angeboten' }).getByText('frei').waitFor();
    expect(heard).toEqual([]);
    requester.leave();
    ada.leave();
    await context.close();
  });
});
