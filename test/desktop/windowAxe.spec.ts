import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { run } from 'axe-core';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { invoke, readEvents } from '../demo/appView.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';

/**
 * axe-core finds nothing on any page as it is really drawn, in all themes, both languages and at twice the size,
 * contrast and what opens over the page included.
 */

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe is wrong about: the rule, what of the page it names, and why that is no fault. */
const knownFalse = [
  {
    rule: 'region',
    html: '<div style="display: contents;">',
    why: 'React Aria wraps the button that closes a popover for screen readers; it stands beside the dialog it belongs to.',
  },
];

type WithAxe = typeof globalThis & { axe: { run: typeof run } };

/** What axe complains of, in words, without what it is known to be wrong about. */
async function complaints(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    // Half faded in is no contrast that anybody reads at.
    const running = document.getAnimations().filter(({ effect }) => {
      const { iterations } = effect?.getTiming() ?? {};
      return iterations !== Number.POSITIVE_INFINITY;
    });
    await Promise.allSettled(running.map((animation) => animation.finished));
    const { axe } = globalThis as WithAxe;
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ rule: id, html, why: failureSummary ?? '' })),
    );
  });
  return found
    .filter(
      ({ rule, html }) => !knownFalse.some((known) => known.rule === rule && html.startsWith(known.html)),
    )
    .map(({ rule, html, why }) => `${rule}: ${html.slice(0, 200)} ${why}`);
}

const looks = [
  { language: 'en', theme: 'light', zoom: 100 },
  { language: 'en', theme: 'dark', zoom: 200 },
  { language: 'en', theme: 'contrast', zoom: 100 },
  { language: 'ru', theme: 'light', zoom: 200 },
  { language: 'ru', theme: 'dark', zoom: 100 },
  { language: 'ru', theme: 'contrast', zoom: 200 },
] as const;

for (const { language, theme, zoom } of looks) {
  test(`${language}, ${theme}, ${zoom} %: axe finds nothing`, async ({ start, simulator }) => {
    test.setTimeout(240_000);
    const translate = createTranslate(language);
    const source = await readFile(axeSource, 'utf8');
    const look = [`--language=${language}`, `--theme=${theme}`];

    const stranger = await start({ signedIn: false, args: look });
    await invoke(stranger.window, 'settings.change', { path: 'zoom', value: zoom });
    await expect(windowView(stranger.window, language).welcome()).toBeVisible();
    // Through the debugger, which the page's policy does not hold.
    await stranger.window.evaluate(source);
    expect(await complaints(stranger.window), 'welcome').toEqual([]);
    await stranger.close();

    const { window } = await start({ args: look });
    const view = windowView(window, language);
    await invoke(window, 'settings.change', { path: 'zoom', value: zoom });
    /** Asks axe, and closes what lies over the page. */
    const over = async (role: 'dialog' | 'alertdialog', what: string): Promise<void> => {
      await expect(window.getByRole(role)).toBeVisible();
      expect(await complaints(window), what).toEqual([]);
    };
    await window.evaluate(source);
    await expect(window.getByRole('search')).toBeVisible();
    expect(await complaints(window), 'events, empty').toEqual([]);

    for (const customer of ['anna', 'svetlana', 'igor', 'layla']) {
      simulator.message({ customer, text: 'Is it there? Она ещё есть?' });
    }
    simulator.message({ customer: 'anna', type: 'document', caption: 'The plan' });
    simulator.message({ customer: 'igor', side: 'out', text: 'On Friday' });
    await expect.poll(async () => (await readEvents(window)).length).toBe(6);
    await expect(view.rows()).toHaveCount(6);
    expect(await complaints(window), 'events, filled').toEqual([]);

    // By keyboard: what Playwright takes for the middle of a row is elsewhere where the page is zoomed.
    await expect(async () => {
      // At twice the size the list goes when the detail comes.
      if (!(await view.detail().isVisible())) {
        await view.rows().filter({ hasText: 'Anna' }).first().focus({ timeout: 1_000 });
        await window.keyboard.press('Enter');
      }
      await expect(view.detail().getByRole('textbox')).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    expect(await complaints(window), 'detail').toEqual([]);
    // At twice the size the detail has the whole page.
    if (zoom === 200) await window.getByRole('button', { name: translate('common.back') }).click();

    await window.getByRole('button', { name: translate('filter.button'), exact: true }).click();
    await expect(window.getByRole('dialog')).toBeVisible();
    expect(await complaints(window), 'filter').toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toBeHidden();

    await view.rows().first().focus();
    await window.keyboard.press('?');
    await expect(window.getByRole('dialog', { name: translate('keys.title') })).toBeVisible();
    expect(await complaints(window), 'keys').toEqual([]);
    await window.keyboard.press('Escape');

    for (const page of ['waiting', 'lines', 'settings'] as const) {
      await window
        .getByRole('navigation', { name: translate('page.navigation') })
        .getByRole('button', { name: translate(`page.${page}`) })
        .first()
        .click();
      await expect(window.getByRole('heading', { level: 1 })).toHaveText(translate(`${page}.title`));
      expect(await complaints(window), page).toEqual([]);
    }

    const button = (name: string) => window.getByRole('button', { name, exact: true });
    await button(translate('rules.add')).click();
    await expect(window.getByRole('heading', { name: translate('rules.new') })).toBeVisible();
    await expect(window.getByRole('heading', { name: translate('rules.trial') })).toBeVisible();
    expect(await complaints(window), 'rule editor').toEqual([]);
    await button(translate('keeping.erase')).click();
    await over('alertdialog', 'erase history');
    await window
      .getByRole('alertdialog')
      .getByRole('button', { name: translate('common.cancel') })
      .click();
    await button(translate('erase.begin')).click();
    await over('dialog', 'erase everything');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toBeHidden();
    await button(translate('licences.others')).click();
    await expect(window.getByRole('dialog').getByRole('heading', { level: 3 }).first()).toBeVisible();
    await over('dialog', 'licences');
  });
}
