import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openRequester, type Requester } from '../support/clients.ts';
import { demoPassword, type TestServer } from '../support/server.ts';

/** A browser of its own for one person, in English, at the size of a small laptop. */
export async function newPerson(
  browser: Browser,
  options: { width?: number; height?: number; dark?: boolean; locale?: string } = {},
): Promise<BrowserContext> {
  const { width = 1280, height = 800, dark = false, locale = 'en-GB' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale,
    timezoneId: 'Europe/Zurich',
  });
  context.setDefaultTimeout(10_000);
  return context;
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens a page of the workspace signed in as somebody of the demo. */
export async function signIn(
  context: BrowserContext,
  server: Pick<TestServer, 'url'>,
  path: string,
  email: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url + path);
  await fillSignIn(page, email, demoPassword);
  await page.locator('.bar-account').waitFor();
  return page;
}

/** The agent becomes available. */
export async function becomeAvailable(page: Page): Promise<void> {
  await page.locator('.presence').click();
  await page.getByRole('menuitemradio', { name: /^Available/ }).click();
  await page.locator('.presence:not([aria-disabled=true])', { hasText: 'Available' }).waitFor();
}

/** A requester who asks for a person and waits for one. */
export async function askForPerson(server: TestServer): Promise<Requester> {
  const requester = await openRequester(server.url);
  await requester.hears(/./);
  await requester.says('this is terrible, I hate my broken laptop');
  await requester.says('talk to a person');
  await requester.becomes('queue');
  return requester;
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds serious or critical on the page as it is now, in a form that a failed test can be read by. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // A list that is being loaded is dimmed.
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.evaluate(await readFile(axe, 'utf8'));
  return await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(root: Document): Promise<{
          violations: { impact: string; id: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    // What is still fading in has the colours of neither before nor after.
    const moving = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { violations } = await axe.run(document);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}

/** Keeps a picture for whoever wants to look; with SCREENSHOTS, those that this folder already has are renewed there. */
export async function picture(page: Page, name: string): Promise<void> {
  const shown = join(process.env.SCREENSHOTS ?? '', `${name}.png`);
  const folder = join(tmpdir(), 'switchboard-screenshots');
  await mkdir(folder, { recursive: true });
  const renewed = process.env.SCREENSHOTS !== undefined && existsSync(shown);
  // What is fading in or moving is shown as it will be.
  const path = renewed ? shown : join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}

/** A line to a server that can be cut and mended: an address of its own that passes everything on. */
export async function startLine(
  target: string,
): Promise<{ url: string; cut(): void; mend(): void; close(): void }> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // A cut line ends both sides; there is nobody to tell of it.
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      hangUp();
    },
    mend() {
      whole = true;
    },
    close() {
      hangUp();
      server.close();
    },
  };
}

/** What the page complained of: errors of scripts, and of the console but for refused requests, which tests provoke. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      heard.push(message.text());
    }
  });
  return heard;
}
