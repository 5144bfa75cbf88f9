import type { Scene, Shown } from './camera.ts';
import { broken, nobodyWaits, offline, partly, quiet, signedOut, unheard } from './madeUp.ts';
import { goTo, showInMiddle } from './places.ts';

/** The other pages, and what can be the matter with all of them. */

async function unfold({ page }: Shown, name: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  await page.mouse.move(2, 2);
}

const events = (shown: Shown): Promise<void> => goTo(shown, 'events');

export const frameScenes: readonly Scene[] = [
  { name: 'waiting-chats', often: true, open: (shown) => goTo(shown, 'waiting') },
  { name: 'waiting-nobody', state: nobodyWaits, open: (shown) => goTo(shown, 'waiting') },
  {
    name: 'waiting-day',
    async open(shown) {
      await goTo(shown, 'waiting');
      await unfold(shown, shown.translate('activity.byHour'));
    },
    close: events,
  },
  { name: 'lines-good', often: true, open: (shown) => goTo(shown, 'lines') },
  { name: 'lines-unheard', state: unheard, open: (shown) => goTo(shown, 'lines') },
  { name: 'lines-partly', state: partly, open: (shown) => goTo(shown, 'lines') },
  {
    name: 'lines-timeline',
    async open(shown) {
      await goTo(shown, 'lines');
      const title = shown.translate('timeline.title');
      await unfold(shown, title);
      await showInMiddle(shown.page.getByRole('main').getByRole('button', { name: title, exact: true }));
    },
    close: events,
  },
  { name: 'events-quiet', state: quiet, open: events },
  { name: 'events-offline', state: offline, open: events },
  { name: 'lines-offline', state: offline, open: (shown) => goTo(shown, 'lines') },
  { name: 'events-signed-out', state: signedOut, open: events },
  { name: 'lines-signed-out', state: signedOut, open: (shown) => goTo(shown, 'lines') },
];

/** After these the window must be loaded anew. */
export const lastScenes: readonly Scene[] = [
  { name: 'crash', state: broken, open: ({ page }) => page.getByRole('alert').first().waitFor() },
];
