import type { Locator } from '@playwright/test';
import type { Shown } from './camera.ts';

/** Ways to the places of the window that scenes begin at. */

export async function goTo(
  { page, translate }: Shown,
  name: 'events' | 'waiting' | 'lines' | 'settings',
): Promise<void> {
  await page
    .getByRole('navigation', { name: translate('page.navigation') })
    .getByRole('button', { name: translate(`page.${name}`) })
    .first()
    .click();
  // The pointer lies on the rail else, and what is under it looks different.
  await page.mouse.move(2, 2);
}

export function rowsOf({ page }: Shown): Locator {
  return page.getByRole('main').getByRole('option');
}

/** A part of the settings, at the top of the page. */
export async function goToSection(shown: Shown, name: string): Promise<Locator> {
  await goTo(shown, 'settings');
  const section = shown.page.locator(`[data-section="${name}"]`);
  await shown.page.locator(`a[href="#settings-${name}"]`).click();
  await shown.page.mouse.move(2, 2);
  return section;
}

/** Brings something to the middle of what scrolls around it. */
export async function showInMiddle(what: Locator): Promise<void> {
  await what.first().evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

export async function pressEscape({ page }: Shown): Promise<void> {
  await page.keyboard.press('Escape');
}
