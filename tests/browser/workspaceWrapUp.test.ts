import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { api } from '../support/clients.ts';
import { demoPassword, startServer, type TestServer } from '../support/server.ts';
import { askForPerson, becomeAvailable, newPerson, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the desk after a conversation', (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ settings: { wrapUp: { enabled: true, seconds: 600 } } });
  });
  afterAll(() => server.close());

  test('in wrap-up the desk says so, and nothing can be ended again; once completed it is over', async () => {
    const context = await newPerson(browser);
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const requester = await askForPerson(server);
    await page.getByRole('button', { name: 'Accept' }).click();
    const end = page.getByRole('button', { name: 'End conversation' });
    await end.waitFor();
    await requester.ends();
    const badges = page.locator('.conv-head-badges');
    await badges.getByText('Wrap up').waitFor();
    await end.waitFor({ state: 'hidden' });
    expect(await seriousFindings(page)).toEqual([]);

    const { body } = await api<{ token: string }>(server.url, '/auth/login', null, {
      method: 'POST',
      body: { email: 'agent1@example.com', password: demoPassword },
    });
    const path = `/interactions/${requester.session.interactionNumber}/wrap-up`;
    await api(server.url, path, body.token, { method: 'POST', body: { code: 'solved' } });
    await badges.getByText('Closed complete').waitFor();
    requester.leave();
    await context.close();
  });
});
