import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { type AgentClient, openAgent, openRequester, type Requester } from '../support/clients.ts';
import { type InProcess, startInProcess } from '../support/inProcess.ts';
import { widgetOn } from './widgetPages.ts';
import { newPerson, picture } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the wait in the widget', (browser) => {
  let floor: InProcess;
  let samir: AgentClient;
  beforeAll(async () => {
    floor = await startInProcess();
    samir = await openAgent(floor.url, await floor.login('supervisor@example.com'));
    await samir.is('away');
  });
  afterAll(async () => {
    samir.leave();
    await floor.close();
  });

  it('is told from the shortest to the longest, as others have waited lately', async () => {
    const earlier: Requester[] = [];
    for (const _ of [1, 2, 3]) {
      const requester = await openRequester(floor.url);
      await requester.hears(/./);
      await requester.says('agent');
      await requester.becomes('queue');
      earlier.push(requester);
    }
    await floor.pass(240);
    await samir.is('available');
    for (const requester of earlier) {
      const { interactionNumber } = requester.session;
      await samir.accepts(await samir.isOffered(interactionNumber));
      await samir.ends(interactionNumber, { shortDescription: 'done' });
      requester.leave();
    }
    await samir.is('away');
    const context = await newPerson(browser);
    const page = await context.newPage();
    await page.goto(floor.url);
    const widget = widgetOn(page);
    await widget.open();
    await widget.says('agent');
    await widget.panel.getByText(/^About \d+ to \d+ minutes\.$/).waitFor();
    await picture(page, 'widget-wait');
    await context.close();
  });
});
