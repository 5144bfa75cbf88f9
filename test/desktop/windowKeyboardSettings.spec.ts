import type { Locator, Page } from '@playwright/test';
import { readState } from '../demo/appView.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';

/** The settings that are more than a switch, without a mouse: keys, lengths of quiet, licences, erasing. */

function pageButton(window: Page, name: string): Locator {
  return window.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name });
}

test('keys are recorded and removed, lengths chosen, licences read, and erasing called off', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const { window } = await start();
  const keys = keyboardOf(window);
  await expect(windowView(window).drawn()).toBeVisible();
  await keys.tabTo(pageButton(window, 'Settings'));
  await keys.press('Enter');

  await test.step('the search leads to a setting', async () => {
    await keys.tabTo(window.getByRole('searchbox', { name: 'Find a setting' }));
    await keys.type('from anywhere');
    const recorder = window.getByRole('button', { name: /^Show the window from anywhere with/ });
    await keys.tabTo(recorder);
    await keys.press('Enter');
    await expect(recorder).toContainText('Press the keys…');
    await keys.press('Shift+J');
    await expect(window.getByText('Hold Ctrl or Alt as well', { exact: false })).toBeVisible();
    expect((await readState(window)).settings.shortcut).toBeNull();
    await keys.press('Control+Alt+J');
    await expect.poll(async () => (await readState(window)).settings.shortcut).toBe('Ctrl+Alt+J');
    expect((await readState(window)).desktop.shortcut).toBe('on');
    await keys.expectVisibleFocus();
    await keys.tabTo(window.getByRole('button', { name: 'Remove these keys' }));
    await keys.press('Enter');
    await expect.poll(async () => (await readState(window)).desktop.shortcut).toBe('off');
    await keys.expectVisibleFocus();
    await keys.tabBackTo(window.getByRole('searchbox', { name: 'Find a setting' }));
    await keys.press('Escape');
  });

  await test.step('lengths of quiet', async () => {
    const hour = window.getByRole('checkbox', { name: '4 hours' });
    await keys.tabTo(hour);
    await keys.press('Space');
    await expect(hour).toBeChecked();
    await expect
      .poll(async () => (await readState(window)).settings.attention.snoozeChoices)
      .toContain('fourHours');
  });

  await test.step('erasing, called off', async () => {
    const begin = window.getByRole('button', { name: 'Erase my data…' });
    await keys.tabTo(begin);
    await keys.press('Enter');
    const dialog = window.getByRole('dialog');
    await expect(dialog.getByText('Cancel')).toBeFocused();
    await keys.expectVisibleFocus();
    await keys.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(begin).toBeFocused();
    expect((await readState(window)).accounts).toHaveLength(1);
  });

  await test.step('the licences', async () => {
    const others = window.getByRole('button', { name: 'What it is built from' });
    await keys.tabTo(others);
    await keys.press('Enter');
    const sheet = window.getByRole('dialog');
    await keys.tabTo(sheet.getByRole('searchbox', { name: 'Find a package or licence' }));
    await keys.type('pusher-js');
    const one = sheet.getByRole('button', { name: /pusher-js/ });
    await keys.tabTo(one);
    await keys.press('Enter');
    await expect(sheet).toContainText('Permission is hereby granted');
    await keys.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(others).toBeFocused();
  });

  await keys.tabBackTo(pageButton(window, 'Events'));
  await keys.press('Enter');
  await expect(windowView(window).drawn()).toBeVisible();
});
