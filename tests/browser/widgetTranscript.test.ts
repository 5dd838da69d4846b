import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { eventually } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startSmtpServer, type TestSmtp } from '../support/smtpServer.ts';
import { serveHostPage, widgetOn } from './widgetPages.ts';

await describeInBrowser('the conversation to take along', (browser) => {
  let server: TestServer;
  let smtp: TestSmtp;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    smtp = await startSmtpServer();
    server = await startServer({ env: { SMTP_URL: smtp.url } });
  });
  afterAll(async () => {
    await server.close();
    await smtp.close();
  });
  afterEach(() => context.close());
  async function openPage(url: string): Promise<ReturnType<typeof widgetOn>> {
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(url);
    return widgetOn(page);
  }

  it('is saved as text from the menu, and mailed to the address of whoever is known', async () => {
    const widget = await openPage(server.url);
    await widget.open();
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    await widget.panel.getByRole('button', { name: 'More' }).click();
    await widget.panel.getByRole('menuitem', { name: 'Transcript' }).click();
    const card = widget.panel.getByRole('form', { name: 'Transcript' });
    expect(await widget.focused()).toBe('Save as text');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Save as text' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^IMS\d{7}\.txt$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/my vpn keeps dropping\n[\s\S]*What happens with your VPN\?/);

    // The page says who Robin is: no other address is asked for.
    expect(await card.getByRole('textbox').count()).toBe(0);
    await card.getByRole('button', { name: 'Send to r•••@example.com' }).click();
    await card.getByText('On its way to r•••@example.com.').waitFor();
    const { mail } = await eventually(() => smtp.received[0], 'the mail');
    expect(mail.attachments[0]?.content.toString('utf8')).toContain('my vpn keeps dropping');
    // Escape closes the card, not the chat.
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await widget.panel.isVisible()).toBe(true);
    expect(await widget.focused()).toBe('Your message');
  });

  it('is there after the end too, in German, at the address that a guest names', async () => {
    const script = `<script src="${server.url}/widget.js" data-locale="de" async></script>`;
    const host = await serveHostPage(
      `<!doctype html><html lang="de"><title>Laden</title>${script}</html>`,
      server.url,
    );
    try {
      const widget = await openPage(host.url);
      await widget.bubble.click();
      await widget.panel.getByRole('button', { name: 'Mehr' }).click();
      await widget.panel.getByRole('menuitem', { name: 'Gespräch beenden' }).click();
      await widget.panel.getByRole('button', { name: 'Beenden', exact: true }).click();
      await widget.panel.getByRole('button', { name: 'Mitschrift' }).click();
      const card = widget.panel.getByRole('form', { name: 'Mitschrift' });
      // On a phone too the words on the buttons are whole.
      await page.setViewportSize({ width: 360, height: 740 });
      await card.getByRole('button', { name: 'Per E-Mail senden' }).waitFor();
      const heights = await card.getByRole('button').evaluateAll((all) => all.map((one) => one.clientHeight));
      expect(Math.max(...heights)).toBeLessThan(50);
      expect(await widget.focused()).toBe('Als Text speichern');
      const address = card.getByRole('textbox', { name: 'E-Mail-Adresse' });
      await address.fill('keine Adresse');
      await address.press('Enter');
      await card.getByText('Bitte geben Sie eine E-Mail-Adresse ein.').waitFor();
      expect(await address.getAttribute('aria-invalid')).toBe('true');
      await address.fill('berta@example.org');
      await address.press('Enter');
      await card.getByText('Unterwegs an b•••@example.org.').waitFor();
      await eventually(() => smtp.received.find(({ to }) => to.includes('berta@example.org')), 'the mail');
      await card.getByRole('button', { name: 'Schließen' }).click();
      await card.waitFor({ state: 'detached' });
    } finally {
      await host.close();
    }
  });
});
