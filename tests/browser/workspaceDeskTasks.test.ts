import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { RecordView } from '../../contracts/http.ts';
import { describeInBrowser } from '../support/browser.ts';
import { api, type Requester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { askForPerson, complaints, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('tasks at the desk', (browser) => {
  let server: TestServer;
  let token: string;
  let context: BrowserContext;
  let page: Page;
  let requester: Requester;
  let heard: string[];
  beforeAll(async () => {
    server = await startServer();
    token = await server.login('supervisor@example.com');
  });
  afterEach(async () => {
    expect(heard).toEqual([]);
    if (requester.socket.connected) await requester.socket.emitWithAck('conversation:end', {});
    requester.leave();
    await context.close();
  });
  afterAll(() => server.close());

  async function work(options: Parameters<typeof newPerson>[1] = {}, german = false): Promise<void> {
    context = await newPerson(browser, options);
    page = await signIn(context, server, '/workspace', 'agent1@example.com');
    if (german) {
      await page.evaluate(() => localStorage.setItem('switchboard.language', 'de'));
      await page.reload();
    }
    heard = complaints(page);
    await page.locator('.presence').click();
    await page.getByRole('menuitemradio').first().click();
    requester = await askForPerson(server);
    await page.locator('.offer .btn-primary').click();
    await page.locator('.composer').waitFor();
  }
  const details = () => page.getByRole('complementary', { name: 'Details' });
  const task = (title: RegExp) => details().locator('.task', { hasText: title });
  const record = async (number: string): Promise<RecordView> =>
    (await api<RecordView>(server.url, `/tables/incident/records/${number}`, token)).body;

  test('the record is saved; what is wrong is said at its field', async () => {
    await work();
    const form = details().locator('.record-form');
    const description = form.getByLabel('Short description');
    await description.fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Write a short description first.').waitFor();
    expect(await description.getAttribute('aria-invalid')).toBe('true');
    expect(await seriousFindings(page)).toEqual([]);

    await description.fill('Laptop does not start');
    await form.getByLabel('Tags').fill('vip, laptop, vip');
    await form.getByLabel('Contact').fill('room 4.12');
    await form.getByLabel('Work note').fill('Third laptop this year');
    await form.getByText('Not saved yet').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The record is saved.').waitFor();
    await page.locator('.conv-head-sub', { hasText: 'Laptop does not start' }).waitFor();
    await form.getByText('1 work note').click();
    await form.getByText('Third laptop this year').waitFor();
    expect(await form.getByLabel('Tags').inputValue()).toBe('vip, laptop');
    expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await picture(page, 'desk-record');
  });

  test('a task is made from the conversation, worked on in the panel, and its state is there for everybody', async () => {
    await work();
    await details().getByRole('button', { name: 'Create' }).click();
    await page.getByRole('menuitem', { name: 'Incident' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create: Incident' });
    // Filled in from what was said, before it is made.
    expect(await dialog.getByLabel('Description', { exact: true }).inputValue()).toContain('broken laptop');
    await dialog.getByLabel('Short description').fill('Laptop is dead');
    await dialog.getByLabel('Priority').selectOption('2');
    await picture(page, 'desk-create-task');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create incident' }).click();

    const panel = details().locator('.task-panel');
    await panel.getByText('Laptop is dead').waitFor();
    const number = (await panel.locator('.mono').innerText()).trim();
    expect(await record(number)).toMatchObject({
      fields: { priority: 2, state: 'new', assigned_to: 'agent1' },
      assignedTo: { name: 'Ada Moreno' },
    });
    await panel.getByText('Ada Moreno').waitFor();
    await panel.getByLabel('State').selectOption('in_progress');
    await panel.getByRole('textbox', { name: 'Work note' }).fill('A spare is on its way');
    await panel.getByRole('button', { name: 'Add' }).click();
    await panel.locator('.comment-work_note', { hasText: 'A spare is on its way' }).waitFor();
    await page.getByText(`${number} is created.`).waitFor();
    await picture(page, 'desk-task-panel');
    expect(await seriousFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Unassign' }).click();
    await panel.getByText('Not assigned').waitFor();
    await panel.getByRole('button', { name: 'Assign to me' }).click();
    await panel.getByRole('button', { name: 'Unassign' }).waitFor();

    await panel.getByRole('button', { name: 'Back to the details' }).press('Enter');
    await task(/Laptop is dead/)
      .getByText('In progress')
      .waitFor();
    await task(/Laptop is dead/)
      .getByText('Assigned to Ada Moreno')
      .waitFor();
    expect(await record(number)).toMatchObject({
      fields: { state: 'in_progress' },
      comments: [{ kind: 'work_note', text: 'A spare is on its way', by: { name: 'Ada Moreno' } }],
    });
    // Who closes a task is back where they opened it.
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('task-title');
  });

  test('a task is found by words, attached by keyboard, opened, and taken off again', async () => {
    await work();
    await details().getByRole('button', { name: 'Attach' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Attach a task' });
    await dialog.getByLabel('Number or words of the title').fill('printer floor');
    await dialog.getByText('1 task found').waitFor();
    await picture(page, 'desk-attach-task');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Attach INC/ }).press('Enter');
    await task(/Printer on the third floor/)
      .getByText(/Attached by an agent: Ada Moreno/)
      .waitFor();
    await task(/Printer on the third floor/)
      .getByRole('button')
      .press('Enter');
    await details().getByText('Robin Vale').waitFor();
    await details().getByRole('button', { name: 'Does not belong here' }).click();
    await details().getByText('Nothing is related yet.').waitFor();
  });

  test('after the talk its agent completes the record', async () => {
    const other = server;
    server = await startServer({ settings: { wrapUp: { enabled: true, seconds: 600 } } });
    try {
      await work();
      await page.getByRole('button', { name: 'End conversation' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'End conversation' }).click();
      const form = page.getByRole('form', { name: 'Wrap-up' });
      await form.getByLabel('Note').fill('Will be replaced');
      await picture(page, 'desk-wrap-up');
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByRole('button', { name: 'End wrap-up' }).click();
      await page.getByText('This conversation is over: Agent ended').first().waitFor();
    } finally {
      requester.leave();
      await server.close();
      server = other;
    }
  });

  test('in German, in the dark, on a tablet', async () => {
    await work({ width: 900, height: 1_100, dark: true }, true);
    await page.locator('.details-toggle').press('Enter');
    const column = page.getByRole('complementary');
    await column.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('menuitem', { name: 'Anforderung' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anlegen: Anforderung' });
    await dialog.getByLabel('Kurzbeschreibung').fill('Neuer Laptop');
    await dialog.getByRole('button', { name: 'Anforderung anlegen' }).click();
    await column.locator('.task-panel').getByText('Neuer Laptop').waitFor();
    await page.waitForTimeout(300);
    await picture(page, 'desk-task-tablet-dark-de');
    expect(await seriousFindings(page)).toEqual([]);
    await column.getByRole('button', { name: 'Zurück zu den Details' }).click();
    await column.locator('.task', { hasText: 'Neuer Laptop' }).getByText('Neu', { exact: true }).waitFor();
    await picture(page, 'desk-details-tablet-dark-de');
    expect(await seriousFindings(page)).toEqual([]);
  });
});
