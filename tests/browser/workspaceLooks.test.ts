import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { accepted, deskScene, leaveFields } from './deskScene.ts';
import { picture, seriousFindings } from './workspacePages.ts';

jest.setTimeout(90_000);

await describeInBrowser('how the desk looks', (browser) => {
  const scene = deskScene(browser);
  const key = (page: Page, pressed: string) => page.keyboard.press(pressed);

  test('light or dark is the agent’s choice, kept in this browser', async () => {
    const page = await scene.readyDesk();
    const background = () =>
      page.evaluate(
        () => getComputedStyle(document.querySelector('.inbox') ?? document.body).backgroundColor,
      );
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.locator('.bar-account').click();
    await page.getByRole('menuitemradio', { name: 'Dark colours' }).click();
    expect(await background()).toBe('rgb(23, 32, 40)');
    await page.reload();
    await page.getByText('No offers right now').waitFor();
    expect(await background()).toBe('rgb(23, 32, 40)');

    await scene.somebodyAsks();
    await page.locator('.offer').waitFor();
    await picture(page, 'desk-offer-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await accepted(page);
    await leaveFields(page);
    await key(page, '?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await picture(page, 'desk-keys-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await key(page, 'Escape');
    await page.locator('.bar-account').click();
    await page.getByRole('menuitemradio', { name: 'Colours of the system' }).click();
    expect(await background()).toBe('rgb(255, 255, 255)');
  });

  test.each([
    [1280, 800, 'en-GB'],
    [1112, 834, 'de-CH'],
    [834, 1112, 'de-CH'],
  ])('at %i × %i everything has its place, in %s', async (width, height, locale) => {
    await scene.anew({ width, height });
    // The sign-in of the tests reads English.
    const page = await scene.readyDesk();
    await scene.somebodyAsks();
    await page.locator('.offer').waitFor();
    await accepted(page);
    await scene.somebodyAsks();
    await page.evaluate(
      (language) => localStorage.setItem('switchboard.language', language),
      locale.slice(0, 2),
    );
    await page.reload();
    await page.locator('.composer-text').waitFor();
    await picture(page, `desk-${width}-${locale.slice(0, 2)}`);
    expect(await overlaps(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    const drawer = page.locator('.details-toggle');
    if (await drawer.isVisible()) {
      await drawer.click();
      await page.locator('.details').waitFor();
      await picture(page, `desk-${width}-drawer`);
      expect(await seriousFindings(page)).toEqual([]);
      await key(page, 'Escape');
    }
  });
});

/** Controls that lie on one another, or stick out of the page. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = Array.from(document.querySelectorAll<HTMLElement>('button, a[href], input, textarea'))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.details, .skip'))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.height > 2);
    const name = (one: HTMLElement) => one.getAttribute('aria-label') ?? (one.innerText || one.className);
    const found = shown
      .filter(({ box }) => box.left < -1 || box.right > window.innerWidth + 1)
      .map(({ one }) => `${name(one)} sticks out`);
    for (const [at, { one, box }] of shown.entries())
      for (const { one: other, box: its } of shown.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        // What is scrolled out of a list lies under others and is not seen.
        const middle = document.elementFromPoint(its.left + its.width / 2, its.top + its.height / 2);
        const seen = middle !== null && (other.contains(middle) || one.contains(middle));
        if (wide > 2 && high > 2 && seen) found.push(`${name(one)} / ${name(other)}`);
      }
    return found;
  });
}
