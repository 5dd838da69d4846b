import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

export type BrowserResult =
  | { browser: Browser; reason?: undefined }
  | { browser?: undefined; reason: string };

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a browser with an empty profile: the one `CHROMIUM` names, else the machine's Chromium or Chrome, else the
 * one that `@sparticuz/chromium` carries. Answers the reason when none of them starts; in CI that is an error.
 */
export async function launchBrowser(): Promise<BrowserResult> {
  const reasons: string[] = [];
  const own = process.env.CHROMIUM;
  for (const executablePath of own ? [own] : installed()) {
    try {
      return { browser: await chromium.launch({ executablePath, args, headless: true }) };
    } catch (error) {
      reasons.push(`${executablePath}: ${firstLine(error)}`);
    }
  }
  if (!own) {
    try {
      const { default: carried } = await import('@sparticuz/chromium');
      const executablePath = await carried.executablePath();
      // Its build has no other mode than the shell, and its own list of arguments is for a cloud function.
      const browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--headless=shell', '--disable-gpu'],
      });
      return { browser };
    } catch (error) {
      reasons.push(`@sparticuz/chromium: ${firstLine(error)}`);
    }
  }
  const reason = `no browser starts here (${reasons.join('; ')})`;
  if (process.env.CI === 'true') throw new Error(reason);
  return { reason };
}

/**
 * A suite that needs a browser, to be awaited at the top of a test file. Where no browser starts, its tests are
 * skipped and the reason is printed. The browser is closed after the last test.
 */
export async function describeInBrowser(name: string, suite: (browser: Browser) => void): Promise<void> {
  const { browser, reason } = await launchBrowser();
  if (browser === undefined) {
    process.stderr.write(`${name}: skipped, ${reason}\n`);
    describe.skip(name, () => {
      it('needs a browser', () => undefined);
    });
    return;
  }
  // Not inside the suite: of a suite that a filter leaves out Jest runs no `afterAll`, and would wait for the browser.
  afterAll(() => browser.close());
  describe(name, () => suite(browser));
}

function installed(): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...new Set(paths)].filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
