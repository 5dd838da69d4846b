import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { api } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { serveHostPage, widgetOn } from './widgetPages.ts';

await describeInBrowser('the widget keeps the conversation', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(server.url);
  });
  afterEach(async () => {
    await context.close();
  });

  /** The requester's own texts as the log has them. */
  async function logged(): Promise<string[]> {
    const number = await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith(':session')) ?? '';
      return String(JSON.parse(localStorage.getItem(key) ?? '{}').interactionNumber);
    });
    const token = await server.login('admin@example.com');
    const { body } = await api<{ items: { from: { kind: string }; text: string }[] }>(
      server.url,
      `/interactions/${number}/transcript?format=json`,
      token,
    );
    const items = Array.isArray(body) ? body : body.items;
    return items.filter(({ from }) => from.kind === 'requester').map(({ text }) => text);
  }

  it('over a reload: open again, everything once, the draft too', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    await widget.field.fill('half a sent');
    const before = await widget.panel.locator('.bubble-text').allInnerTexts();
    await page.reload();
    await widget.hears('What happens with your VPN?');
    expect(await widget.panel.locator('.bubble-text').allInnerTexts()).toEqual(before);
    expect(await widget.field.inputValue()).toBe('half a sent');
    await widget.says('It keeps dropping');
    await widget.hears('Since when does this happen?');
  });

  it('in a new tab: one conversation, and both see what either says', async () => {
    const widget = widgetOn(page);
    await widget.open();
    const second = await context.newPage();
    await second.goto(server.url);
    const other = widgetOn(second);
    await other.open();
    await other.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
    await widget.says('It keeps dropping');
    await other.hears('Since when does this happen?');
    expect(await logged()).toEqual(['my vpn keeps dropping', 'It keeps dropping']);
  });

  it('over a reload before there is a session: what was written is sent once', async () => {
    const widget = widgetOn(page);
    await page.route('**/chat/sessions', (route) => route.abort());
    await widget.bubble.click();
    await widget.says('my vpn keeps dropping');
    await widget.bubbles('my vpn keeps dropping').waitFor();
    await page.reload();
    await widget.bubbles('my vpn keeps dropping').waitFor();
    await page.unroute('**/chat/sessions');
    await widget.hears('What happens with your VPN?');
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
    expect(await logged()).toEqual(['my vpn keeps dropping']);
    await page.reload();
    await widget.hears('What happens with your VPN?');
    expect(await logged()).toEqual(['my vpn keeps dropping']);
  });

  it('with an identity that is refused: says so, and goes on as a guest, over a reload too', async () => {
    const host = await serveHostPage(
      `<!doctype html><title>Shop</title><script async src="${server.url}/widget.js" data-identity="not.a.token"></script>`,
      server.url,
    );
    try {
      await page.goto(host.url);
      const widget = widgetOn(page);
      await widget.bubble.click();
      await widget.panel.getByRole('button', { name: 'Reload the page' }).waitFor();
      expect(await widget.field.isDisabled()).toBe(true);
      await widget.panel.getByRole('button', { name: 'Go on as a guest' }).click();
      await widget.hears(/virtual agent\.$/);
      await widget.says('my vpn keeps dropping');
      await widget.hears('What happens with your VPN?');
      await page.reload();
      await widget.hears('What happens with your VPN?');
      expect(await widget.field.isDisabled()).toBe(false);
    } finally {
      await host.close();
    }
  });

  it('while the browser is offline: what is written is sent once, in order, when it is back', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await context.setOffline(true);
    await widget.panel.getByText('You are offline.', { exact: false }).waitFor();
    await widget.says('my vpn keeps dropping');
    await context.setOffline(false);
    await widget.hears('What happens with your VPN?');
    await widget.says('It keeps dropping');
    await widget.hears('Since when does this happen?');
    expect(await logged()).toEqual(['my vpn keeps dropping', 'It keeps dropping']);
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
  });

  it('after its end: it can still be read, and a reload begins no new one', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    await widget.panel.getByRole('button', { name: 'More' }).click();
    await widget.panel.getByRole('menuitem', { name: 'End conversation' }).click();
    await widget.panel.getByRole('button', { name: 'End it' }).click();
    await widget.panel.getByText('You ended the conversation.').waitFor();
    expect(await widget.panel.getByText('ended the conversation').count()).toBe(1);
    await page.reload();
    await widget.hears('What happens with your VPN?');
    await widget.panel.getByText('You ended the conversation.').waitFor();
    expect(await logged()).toEqual(['my vpn keeps dropping']);
  });
});

await describeInBrowser('the widget and a server that goes away', (browser) => {
  it('keeps what was written over a crash and a reload, and sends it once', async () => {
    let server = await startServer();
    const { port } = new URL(server.url);
    const context = await browser.newContext({ locale: 'en-GB' });
    try {
      const page = await context.newPage();
      const widget = widgetOn(page);
      await page.goto(server.url);
      await widget.open();
      await server.kill();
      await widget.panel.getByText('Connection lost. Reconnecting…').waitFor();
      await widget.says('my vpn keeps dropping');
      await widget.panel.getByText('Will be sent when the connection is back').waitFor();
      server = await startServer({ dataDir: server.dataDir, env: { PORT: port } });
      await widget.hears('What happens with your VPN?');
      expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
      await page.reload();
      await widget.hears('What happens with your VPN?');
      expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);
      expect(await widget.panel.getByText('Connection lost').count()).toBe(0);
    } finally {
      await context.close();
      await server.close();
    }
  }, 60_000);

  it('says so when the requester is too fast, and sends the rest later', async () => {
    const server = await startServer({ settings: { limits: { messagesPerMinute: 2 } } });
    const context = await browser.newContext({ locale: 'en-GB' });
    try {
      const page = await context.newPage();
      await page.goto(server.url);
      const widget = widgetOn(page);
      await widget.open();
      for (const text of ['one', 'two', 'three']) await widget.says(text);
      await widget.panel.locator('.slow').waitFor();
      expect(await widget.panel.locator('.slow').innerText()).toMatch(/That was a little fast/);
      expect(await widget.panel.locator('.mine').last().innerText()).toMatch(/three\s+Sending…/);
    } finally {
      await context.close();
      await server.close();
    }
  });
});
