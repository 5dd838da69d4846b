import { jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { api, eventually } from '../support/clients.ts';
import { adminPassword, login, startServer, type TestServer } from '../support/server.ts';
import { complaints, fillSignIn, newPerson, picture, seriousFindings } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('routing in the studio', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  let heard: string[];
  beforeAll(async () => {
    server = await startServer();
    context = await newPerson(browser);
    page = await open(context);
    heard = complaints(page);
  });
  afterAll(async () => {
    await context.close();
    await server.close();
  });

  async function open(as: BrowserContext): Promise<Page> {
    const opened = await as.newPage();
    await opened.goto(`${server.url}/studio#/routing`);
    await fillSignIn(opened, 'admin@example.com', adminPassword);
    await opened.locator('.routing-nav').waitFor();
    return opened;
  }
  const go = (hash: string) => page.goto(`${server.url}/studio#/routing/${hash}`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const saved = () => page.getByText('Saved.').first().waitFor();
  const read = async (path: string) => {
    const token = await login(server.url, 'admin@example.com', adminPassword);
    return (await api<{ items: Record<string, unknown>[] }>(server.url, path, token)).body.items;
  };

  const handoff = async () => {
    const token = await login(server.url, 'admin@example.com', adminPassword);
    const { body } = await api<{
      values: { handoff: { capacities: { chat?: number }; maxWaitSeconds: { chat: number } } };
    }>(server.url, '/settings', token);
    return body.values.handoff;
  };

  test('the queues in order, with who gets their work and when they are open', async () => {
    await go('queues');
    const facilities = page.getByRole('row', { name: /Facilities/ });
    await facilities.getByText('Office hours Zurich').waitFor();
    await facilities.getByText('2 agents, then first_line, second_line').waitFor();
    await page
      .getByRole('row', { name: /IT Service Desk/ })
      .getByText('Default')
      .waitFor();
    await picture(page, 'studio-routing-queues');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('an administrator makes a queue with a pool, a step, a ladder, texts and a survey', async () => {
    await go('queues');
    await button('New queue').click();
    await field('Name').fill('Payroll');
    await field('Condition').fill('context.department ==');
    await field('Opening hours').selectOption({ label: 'Hours of its own' });
    await field('Monday, from').fill('09:30');
    await button('Monday’s hours for all workdays').click();
    await button('Add a pool').click();
    await field('Groups').fill('second_line, seniors');
    await button('Add a step').click();
    await field('After (seconds)').fill('90');
    await field('Text: English').fill('Still with us?');
    await page
      .getByRole('heading', { name: 'Who gets the work' })
      .evaluate((one) => one.closest('.card')?.scrollIntoView());
    await picture(page, 'studio-routing-queue');
    await field('Longest wait (seconds)').fill('600');
    await button('Add a rung').click();
    const rung = page.getByRole('group', { name: 'Rung 1' });
    await rung.getByLabel('What').selectOption({ label: 'Go to another queue' });
    await button('Save').click();
    // What is wrong stands where it is wrong, for all of it at once.
    await page.getByRole('alert').waitFor();
    await rung.locator('.field-error').waitFor();
    expect(await page.locator('.field-error').count()).toBe(1);
    await rung.getByLabel('Queue').selectOption({ label: 'IT Service Desk' });
    await button('Save').click();
    const condition = page.locator('.field', { has: field('Condition') });
    await condition.locator('.field-error', { hasText: 'no valid expression' }).waitFor();
    await page.locator('textarea[aria-invalid=true]:focus').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await field('Condition').fill('context.department == "payroll"');

    await page
      .getByRole('textbox', { name: 'Waiting', exact: true })
      .fill('You are number {position} for {queue}.');
    await page.locator('.text-preview dd', { hasText: 'You are number 2 for Payroll.' }).waitFor();
    await page.getByRole('tab', { name: 'English' }).press('ArrowRight');
    await page.getByRole('tab', { name: 'German', selected: true }).waitFor();
    await page.getByRole('textbox', { name: 'Waiting', exact: true }).fill('Sie sind Nummer {position}.');
    await page.getByText('Ask how it was after a live conversation').click();
    await field('Question: English').fill('How was Payroll?');
    await button('Save').click();
    await saved();
    await page.getByRole('button', { name: 'Payroll', exact: true }).waitFor();
    expect((await read('/queues')).find(({ id }) => id === 'payroll')).toMatchObject({
      when: 'context.department == "payroll"',
      schedule: { hours: expect.arrayContaining([{ day: 5, from: '09:30', to: '17:00' }]) },
      pools: [{ groups: ['second_line', 'seniors'], afterSeconds: 60, tier: 200 }],
      steps: [{ afterSeconds: 90, do: { kind: 'say', text: { en: 'Still with us?' } } }],
      maxWaitSeconds: 600,
      ladder: [{ kind: 'queue', queue: 'service_desk', seconds: 300 }],
      texts: { en: { queued: 'You are number {position} for {queue}.' }, de: { queued: expect.any(String) } },
      survey: { question: { en: 'How was Payroll?' } },
    });
  });

  test('unsaved changes of a queue are not lost by a click elsewhere', async () => {
    await go('queues/hardware');
    await field('Order').fill('250');
    await page.getByRole('link', { name: 'Skills', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await field('Order').inputValue()).toBe('250');
    await page.getByRole('link', { name: 'Skills', exact: true }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Skills' }).waitFor();
    expect((await read('/queues')).find(({ id }) => id === 'hardware')).toMatchObject({ order: 200 });
  });

  test('what is in use is not deleted, and the dialog says who uses it', async () => {
    await go('schedules');
    await button('Delete “Office hours Zurich”').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('used by the queue Facilities').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('hours of a week and holidays, by keyboard alone', async () => {
    await go('schedules');
    await button('New schedule').press('Enter');
    await field('Name').fill('Weekends');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      await button(`Remove 08:00–17:00 on ${day}`).press('Enter');
    await button('Add hours on Saturday').press('Enter');
    await field('Saturday, to').fill('00:00');
    await field('Day').fill('2026-12-26');
    await button('Add the day').press('Enter');
    await picture(page, 'studio-routing-schedule');
    expect(await seriousFindings(page)).toEqual([]);
    await button('Save').press('Enter');
    await saved();
    await page.getByText('Sa 08:00–24:00').waitFor();
    expect((await read('/schedules')).find(({ name }) => name === 'Weekends')).toMatchObject({
      timeZone: 'Europe/Zurich',
      hours: [{ day: 6, from: '08:00', to: '24:00' }],
      holidays: ['2026-12-26'],
    });
  });

  test('an agent: queues, groups, skills with levels, capacity', async () => {
    await go('agents');
    await page.reload();
    await button('Ada Moreno').waitFor();
    await picture(page, 'studio-routing-agents');
    await page.getByRole('searchbox').fill('okafor');
    await button('Ben Okafor').click();
    await page.getByRole('checkbox', { name: 'Hardware' }).check();
    await field('Groups').fill('first_line, vip');
    await button('Add a skill').click();
    const skill = page.getByRole('group', { name: 'Skill 2' });
    await skill.getByLabel('Skill').selectOption({ label: 'Building' });
    await skill.getByLabel('Level').selectOption({ label: '5: expert' });
    await field('Chat').fill('2');
    await picture(page, 'studio-routing-agent');
    expect(await seriousFindings(page)).toEqual([]);
    await button('Save').click();
    await saved();
    expect((await read('/agents')).find(({ id }) => id === 'agent2')).toMatchObject({
      queues: ['service_desk', 'network', 'hardware'],
      groups: ['first_line', 'vip'],
      skills: [
        { skill: 'vpn', level: 2 },
        { skill: 'building', level: 5 },
      ],
      capacity: null,
      capacities: { chat: 2 },
    });
  });

  test('an identifier that is taken is said at its field, and the dialog stays', async () => {
    await go('skills');
    await button('New skill').click();
    await field('Identifier').fill('vpn');
    await field('Name').fill('Again');
    await button('Save').click();
    const wrong = page.locator('.field', { has: field('Identifier') });
    await wrong.locator('.field-error', { hasText: 'already' }).waitFor();
    expect(await field('Identifier').getAttribute('aria-invalid')).toBe('true');
    await field('Identifier').fill('vpn_gateway');
    await button('Save').click();
    await saved();
  });

  test('a rule, and a response in two languages with its preview', async () => {
    await go('rules');
    await page.reload();
    await button('New rule').click();
    await field('Name').fill('Direct');
    await picture(page, 'studio-routing-rule');
    await page.getByText('The agent has the work at once, without an offer').click();
    await button('Save').click();
    await page
      .getByRole('row', { name: /Direct/ })
      .getByText('At once')
      .waitFor();
    await go('responses');
    await button('New response').click();
    await field('Title').fill('Thanks');
    await field('Shortcut').fill('thanks');
    await field('Text: English').fill('Thank you, {requester}.');
    await field('Add a language').fill('de');
    await button('Add').click();
    await field('Text: German').fill('Danke, {requester}.');
    await page.getByText('Danke, Robin Vale.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await button('Save').click();
    await page
      .getByRole('row', { name: /Thanks/ })
      .getByText('en, de')
      .waitFor();
  });

  test('presence states, reasons to decline and wrap-up codes are settings that are saved apart', async () => {
    await go('presence');
    await page.reload();
    const card = (name: string) => page.getByRole('form', { name });
    const offers = card('Offers');
    await offers.waitFor();
    await picture(page, 'studio-routing-presence');
    await offers.getByLabel('An offer stands for (seconds)').fill('45');
    await offers.getByRole('button', { name: 'Add a reason' }).click();
    await offers.getByRole('group', { name: 'Reason 4' }).getByLabel('Reason').fill('Off in a minute');
    await offers.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    const capacity = card('Capacity');
    await capacity.getByLabel('Chat: capacity').fill('3');
    await capacity.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await handoff()).capacities.chat === 3, 'the capacity');
    const waiting = card('Waiting');
    await waiting.getByLabel('Chat: longest wait (seconds)').fill('1800');
    await waiting.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await handoff()).maxWaitSeconds.chat === 1_800, 'the longest wait');
    const states = card('Presence states');
    await states.getByRole('group', { name: 'State 1' }).getByLabel('Identifier').fill('available');
    await states.getByRole('button', { name: 'Save' }).click();
    await states.getByRole('alert').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await handoff()).toMatchObject({
      offerSeconds: 45,
      capacities: { chat: 3 },
      maxWaitSeconds: { chat: 1_800, messaging: 259_200 },
      rejectReasons: [{}, {}, {}, { name: 'Off in a minute', again: true }],
    });
  });

  test('in German, in the dark and on a narrow screen it reads as well', async () => {
    const other = await newPerson(browser, { width: 800, height: 900, dark: true, locale: 'de-DE' });
    const opened = await other.newPage();
    await opened.goto(`${server.url}/studio#/routing`);
    await opened.getByLabel('E-Mail').fill('admin@example.com');
    await opened.getByLabel('Passwort', { exact: true }).fill(adminPassword);
    await opened.getByRole('button', { name: 'Anmelden' }).click();
    await opened.getByRole('heading', { name: 'Warteschlangen' }).waitFor();
    for (const section of ['queues', 'queues/facilities', 'agents', 'presence']) {
      await opened.goto(`${server.url}/studio#/routing/${section}`);
      await opened.locator('.routing-main .card, .routing-main table').first().waitFor();
      expect(await seriousFindings(opened)).toEqual([]);
      expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(800);
      await picture(opened, `studio-routing-german-${section.replace('/', '-')}`);
    }
    await other.close();
  });

  test('nothing went wrong on the way', () => {
    expect(heard).toEqual([]);
  });
});
