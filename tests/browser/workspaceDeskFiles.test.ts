import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import type { Requester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  askForPerson,
  becomeAvailable,
  complaints,
  newPerson,
  picture,
  seriousFindings,
  signIn,
} from './workspacePages.ts';

jest.setTimeout(120_000);

/** A picture of one point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

await describeInBrowser('files and earlier messages at the desk', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  let requester: Requester;
  let heard: string[];
  beforeAll(async () => {
    server = await startServer({ settings: { limits: { messagesPerMinute: 6_000 } } });
  });
  afterEach(async () => {
    expect(heard).toEqual([]);
    await requester.socket.emitWithAck('conversation:end', {});
    requester.leave();
    await context.close();
  });
  afterAll(() => server.close());
  async function work(): Promise<void> {
    context = await newPerson(browser);
    page = await signIn(context, server, '/workspace', 'agent1@example.com');
    heard = complaints(page);
    await becomeAvailable(page);
    requester = await askForPerson(server);
  }
  async function accept(): Promise<void> {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.locator('.composer').waitFor();
  }
  const send = () => page.getByRole('button', { name: 'Send' }).click();

  test('a file is picked, one is pasted, one dropped; a refused one says why; all can be downloaded', async () => {
    await work();
    await accept();
    const picker = page.locator('.composer input[type=file]');
    await picker.setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('try turning it off') },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
    ]);
    const uploads = page.getByRole('list', { name: 'Files to send' });
    await uploads.getByText('Ready to send').waitFor();
    await uploads.getByText(/Files of this kind are not taken/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'desk-composer-files');
    await uploads.getByRole('button', { name: 'Remove page.html' }).click();

    for (const kind of ['paste', 'drop'] as const) {
      await page.evaluate(
        ([type, bytes]) => {
          const data = new DataTransfer();
          const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
          data.items.add(new File([content], `${type}.png`, { type: 'image/png' }));
          const event =
            type === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector('.composer-text')?.dispatchEvent(event);
        },
        [kind, png.toString('base64')] as const,
      );
    }
    await uploads.getByText('Ready to send').nth(2).waitFor();
    await page.getByLabel(/^Message to /).fill('here you are');
    await send();
    await requester.hears(/here you are/);
    const files = requester.messages.filter(({ type }) => type === 'file').map(({ text }) => text);
    expect(files).toEqual(['notes.txt', 'paste.png', 'drop.png']);

    // Pictures are shown, everything can be kept.
    await page.getByRole('img', { name: 'Picture: drop.png' }).waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download notes.txt/ }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('notes.txt');
    expect(await readFile(await download.path(), 'utf8')).toBe('try turning it off');
    await picture(page, 'desk-files');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a private file stays among the agents', async () => {
    await work();
    await accept();
    await page.getByRole('button', { name: 'Private note' }).click();
    await page
      .locator('.composer input[type=file]')
      .setInputFiles({ name: 'contract.txt', mimeType: 'text/plain', buffer: Buffer.from('secret') });
    await page.getByText('Ready to send').waitFor();
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.locator('.msg-private', { hasText: 'contract.txt' }).getByText('Sent').waitFor();
    expect(requester.messages.some(({ text }) => text.includes('contract'))).toBe(false);
  });

  test('a long conversation opens at its end, and is read back page by page without a jump', async () => {
    await work();
    const log = page.getByRole('log', { name: 'Conversation' });
    for (let n = 1; n <= 230; n += 1) await requester.says(`line ${n} of a long story`);
    await accept();
    await log.getByText('line 230 of a long story').waitFor();
    expect(await page.getByText('line 5 of a long story', { exact: true }).count()).toBe(0);
    const earlier = page.getByRole('button', { name: 'Show earlier messages' });
    await earlier.scrollIntoViewIfNeeded();
    const anchor = page.getByText('line 35 of a long story', { exact: true });
    await anchor.waitFor();
    const top = async () => (await anchor.boundingBox())?.y ?? 0;
    const before = await top();
    await earlier.click();
    await page.getByText('line 5 of a long story', { exact: true }).waitFor({ state: 'attached' });
    expect(Math.abs((await top()) - before)).toBeLessThan(80);
    expect(await earlier.count()).toBe(0);
    await page.getByText('line 5 of a long story', { exact: true }).scrollIntoViewIfNeeded();
    await picture(page, 'desk-earlier');
    expect(await seriousFindings(page)).toEqual([]);
  });
});
