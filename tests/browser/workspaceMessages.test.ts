import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.ts';
import { openRequester } from '../support/clients.ts';
import { simulatedClock } from '../support/clock.ts';
import { type InProcess, startInProcess } from '../support/inProcess.ts';
import { becomeAvailable, newPerson, picture, seriousFindings, signIn } from './workspacePages.ts';

jest.setTimeout(90_000);

const everything = `name: everything
title: Everything
utterances:
  en: [show me all kinds of messages]
elements:
  - { id: pic, kind: image, image_url: /no/such.png, alt: A plan of the house }
  - { id: film, kind: video, video_url: "https://videos.example.com/a.mp4", text: How to reset }
  - id: rich
    kind: html
    html: '<h2>Rules</h2><ul><li>Be <b>kind</b></li></ul><p>{{ requester.name }} <a href="https://example.com/rules">Read on</a></p>'
  - id: own
    kind: card
    card_title: Room 12
    subtitle: On the third floor
    image_url: /no/door.png
    alt: A blue door
    fields: [{ label: Seats, value: "8" }]
    links: [{ url: "https://example.com/map", label: The way there }]
  - id: grid
    kind: table
    text: Opening hours
    rows: "[{'day': 'Monday', 'from': '9:00'}, {'day': 'Monday', 'from': '9:00'}]"
    columns: [{ label: Day, value: "{{ item.day }}" }, { label: From, value: "{{ item.from }}" }]
  - { id: person, kind: transfer, queue: service_desk }
`;

await describeInBrowser('the agent', (browser) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
  let node: InProcess;
  beforeAll(async () => {
    cpSync(new URL('../../topics', import.meta.url).pathname, folder, {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    writeFileSync(join(folder, 'library', 'everything.yaml'), everything);
    // The browser's clock is the real one, and sessions are judged by it.
    node = await startInProcess({ topicsDir: folder, clock: simulatedClock(new Date().toISOString()) });
  });
  afterAll(async () => {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('sees every kind of message that the Virtual Agent said', async () => {
    const context = await newPerson(browser);
    const page = await signIn(context, node, '/workspace', 'agent1@example.com');
    await becomeAvailable(page);
    const requester = await openRequester(node.url);
    await requester.says('show me all kinds of messages');
    await requester.becomes('queue');
    await page.getByRole('button', { name: 'Accept' }).click();

    const part = page.getByRole('region', { name: 'Virtual Agent part' });
    await part.getByRole('img', { name: 'A plan of the house' }).waitFor({ state: 'attached' });
    expect(await part.getByText('A plan of the house').count()).toBe(0);
    await part.getByText('How to reset').waitFor();
    expect(await part.getByRole('link', { name: /a\.mp4/ }).getAttribute('href')).toBe(
      'https://videos.example.com/a.mp4',
    );
    await part.getByRole('heading', { name: 'Rules' }).waitFor();
    await part.getByRole('listitem').filter({ hasText: 'Be kind' }).waitFor();
    expect(await part.getByRole('link', { name: 'Read on' }).getAttribute('rel')).toBe('noopener noreferrer');
    const card = part.locator('.msg-card', { hasText: 'On the third floor' });
    await card.getByRole('link', { name: 'The way there' }).waitFor();
    await card.getByRole('img', { name: 'A blue door' }).waitFor({ state: 'attached' });
    expect(await card.locator('.msg-card-head').count()).toBe(0);
    expect(await part.getByRole('row').allInnerTexts()).toEqual([
      'Day\tFrom',
      'Monday\t9:00',
      'Monday\t9:00',
    ]);
    await picture(page, 'desk-messages');
    expect(await seriousFindings(page)).toEqual([]);
    requester.leave();
    await context.close();
  });
});
