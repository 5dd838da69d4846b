import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { composer, deskScene } from './deskScene.ts';
import {
  becomeAvailable,
  complaints,
  newPerson,
  picture,
  seriousFindings,
  signIn,
  startLine,
} from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the desk', (browser) => {
  const scene = deskScene(browser);
  async function acceptOffer(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'End conversation' }).waitFor();
  }

  test('presence, offer, accept, read, chat both ways, end', async () => {
    const page = await scene.desk();
    const heard = complaints(page);
    await becomeAvailable(page);
    await page.getByText('No offers right now').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const requester = await scene.somebodyAsks();
    const offer = page.locator('.offer');
    await offer.waitFor();
    expect(await offer.innerText()).toMatch(
      /IT Service Desk[\s\S]*Negative[\s\S]*Waited \d+ s[\s\S]*\d+ s left/,
    );
    await page.locator('[aria-live=assertive]', { hasText: 'New offer from' }).waitFor({ state: 'attached' });
    await picture(page, 'desk-offer');
    expect(await seriousFindings(page)).toEqual([]);
    await acceptOffer(page);

    // What the Virtual Agent heard stands apart, with its sentiment, and may be folded away.
    const part = page.getByRole('region', { name: 'Virtual Agent part' });
    await part.getByText('this is terrible, I hate my broken laptop').waitFor();
    await part.getByText('Negative').first().waitFor();
    await part.getByRole('button', { name: /Virtual Agent part/ }).click();
    expect(await part.getByText('this is terrible').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe(`#/interactions/${requester.session.interactionNumber}`);

    await composer(page).pressSequentially('Hello, I am Ada.');
    await page.keyboard.press('Shift+Enter');
    await composer(page).pressSequentially('What happened?');
    await page.keyboard.press('Enter');
    expect((await requester.hears(/Hello, I am Ada/)).text).toBe('Hello, I am Ada.\nWhat happened?');
    await page.locator('.msg-mine', { hasText: 'Hello, I am Ada.' }).getByText('Sent').waitFor();

    await requester.socket.emitWithAck('typing:set', { on: true });
    await page.getByText(/is typing…/).waitFor();
    await requester.says('<img src=x onerror=alert(1)> it broke');
    // Words of people are words: nothing of them becomes an element.
    await page.locator('.msg-requester').getByText('<img src=x onerror=alert(1)> it broke').waitFor();
    expect(await page.locator('.msg-requester img').count()).toBe(0);

    await page.getByRole('button', { name: 'Private note' }).click();
    await page.getByLabel('Private note, only agents see it').fill('second case this week');
    await page.keyboard.press('Enter');
    await page.locator('.msg-private', { hasText: 'second case this week' }).getByText('Sent').waitFor();
    await page.getByRole('button', { name: 'Private note', pressed: true }).click();
    await picture(page, 'desk-conversation');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'End conversation' }).click();
    const dialog = page.getByRole('dialog');
    const description = dialog.getByLabel('Short description');
    await description.fill('');
    await dialog.getByRole('button', { name: 'End conversation' }).click();
    await dialog.getByText('Write a short description before you close.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await description.fill('Broken laptop');
    await dialog.getByRole('button', { name: 'End conversation' }).click();
    await page.getByText('This conversation is over: Agent ended').first().waitFor();
    await requester.becomes('none');
    await page.getByText('0 of 4 conversations').waitFor();
    expect(requester.messages.some(({ text }) => text.includes('second case'))).toBe(false);
    expect(heard).toEqual([]);
  });

  test('declining names a reason, and unresolved work goes back to the queue', async () => {
    const page = await scene.readyDesk();
    const first = await scene.somebodyAsks();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('menuitem', { name: 'Busy' }).click();
    await page.getByText('Declined. The work goes to somebody else.').waitFor();
    await page.locator('.offer').waitFor({ state: 'detached' });
    const ended = await first.ends();
    expect(ended.state).toMatch(/^closed/);

    const second = await scene.somebodyAsks();
    await acceptOffer(page);
    await page.locator('.presence').click();
    await page.getByRole('menuitemradio', { name: /^Away/ }).click();
    await page.getByRole('menuitemradio', { name: 'Without a reason' }).click();
    await page.getByText('You get no offers').waitFor();
    await page.getByRole('button', { name: 'End conversation' }).click();
    await page.getByText('Unresolved', { exact: true }).click();
    await page.getByRole('button', { name: 'Return to the queue' }).click();
    await page.getByText('This work is back in the queue. You no longer hold it.').first().waitFor();
    await second.becomes('queue');
  });

  test('a conversation is put on hold, saying what it waits for, and taken up again; on a phone too', async () => {
    const phone = await newPerson(browser, { width: 390, height: 844 });
    const page = await signIn(phone, scene.server, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    await scene.somebodyAsks();
    await acceptOffer(page);
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByRole('menuitem', { name: 'Waiting on customer' }).click();
    const badges = page.locator('.conv-head-badges');
    await badges.getByText('Waiting on customer').waitFor();
    // The name is not pushed out by the buttons.
    const name = page.locator('.conv-head h2');
    const box = await name.boundingBox();
    expect(box?.height).toBeLessThan(30);
    expect(box?.width).toBeGreaterThan(60);
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'desk-phone-hold');
    await page.getByRole('button', { name: 'Resume' }).click();
    await badges.getByText('Waiting on customer').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Hold' }).waitFor();
    await phone.close();
  });

  test('a presence can be set as soon as the desk is connected, and not before', async () => {
    let connect = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      connect = resolve;
    });
    await scene.context.routeWebSocket(/socket\.io/, async (near) => {
      await held;
      near.connectToServer();
    });
    const page = await scene.desk();
    const presence = page.locator('.presence');
    await presence.waitFor();
    expect(await presence.isDisabled()).toBe(true);
    connect();
    await becomeAvailable(page);
    // Whoever works with the keyboard is where they were.
    expect(await presence.evaluate((button) => document.activeElement === button)).toBe(true);
  });

  test('two tabs of one agent both show the truth', async () => {
    const one = await signIn(scene.context, scene.server, '/workspace', 'agent1@example.com');
    const two = await signIn(scene.context, scene.server, '/workspace', 'agent1@example.com');
    await becomeAvailable(one);
    await two.locator('.presence', { hasText: 'Available' }).waitFor();
    const requester = await scene.somebodyAsks();
    await two.locator('.offer').waitFor();
    await acceptOffer(one);
    await two.locator('.offer').waitFor({ state: 'detached' });
    const line = two.locator('.conv');
    await line.waitFor();

    await composer(one).fill('Hello from the first tab');
    await one.keyboard.press('Enter');
    await line.getByText('You: Hello from the first tab').waitFor();
    // In the second tab it is not open, but the first has shown it: it is read.
    await requester.says('thank you');
    await line.getByText('thank you').waitFor();
    await one.locator('.msg-requester', { hasText: 'thank you' }).waitFor();
    await two.bringToFront();
    await line.click();
    await two.locator('.msg-mine', { hasText: 'Hello from the first tab' }).waitFor();
    expect(await two.locator('.msg-mine').count()).toBe(1);
    await two.getByRole('button', { name: 'End conversation' }).click();
    await two.getByRole('dialog').getByRole('button', { name: 'End conversation' }).click();
    await one.getByText('This conversation is over: Agent ended').first().waitFor();
  });

  test('what is not open counts as unread until it is opened', async () => {
    const page = await scene.readyDesk();
    const requester = await scene.somebodyAsks();
    await acceptOffer(page);
    await page.evaluate(() => {
      location.hash = '#/';
    });
    await page.getByText('No conversation open').waitFor();
    await requester.says('are you there?');
    await requester.says('hello?');
    await page.getByText('2 unread messages').waitFor({ state: 'attached' });
    await page.locator('.conv').click();
    await page.locator('.msg-requester', { hasText: 'hello?' }).waitFor();
    await page.getByText('unread messages').waitFor({ state: 'detached' });
  });

  test('a lost connection loses nothing: what was written goes out afterwards, what was said is caught up', async () => {
    const line = await startLine(scene.server.url);
    const page = await signIn(scene.context, line, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const requester = await scene.somebodyAsks();
    await acceptOffer(page);
    await composer(page).fill('before');
    await page.keyboard.press('Enter');
    await page.locator('.msg-mine', { hasText: 'before' }).getByText('Sent').waitFor();

    line.cut();
    await page.getByText(/The connection is lost/).waitFor();
    await composer(page).fill('meanwhile');
    await page.keyboard.press('Enter');
    const mine = page.locator('.msg-mine', { hasText: 'meanwhile' });
    await mine.getByText('Waiting for the connection…').waitFor();
    await requester.says('I wrote while you were away');
    await picture(page, 'desk-reconnecting');
    expect(await seriousFindings(page)).toEqual([]);

    line.mend();
    await mine.getByText('Sent').waitFor({ timeout: 20_000 });
    await page.locator('.msg-requester', { hasText: 'I wrote while you were away' }).waitFor();
    expect(await page.getByText(/The connection is lost/).count()).toBe(0);
    await requester.hears(/meanwhile/);
    expect(requester.messages.filter(({ text }) => text === 'meanwhile')).toHaveLength(1);
    expect(await page.locator('.msg-mine').count()).toBe(2);
    line.close();
  });

  test('a link leads to its conversation, and says so when it is somebody else’s', async () => {
    const page = await signIn(
      scene.context,
      scene.server,
      '/workspace/interactions/IMS0009999',
      'agent1@example.com',
    );
    await page.getByText('You do not hold this conversation').waitFor();
    expect(new URL(page.url()).pathname).toBe('/workspace');
    await becomeAvailable(page);
    const requester = await scene.somebodyAsks();
    await acceptOffer(page);
    const link = `${scene.server.url}/workspace/interactions/${requester.session.interactionNumber}`;
    await page.goto(link);
    await page.getByRole('button', { name: 'End conversation' }).waitFor();
    // The desk knows the agent's presence without the agent having to say it again.
    await page.locator('.presence', { hasText: 'Available' }).waitFor();
  });

  test('on a tablet the details are a drawer that the keyboard opens and closes', async () => {
    const tablet = await newPerson(browser, { width: 900, height: 1_100, dark: true });
    const page = await signIn(tablet, scene.server, '/workspace', 'agent2@example.com');
    await becomeAvailable(page);
    await scene.somebodyAsks();
    await acceptOffer(page);
    const details = page.getByRole('complementary', { name: 'Details' });
    expect(await details.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Details', exact: true }).press('Enter');
    await details.getByText('Nothing is related yet.').waitFor();
    await page.waitForTimeout(300);
    await picture(page, 'desk-tablet-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    await tablet.close();
  });
});
