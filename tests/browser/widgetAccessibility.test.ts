import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { widgetOn } from './widgetPages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

await describeInBrowser('the widget is for everybody', (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.close();
  });

  async function withPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    try {
      context.setDefaultTimeout(8_000);
      const page = await context.newPage();
      await page.goto(server.url);
      await use(page);
    } finally {
      await context.close();
    }
  }

  /** What axe finds wrong inside the widget, in words. */
  async function findings(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const results = await page.evaluate(
      (): Promise<AxeResults> => Reflect.get(window, 'axe').run('switchboard-widget'),
    );
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
  }

  it.each(['light', 'dark'] as const)('axe finds nothing serious in the %s scheme', async (colorScheme) => {
    await withPage({ colorScheme }, async (page) => {
      const widget = widgetOn(page);
      await widget.bubble.waitFor();
      expect(await findings(page)).toEqual([]);
      await widget.open();
      expect(await findings(page)).toEqual([]);
      await widget.says('my vpn keeps dropping');
      await widget.panel.getByRole('button', { name: 'It keeps dropping' }).click();
      await widget.hears('Since when does this happen?');
      expect(await findings(page)).toEqual([]);
      await widget.panel.getByRole('button', { name: 'More' }).click();
      expect(await findings(page)).toEqual([]);
      await widget.panel.getByRole('menuitem', { name: 'Transcript' }).click();
      expect(await findings(page)).toEqual([]);
      await widget.panel.getByRole('button', { name: 'Close', exact: true }).click();
      await widget.panel.getByRole('button', { name: 'More' }).click();
      await widget.panel.getByRole('menuitem', { name: 'End conversation' }).click();
      expect(await findings(page)).toEqual([]);
      await widget.panel.getByRole('button', { name: 'End it' }).click();
      await widget.panel.getByText('You ended the conversation.').waitFor();
      expect(await findings(page)).toEqual([]);
    });
  });

  it('announces each message once, in a polite log', async () => {
    await withPage({}, async (page) => {
      const widget = widgetOn(page);
      await widget.open();
      expect(await widget.log.getAttribute('aria-live')).toBe('polite');
      // The rows that come into the log, as a screen reader hears of them.
      await widget.log.evaluate((log) => {
        const added: string[] = [];
        Reflect.set(window, 'added', added);
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes)
              if (node instanceof HTMLElement && node.matches('.row')) added.push(node.dataset.message ?? '');
        }).observe(log, { childList: true });
      });
      await widget.says('my vpn keeps dropping');
      await widget.hears('What happens with your VPN?');
      await widget.panel.getByText(/· Sent/).waitFor();
      const added = await page.evaluate((): string[] => Reflect.get(window, 'added'));
      expect(added).toHaveLength(2);
      expect(new Set(added).size).toBe(2);
    });
  });

  it('fills a phone, is big enough for fingers, and makes no phone zoom', async () => {
    const viewport = { width: 360, height: 700 };
    await withPage({ viewport, isMobile: true, hasTouch: true }, async (page) => {
      const widget = widgetOn(page);
      await widget.bubble.tap();
      await widget.hears(/virtual agent\.$/);
      expect(await widget.panel.boundingBox()).toEqual({ x: 0, y: 0, ...viewport });
      expect(await widget.field.evaluate((field) => getComputedStyle(field).fontSize)).toBe('16px');
      const targets = await widget.panel.locator('button, a, input').all();
      for (const target of targets) {
        const box = await target.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
      }
      await widget.panel.getByRole('button', { name: 'Minimise' }).tap();
      await widget.bubble.waitFor();
    });
  });

  it('speaks German', async () => {
    await withPage({}, async (page) => {
      await page.evaluate(() => {
        Reflect.get(window, 'Switchboard').destroy();
        const script = document.createElement('script');
        script.src = '/widget.js';
        script.dataset.locale = 'de-AT';
        document.head.append(script);
      });
      await page.getByRole('button', { name: 'Chat öffnen' }).click();
      await page.getByRole('textbox', { name: 'Ihre Nachricht' }).waitFor();
    });
  });
});
