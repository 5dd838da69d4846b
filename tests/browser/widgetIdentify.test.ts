import type { BrowserContext, Page } from 'playwright-core';
import type { InteractionHeader } from '../../contracts/header.ts';
import { describeInBrowser } from '../support/browser.ts';
import { api } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { serveHostPage, widgetOn } from './widgetPages.ts';

await describeInBrowser('who signs in on the page while the chat is open', (browser) => {
  let server: TestServer;
  let host: Awaited<ReturnType<typeof serveHostPage>>;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    host = await serveHostPage(
      `<!doctype html><html lang="en"><title>Shop</title><script src="${server.url}/widget.js" async></script></html>`,
      server.url,
    );
  });
  afterAll(async () => {
    await host.close();
    await server.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(host.url);
  });
  afterEach(() => context.close());

  /** The demo page's requester, Robin Vale. */
  async function robin(): Promise<string> {
    const html = await (await fetch(server.url)).text();
    return /data-identity="([^"]+)"/.exec(html)?.[1] ?? '';
  }
  async function header(): Promise<InteractionHeader> {
    const number = await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith(':session')) ?? '';
      return String(JSON.parse(localStorage.getItem(key) ?? '{}').interactionNumber);
    });
    return (
      await api<InteractionHeader>(
        server.url,
        `/interactions/${number}`,
        await server.login('admin@example.com'),
      )
    ).body;
  }
  const identify = (token: string) => page.evaluate(`window.Switchboard.identify('${token}')`);

  it('goes on in the same conversation, as the person', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    const before = await header();
    expect(before.openedFor).toMatchObject({ guest: true });

    await identify(await robin());
    await widget.says('It keeps dropping');
    await widget.hears('Since when does this happen?');
    expect(await header()).toMatchObject({ number: before.number, openedFor: { name: 'Robin Vale' } });
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(1);

    // The page knows the person from now on; a reload without the token shows nobody what was said.
    await page.reload();
    await widget.bubble.waitFor();
    expect(await widget.bubbles('my vpn keeps dropping').count()).toBe(0);
  });

  it('before the chat is opened, the conversation is the person’s from the start', async () => {
    await page.waitForFunction('window.Switchboard !== undefined');
    await identify(await robin());
    await widgetOn(page).open();
    expect((await header()).openedFor).toMatchObject({ name: 'Robin Vale' });
  });
});
