import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import type { Requester } from '../support/clients.ts';
import { accepted, composer, deskScene, leaveFields, numberOf } from './deskScene.ts';
import { picture, seriousFindings } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('the keys of the desk', (browser) => {
  const scene = deskScene(browser);
  const key = (page: Page, pressed: string) => page.keyboard.press(pressed);

  test('keys go from one conversation to the next, stay out of what is written, and can be switched off', async () => {
    const page = await scene.readyDesk();
    const first = await scene.somebodyAsks();
    await accepted(page);
    const second = await scene.somebodyAsks();
    const shown = page.locator('.conv[aria-current=true]');
    const shows = (one: Requester) => shown.filter({ hasText: numberOf(one) }).waitFor();
    await accepted(page);
    await shows(second);
    await leaveFields(page);
    await key(page, 'k');
    await shows(first);
    await key(page, 'j');
    await shows(second);

    // In a field a letter is a letter; with Alt it is a key there too.
    await composer(page).pressSequentially('jokes');
    expect(await composer(page).inputValue()).toBe('jokes');
    await shows(second);
    await key(page, 'Alt+k');
    await shows(first);

    await key(page, 'Control+k');
    const jump = page.getByRole('dialog', { name: 'Jump to' });
    await jump.getByRole('combobox').fill(numberOf(second));
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Enter');
    await jump.waitFor({ state: 'detached' });
    await shows(second);

    await leaveFields(page);
    await key(page, '?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next conversation').waitFor();
    await picture(page, 'desk-keys');
    expect(await seriousFindings(page)).toEqual([]);
    await help.getByLabel('Only with Alt').check();
    await key(page, 'Escape');
    await leaveFields(page);
    await key(page, 'k');
    await shows(second);
    await key(page, 'Alt+k');
    await shows(first);
    // Kept in this browser.
    await page.reload();
    await composer(page).waitFor();
    await leaveFields(page);
    await key(page, 'j');
    await shows(first);
  });
});
