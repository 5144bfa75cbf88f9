import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../electron/shared/messages/translate.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';

/** The window as a person finds their way in it: by role and by name, in the language it speaks. */
export interface WindowView {
  page: Page;
  goTo(page: 'events' | 'lines' | 'settings'): Promise<void>;
  rows(): Locator;
  detail(): Locator;
  /** The strips that say what needs attention. */
  trouble(): Locator;
  welcome(): Locator;
  /** A page is on screen, whichever. */
  drawn(): Locator;
}

export function windowView(page: Page, language: Language = 'en'): WindowView {
  const translate = createTranslate(language);
  const main = page.getByRole('main');
  return {
    page,
    async goTo(target) {
      const button = page.getByRole('navigation').getByRole('button', { name: translate(`page.${target}`) });
      await button.first().click();
      await page
        .getByRole('navigation')
        .locator('[aria-current="page"]')
        .filter({ hasText: translate(`page.${target}`) })
        .waitFor();
    },
    rows: () => main.getByRole('option'),
    detail: () => main.getByRole('article', { name: translate('detail.title') }),
    trouble: () => page.getByRole('region', { name: translate('strip.title') }),
    welcome: () => main.getByRole('heading', { name: translate('welcome.title') }),
    drawn: () => main,
  };
}
