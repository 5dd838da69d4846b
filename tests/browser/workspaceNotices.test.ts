import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { accepted, composer, deskScene, leaveFields } from './deskScene.ts';
import { picture, seriousFindings } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('notices of the desk', (browser) => {
  const scene = deskScene(browser);
  const key = (page: Page, pressed: string) => page.keyboard.press(pressed);

  test('a notification and a sound tell of what comes while one looks elsewhere, and the title counts it', async () => {
    await scene.context.grantPermissions(['notifications'], { origin: scene.server.url });
    await scene.context.addInitScript(listenIn);
    const page = await scene.readyDesk();
    await page.getByRole('button', { name: 'Notifications and sound' }).click();
    const dialog = page.getByRole('dialog', { name: 'Notifications and sound' });
    await dialog.getByLabel('Show notifications of the system').check();
    await dialog.getByLabel('Volume').fill('80');
    await picture(page, 'desk-notify');
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Escape');

    // The page is in the background; the tool that drives the browser would have it believe otherwise.
    const other = await scene.context.newPage();
    const protocol = await scene.context.newCDPSession(page);
    await protocol.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await other.bringToFront();
    const requester = await scene.somebodyAsks();
    await told(page, ['New offer: Guest']);
    expect(await page.title()).toBe('(1) Desk – Switchboard');
    expect((await heard(page)).tones).toBe(4);
    await page.bringToFront();
    await accepted(page);
    await page.waitForFunction(() => document.title === 'Desk – Switchboard');
    await leaveFields(page);
    await key(page, 'l');
    await composer(page).waitFor({ state: 'detached' });
    await other.bringToFront();
    await requester.says('are you there?');
    await told(page, ['New offer: Guest', 'Message from Guest']);
    expect((await heard(page)).tones).toBe(5);
    expect(await page.title()).toBe('(1) Desk – Switchboard');

    // Muted, there is the notification alone.
    await page.bringToFront();
    await key(page, 'm');
    await dialog.getByLabel('Mute all sounds').check();
    await key(page, 'Escape');
    await other.bringToFront();
    await requester.says('hello?');
    await told(page, ['New offer: Guest', 'Message from Guest', 'Message from Guest']);
    expect((await heard(page)).tones).toBe(5);
  });

  test('where notifications are blocked the desk says what to do', async () => {
    await scene.context.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { value: 'denied' });
    });
    const page = await scene.desk();
    await page.getByRole('button', { name: 'Notifications and sound' }).click();
    await page.getByText(/Your browser blocks notifications/).waitFor();
    expect(await page.getByLabel('Show notifications of the system').isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

interface Heard {
  notifications: string[];
  tones: number;
}

/** Runs in the page: keeps what the system is asked to show and to play. */
function listenIn(): void {
  const heard: Heard = { notifications: [], tones: 0 };
  const { Notification: Shown } = window;
  Object.assign(window, {
    heard,
    Notification: class extends Shown {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        heard.notifications.push(title);
      }
    },
  });
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...at) {
    heard.tones += 1;
    start.apply(this, at);
  };
}

const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => (window as unknown as { heard: Heard }).heard);

async function told(page: Page, titles: string[]): Promise<void> {
  await page.waitForFunction(
    (wanted) => (window as unknown as { heard: Heard }).heard.notifications.join() === wanted,
    titles.join(),
    { polling: 50 },
  );
}
