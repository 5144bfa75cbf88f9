import type { AccountState } from '../../electron/shared/appState.ts';
import type { Scene, Shown } from './camera.ts';
import { firstDay } from './madeUp.ts';
import { goTo } from './places.ts';

/** The first day: an app that nobody signed in to yet. */

const step = (shown: Shown, name: 'lines' | 'test' | 'shift'): Promise<void> =>
  shown.page.locator(`[data-step="${name}"] h2 button`).click();

/** @param account as the app will have it after signing in */
export function welcomeScenes(account: AccountState): readonly Scene[] {
  const later = (name: 'lines' | 'test' | 'shift'): Scene => ({
    name: `welcome-${name}`,
    state: firstDay(account),
    async open(shown) {
      await goTo(shown, 'events');
      await step(shown, name);
      await shown.page.locator(`[data-step="${name}"]`).evaluate((element) => element.scrollIntoView());
      await shown.page.mouse.move(2, 2);
    },
  });
  return [
    { name: 'welcome-sign-in', often: true, open: (shown) => goTo(shown, 'events') },
    {
      name: 'sample-events',
      async open(shown) {
        await goTo(shown, 'events');
        await shown.page.getByRole('button', { name: shown.translate('welcome.lookAround') }).click();
        const rows = shown.page.getByRole('main').getByRole('option');
        if (!shown.narrow) await rows.nth(1).click();
        await shown.page.mouse.move(2, 2);
      },
      close: ({ page, translate }) => page.getByRole('button', { name: translate('sample.signIn') }).click(),
    },
    later('lines'),
    later('test'),
    later('shift'),
  ];
}
