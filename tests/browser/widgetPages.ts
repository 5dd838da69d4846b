import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';

/** What a requester sees of the widget on a page. */
export function widgetOn(page: Page) {
  const bubble = page.locator('switchboard-widget .bubble');
  const panel = page.getByRole('dialog');
  const field = panel.getByRole('textbox', { name: 'Your message' });
  return {
    bubble,
    panel,
    field,
    log: panel.getByRole('log'),
    /** Message bubbles with exactly this text. */
    bubbles: (text: string): Locator => panel.locator('.bubble-text').getByText(text, { exact: true }),
    async open(): Promise<void> {
      await bubble.click();
      await panel.waitFor();
      await panel
        .getByText(/virtual agent\.$/)
        .first()
        .waitFor();
    },
    async says(text: string): Promise<void> {
      await field.fill(text);
      await field.press('Enter');
    },
    hears: (text: string | RegExp): Promise<void> =>
      panel.locator('.theirs').getByText(text).first().waitFor(),
    /** What has the focus, inside the widget's shadow root. */
    focused: (): Promise<string> =>
      page.evaluate(() => {
        const inside = document.querySelector('switchboard-widget')?.shadowRoot?.activeElement;
        return inside?.getAttribute('aria-label') ?? inside?.textContent ?? '';
      }),
  };
}

/** A page of somebody else's, on an origin of its own, with a strict content security policy. */
export async function serveHostPage(
  html: string,
  switchboard: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = switchboard.replace(/^http/, 'ws');
  const policy = [
    "default-src 'none'",
    `script-src ${switchboard}`,
    `connect-src ${switchboard} ${sockets}`,
    `img-src ${switchboard}`,
    "style-src 'nonce-page'",
  ].join('; ');
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
    });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
