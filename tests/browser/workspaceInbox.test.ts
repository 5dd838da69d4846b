import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { api, openRequester } from '../support/clients.ts';
import { startServer } from '../support/server.ts';
import { accepted, composer, deskScene, leaveFields, numberOf } from './deskScene.ts';
import {
  askForPerson,
  becomeAvailable,
  complaints,
  picture,
  seriousFindings,
  signIn,
  startLine,
} from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the inbox of the desk', (browser) => {
  const scene = deskScene(browser);
  const key = (page: Page, pressed: string) => page.keyboard.press(pressed);

  test('an offer is declined with a reason of the house, all by keys, and another one accepted', async () => {
    const page = await scene.desk();
    const heard = complaints(page);
    await becomeAvailable(page);
    await scene.somebodyAsks();
    await page.locator('.offer').waitFor();
    await leaveFields(page);
    await key(page, 'x');
    await page.getByRole('menuitem', { name: 'Busy' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Enter');
    await page.getByText('Declined. The work goes to somebody else.').waitFor();
    await page.getByText('No offers right now').waitFor();

    await scene.somebodyAsks();
    await accepted(page);
    expect(heard).toEqual([]);
  });

  test('an offer that nobody may decline has no way to decline it', async () => {
    const admin = await scene.server.login('admin@example.com');
    const send = (method: string, path: string, body: object) =>
      api<{ id: string }>(scene.server.url, path, admin, { method, body });
    const { body: rule } = await send('POST', '/assignment-rules', { name: 'Taken', mayReject: false });
    await send('PATCH', '/queues/service_desk', { rule: rule.id });
    const page = await scene.readyDesk();
    await scene.somebodyAsks();
    const offer = page.locator('.offer');
    await offer.getByRole('button', { name: 'Accept' }).waitFor();
    expect(await offer.getByRole('button').count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
    await send('PATCH', '/queues/service_desk', { rule: null });
  });

  test('who waits in my queues is listed, and taken without an offer', async () => {
    // A colleague is asked and does not answer.
    await (await scene.colleague('agent2@example.com')).is('available');
    const requester = await scene.somebodyAsks();
    const page = await scene.desk();
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
    const page = await scene.readyDesk();
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
    const page = await scene.readyDesk();
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
    const ada = await scene.colleague('agent1@example.com');
    await ada.ends(new URL(page.url()).hash.split('/').at(-1) ?? '');
  });

  test('who asks, what their page told, and what they asked before, is read beside the conversation', async () => {
    const ben = await scene.colleague('agent2@example.com');
    await ben.is('available');
    const identity = await robin();
    const before = await openRequester(scene.server.url, { identity });
    await before.hears(/./);
    await before.says('talk to a person');
    await ben.accepts(await ben.isOffered(numberOf(before)));
    await ben.says(numberOf(before), 'I have ordered a new battery for you.');
    await before.hears(/battery/);
    await ben.ends(numberOf(before), { shortDescription: 'Battery of the laptop' });
    before.leave();
    await ben.is('offline');

    const page = await scene.readyDesk();
    const now = await openRequester(scene.server.url, { identity, context: { page: 'checkout', items: 3 } });
    scene.remember(now);
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
    const ben = await scene.colleague('agent2@example.com');
    await ben.is('available');
    const requester = await scene.somebodyAsks();
    await ben.accepts(await ben.isOffered(numberOf(requester)));
    const page = await scene.readyDesk();
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

  test('work that went back while the connection was lost is told until it was seen', async () => {
    const short = await startServer({ settings: { handoff: { leaseSeconds: 6 } } });
    const line = await startLine(short.url);
    const page = await signIn(scene.context, line, '/workspace', 'agent1@example.com');
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
    const html = await (await fetch(scene.server.url)).text();
    return /data-identity="([^"]+)"/.exec(html)?.[1] ?? '';
  }
});
