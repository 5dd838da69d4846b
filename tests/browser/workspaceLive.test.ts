import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { api, eventually, type Requester } from '../support/clients.ts';
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

await describeInBrowser('a live conversation at the desk', (browser) => {
  let server: TestServer;
  let people: BrowserContext[];
  let requesters: Requester[];
  let heard: string[][];
  beforeAll(async () => {
    server = await startServer();
    const admin = await server.login('admin@example.com');
    const text = {
      en: 'Hello {requester}, this is {agent} about {number}.',
      de: 'Guten Tag {requester}, hier ist {agent} zu {number}.',
    };
    const body = { shortcut: 'about', title: 'What it is about', text };
    expect((await api(server.url, '/responses', admin, { method: 'POST', body })).status).toBe(201);
  });
  beforeEach(() => {
    people = [];
    requesters = [];
    heard = [];
  });
  afterEach(async () => {
    // Nothing of one test may be offered in the next.
    for (const requester of requesters) {
      await requester.socket.emitWithAck('conversation:end', {});
      requester.leave();
    }
    for (const context of people) await context.close();
    expect(heard.flat()).toEqual([]);
  });
  afterAll(() => server.close());

  async function atDesk(
    name: string,
    options: Parameters<typeof newPerson>[1] = {},
    path = '/workspace',
  ): Promise<Page> {
    const context = await newPerson(browser, options);
    people.push(context);
    const page = await signIn(context, server, path, `${name}@example.com`);
    heard.push(complaints(page));
    return page;
  }
  const isAway = async (page: Page) => {
    await page.locator('.presence').click();
    await page.getByRole('menuitemradio', { name: /^Away/ }).click();
    await page.getByRole('menuitemradio', { name: 'Without a reason' }).click();
    await page.locator('.presence', { hasText: 'Away' }).waitFor();
  };
  async function withRequester(page: Page): Promise<Requester> {
    const requester = await askForPerson(server);
    requesters.push(requester);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'End conversation' }).waitFor();
    return requester;
  }
  const message = (page: Page) => page.getByLabel(/^Message to /);
  const note = (page: Page) => page.getByLabel('Private note, only agents see it');
  const more = async (page: Page, choice: RegExp) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: choice }).click();
  };
  const dialogOf = (page: Page) => page.getByRole('dialog');
  /** Presses the dialog's button and waits until it is done. */
  const confirm = async (page: Page, action: string) => {
    await dialogOf(page).getByRole('button', { name: action, exact: true }).click();
    await dialogOf(page).waitFor({ state: 'detached' });
  };

  test('a talk in private before the transfer, and then the conversation is the other one’s', async () => {
    const ada = await atDesk('agent1');
    const ben = await atDesk('agent2');
    await becomeAvailable(ada);
    await isAway(ben);
    const requester = await withRequester(ada);

    await ada.getByRole('button', { name: 'Transfer' }).click();
    const dialog = dialogOf(ada);
    await dialog
      .getByText(/waiting ·/)
      .first()
      .waitFor();
    await picture(ada, 'live-transfer');
    expect(await seriousFindings(ada)).toEqual([]);
    await dialog.getByLabel('Search queues and agents').fill('ben');
    await dialog.getByText('1 choice', { exact: true }).waitFor({ state: 'attached' });
    await dialog.getByRole('radio', { name: /Ben Okafor/ }).check();
    await dialog.getByRole('checkbox', { name: /Consult first/ }).check();
    await dialog.getByLabel('Note').fill('knows the VPN better than I do');
    await confirm(ada, 'Ask for a talk');
    await ada.getByText('Ben Okafor is asked for a private talk before the transfer.').first().waitFor();
    await picture(ada, 'live-consult-asked');
    expect(await seriousFindings(ada)).toEqual([]);

    await ben.getByRole('button', { name: 'Join' }).click();
    await ben.getByText('Only private notes: you are consulted.').waitFor();
    await ben.getByText('Ada Moreno consults you.').first().waitFor();
    expect(await ben.getByRole('button', { name: 'End conversation' }).count()).toBe(0);
    expect(await message(ben).count()).toBe(0);
    await note(ben).fill('give it to me');
    await ben.keyboard.press('Enter');
    await ada.locator('.msg-private', { hasText: 'give it to me' }).waitFor();
    await ada.getByText('You talk with Ben Okafor in private.').first().waitFor();
    // By habit nothing of the talk goes to the requester.
    await note(ada).waitFor();
    await picture(ada, 'live-consult');
    await picture(ben, 'live-consulted');
    expect(await seriousFindings(ada)).toEqual([]);
    expect(await seriousFindings(ben)).toEqual([]);

    await ada.getByRole('button', { name: 'Complete transfer' }).click();
    await ada.getByText('You passed this conversation on.').first().waitFor();
    await message(ben).fill('Hello, Ben here.');
    await ben.keyboard.press('Enter');
    await requester.hears(/Hello, Ben here/);
    expect(requester.messages.some(({ text }) => text.includes('give it to me'))).toBe(false);
  });

  test('a transfer to a queue, and a colleague who is invited, writes and leaves', async () => {
    const ada = await atDesk('agent1', { dark: true });
    const ben = await atDesk('agent2', { width: 900, dark: true });
    await becomeAvailable(ada);
    await isAway(ben);
    const requester = await withRequester(ada);

    await more(ada, /Invite a colleague/);
    await dialogOf(ada)
      .getByRole('radio', { name: /Ben Okafor/ })
      .check();
    await picture(ada, 'live-invite-dark');
    expect(await seriousFindings(ada)).toEqual([]);
    await confirm(ada, 'Invite');
    const who = ada.getByRole('list', { name: 'Who is here' });
    await who.getByText('invited', { exact: true }).waitFor();
    await ben.getByRole('button', { name: 'Join' }).click();
    await who.getByText('writing to the requester too').waitFor();
    await message(ben).fill('I join in.');
    await ben.keyboard.press('Enter');
    await requester.hears(/I join in/);
    await picture(ada, 'live-invited-dark');
    await picture(ben, 'live-joined-dark-900');
    expect(await seriousFindings(ada)).toEqual([]);
    expect(await seriousFindings(ben)).toEqual([]);
    await ben.getByRole('button', { name: 'Leave' }).click();
    await who.waitFor({ state: 'detached' });

    await ada.locator('.composer-text').fill('');
    await ada.locator('.composer-text').pressSequentially('/tq');
    await ada.keyboard.press('Enter');
    await dialogOf(ada)
      .getByRole('radio', { name: /^Network/ })
      .check();
    await confirm(ada, 'Transfer');
    await ada.getByText('You passed this conversation on.').first().waitFor();
    await requester.becomes('queue');
  });

  test('a supervisor reads along unseen, whispers, barges in and takes over', async () => {
    const ada = await atDesk('agent1');
    await becomeAvailable(ada);
    const requester = await withRequester(ada);
    const number = requester.session.interactionNumber;
    const samir = await atDesk('supervisor', {}, `/workspace/interactions/${number}`);
    await samir.getByRole('button', { name: 'Observe' }).click();
    await samir.getByText('You observe.').first().waitFor();
    expect(await samir.locator('.composer').count()).toBe(0);
    expect(await ada.getByRole('list', { name: 'Who is here' }).count()).toBe(0);
    await picture(samir, 'live-observe');
    expect(await seriousFindings(samir)).toEqual([]);

    await samir.getByRole('button', { name: 'Whisper…' }).click();
    await dialogOf(samir).getByText('You cannot go back to being unseen.').waitFor();
    expect(await seriousFindings(samir)).toEqual([]);
    await confirm(samir, 'Whisper');
    await samir.getByText('Only private notes: you whisper.').waitFor();
    await ada
      .getByRole('list', { name: 'Who is here' })
      .getByText('supervisor, listening and whispering')
      .waitFor();
    await note(samir).fill('ask for the error number');
    await samir.keyboard.press('Enter');
    await ada.locator('.msg-private', { hasText: 'ask for the error number' }).waitFor();
    await picture(samir, 'live-whisper');
    expect(await seriousFindings(ada)).toEqual([]);

    await samir.getByRole('button', { name: 'Barge in…' }).click();
    await confirm(samir, 'Barge in');
    await message(samir).fill('Samir here, I help too.');
    await samir.keyboard.press('Enter');
    await requester.hears(/Samir here/);
    expect(requester.messages.some(({ text }) => text.includes('error number'))).toBe(false);
    await picture(ada, 'live-barged');

    await samir.getByRole('button', { name: 'Take over…' }).click();
    await confirm(samir, 'Take over');
    await samir.getByRole('button', { name: 'End conversation' }).waitFor();
    await ada.getByText('Samir Haddad took this conversation over.').first().waitFor();
    expect(await ada.locator('.composer').count()).toBe(0);
    await picture(ada, 'live-taken-over');
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'Leave' }).click();
    await ada.getByText('No conversation open').waitFor();
  });

  test('commands and templates in the composer, by keyboard and mouse; how far words have come', async () => {
    const ada = await atDesk('agent1');
    await becomeAvailable(ada);
    const requester = await withRequester(ada);
    let readByAgent = 0;
    requester.socket.on('receipt:changed', ({ readSeq }) => {
      readByAgent = readSeq;
    });
    const said = await requester.says('are you there?');
    await eventually(() => readByAgent >= said, 'the agent’s mark');

    await ada.getByRole('button', { name: 'More', exact: true }).click();
    await ada.getByRole('menuitem', { name: /Hand back/ }).waitFor();
    await picture(ada, 'live-actions');
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.keyboard.press('Escape');

    await ada.locator('.composer-text').pressSequentially('/');
    const line = ada.getByRole('combobox', { name: 'Command' });
    await line.waitFor();
    expect(await line.getAttribute('aria-expanded')).toBe('true');
    await picture(ada, 'live-commands');
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.keyboard.press('ArrowDown');
    await ada.getByRole('option', { selected: true, name: /Transfer to an agent/ }).waitFor();
    await ada.keyboard.press('Escape');
    expect(await message(ada).inputValue()).toBe('/');
    await message(ada).fill('');

    await message(ada).pressSequentially('/r abo');
    await ada.getByRole('option', { selected: true, name: /What it is about/ }).waitFor();
    await picture(ada, 'live-templates');
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.keyboard.press('Enter');
    const filled = `this is Ada Moreno about ${requester.session.interactionNumber}.`;
    await eventually(async () => (await message(ada).inputValue()).includes(filled), 'the filled template');
    expect(requester.messages.some(({ text }) => text.includes('Ada Moreno about'))).toBe(false);
    await ada.keyboard.press('Enter');
    const { seq } = await requester.hears(/this is Ada Moreno about/);
    const mark = ada.locator('.msg-mine', { hasText: 'this is Ada Moreno about' }).locator('.msg-sent');
    expect(await mark.innerText()).toBe('Sent');
    await requester.socket.emitWithAck('receipt:delivered', { seq });
    await mark.getByText('Delivered').waitFor();
    await requester.socket.emitWithAck('receipt:read', { seq });
    await mark.getByText('Read').waitFor();

    // What fits no command goes on as plain words.
    await message(ada).pressSequentially('/etc/hosts is full');
    expect(await message(ada).inputValue()).toBe('/etc/hosts is full');
    await ada.getByRole('button', { name: 'Templates' }).click();
    await ada.getByRole('option', { name: /What it is about/ }).click();
    await eventually(
      async () => /^\/etc\/hosts is fullHello/.test(await message(ada).inputValue()),
      'the template at the cursor',
    );
    await message(ada).fill('');

    await message(ada).pressSequentially('/help a second pair of eyes');
    await ada.keyboard.press('Enter');
    await confirm(ada, 'Ask for help');
    await ada.getByText('You asked for help: a second pair of eyes').first().waitFor();
    await picture(ada, 'live-help');
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'Withdraw' }).click();
    await ada.locator('.live-banner').waitFor({ state: 'detached' });
    // Its button is gone: one goes on where one writes.
    await eventually(() => message(ada).evaluate((field) => field === document.activeElement), 'the focus');

    await message(ada).pressSequentially('/hold ');
    await ada.getByRole('option', { name: 'Waiting internal' }).click();
    await ada.locator('.conv-head-badges').getByText('Waiting internal').waitFor();
    await message(ada).pressSequentially('/resume');
    await ada.keyboard.press('Enter');
    await ada.getByRole('button', { name: 'Hold' }).waitFor();
    await message(ada).pressSequentially('/note for later');
    await ada.keyboard.press('Enter');
    expect(await note(ada).inputValue()).toBe('for later');
  });

  test('the Virtual Agent runs a topic meanwhile, and has the conversation again', async () => {
    const ada = await atDesk('agent1');
    await becomeAvailable(ada);
    const requester = await withRequester(ada);
    await more(ada, /run a topic/);
    const dialog = dialogOf(ada);
    await dialog.getByLabel('Search topics').fill('ticket');
    await dialog.getByRole('radio').first().check();
    await picture(ada, 'live-topics');
    expect(await seriousFindings(ada)).toEqual([]);
    await confirm(ada, 'Start');
    await ada.getByText(/^Only private notes now: the Virtual Agent runs/).waitFor();
    await picture(ada, 'live-errand');
    expect(await seriousFindings(ada)).toEqual([]);
    await note(ada).fill('let us see');
    await ada.getByRole('button', { name: 'Stop' }).click();
    await ada.locator('.live-banner').waitFor({ state: 'detached' });
    // What was begun as a note stays one.
    expect(await note(ada).inputValue()).toBe('let us see');

    await more(ada, /Hand back/);
    await confirm(ada, 'Hand back');
    await ada.getByText('This conversation is back with the Virtual Agent.').first().waitFor();
    await requester.becomes('virtual_agent');
  });
});

await describeInBrowser('a wrap-up at the desk', (browser) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      settings: { wrapUp: { enabled: true, seconds: 28, codes: ['Solved', 'Asked again'] } },
    });
  });
  afterAll(() => server.close());

  test('the wrap-up has its codes and says how long it lasts', async () => {
    const context = await newPerson(browser, { width: 900 });
    const ada = await signIn(context, server, '/workspace', 'agent1@example.com');
    await becomeAvailable(ada);
    const requester = await askForPerson(server);
    await ada.getByRole('button', { name: 'Accept' }).click();
    await ada.getByRole('button', { name: 'End conversation' }).waitFor();
    await requester.ends();
    const form = ada.getByRole('form', { name: 'Wrap-up' });
    await form.getByText(/^\d+ s left$/).waitFor();
    await form.getByText('The wrap-up ends by itself within 30 seconds.').waitFor({ state: 'attached' });
    await picture(ada, 'live-wrap-up-900');
    expect(await seriousFindings(ada)).toEqual([]);
    await form.getByLabel('Code').selectOption('Solved');
    await form.getByRole('button', { name: 'End wrap-up' }).click();
    await ada.locator('.conv-head-badges').getByText('Closed complete').waitFor();
    requester.leave();
    await context.close();
  });
});
