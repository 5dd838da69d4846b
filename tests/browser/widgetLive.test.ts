import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { type AgentClient, api, eventually, openAgent } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { serveHostPage, widgetOn } from './widgetPages.ts';
import { picture } from './workspacePages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A live conversation as its requester sees it. */
await describeInBrowser('the widget in a live conversation', (browser) => {
  let server: TestServer;
  let ada: AgentClient;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    const admin = await server.login('admin@example.com');
    const survey = { question: { en: 'How was it?', de: 'Wie war es?' }, comment: true };
    await api(server.url, '/queues/service_desk', admin, { method: 'PATCH', body: { survey } });
    ada = await openAgent(server.url, await server.login('agent1@example.com'));
    await ada.is('available');
  });
  afterAll(async () => {
    ada.leave();
    await server.close();
  });
  afterEach(() => context.close());

  async function openPage(url: string): Promise<ReturnType<typeof widgetOn>> {
    context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(url);
    return widgetOn(page);
  }

  /** What axe finds wrong inside the widget, in words. */
  async function findings(): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (): Promise<AxeResults> => Reflect.get(window, 'axe').run('switchboard-widget'),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
  }

  /** The offer that comes next, taken. */
  async function takes(): Promise<string> {
    const before = ada.opened.length;
    const known = new Set(ada.opened.map(({ interaction }) => interaction));
    const offer = await eventually(
      () => ada.offers.findLast(({ interaction }) => !known.has(interaction)),
      'an offer',
    );
    await ada.accepts(offer);
    await eventually(() => ada.opened.length > before, 'the desk');
    return offer.interaction;
  }

  it('shows the place in the queue, who is there, what was read and what the Virtual Agent does meanwhile', async () => {
    await ada.is('away');
    const ben = await openAgent(server.url, await server.login('agent2@example.com'));
    await ben.is('away');
    const widget = await openPage(server.url);
    await widget.open();
    await widget.says('agent');
    await widget.panel.getByText(/^You are in line for .+ · You are next$/).waitFor();
    expect(await findings()).toEqual([]);
    await ada.is('available');
    const interaction = await takes();
    await widget.panel.locator('.owner', { hasText: 'You are talking to Ada Moreno' }).waitFor();

    await widget.says('My screen is black');
    const mine = await ada.hears(interaction, /screen is black/);
    await widget.panel.getByText(/· Sent/).waitFor();
    await ada.socket.emitWithAck('receipt:read', { interaction, seq: mine.seq });
    await widget.panel.getByText(/· Read/).waitFor();

    // What came to the widget is seen at the desk.
    const marks: number[] = [];
    ada.socket.on('receipt:changed', ({ delivered }) => marks.push(delivered));
    const { data } = await ada.says(interaction, 'Which one?');
    await eventually(() => marks.at(-1) === data?.seq, 'that it came');

    const asked = await ada.socket.emitWithAck('conversation:invite', { interaction, agent: 'agent2' });
    expect(asked.error).toBeUndefined();
    const came = await ben.socket.emitWithAck('invitation:answer', { interaction, accept: true });
    expect(came.error).toBeUndefined();
    await widget.panel.getByText('You are talking to Ada Moreno and Ben Okafor').waitFor();

    await ada.socket.emitWithAck('topic:start', { interaction, topic: 'find_article' });
    const banner = widget.panel.getByText(
      'The Virtual Agent is helping with “Find an article”. Ada Moreno reads along.',
    );
    await banner.waitFor();
    await widget.hears(/What should it be about/);
    // The banner takes its room from the log, which stays at its end.
    const left = () => widget.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    await eventually(async () => (await left()) < 2, 'the end of the log');
    expect(await findings()).toEqual([]);
    await ada.socket.emitWithAck('topic:stop', { interaction });
    await banner.waitFor({ state: 'detached' });
    await widget.panel.getByText('Ada Moreno goes on from here.').waitFor();
    await ada.ends(interaction, { shortDescription: 'screen' });
    ben.leave();
  });

  it('asks how it was: with the keyboard alone, and once', async () => {
    await ada.is('available');
    const widget = await openPage(server.url);
    await widget.open();
    await widget.says('agent');
    const interaction = await takes();
    await ada.says(interaction, 'All done.');
    await widget.hears('All done.');
    await ada.ends(interaction, { shortDescription: 'done' });
    const form = widget.panel.getByRole('form', { name: 'Your rating' });
    await form.getByRole('group', { name: 'How was it?' }).waitFor();
    expect(await findings()).toEqual([]);
    await picture(page, 'widget-survey');
    await form.getByRole('radio', { name: '1 of 5: very bad' }).focus();
    await page.keyboard.press('Space');
    for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowRight');
    expect(await form.getByRole('radio', { name: '4 of 5: good' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Quick and kind');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await widget.panel.getByText('Thank you for telling us.').waitFor();
    expect(await widget.focused()).toBe('Thank you for telling us.');
    expect(await findings()).toEqual([]);

    const supervisor = await server.login('supervisor@example.com');
    const { body } = await api(server.url, `/interactions/${interaction}/logs`, supervisor);
    expect(JSON.stringify(body)).toContain('Quick and kind');
    await page.reload();
    await widget.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
    expect(await form.count()).toBe(0);
  });

  it('asks in German, after the requester ended it', async () => {
    await ada.is('available');
    const script = `<script src="${server.url}/widget.js" data-locale="de" async></script>`;
    const host = await serveHostPage(
      `<!doctype html><html lang="de"><title>Laden</title>${script}</html>`,
      server.url,
    );
    try {
      const widget = await openPage(host.url);
      await widget.bubble.click();
      const field = widget.panel.getByRole('textbox', { name: 'Ihre Nachricht' });
      await field.fill('Mitarbeiter bitte');
      await field.press('Enter');
      await takes();
      await widget.panel.getByText('Sie sprechen mit Ada Moreno').first().waitFor();
      await widget.panel.getByRole('button', { name: 'Mehr' }).click();
      await widget.panel.getByRole('menuitem', { name: 'Gespräch beenden' }).click();
      await widget.panel.getByRole('button', { name: 'Beenden', exact: true }).click();
      const form = widget.panel.getByRole('form', { name: 'Ihre Bewertung' });
      await form.getByRole('group', { name: 'Wie war es?' }).waitFor();
      await form.getByRole('radio', { name: '5 von 5: sehr gut' }).check({ force: true });
      await form.getByRole('button', { name: 'Bewertung senden' }).click();
      await widget.panel.getByText('Vielen Dank für Ihre Rückmeldung.').waitFor();
    } finally {
      await host.close();
    }
  });
});
