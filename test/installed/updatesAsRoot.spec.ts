import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test as base } from './fixtures.ts';
import { startFeed, type Feed } from './support/feed.ts';
import { install, installedVersion, packed, versionOf } from './support/packages.ts';
import { installedExecutable } from './support/product.ts';
import { openSession, type Driven, type Session } from './support/session.ts';

/**
 * The whole way of an update. An ordinary user is asked for a password between (pkexec), which needs a desktop with an
 * agent for it; root is not asked, and is the only one whom Chromium must be told to run without its sandbox.
 */

const installLimitMs = 60_000;

interface Fixtures {
  rootDesktop: Desktop;
  rootSession: Session;
  feed: Feed;
  /** An app with a newer version fetched and waiting. */
  ready: { app: Driven; window: Page };
}

const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a fixture needs from this pattern; this one needs none.
  // oxlint-disable-next-line no-empty-pattern
  rootDesktop: async ({}, use) => {
    const parts = { notifications: 'none', panel: 'xfce', windowManager: 'xfwm4', keyring: false } as const;
    const desktop = await startDesktop(parts);
    await use(desktop);
    await desktop.stop();
  },
  rootSession: async ({ rootDesktop, product }, use) => {
    const root = { name: 'root', uid: 0, gid: 0, home: join(rootDesktop.runDirectory, 'home') };
    const session = await openSession(rootDesktop, root);
    await use(session);
    await session.end([product.executable]);
    session.bus.disconnect();
    if ((await installedVersion()) !== versionOf('this')) await install(packed('this', '.deb'));
  },
  // As above.
  // oxlint-disable-next-line no-empty-pattern
  feed: async ({}, use) => {
    const feed = await startFeed();
    await use(feed);
    await feed.stop();
  },
  ready: async ({ rootSession, feed, product }, use) => {
    const flags = ['--no-sandbox', '--language=en', `--update-feed=${feed.address}`];
    const app = await rootSession.drive([product.command, ...flags]);
    const window = await app.page();
    await windowView(window).goTo('settings');
    await window.getByRole('button', { name: 'Check for updates' }).click();
    await expect(window.getByText(`Version ${versionOf('next')} is ready.`)).toBeVisible();
    // Fetched, and nothing more.
    expect(await installedVersion()).toBe(versionOf('this'));
    await use({ app, window });
  },
});

test('a new version is installed and started in the place of the old one when the person says so', async ({
  ready: { app, window },
  rootSession,
  product,
}) => {
  await window.getByRole('button', { name: 'Restart now' }).click();
  expect(await app.exit(installLimitMs)).toEqual([0, null]);
  expect(await installedVersion()).toBe(versionOf('next'));

  const next = await rootSession.runningApp(installedExecutable);
  const tray = await next.tray();
  const { stdout } = await rootSession.run(product.command, ['--no-sandbox', '--status']);
  expect(JSON.parse(stdout)).toMatchObject({ running: true, version: versionOf('next') });
  await expect.poll(() => rootSession.windowTitles()).toEqual(['ChatApp Notifier']);
  await tray.click('Quit');
  await next.ended();
});

test('a new version that is ready is installed when the person quits, and nothing starts by itself', async ({
  ready: { app },
  rootSession,
}) => {
  await (await app.tray()).click('Quit');
  expect(await app.exit(installLimitMs)).toEqual([0, null]);
  expect(await installedVersion()).toBe(versionOf('next'));
  expect((await rootSession.run('chatapp-notifier', ['--no-sandbox', '--status'])).code).toBe(3);
});

test('a session that ends installs nothing', async ({ ready: { app } }) => {
  process.kill(app.pid, 'SIGTERM');
  expect(await app.exit()).toEqual([0, null]);
  expect(await installedVersion()).toBe(versionOf('this'));
});
