import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { type InProcess, startInProcess } from '../support/inProcess.ts';
import { widgetOn } from './widgetPages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const topics = fileURLToPath(new URL('../../topics/', import.meta.url));
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const ownTopics = {
  paint: `
name: paint
title: Paint a room
utterances: { en: [paint a room, paint my room] }
elements:
  - id: colours
    kind: choice_input
    prompt: Which colours?
    multiple: true
    min_choices: 2
    page_size: 3
    choices: [{ value: red }, { value: orange }, { value: yellow }, { value: green }, { value: blue }]
  - id: tool
    kind: grouped_choice_input
    prompt: Which tool?
    groups:
      - label: Brushes
        choices: [{ value: brush, label: Small brush }]
      - label: Rollers
        choices: [{ value: roller, label: Large roller }]
  - id: room
    kind: carousel_input
    prompt: Which room?
    choices:
      - { value: hall, label: Hall, image_url: /pictures/hall.png, alt: A long hall }
      - { value: attic, label: Attic, image_url: /pictures/attic.png, alt: A low attic, description: Under the roof }
  - id: said
    kind: text
    text: "{{ vaDisplay.colours }} with the {{ vaDisplay.tool }} in the {{ vaDisplay.room }}."
`,
  photos: `
name: photos
title: Send photos
utterances: { en: [send photos, send my photos] }
elements:
  - id: photos
    kind: file_input
    prompt: Please send the photos.
    multiple: true
    types: [image]
    max_megabytes: 1
  - id: said
    kind: text
    text: "I have {{ vaDisplay.photos }}."
`,
};

await describeInBrowser('the widget asks for everything a topic can ask for', (browser) => {
  let node: InProcess;
  let folder: string;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-topics-'));
    cpSync(join(topics, 'setup'), join(folder, 'setup'), { recursive: true });
    mkdirSync(join(folder, 'library'));
    for (const [name, text] of Object.entries(ownTopics))
      writeFileSync(join(folder, 'library', `${name}.yaml`), text);
    node = await startInProcess({
      topicsDir: folder,
      settings: { limits: { attachmentMegabytes: 2 } },
    });
  });
  afterAll(async () => {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 900, height: 900 },
    });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(node.url);
    await widgetOn(page).open();
  });
  afterEach(() => context.close());

  async function findings(): Promise<string[]> {
    await page.evaluate(axe);
    const results = await page.evaluate(
      (): Promise<AxeResults> => Reflect.get(window, 'axe').run('switchboard-widget'),
    );
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
  }
  const file = (name: string, buffer = png, mimeType = 'image/png') => ({ name, mimeType, buffer });

  async function choose(button: string, files: ReturnType<typeof file>[]): Promise<void> {
    const choosing = page.waitForEvent('filechooser');
    await widgetOn(page).panel.getByRole('button', { name: button }).click();
    await (await choosing).setFiles(files);
  }

  /** Drops or pastes a file as a browser would. */
  async function give(event: 'drop' | 'paste', name: string): Promise<void> {
    await page.evaluate(
      ([kind, label, base64]) => {
        const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], label ?? '', { type: 'image/png' }));
        const root = document.querySelector('switchboard-widget')?.shadowRoot;
        const options = { bubbles: true, composed: true, cancelable: true };
        if (kind === 'paste') {
          root
            ?.querySelector('textarea')
            ?.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
          return;
        }
        const panel = root?.querySelector('.panel');
        panel?.dispatchEvent(new DragEvent('dragenter', { ...options, dataTransfer: data }));
        panel?.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }));
      },
      [event, name, png.toString('base64')],
    );
  }

  it('pages of choices of which several are picked, groups, and cards with pictures', async () => {
    const widget = widgetOn(page);
    await widget.says('paint my room');
    const colours = widget.panel.getByRole('group', { name: 'Which colours?' });
    await colours.getByText('Choose at least 2.').waitFor();
    await colours.getByRole('checkbox', { name: 'orange' }).check();
    expect(await findings()).toEqual([]);
    await colours.getByRole('button', { name: 'More' }).click();
    const more = widget.panel.getByRole('group', { name: 'Here are some more.' });
    await more.getByRole('checkbox', { name: 'blue' }).waitFor();
    expect(await more.getByRole('checkbox').count()).toBe(2);
    await more.getByRole('button', { name: 'Back' }).click();
    const before = widget.panel.getByRole('group', { name: 'These came before.' });
    expect(await before.getByRole('checkbox', { name: 'orange' }).isChecked()).toBe(true);
    await before.getByRole('checkbox', { name: 'red' }).check();
    await before.getByRole('button', { name: 'Done' }).click();

    const tools = widget.panel.getByRole('group', { name: 'Which tool?' });
    await tools.getByText('Rollers').waitFor();
    expect(await tools.locator('.choice-group').allInnerTexts()).toEqual(['Brushes', 'Rollers']);
    await tools.getByRole('button', { name: 'Large roller' }).click();

    const rooms = widget.panel.getByRole('list', { name: 'Which room?' });
    await rooms.getByRole('img', { name: 'A low attic' }).waitFor();
    expect(
      await rooms.getByRole('img').evaluateAll((all) => all.map((img) => img.getAttribute('alt'))),
    ).toEqual(['A long hall', 'A low attic']);
    expect(await findings()).toEqual([]);
    await rooms.getByRole('button', { name: 'Select: Attic' }).click();
    await widget.hears('red, orange with the Large roller in the Attic.');
  });

  it('files: chosen, dropped and pasted, refused with the reason, until done is said', async () => {
    const widget = widgetOn(page);
    await widget.says('send my photos');
    await widget.hears('Please send the photos.');
    await widget.panel.getByText('Or drop it here, or paste it. Up to 1 MB.').waitFor();
    expect(await findings()).toEqual([]);

    await choose('Choose files', [file('one.png'), file('two.png')]);
    await widget.hears('I have “two.png”. Send another file, or say “done”.');
    await give('drop', 'three.png');
    await widget.hears('I have “three.png”. Send another file, or say “done”.');
    await give('paste', 'four.png');
    await widget.hears('I have “four.png”. Send another file, or say “done”.');

    await choose('Add a file', [
      file('large.png', Buffer.alloc(1_200_000)),
      file('page.png', Buffer.from('<svg onload="alert(1)"></svg>')),
    ]);
    await widget.panel.getByText('This file is too large.').waitFor();
    await widget.panel.getByText('This kind of file is not accepted.').waitFor();
    expect(await findings()).toEqual([]);
    await widget.panel.getByRole('button', { name: 'Remove large.png' }).click();
    await widget.panel.getByRole('button', { name: 'Remove page.png' }).click();
    expect(await widget.panel.locator('.uploads').count()).toBe(0);

    await widget.panel.getByRole('button', { name: 'Done' }).last().click();
    await widget.hears('I have one.png, two.png, three.png, four.png.');
    const download = page.waitForEvent('download');
    await widget.panel.getByRole('button', { name: 'Download one.png' }).click();
    expect((await download).suggestedFilename()).toBe('one.png');
  });

  it('an upload shows how far it is and can be cancelled; a broken one is tried again', async () => {
    const widget = widgetOn(page);
    let hold = true;
    await page.route('**/api/v1/chat/attachments', async (route) => {
      if (hold) await new Promise((resolve) => setTimeout(resolve, 1_000));
      await (hold ? route.abort().catch(() => undefined) : route.continue());
    });
    const add = () => choose('Add a file', [file('slow.png')]);
    await add();
    await widget.panel.getByRole('progressbar', { name: 'Uploading slow.png' }).waitFor();
    await widget.panel.getByRole('button', { name: 'Cancel slow.png' }).click();
    await widget.panel.locator('.uploads').waitFor({ state: 'detached' });
    await add();
    await widget.panel.getByText('The connection broke off.').waitFor();
    hold = false;
    await widget.panel.getByRole('button', { name: 'Try again' }).click();
    await widget.hears(/kept that file/);
  });

  it('speaks the language that the conversation changes to', async () => {
    const widget = widgetOn(page);
    await widget.says('auf Deutsch bitte');
    await page.getByRole('textbox', { name: 'Ihre Nachricht' }).waitFor();
    await page.getByRole('button', { name: 'Datei hinzufügen' }).waitFor();
  });
});
