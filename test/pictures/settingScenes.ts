import type { Scene, Shown } from './camera.ts';
import { updateReady } from './madeUp.ts';
import { goToSection, pressEscape, showInMiddle } from './places.ts';

/** Every part of the settings, and what unfolds in it. */

const section = (name: string, more: Partial<Scene> = {}): Scene => ({
  name: `settings-${name}`,
  open: async (shown) => {
    await goToSection(shown, name);
  },
  ...more,
});

/** As many letters of a word as somebody types before looking. */
const soughtLetters = 4;

/** Opens and closes a form with the button that stands for it. */
async function pressEditor(shown: Shown, name: 'rules' | 'shifts'): Promise<void> {
  const part = await goToSection(shown, name);
  await part.locator('li button[aria-expanded]').first().click();
  await shown.page.mouse.move(2, 2);
}

async function leaveEditor({ page, translate }: Shown, name: 'rules' | 'shifts'): Promise<void> {
  await page
    .locator(`[data-section="${name}"]`)
    .getByRole('button', { name: translate('common.cancel') })
    .click();
}

export const settingScenes: readonly Scene[] = [
  section('account', { often: true }),
  section('notifications'),
  section('rules', {
    async open(shown) {
      await pressEditor(shown, 'rules');
      await goToSection(shown, 'rules');
    },
    close: (shown) => leaveEditor(shown, 'rules'),
  }),
  {
    name: 'settings-rules-trial',
    async open(shown) {
      await pressEditor(shown, 'rules');
      const part = shown.page.locator('[data-section="rules"]');
      const trial = part.getByRole('heading', { name: shown.translate('rules.trial') });
      await trial.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
    close: (shown) => leaveEditor(shown, 'rules'),
  },
  section('quiet'),
  section('shifts', {
    async open(shown) {
      await pressEditor(shown, 'shifts');
      await goToSection(shown, 'shifts');
    },
    close: (shown) => leaveEditor(shown, 'shifts'),
  }),
  section('unanswered'),
  section('sounds'),
  section('starting'),
  section('appearance'),
  section('history', {
    async open(shown) {
      const part = await goToSection(shown, 'history');
      await part.getByRole('button', { name: shown.translate('keeping.erase') }).click();
      await showInMiddle(shown.page.getByRole('alertdialog'));
    },
    async close({ page, translate }) {
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: translate('common.cancel') })
        .click();
    },
  }),
  {
    name: 'settings-erase',
    async open(shown) {
      await goToSection(shown, 'history');
      await shown.page.getByRole('button', { name: shown.translate('erase.begin') }).click();
      await shown.page.getByRole('dialog').waitFor();
    },
    close: pressEscape,
  },
  section('advanced', {
    async open(shown) {
      const part = await goToSection(shown, 'advanced');
      const button = part.locator('h2 button');
      if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
      await goToSection(shown, 'advanced');
    },
  }),
  section('updates', { state: updateReady }),
  section('about'),
  {
    name: 'settings-licences',
    async open(shown) {
      const part = await goToSection(shown, 'about');
      await part.getByRole('button', { name: shown.translate('licences.others') }).click();
      await shown.page.getByRole('dialog').locator('h3').first().waitFor();
    },
    close: pressEscape,
  },
  {
    name: 'settings-search',
    async open(shown) {
      await goToSection(shown, 'account');
      await shown.page
        .getByRole('searchbox', { name: shown.translate('settingsSearch.label') })
        .fill(shown.translate('sounds.title').slice(0, soughtLetters));
    },
    async close({ page, translate }) {
      await page.getByRole('searchbox', { name: translate('settingsSearch.label') }).fill('');
    },
  },
];
