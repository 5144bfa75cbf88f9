import type { Scene, Shown } from './camera.ts';
import { goTo, pressEscape, rowsOf } from './places.ts';
import { atWork } from './madeUp.ts';

/** The list of events and what opens from it. */

/** Somebody whose conversation has a quote, answers and reactions. */
const talkers = { en: 'Anna Example', ru: 'Павел Образцов' } as const;
const sought = { en: 'delivery', ru: 'доставка' } as const;
const unfound = { en: 'wardrobes from Mars', ru: 'шкафы с Марса' } as const;

async function search({ page, translate }: Shown, text: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: translate('search.label') });
  await field.fill(text);
  await field.press('Enter');
}

async function toList(shown: Shown): Promise<void> {
  await goTo(shown, 'events');
  if (!shown.narrow) return;
  const back = shown.page.getByRole('button', { name: shown.translate('common.back') });
  if ((await back.count()) > 0) await back.click();
}

async function openTalk(shown: Shown): Promise<void> {
  await toList(shown);
  await rowsOf(shown).filter({ hasText: talkers[shown.language] }).first().click();
  await shown.page.getByRole('article').waitFor();
  await shown.page.mouse.move(2, 2);
}

/** The chosen row shows its detail, and the list keeps it: a row that is taken out of the selection closes it. */
async function letGo(shown: Shown): Promise<void> {
  await toList(shown);
  await shown.page.keyboard.press('Escape');
}

const bySearch = async (shown: Shown, text: string): Promise<void> => {
  await toList(shown);
  await search(shown, text);
};

const endSearch = async (shown: Shown): Promise<void> => {
  await toList(shown);
  await search(shown, '');
};

export const eventScenes: readonly Scene[] = [
  { name: 'events-list', often: true, open: toList },
  { name: 'events-detail', often: true, open: openTalk, close: letGo },
  {
    name: 'events-conversation',
    async open(shown) {
      await openTalk(shown);
      const quote = shown.page.getByRole('article').locator('blockquote').last();
      await quote.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
    close: letGo,
  },
  {
    name: 'events-filter',
    async open(shown) {
      await toList(shown);
      await shown.page.getByRole('button', { name: shown.translate('filter.button'), exact: true }).click();
      await shown.page.getByRole('dialog').waitFor();
    },
    close: pressEscape,
  },
  {
    name: 'events-search',
    async open(shown) {
      await bySearch(shown, sought[shown.language]);
      await shown.page.locator('mark').first().waitFor();
      if (!shown.narrow) await rowsOf(shown).first().click();
      await shown.page.mouse.move(2, 2);
    },
    close: endSearch,
  },
  {
    name: 'events-no-hits',
    async open(shown) {
      await bySearch(shown, unfound[shown.language]);
      await shown.page
        .getByText(shown.translate('list.emptySearch', { text: unfound[shown.language] }))
        .first()
        .waitFor();
    },
    close: endSearch,
  },
  {
    name: 'events-selected',
    async open(shown) {
      await toList(shown);
      const rows = rowsOf(shown);
      const keys = shown.narrow ? ['Shift+ArrowDown'] : ['Shift+ArrowDown', 'Shift+ArrowDown'];
      if (shown.narrow) await rows.first().focus();
      else await rows.nth(1).click();
      if (shown.narrow) await shown.page.keyboard.press('Space');
      for (const key of keys) await shown.page.keyboard.press(key);
      await shown.page.getByRole('toolbar').waitFor();
    },
    close: pressEscape,
  },
  {
    name: 'events-keys',
    async open(shown) {
      await toList(shown);
      await rowsOf(shown).first().focus();
      await shown.page.keyboard.press('?');
      await shown.page.getByRole('dialog').waitFor();
    },
    close: pressEscape,
  },
  { name: 'events-work', state: atWork, open: toList },
];

export const emptyScenes: readonly Scene[] = [
  { name: 'events-empty', open: toList },
  { name: 'waiting-empty', open: (shown) => goTo(shown, 'waiting') },
];
