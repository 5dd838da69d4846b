import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { openAgent } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { serveHostPage, widgetOn } from './widgetPages.ts';

await describeInBrowser('the widget', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.close();
  });
  beforeEach(async () => {
    faults.length = 0;
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(server.url);
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  it('says where the requester started over', async () => {
    await page.goto(server.url);
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    await widget.panel.getByRole('button', { name: 'More' }).click();
    await widget.panel.getByRole('menuitem', { name: 'Start over' }).click();
    await widget.panel.locator('.day', { hasText: 'Started over' }).waitFor();
    expect(await widget.log.innerText()).toMatch(
      /What happens with your VPN\?[\s\S]*Started over[\s\S]*virtual agent\./,
    );
  });

  it('stands on a hostile page of another origin, under a strict policy, once', async () => {
    const script = `<script src="${server.url}/widget.js" data-title="Help" data-color="#ffd54f" data-position="left" async></script>`;
    const host = await serveHostPage(
      `<!doctype html><html lang="en"><title>Shop</title><style nonce="page">
         * { all: unset !important; font-size: 40px !important; color: red !important }
         button, section, switchboard-widget { display: none !important; transform: scale(3) }
       </style>${script}${script}<p>Shop</p></html>`,
      server.url,
    );
    try {
      await page.goto(host.url);
      const widget = widgetOn(page);
      await widget.bubble.waitFor();
      expect(await page.locator('switchboard-widget').count()).toBe(1);
      expect(await widget.bubble.boundingBox()).toMatchObject({ x: 20, width: 60, height: 60 });
      await widget.open();
      const { fontSize, display } = await widget.panel.evaluate((panel) => getComputedStyle(panel));
      expect([fontSize, display]).toEqual(['15px', 'flex']);
      // Yellow takes no white text.
      expect(await widget.panel.locator('.header').evaluate((header) => getComputedStyle(header).color)).toBe(
        'rgb(0, 0, 0)',
      );
      await widget.says('my vpn keeps dropping');
      await widget.hears(/VPN/);
    } finally {
      await host.close();
    }
  });

  it('greets, takes what is typed, and shows that it was sent', async () => {
    const widget = widgetOn(page);
    await widget.open();
    expect(await widget.focused()).toBe('Your message');
    await page.keyboard.type('my vpn keeps dropping');
    await page.keyboard.press('Enter');
    await widget.hears('What happens with your VPN?');
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
    await widget.panel.getByText(/· Sent/).waitFor();
    expect(await widget.field.inputValue()).toBe('');
  });

  it('lets a choice be made with the keyboard alone', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await page.keyboard.press('Shift+Tab');
    expect(await widget.focused()).toBe('Show me everything');
    await page.keyboard.press('ArrowUp');
    expect(await widget.focused()).toBe('VPN trouble');
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await widget.hears('What happens with your VPN?');
    expect(await widget.bubbles('VPN trouble').count()).toBe(1);
    expect(await widget.focused()).toBe('Your message');
    expect(await widget.log.getByRole('button', { name: 'VPN trouble' }).isDisabled()).toBe(true);
  });

  it('asks for a date with a picker and sends what was picked', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.panel.getByRole('button', { name: 'It keeps dropping' }).click();
    const picker = widget.panel.getByLabel('Date', { exact: true });
    await picker.waitFor();
    await picker.fill('2026-01-05');
    await picker.press('Enter');
    await widget.bubbles('5 January 2026').waitFor();
    await picker.waitFor({ state: 'detached' });
  });

  it('goes away with Escape, counts what is unread, and gives the focus back', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    expect(await widget.focused()).toBe('Open chat');
    const other = await context.newPage();
    await other.goto(server.url);
    await widgetOn(other).open();
    await widgetOn(other).says('my vpn keeps dropping');
    await page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor();
    await page.keyboard.press('Enter');
    await widget.hears('What happens with your VPN?');
    await page.keyboard.press('Escape');
    expect(await widget.focused()).toBe('Open chat');
  });

  it('names the limit before a text that is too long can be sent', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.field.fill('a'.repeat(7_500));
    await widget.panel.getByText('7,500 of 8,000 characters').waitFor();
    await widget.field.fill('a'.repeat(8_010));
    await widget.panel
      .getByText('A message may have at most 8,000 characters. Please shorten it by 10.')
      .waitFor();
    await widget.field.press('Enter');
    expect(await widget.panel.locator('.mine').count()).toBe(0);
    await widget.field.fill('a'.repeat(8_000));
    await widget.field.press('Enter');
    await widget.panel.getByText(/· Sent/).waitFor();
  });

  it('ends the conversation after asking, says why it is over, and begins another', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.panel.getByRole('button', { name: 'More' }).click();
    await widget.panel.getByRole('menu').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await widget.panel.getByRole('alertdialog').waitFor();
    expect(await widget.focused()).toBe('Keep chatting');
    await page.keyboard.press('Escape');
    await widget.panel.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await widget.panel.isVisible()).toBe(true);
    await widget.panel.getByRole('button', { name: 'More' }).click();
    await widget.panel.getByRole('menuitem', { name: 'End conversation' }).click();
    await widget.panel.getByRole('button', { name: 'End it' }).click();
    await widget.panel.getByText('The conversation has ended.').waitFor();
    expect(await widget.field.count()).toBe(0);
    await widget.panel.getByRole('button', { name: 'Start a new conversation' }).click();
    await widget.field.waitFor();
    await widget.hears(/virtual agent\.$/);
    expect(await widget.panel.getByText('ended the conversation').count()).toBe(0);
  });

  it('shows the place in the queue, then who is talking, both typing, and the end', async () => {
    const agent = await openAgent(server.url, await server.login('agent1@example.com'));
    try {
      await agent.is('available');
      const started = page.evaluate(
        () =>
          new Promise<string>((resolve) =>
            window.addEventListener(
              'switchboard:started',
              (event) =>
                resolve((event as CustomEvent<{ interactionNumber: string }>).detail.interactionNumber),
              { once: true },
            ),
          ),
      );
      const widget = widgetOn(page);
      await widget.open();
      const number = await started;
      await widget.says('I want to talk to a person');
      await widget.panel.getByText(/You are in line/).waitFor();
      await widget.panel.getByText('Waiting for a person').waitFor();
      await agent.accepts(await agent.isOffered(number));
      await widget.panel.getByText(/^You are talking to \w+/).waitFor();
      agent.socket.emit('typing:set', { interaction: number, on: true }, () => undefined);
      await widget.panel.getByText(/is typing$/).waitFor();
      await agent.says(number, 'Hello, see https://example.com/help.\nOne moment.');
      const link = widget.panel.getByRole('link', { name: /example\.com\/help/ });
      expect(await link.getAttribute('href')).toBe('https://example.com/help');
      await widget.panel.getByText(/is typing$/).waitFor({ state: 'detached' });
      await widget.says('<b>thanks</b>');
      await agent.hears(number, /<b>thanks<\/b>/);
      expect(await widget.bubbles('<b>thanks</b>').count()).toBe(1);
      await agent.ends(number);
      await widget.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
    } finally {
      agent.leave();
    }
  });

  it('does what the page asks', async () => {
    const widget = widgetOn(page);
    await widget.bubble.waitFor();
    await page.evaluate(() => Reflect.get(window, 'Switchboard').send('my vpn keeps dropping'));
    await widget.hears('What happens with your VPN?');
    await page.evaluate(() => Reflect.get(window, 'Switchboard').close());
    await widget.panel.waitFor({ state: 'hidden' });
    await page.evaluate(() => Reflect.get(window, 'Switchboard').destroy());
    expect(await page.locator('switchboard-widget').count()).toBe(0);
  });
});
