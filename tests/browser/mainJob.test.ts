import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { widgetOn } from './widgetPages.ts';
import { becomeAvailable, complaints, newPerson, picture, signIn } from './workspacePages.ts';

jest.setTimeout(120_000);

/** What a new user gets, in five steps: a requester and an agent, each in a browser of their own. */
await describeInBrowser('the main job', (browser) => {
  let server: TestServer;
  let requester: BrowserContext;
  let staff: BrowserContext;
  let page: Page;
  const heard: string[] = [];
  beforeAll(async () => {
    server = await startServer({ settings: { survey: { probability: 1 } } });
    requester = await newPerson(browser, { width: 1180, height: 800 });
    staff = await newPerson(browser);
    page = await requester.newPage();
    heard.push(...complaints(page));
    await page.goto(server.url);
  });
  afterAll(async () => {
    await requester.close();
    await staff.close();
    await server.close();
  });

  test('steps 1 to 3: greeted, understood, helped, asked and closed', async () => {
    const widget = widgetOn(page);
    await widget.open();
    await widget.log.getByRole('button', { name: 'VPN trouble' }).waitFor();
    await picture(page, 'widget-greeting');
    await widget.says('my vpn keeps dropping');
    await widget.hears('What happens with your VPN?');
    await widget.log.getByRole('button', { name: 'It keeps dropping' }).click();
    await widget.hears('Since when does this happen?');
    await widget.says('yesterday');
    await widget.hears(/How many people/);
    await widget.says('a few');
    await widget.hears(/I need a number/);
    await widget.says('3');
    await widget.hears(/VPN gateway Frankfurt drops connections/);
    await widget.log.getByRole('button', { name: 'No', exact: true }).click();
    await widget.hears(/Does it work now/);
    await widget.says('nope');
    await widget.hears(/INC\d{7}/);
    await picture(page, 'widget-incident');
    await widget.hears(/anything else/);
    await widget.says('no');
    await widget.hears(/how did this conversation go/);
    await widget.log.getByRole('button', { name: 'Very good' }).click();
    await widget.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
  });

  test('step 4: a person takes over, reads, chats and ends the chat', async () => {
    const widget = widgetOn(page);
    await widget.panel.getByRole('button', { name: 'Start a new conversation' }).click();
    await widget.log.getByRole('button', { name: 'VPN trouble' }).waitFor();
    const desk = await signIn(staff, server, '/workspace', 'agent1@example.com');
    const complained = complaints(desk);
    await becomeAvailable(desk);
    await widget.says('this is terrible, my vpn keeps dropping');
    await widget.log.getByRole('button', { name: 'It keeps dropping' }).click();
    await widget.hears('Since when does this happen?');
    await widget.says('today');
    await widget.hears(/How many people/);
    await widget.says('1');
    await widget.hears(/VPN gateway Frankfurt/);
    await widget.says('talk to a person');
    await widget.panel.getByText('You are next').first().waitFor();
    await picture(page, 'widget-queue');
    await desk.locator('.offer').waitFor();
    await picture(desk, 'desk-offer');
    await desk.getByRole('button', { name: 'Accept' }).click();
    await desk.getByText('this is terrible, my vpn keeps dropping').first().waitFor();
    // The incident that the topic looked up came along.
    await desk.locator('aside').getByText('VPN gateway Frankfurt drops connections').first().waitFor();
    const composer = desk.getByLabel(/^Message to /);
    await composer.pressSequentially('Hello, this is Ada');
    await widget.panel.getByText(/typing/i).waitFor();
    await composer.press('Enter');
    await widget.hears('Hello, this is Ada');
    await widget.field.pressSequentially('It drops every few minutes');
    await desk.getByText(/is typing/).waitFor();
    await widget.field.press('Enter');
    await desk.locator('.msg-requester').getByText('It drops every few minutes').waitFor();
    await composer.fill('I am moving you to another gateway.');
    await composer.press('Enter');
    await widget.hears('I am moving you to another gateway.');
    await picture(desk, 'desk-conversation');
    await picture(page, 'widget-agent');
    await desk.getByRole('button', { name: 'End conversation' }).click();
    const ending = desk.getByRole('dialog');
    await ending.getByLabel('Short description').fill('VPN drops: moved to another gateway');
    await ending.getByRole('button', { name: 'End conversation' }).click();
    await widget.panel.getByRole('button', { name: 'Start a new conversation' }).waitFor();
    expect(complained).toEqual([]);
  });

  test('step 5: the studio tells both stories', async () => {
    const author = await newPerson(browser, { width: 1360, height: 860 });
    const list = await signIn(author, server, '/studio', 'author@example.com');
    const complained = complaints(list);
    await list.getByRole('link', { name: 'IMS0000002' }).waitFor();
    expect(await list.locator('tbody tr').count()).toBe(2);
    await picture(list, 'studio-interactions');

    await list.getByRole('link', { name: 'IMS0000001' }).click();
    await list.getByText('System closed VA - Auto Closed').first().waitFor();
    await picture(list, 'studio-details');
    await list.getByRole('tab', { name: /Transcript/ }).click();
    await list.getByText('my vpn keeps dropping').first().waitFor();
    await list.getByRole('tab', { name: /Related tasks/ }).click();
    await list
      .getByText(/INC\d{7}/)
      .first()
      .waitFor();
    await list.getByRole('tab', { name: /Interaction logs/ }).click();
    for (const topic of ['greeting', 'vpn_trouble', 'anything_else', 'survey', 'closing']) {
      await list
        .getByText(new RegExp(topic.replace('_', '[ _]'), 'i'))
        .first()
        .waitFor();
    }
    await picture(list, 'studio-logs');

    await list.goto(`${server.url}/studio#/interactions/IMS0000002?tab=transcript`);
    await list.getByText('I am moving you to another gateway.').first().waitFor();
    await picture(list, 'studio-transcript');
    expect(complained).toEqual([]);
    await author.close();
  });

  test('nothing was complained of in the requester’s console', () => {
    expect(heard).toEqual([]);
  });
});
