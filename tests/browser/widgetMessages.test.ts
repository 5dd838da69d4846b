import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { MessageBody, PostedMessage, Sender } from '../../contracts/messages.ts';
import type { ConversationChanged } from '../../contracts/sockets.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { widgetOn } from './widgetPages.ts';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

await describeInBrowser('the widget shows every kind of message', (browser) => {
  let server: TestServer;
  let context: BrowserContext;
  let page: Page;
  /** Puts an event on the wire behind what the server sends: no shipped topic sends all kinds. */
  let arrive: (event: string, payload: unknown) => void;
  let sent: string[];
  let seq: number;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.close();
  });
  beforeEach(async () => {
    // Behind the greeting (1 and 2) and before what the requester says next (3).
    seq = 2;
    sent = [];
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 900 } });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const upstream = socket.connectToServer();
      socket.onMessage((message) => {
        sent.push(String(message));
        upstream.send(message);
      });
      upstream.onMessage((message) => socket.send(message));
      arrive = (event, payload) => socket.send(`42/requester,${JSON.stringify([event, payload])}`);
    });
    await page.goto(server.url);
    await widgetOn(page).open();
  });
  afterEach(async () => {
    await context.close();
  });

  function post(
    body: MessageBody,
    from: Sender = { kind: 'virtual_agent', name: 'Virtual Agent' },
  ): PostedMessage {
    seq += 0.01;
    const message: PostedMessage = { id: `posted-${seq}`, seq, at: new Date().toISOString(), from, ...body };
    arrive('message:posted', message);
    return message;
  }

  it('a card of a topic’s own, with a picture, a film and links', async () => {
    const { panel } = widgetOn(page);
    post({
      type: 'card',
      text: 'This is the room.',
      card: {
        table: '',
        id: '',
        number: '',
        title: 'Room 4.12',
        subtitle: 'Fourth floor',
        fields: [{ label: 'Seats', value: '8' }],
        image: { url: '/pictures/room.png', alt: 'A room with a long table', size: 'large' },
        videoUrl: 'https://example.com/watch/room',
        links: [
          { url: 'https://example.com/book', label: 'Book it' },
          { url: 'javascript:alert(1)', label: 'Not a link' },
        ],
      },
    });
    const card = panel.getByRole('article');
    await card.getByText('Fourth floor').waitFor();
    await card.getByRole('img', { name: 'A room with a long table' }).waitFor();
    await card.getByRole('link', { name: /Open the video/ }).waitFor();
    expect(await card.getByRole('link', { name: /Book it/ }).getAttribute('href')).toBe(
      'https://example.com/book',
    );
    expect(await card.getByRole('link').count()).toBe(2);
    expect(await card.locator('.card-number').count()).toBe(0);
  });

  it('cards, links, tables, files, pictures, carousels, and notes of the system', async () => {
    const widget = widgetOn(page);
    post({ type: 'text', text: 'The conversation was handed over.' }, { kind: 'system', name: 'System' });
    post({
      type: 'card',
      text: 'This is your incident.',
      card: {
        table: 'incident',
        id: '1',
        number: 'INC0010001',
        title: 'VPN keeps dropping',
        fields: [
          { label: 'State', value: 'New' },
          { label: 'Priority', value: '3 – Moderate' },
        ],
        url: '/records/1',
      },
    });
    post({
      type: 'link',
      text: 'These may help.',
      links: [
        { url: 'https://example.com/vpn', label: 'Set up the VPN' },
        { url: 'javascript:alert(1)', label: 'Not a link' },
      ],
    });
    post({
      type: 'table',
      text: 'Your open tickets',
      columns: ['Number', 'Title', 'State', 'Opened', 'Assigned to'],
      rows: [
        ['INC0010001', 'VPN keeps dropping', 'New', 'today', 'Ada Lovelace'],
        ['INC0010002', 'Printer on fire', 'On hold', 'yesterday', 'Grace Hopper'],
      ],
    });
    post({
      type: 'file',
      text: '',
      attachment: { attachmentId: 'a', name: 'report.pdf', size: 123_456, type: 'application/pdf' },
    });
    post({ type: 'image', text: 'A picture', imageUrl: pixel, alt: 'A single dot' });
    post({ type: 'video', text: 'A film', videoUrl: 'https://videos.example/watch?v=1' });
    post(
      {
        type: 'carousel',
        text: 'Which laptop?',
        choices: [
          { value: 'light', label: 'Light', description: '1.1 kg, for the road' },
          { value: 'strong', label: 'Strong', description: '32 GB, for the desk' },
          { value: 'big', label: 'Big', description: '17 inches' },
        ],
      },
      { kind: 'agent', name: 'Ada Lovelace' },
    );
    await widget.panel.locator('.system').getByText('handed over').waitFor();
    const record = widget.panel.getByRole('link', { name: /Open INC0010001/ });
    expect(await record.getAttribute('href')).toBe(`${server.url}/records/1`);
    expect(await widget.panel.getByRole('link', { name: 'Not a link' }).count()).toBe(0);
    expect(await widget.panel.getByRole('row').count()).toBe(3);
    await widget.panel.getByText('123 kB').waitFor();
    // Only the web's own addresses are loaded from.
    expect(await widget.panel.getByRole('img').count()).toBe(0);
    await widget.panel.getByText('A single dot').waitFor();
    expect(await widget.panel.getByRole('link', { name: /Open the video/ }).getAttribute('rel')).toBe(
      'noopener noreferrer',
    );
    await widget.panel.locator('.sender').getByText('Ada Lovelace').waitFor();
    await picture('messages');
    await widget.panel.getByRole('button', { name: 'Select: Strong' }).click();
    await widget.panel
      .locator('.mine')
      .getByText(/^strong$/i)
      .waitFor();
    expect(await widget.panel.getByRole('button', { name: 'Select: Light' }).isDisabled()).toBe(true);
    expect(sent.some((frame) => frame.includes('"value":"strong"'))).toBe(true);
  });

  it('several choices at once, with boxes and a button', async () => {
    const widget = widgetOn(page);
    post({
      type: 'choices',
      text: 'Which systems are affected?',
      multiple: true,
      choices: ['Mail', 'Files', 'Wiki'].map((label) => ({ value: label.toLowerCase(), label })),
    });
    const done = widget.panel.getByRole('button', { name: 'Done' });
    await done.waitFor();
    expect(await done.isDisabled()).toBe(true);
    await widget.panel.getByRole('checkbox', { name: 'Wiki' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await picture('several');
    await done.click();
    // First by the labels; then as the log has it, and the server never offered these.
    await widget.panel
      .locator('.mine')
      .getByText(/^mail, wiki$/i)
      .waitFor();
    expect(sent.some((frame) => frame.includes('"value":["mail","wiki"]'))).toBe(true);
    expect(await widget.panel.getByRole('checkbox').count()).toBe(0);
  });

  it('HTML without what could do harm', async () => {
    const widget = widgetOn(page);
    post({
      type: 'html',
      text: 'Restart it.',
      html: `<h1 onclick="window.hurt = 1">Steps</h1><ol><li><b>Stop</b> it</li><li><a href="javascript:window.hurt=1">Start</a> it</li></ol>
        <img src="x" onerror="window.hurt = 1"><script>window.hurt = 1</script><iframe src="https://example.com"></iframe>`,
    });
    const rich = widget.panel.locator('.rich');
    await rich.getByRole('listitem').first().waitFor();
    expect(await rich.innerText()).toMatch(/Steps\s+Stop it\s+Start it/);
    expect(await rich.locator('a, script, iframe, [onclick], [onerror]').count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'hurt'))).toBeUndefined();
  });

  it('an honest place in the queue', async () => {
    const widget = widgetOn(page);
    const queued = (queue: ConversationChanged['queue']): ConversationChanged => ({
      owner: 'queue',
      state: 'work_in_progress',
      stateReason: null,
      queue,
    });
    arrive('conversation:changed', queued({ name: 'IT support', position: 4, estimatedWaitSeconds: 200 }));
    await widget.panel.getByText('You are in line for IT support · 3 ahead of you').waitFor();
    await widget.panel.getByText('About 4 minutes.').waitFor();
    await picture('queue');
    arrive('conversation:changed', queued({ name: 'IT support', position: 1, estimatedWaitSeconds: null }));
    await widget.panel.getByText('You are in line for IT support · You are next').waitFor();
    await widget.panel.getByText('We cannot say yet how long it will take.').waitFor();
  });

  /** Keeps what it looks like when a folder is named, for people to look at. */
  async function picture(name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `widget-${name}.png`) });
  }
});
