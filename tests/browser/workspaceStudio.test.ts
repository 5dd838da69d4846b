import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { openRequester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { complaints, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the studio', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  let heard: string[];
  beforeAll(async () => {
    server = await startServer({ settings: { survey: { probability: 0 } } });
    const greeted = await openRequester(server.url);
    await greeted.hears(/./);
    await greeted.says('I love this, thank you, what a wonderful service');
    await greeted.ends();
    greeted.leave();
    const open = await openRequester(server.url);
    await open.hears(/./);
    await open.says('my vpn is down and I hate it');
    open.leave();
    context = await newPerson(browser);
    page = await signIn(context, server, '/studio', 'author@example.com');
    heard = complaints(page);
  });
  afterAll(async () => {
    await context.close();
    await server.close();
  });
  const rows = () => page.locator('tbody tr');
  const go = (hash: string) => page.goto(`${server.url}/studio${hash}`);

  test('lists the interactions, newest first, filters, sorts and keeps it in the address', async () => {
    await go('#/interactions');
    await page.getByRole('link', { name: 'IMS0000002' }).waitFor();
    expect(await rows().count()).toBe(2);
    expect(await rows().first().innerText()).toContain('IMS0000002');
    await picture(page, 'studio-interactions');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Opened' }).click();
    await page.locator('tbody tr:first-child', { hasText: 'IMS0000001' }).waitFor();
    expect(page.url()).toContain('sort=openedAt');

    await page.getByLabel('State', { exact: true }).selectOption({ label: 'Work in progress' });
    await page.getByText('1 interaction', { exact: false }).waitFor();
    expect(await rows().first().innerText()).toContain('IMS0000002');

    await page.reload();
    await page.locator('tbody tr:first-child', { hasText: 'IMS0000002' }).waitFor();
    expect(await rows().count()).toBe(1);

    await page.getByRole('searchbox', { name: 'Search' }).fill('no such words anywhere');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.getByRole('link', { name: 'IMS0000001' }).waitFor();
  });

  test('opens one: why it ended, every field, and back', async () => {
    await go('#/interactions');
    await rows().filter({ hasText: 'IMS0000001' }).getByText('Guest').click();
    const why = page.getByRole('region', { name: 'Why it ended' });
    await why.getByText(/Ended by Guest \(Requester\)/).waitFor();
    await why.getByText(/Decided by rule P\d\d/).waitFor();
    for (const label of [
      'Opened for',
      'Agent average response time',
      'Close rule',
      'Domain',
      'Completed by',
    ]) {
      expect(await page.locator('dt', { hasText: label }).first().isVisible()).toBe(true);
    }
    await picture(page, 'studio-interaction');
    expect(await seriousFindings(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('heading', { name: 'Interactions' }).waitFor();
    await go('/interactions/IMS0000002');
    await page.getByText('This interaction is open. Now with: Virtual Agent.').waitFor();
  });

  test('the transcript has times, senders and sentiment, and downloads as text', async () => {
    await go('#/interactions/IMS0000001?tab=transcript');
    const line = page.locator('.line', { hasText: 'I love this' });
    await line.getByText('Positive').waitFor();
    expect(await line.locator('time').getAttribute('title')).toMatch(/\d{4}/);
    expect(await seriousFindings(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as text' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('IMS0000001-internal.txt');
    expect(await readFile(await file.path(), 'utf8')).toContain('I love this');
    await page.getByText('External', { exact: true }).click();
    await page.getByText('What the requester and the agents said to each other').waitFor();
  });

  test('the logs name every topic and element from 1, setup topics marked', async () => {
    await go('#/interactions/IMS0000002?tab=logs');
    const first = page.locator('.log-group').first();
    await first.getByText('Setup topic').waitFor();
    expect(await first.locator('tbody tr').first().locator('td').first().innerText()).toBe('1');
    const numbers = await page.locator('.log-group tbody tr td:first-child').allInnerTexts();
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    await picture(page, 'studio-logs');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Hide setup topics').check();
    expect(await page.locator('.log-group', { hasText: 'Setup topic' }).count()).toBe(0);
  });

  test('tabs move by arrow keys and are in the address', async () => {
    await go('#/interactions/IMS0000002');
    await page.getByRole('tab', { name: 'Details' }).press('ArrowRight');
    await page.getByRole('tab', { name: 'Transcript', selected: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('No related tasks').or(page.locator('table')).first().waitFor();
    expect(page.url()).toContain('tab=tasks');
  });

  test('on a phone nothing is wider than the page, and the bar is all there', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    try {
      for (const hash of [
        '#/interactions',
        '#/interactions/IMS0000001',
        '#/interactions/IMS0000002?tab=logs',
        '#/topics',
        '#/topics/vpn_trouble',
        '#/topics/vpn_trouble?tab=languages',
        '#/topics/vpn_trouble?tab=versions',
        '#/experiences',
      ]) {
        await go(hash);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page
          .locator('.field-group, table, .log-group, .cm-line, .translation, .version, .simulate')
          .first()
          .waitFor();
        const fits = () =>
          page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= window.innerWidth);
        expect([hash, await fits()]).toEqual([hash, true]);
        for (const part of await page.locator('.bar button:not(.skip), .bar a').all()) {
          const box = await part.boundingBox();
          expect(box !== null && box.x >= 0 && box.x + box.width <= 390).toBe(true);
        }
      }
      await go('#/interactions/IMS0000001');
      await picture(page, 'studio-phone');
    } finally {
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });

  test('an address of nothing, and dates the wrong way round, say so', async () => {
    await go('#/nonsense');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.getByRole('main').getByRole('link').click();
    await page.getByLabel('Opened from').fill('2026-03-02');
    await page.getByLabel('Opened to').fill('2026-03-01');
    await page.getByText('These dates are reversed').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a number that is not there says so', async () => {
    await go('#/interactions/IMS0009999');
    await page.getByText('IMS0009999 is not here').waitFor();
  });

  test('nothing of it made the console complain', () => {
    expect(heard).toEqual([]);
  });
});
