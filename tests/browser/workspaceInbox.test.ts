import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { type AgentClient, openAgent, openRequester, type Requester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  askForPerson,
  becomeAvailable,
  complaints,
  newPerson,
  picture,
  seriousFindings,
  signIn,
  startLine,
} from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the inbox of the desk', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let waiting: Requester[];
  let colleagues: AgentClient[];
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    context = await newPerson(browser);
    waiting = [];
    colleagues = [];
  });
  afterEach(async () => {
    // Nothing of one test may be offered in the next.
    for (const requester of waiting) {
      await requester.socket.emitWithAck('conversation:end', {});
      requester.leave();
    }
    for (const colleague of colleagues) {
      await colleague.is('offline');
      colleague.leave();
    }
    await context.close();
  });
  afterAll(() => server.close());

  async function somebodyAsks(): Promise<Requester> {
    const requester = await askForPerson(server);
    waiting.push(requester);
    return requester;
  }
  async function colleague(email: string): Promise<AgentClient> {
    const agent = await openAgent(server.url, await server.login(email));
    colleagues.push(agent);
    return agent;
  }
  const numberOf = (requester: Requester) => requester.session.interactionNumber;
  const composer = (page: Page) => page.getByLabel(/^Message to /);
  const key = (page: Page, pressed: string) => page.keyboard.press(pressed);
  /** The focus is nowhere that takes letters. */
  const leaveFields = (page: Page) => page.locator('#content').focus();
  async function accepted(page: Page): Promise<void> {
    await page.locator('.offer').waitFor();
    await leaveFields(page);
    await key(page, 'a');
    await composer(page).waitFor();
  }

  test('an offer is declined with a reason of the house, all by keys, and another one accepted', async () => {
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    const heard = complaints(page);
    await becomeAvailable(page);
    await somebodyAsks();
    await page.locator('.offer').waitFor();
    await leaveFields(page);
    await key(page, 'x');
    await page.getByRole('menuitem', { name: 'Busy' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Enter');
    await page.getByText('Declined. The work goes to somebody else.').waitFor();
    await page.getByText('No offers right now').waitFor();

    await somebodyAsks();
    await accepted(page);
    expect(heard).toEqual([]);
  });

  test('who waits in my queues is listed, and taken without an offer', async () => {
    // A colleague is asked and does not answer.
    await (await colleague('agent2@example.com')).is('available');
    const requester = await somebodyAsks();
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await page.getByText('1 person is waiting in your queues').waitFor();
    await leaveFields(page);
    await key(page, 'w');
    const row = page.getByRole('list', { name: 'Waiting in my queues' }).getByRole('listitem');
    await row.first().waitFor();
    expect(await row.innerText()).toMatch(/Guest[\s\S]*IT Service Desk/);
    await picture(page, 'desk-waiting');
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole('button', { name: /^Take / }).click();
    await composer(page).waitFor();
    expect(new URL(page.url()).hash).toBe(`#/interactions/${numberOf(requester)}`);
  });

  test('presence says why and since when, and takes no work meanwhile', async () => {
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    await page.locator('.presence:enabled').waitFor();
    await leaveFields(page);
    await key(page, 'p');
    await page.getByRole('menuitemradio', { name: /^Away/ }).click();
    await page.getByRole('menuitemradio', { name: 'Lunch' }).waitFor();
    await picture(page, 'desk-presence');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
    await page.locator('.presence', { hasText: 'Lunch' }).waitFor();
    await page.reload();
    await page.locator('.presence', { hasText: 'Lunch' }).waitFor();
    await page.locator('.presence').click();
    await page.getByText(/^since \d\d:\d\d/).waitFor();
    await page.getByRole('menuitemradio', { name: /^Available/ }).click();
    await page.getByText('No offers right now').waitFor();
    expect(await page.locator('.presence', { hasText: 'Lunch' }).count()).toBe(0);
  });

  test('a call is opened for a known person, closed, and opened again as a follow-up', async () => {
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    await leaveFields(page);
    await key(page, 'y');
    const dialog = page.getByRole('dialog', { name: 'New interaction' });
    await dialog.getByLabel('Email, or a name').fill('robin.vale@example.com');
    await dialog.getByLabel('Phone number').fill('+41 44 555 01 02');
    await dialog.getByLabel('What it is about').fill('Calls back about the projector');
    await picture(page, 'desk-open');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: /Robin Vale/ }).waitFor();
    // The requester's card knows more of a known person.
    const card = page.getByRole('region', { name: 'Requester' });
    await card.getByText('Verified').waitFor();
    await card.getByText('Department').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await leaveFields(page);
    await key(page, 'e');
    await page.getByRole('dialog').getByRole('button', { name: 'End conversation' }).click();
    const over = page.getByRole('button', { name: /^End wrap-up/ });
    await over.or(page.locator('.conv-over')).first().waitFor();
    if (await over.isVisible()) await over.click();
    await page.getByRole('button', { name: 'Open a follow-up for Robin Vale' }).click();
    await page.getByText(/is open as a follow-up/).waitFor();
    await composer(page).waitFor();
    const ada = await colleague('agent1@example.com');
    await ada.ends(new URL(page.url()).hash.split('/').at(-1) ?? '');
  });

  test('who asks, what their page told, and what they asked before, is read beside the conversation', async () => {
    const ben = await colleague('agent2@example.com');
    await ben.is('available');
    const identity = await robin();
    const before = await openRequester(server.url, { identity });
    await before.hears(/./);
    await before.says('talk to a person');
    await ben.accepts(await ben.isOffered(numberOf(before)));
    await ben.says(numberOf(before), 'I have ordered a new battery for you.');
    await before.hears(/battery/);
    await ben.ends(numberOf(before), { shortDescription: 'Battery of the laptop' });
    before.leave();
    await ben.is('offline');

    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const now = await openRequester(server.url, { identity, context: { page: 'checkout', items: 3 } });
    waiting.push(now);
    await now.hears(/./);
    await now.says('talk to a person');
    await accepted(page);
    const details = page.getByRole('complementary', { name: 'Details' });
    const card = details.getByRole('region', { name: 'Requester' });
    await card.getByText('Verified').waitFor();
    await card.getByText('Finance').waitFor();
    await card.getByText('From the page').click();
    await card.getByText('checkout').waitFor();

    const earlier = details.getByRole('button', { name: /^Battery of the laptop/ });
    expect(await earlier.innerText()).toMatch(/with Ben Okafor/);
    await page.setViewportSize({ width: 1280, height: 1_140 });
    await picture(page, 'desk-details');
    expect(await seriousFindings(page)).toEqual([]);
    await earlier.click();
    await details.getByText('I have ordered a new battery for you.').waitFor();
    expect(await composer(page).isVisible()).toBe(true);
    await picture(page, 'desk-earlier-transcript');
    expect(await seriousFindings(page)).toEqual([]);
    await details.getByRole('button', { name: 'Back to the details' }).click();
    await page.waitForFunction(
      (number) => document.activeElement?.id === `earlier-${number}`,
      numberOf(before),
    );
  });

  test('an invitation says who asks and why, and leads into the conversation; another is declined', async () => {
    const ben = await colleague('agent2@example.com');
    await ben.is('available');
    const requester = await somebodyAsks();
    await ben.accepts(await ben.isOffered(numberOf(requester)));
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const invite = { interaction: numberOf(requester), agent: 'agent1', note: 'You know these laptops' };
    expect((await ben.socket.emitWithAck('conversation:invite', invite)).error).toBeUndefined();
    const card = page.locator('.invitation');
    await card.waitFor();
    expect(await card.innerText()).toMatch(
      /Ben Okafor asks you to join[\s\S]*You know these laptops[\s\S]*\d+ s left/,
    );
    await page
      .locator('[aria-live=assertive]', { hasText: 'Ben Okafor invites you' })
      .waitFor({ state: 'attached' });
    await picture(page, 'desk-invitation');
    expect(await seriousFindings(page)).toEqual([]);
    await card.getByRole('button', { name: 'Decline' }).click();
    await card.waitFor({ state: 'detached' });

    await ben.socket.emitWithAck('conversation:invite', invite);
    await card.waitFor();
    await leaveFields(page);
    await key(page, 'a');
    await composer(page).waitFor();
    await page.locator('.conv').getByText('Joined').waitFor();
    await ben.socket.emitWithAck('help:set', { interaction: numberOf(requester), on: true });
    await page.locator('.conv').getByText('Needs help').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('keys go from one conversation to the next, stay out of what is written, and can be switched off', async () => {
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const first = await somebodyAsks();
    await accepted(page);
    const second = await somebodyAsks();
    const open = () => new URL(page.url()).hash.split('/').at(-1);
    await accepted(page);
    await page.waitForURL(new RegExp(numberOf(second)));
    await leaveFields(page);
    await key(page, 'k');
    expect(open()).toBe(numberOf(first));
    await key(page, 'j');
    expect(open()).toBe(numberOf(second));

    // In a field a letter is a letter; with Alt it is a key there too.
    await composer(page).pressSequentially('jokes');
    expect(await composer(page).inputValue()).toBe('jokes');
    expect(open()).toBe(numberOf(second));
    await key(page, 'Alt+k');
    expect(open()).toBe(numberOf(first));

    await key(page, 'Control+k');
    const jump = page.getByRole('dialog', { name: 'Jump to' });
    await jump.getByRole('combobox').fill(numberOf(second));
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Enter');
    await jump.waitFor({ state: 'detached' });
    expect(open()).toBe(numberOf(second));

    await leaveFields(page);
    await key(page, '?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next conversation').waitFor();
    await picture(page, 'desk-keys');
    expect(await seriousFindings(page)).toEqual([]);
    await help.getByLabel('Only with Alt').check();
    await key(page, 'Escape');
    await leaveFields(page);
    await key(page, 'k');
    expect(open()).toBe(numberOf(second));
    await key(page, 'Alt+k');
    expect(open()).toBe(numberOf(first));
    // Kept in this browser.
    await page.reload();
    await composer(page).waitFor();
    await leaveFields(page);
    await key(page, 'j');
    expect(open()).toBe(numberOf(first));
  });

  test('a notification and a sound tell of what comes while one looks elsewhere, and the title counts it', async () => {
    await context.grantPermissions(['notifications'], { origin: server.url });
    await context.addInitScript(listenIn);
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    await page.getByRole('button', { name: 'Notifications and sound' }).click();
    const dialog = page.getByRole('dialog', { name: 'Notifications and sound' });
    await dialog.getByLabel('Show notifications of the system').check();
    await dialog.getByLabel('Volume').fill('80');
    await picture(page, 'desk-notify');
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Escape');

    // The page is in the background; the tool that drives the browser would have it believe otherwise.
    const other = await context.newPage();
    const protocol = await context.newCDPSession(page);
    await protocol.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await other.bringToFront();
    const requester = await somebodyAsks();
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
    await context.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { value: 'denied' });
    });
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await page.getByRole('button', { name: 'Notifications and sound' }).click();
    await page.getByText(/Your browser blocks notifications/).waitFor();
    expect(await page.getByLabel('Show notifications of the system').isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('light or dark is the agent’s choice, kept in this browser', async () => {
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const background = () =>
      page.evaluate(
        () => getComputedStyle(document.querySelector('.inbox') ?? document.body).backgroundColor,
      );
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.locator('.bar-account').click();
    await page.getByRole('menuitemradio', { name: 'Dark colours' }).click();
    expect(await background()).toBe('rgb(23, 32, 40)');
    await page.reload();
    await page.getByText('No offers right now').waitFor();
    expect(await background()).toBe('rgb(23, 32, 40)');

    await somebodyAsks();
    await page.locator('.offer').waitFor();
    await picture(page, 'desk-offer-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await accepted(page);
    await leaveFields(page);
    await key(page, '?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await picture(page, 'desk-keys-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Escape');
    await page.locator('.bar-account').click();
    await page.getByRole('menuitemradio', { name: 'Colours of the system' }).click();
    expect(await background()).toBe('rgb(255, 255, 255)');
  });

  test.each([
    [1280, 800, 'en-GB'],
    [1112, 834, 'de-CH'],
    [834, 1112, 'de-CH'],
  ])('at %i × %i everything has its place, in %s', async (width, height, locale) => {
    await context.close();
    context = await newPerson(browser, { width, height });
    // The sign-in of the tests reads English.
    const page = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    await somebodyAsks();
    await page.locator('.offer').waitFor();
    await accepted(page);
    await somebodyAsks();
    await page.evaluate(
      (language) => localStorage.setItem('switchboard.language', language),
      locale.slice(0, 2),
    );
    await page.reload();
    await page.locator('.composer-text').waitFor();
    await picture(page, `desk-${width}-${locale.slice(0, 2)}`);
    expect(await overlaps(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    const drawer = page.locator('.details-toggle');
    if (await drawer.isVisible()) {
      await drawer.click();
      await page.locator('.details').waitFor();
      await picture(page, `desk-${width}-drawer`);
      expect(await seriousFindings(page)).toEqual([]);
      await key(page, 'Escape');
    }
  });

  test('work that went back while the connection was lost is told until it was seen', async () => {
    const short = await startServer({ settings: { handoff: { leaseSeconds: 6 } } });
    const line = await startLine(short.url);
    const page = await signIn(context, line, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const requester = await askForPerson(short);
    await accepted(page);
    line.cut();
    await requester.becomes('queue').catch(() => requester.becomes('virtual_agent'));
    line.mend();
    const notice = page.getByRole('alert').filter({ hasText: 'The connection to you was lost' });
    await notice.waitFor({ timeout: 20_000 });
    await notice.getByText(requester.session.interactionNumber).waitFor();
    await picture(page, 'desk-lost');
    expect(await seriousFindings(page)).toEqual([]);
    await notice.getByRole('button', { name: 'I have seen it' }).click();
    await notice.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('My conversations').waitFor();
    expect(await notice.count()).toBe(0);
    requester.leave();
    line.close();
    await short.close();
  });

  /** The demo page's requester, Robin Vale. */
  async function robin(): Promise<string> {
    const html = await (await fetch(server.url)).text();
    return /data-identity="([^"]+)"/.exec(html)?.[1] ?? '';
  }
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

/** Controls that lie on one another, or stick out of the page. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = Array.from(document.querySelectorAll<HTMLElement>('button, a[href], input, textarea'))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.details, .skip'))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.height > 2);
    const name = (one: HTMLElement) => one.getAttribute('aria-label') ?? (one.innerText || one.className);
    const found = shown
      .filter(({ box }) => box.left < -1 || box.right > window.innerWidth + 1)
      .map(({ one }) => `${name(one)} sticks out`);
    for (const [at, { one, box }] of shown.entries())
      for (const { one: other, box: its } of shown.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        // What is scrolled out of a list lies under others and is not seen.
        const middle = document.elementFromPoint(its.left + its.width / 2, its.top + its.height / 2);
        const seen = middle !== null && (other.contains(middle) || one.contains(middle));
        if (wide > 2 && high > 2 && seen) found.push(`${name(one)} / ${name(other)}`);
      }
    return found;
  });
}
