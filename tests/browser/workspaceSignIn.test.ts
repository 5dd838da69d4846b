import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { demoPassword, startServer, type TestServer } from '../support/server.ts';
import { complaints, fillSignIn, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(60_000);

await describeInBrowser('sign-in', (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ settings: { limits: { loginAttempts: 3 } } });
  });
  afterAll(() => server.close());

  test('a wrong password is refused in human words, the right one lets in', async () => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    const heard = complaints(page);
    await page.goto(`${server.url}/workspace`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your email and your password.').waitFor();
    await fillSignIn(page, 'agent1@example.com', 'not the password');
    await page.getByText('The email or the password is not right.').waitFor();
    await picture(page, 'sign-in');
    expect(await seriousFindings(page)).toEqual([]);
    await fillSignIn(page, 'agent1@example.com', demoPassword);
    await page.getByRole('heading', { name: 'My conversations' }).waitFor();
    expect(heard).toEqual([]);
    await context.close();
  });

  test('too many attempts say when to come back', async () => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    await page.goto(`${server.url}/studio`);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const answered = page.waitForResponse(/auth\/login/);
      await fillSignIn(page, 'agent3@example.com', 'guess');
      await answered;
    }
    await page.getByText(/^Too many attempts\. Try again in \d+ (min|s)/).waitFor();
    await context.close();
  });

  test('the sign-in belongs to its tab unless it is remembered, and ends everywhere with sign out', async () => {
    const context = await newPerson(browser);
    const first = await signIn(context, server, '/workspace', 'agent2@example.com');
    const second = await context.newPage();
    await second.goto(`${server.url}/workspace`);
    await second.getByRole('heading', { name: 'Sign in' }).waitFor();
    await second.getByLabel('Keep me signed in on this device').check();
    await fillSignIn(second, 'agent2@example.com', demoPassword);
    await second.locator('.bar-account').waitFor();
    const third = await context.newPage();
    await third.goto(`${server.url}/workspace`);
    await third.locator('.bar-account').click();
    await third.getByRole('menuitem', { name: 'Sign out' }).click();
    await third.getByText('You are signed out.').waitFor();
    await second.getByText('You are signed out.').waitFor();
    // The first tab has a sign-in of its own.
    expect(await first.locator('.bar-account').isVisible()).toBe(true);
    await context.close();
  });

  test('a token that the server no longer takes leads back to the sign-in, with the reason', async () => {
    const context = await newPerson(browser);
    const page = await signIn(context, server, '/studio', 'author@example.com');
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem('switchboard.session') ?? '{}');
      sessionStorage.setItem('switchboard.session', JSON.stringify({ ...kept, token: `${kept.token}x` }));
    });
    await page.reload();
    await page.getByText('Your session has expired. Sign in again to go on.').waitFor();
    await context.close();
  });

  test('a page that is not for the role says so and shows the way', async () => {
    const context = await newPerson(browser);
    const page = await signIn(context, server, '/studio', 'supervisor@example.com');
    await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the desk' }).click();
    await page.getByRole('heading', { name: 'My conversations' }).waitFor();
    await context.close();
  });

  test('speaks German to somebody who does, and switches', async () => {
    const context = await newPerson(browser, { locale: 'de-CH' });
    const page = await context.newPage();
    await page.goto(`${server.url}/workspace`);
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('button', { name: /Sprache/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await context.close();
  });
});
