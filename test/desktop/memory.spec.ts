import type { ElectronApplication } from '@playwright/test';
import { windowView } from '../support/windowView.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, test } from './fixtures.ts';

async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }) => {
    for (;;) {
      // The hidden player of sounds is a window, too.
      const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
      if (window !== undefined) return window.close();
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}

async function closeAndOpen(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    // The hidden player of sounds is a window, too.
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    window?.once('closed', () => electron.emit('activate'));
    window?.close();
  });
}

/** The window is destroyed when it is closed; what it showed comes back with the next one. */

test('page, filter and a draft come back with the next window, and after a restart', async ({
  start,
  simulator,
}) => {
  const first = await start({ keepUserData: true });
  const customer = customerOf(simulator, 'grWhatsApp');
  const other = customerOf(simulator, 'telegram');
  simulator.message({ customer, text: 'Do you have it in oak?' });
  simulator.message({ customer: other, text: 'Something else' });
  const view = windowView(first.window);
  await expect(view.rows()).toHaveCount(2);
  await first.window.getByRole('searchbox').first().fill('oak');
  await expect(view.rows()).toHaveCount(1);
  await view.rows().first().click();
  await view.detail().getByRole('textbox').fill('Yes, from Friday');

  const again = first.app.waitForEvent('window');
  // As a person closes it, at once: what was just typed is told while it goes.
  await closeAndOpen(first.app);
  const second = windowView(await again);
  await expect(second.detail()).toContainText(nameOf(customer));
  await expect(second.detail().getByRole('textbox')).toHaveValue('Yes, from Friday');
  await expect(second.page.getByRole('searchbox').first()).toHaveValue('oak');
  await expect(second.rows()).toHaveCount(1);
  await second.detail().getByRole('textbox').fill('Yes, from Friday on');
  await first.close();

  const { window } = await start({ userData: first.userData, signedIn: false, listening: true });
  const third = windowView(window);
  await expect(third.detail().getByRole('textbox')).toHaveValue('Yes, from Friday on');
  await expect(third.page.getByRole('searchbox').first()).toHaveValue('oak');
});

test('the place in a long list comes back, and what came meanwhile is above it', async ({
  start,
  simulator,
}) => {
  const { app, window } = await start();
  const customer = customerOf(simulator, 'grWhatsApp');
  for (let number = 1; number <= 60; number += 1) simulator.message({ customer, text: `Number ${number}.` });
  const view = windowView(window);
  await expect(view.rows().filter({ hasText: 'Number 60.' })).toBeVisible();
  await view.rows().filter({ hasText: 'Number 60.' }).hover();
  const reading = view.rows().filter({ hasText: 'Number 25.' });
  await expect(async () => {
    await window.mouse.wheel(0, 200);
    await expect(reading).toBeInViewport({ timeout: 100 });
  }).toPass();
  const again = app.waitForEvent('window');
  await closeAndOpen(app);
  const second = windowView(await again);
  await expect(second.rows().filter({ hasText: 'Number 25.' })).toBeInViewport();
  await expect(second.rows().filter({ hasText: 'Number 60.' })).not.toBeInViewport();
});

test('that it goes on in the tray is said when the window is closed for the first time, and never again', async ({
  start,
  monitor,
}) => {
  const first = await start({ keepUserData: true });
  const close = async (app: typeof first): Promise<void> => {
    // A person closes what they see, with the icon in the panel.
    await app.tray();
    await expect(windowView(app.window).drawn()).toBeVisible();
    const closed = app.window.waitForEvent('close');
    await closeWindow(app.app);
    await closed;
  };
  await close(first);
  const hint = await monitor.waitForNotification(({ summary }) => summary.includes('still listening'));
  expect(hint.body).toContain('Quit');
  await first.close();
  monitor.clear();

  const second = await start({ userData: first.userData, signedIn: false });
  await close(second);
  const again = second.app.waitForEvent('window');
  await second.app.evaluate(({ app }) => void app.emit('activate'));
  const window = await again;
  // A notification that is asked for afterwards comes, and it is the only one.
  await windowView(window).goTo('settings');
  await window.getByRole('button', { name: 'Show a test notification' }).click();
  await monitor.waitForNotification(({ summary }) => summary === 'This is how a message reaches you');
  expect(monitor.notifications().map(({ summary }) => summary)).not.toContain(hint.summary);
});
