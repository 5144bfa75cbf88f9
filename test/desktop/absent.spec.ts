import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { invoke, readState } from '../demo/appView.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import { startDesktop, type DesktopOptions } from '../support/desktop/virtualDesktop.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** What is missing is said in words, and nothing crashes. */

const full: DesktopOptions = { notifications: 'dunst', panel: 'xfce', windowManager: 'xfwm4', keyring: true };

async function onDesktop(
  options: Partial<DesktopOptions>,
  run: (desktop: Desktop) => Promise<void>,
): Promise<void> {
  const desktop = await startDesktop({ ...full, ...options });
  try {
    await run(desktop);
  } finally {
    await desktop.stop();
  }
}

test('nobody signed in: window and tray say so', async ({ start }) => {
  const app = await start({ signedIn: false });
  await expect(windowView(app.window).welcome()).toBeVisible();
  expect(await (await app.tray()).tooltip()).toContain('Signed out');
  expect(await (await app.tray()).labels()).toContain('Sign in…');
});

test('the server cannot be reached: window and tray say why', async ({ start }) => {
  const app = await start({ listening: false, args: ['--server-host=chatapp.invalid'] });
  const tray = await app.tray();
  await tray.waitUntil(
    ({ tooltip }) => tooltip.includes('Not listening: the name chatapp.invalid was not found'),
    15_000,
  );
  await expect(windowView(app.window).trouble()).toContainText('the name chatapp.invalid was not found');
});

test('a certificate nobody vouches for: window and tray say so', async ({ start, simulator }) => {
  await rm(simulator.caFile);
  const app = await start({ listening: false });
  const tray = await app.tray();
  await tray.waitUntil(
    ({ tooltip }) => tooltip.includes('Not listening: the certificate file cannot be read'),
    15_000,
  );
  await expect(windowView(app.window).trouble()).toContainText('certificate file');
});

test('no tray: the window says so, and closing it only minimises', async ({ start }) => {
  await onDesktop({ panel: 'none' }, async (desktop) => {
    const app = await start({ env: desktop.env, args: ['--theme=light'] });
    await expect(windowView(app.window).trouble()).toContainText('tray');
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect
      .poll(() => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
      .toBe(true);
    await app.close();
  });
});

test('no notification service: window, tray and ledger say so; when it comes, it is used', async ({
  start,
  simulator,
}) => {
  await onDesktop({ notifications: 'none' }, async (desktop) => {
    const app = await start({ env: desktop.env });
    const { window } = app;
    await expect(windowView(window).trouble()).toContainText('notification');
    const tray = await app.tray();
    await tray.waitUntil(({ labels }) => labels.includes('No notification service: alerts cannot be shown'));
    simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Nobody shows this' });
    await windowView(window).rows().first().click();
    await expect(windowView(window).detail()).toContainText('no notification service');
    await app.close();
  });
});

test('no key store: the window says what that means', async ({ start }) => {
  await onDesktop({ keyring: false }, async (desktop) => {
    const app = await start({ env: desktop.env });
    await expect(windowView(app.window).trouble()).toContainText('sign in again');
    await app.close();
  });
});

test('no key store: a file keeps the sign-in as soon as that is chosen, and no longer than that', async ({
  start,
}) => {
  await onDesktop({ keyring: false }, async (desktop) => {
    const app = await start({ env: desktop.env, keepUserData: true });
    const file = join(app.userData, 'secrets.json');
    const allow = (value: boolean) =>
      invoke(app.window, 'settings.change', { path: 'allowPlainSecrets', value });
    expect(existsSync(file)).toBe(false);
    expect(await allow(true)).toEqual({ result: 'ok' });
    await expect.poll(() => existsSync(file)).toBe(true);
    await app.close();
    const second = await start({
      env: desktop.env,
      userData: app.userData,
      signedIn: false,
      listening: true,
    });
    expect((await readState(second.window)).accounts).toHaveLength(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(
      await invoke(second.window, 'settings.change', { path: 'allowPlainSecrets', value: false }),
    ).toEqual({ result: 'ok' });
    await expect.poll(() => existsSync(file)).toBe(false);
    await second.close();
  });
});
