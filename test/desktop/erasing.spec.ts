import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { invoke, readState } from '../demo/appView.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';

/** How the app forgets: everything, the history alone, and a sign-in that was kept in a file. */

async function caughtUp(page: Page): Promise<number> {
  const { entries } = await invoke(page, 'timeline.get', null);
  return entries.filter(({ what }) => what === 'caughtUp').reduce((sum, { times }) => sum + times, 0);
}

test('erasing everything leaves nothing of it, and the app begins as on the first day', async ({
  start,
  simulator,
  popups,
}) => {
  const { app, window, userData } = await start();
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'A secret of mine' });
  await expect(windowView(window).rows()).toContainText('A secret of mine');
  await expect.poll(() => popups.count()).toBe(1);
  expect(await invoke(window, 'sounds.play', { sound: 'chime' })).toEqual({ played: true });
  await windowView(window).goTo('settings');
  await window.getByRole('radio', { name: 'Sender only' }).click({ force: true });
  const again = app.waitForEvent('window', (page) => !page.url().startsWith('app://sounds'));
  await window.getByRole('button', { name: 'Erase my data…' }).click();
  await window
    .getByRole('dialog')
    .or(window.getByRole('alertdialog'))
    .getByRole('button', { name: 'Erase everything' })
    .click();
  const fresh = windowView(await again);
  await expect(fresh.welcome()).toBeVisible();
  expect(simulator.connections()).toBe(0);
  // Nor on the screen.
  await expect.poll(() => popups.count()).toBe(0);
  const texts = await Promise.all(
    (await readdir(userData))
      .filter((name) => /\.(json|db|db-wal)$/.test(name))
      .map(async (name) => readFile(join(userData, name), 'latin1')),
  );
  for (const text of texts) expect(text).not.toContain('A secret of mine');
  expect(existsSync(join(userData, 'secrets.json'))).toBe(false);
  // It works on: another person may sign in.
  expect(await readState(fresh.page)).toMatchObject({ accounts: [], settings: { privacy: 'all' } });
  expect(await invoke(fresh.page, 'sounds.play', { sound: 'chime' })).toEqual({ played: true });
  await invoke(fresh.page, 'account.useTokens', { accessToken: 'no', refreshToken: null });
  await invoke(fresh.page, 'settings.change', { path: 'zoom', value: 110 });
  expect(await readdir(userData)).toContain('settings.json');
});

test('an erased history is not told again by the next look for what was missed', async ({
  start,
  simulator,
  monitor,
}) => {
  const { window } = await start();
  const view = windowView(window);
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Told once' });
  await expect(view.rows()).toHaveCount(1);
  await monitor.waitForNotification(({ body }) => body.includes('Told once'), 10_000);
  await waitFor(
    async () => (await caughtUp(window)) > 0 || undefined,
    () => 'nothing was caught up',
    15_000,
  );
  await view.goTo('settings');
  await window.getByRole('button', { name: 'Erase history…' }).click();
  await window.getByRole('button', { name: 'Erase all events' }).click();
  await view.goTo('events');
  await expect(view.rows()).toHaveCount(0);
  const before = await caughtUp(window);
  await invoke(window, 'connection.retry', null);
  await waitFor(
    async () => (await caughtUp(window)) > before || undefined,
    () => 'nothing was caught up again',
    15_000,
  );
  simulator.message({ customer: customerOf(simulator, 'telegram'), text: 'Afterwards' });
  await expect(view.rows()).toContainText('Afterwards');
  await expect(view.rows()).toHaveCount(1);
  expect(monitor.notifications().filter(({ body }) => body.includes('Told once'))).toHaveLength(1);
});
