import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { giveTo } from '../support/desktop/desktopParts.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';
import { serverOf, writeSettings } from './support/belongings.ts';
import { startFeed } from './support/feed.ts';
import { installedVersion, versionOf } from './support/packages.ts';
import { signalTo } from './support/processes.ts';

/** Updates from a folder on a server, as an ordinary user asks for them. */

async function look(window: Page): Promise<void> {
  await windowView(window).goTo('settings');
  await window.getByRole('button', { name: 'Check for updates' }).click();
}

/** That it failed stands there; why, for whoever is asked for help, a click further. */
async function failedFor(
  window: Page,
  cause: RegExp,
  words = 'The update did not arrive. You keep the version you have.',
): Promise<void> {
  await expect(window.getByText(words)).toBeVisible();
  await window.getByText('Technical details').click();
  await expect(window.getByText(cause)).toBeVisible();
}

test('a package that is not what the feed describes is refused in words, and the app goes on', async ({
  session,
  product,
  simulator,
  person,
}) => {
  const feed = await startFeed({ wrongSum: true });
  try {
    const settings = {
      server: serverOf(simulator, person),
      updates: { feed: feed.address, automatic: false },
    };
    writeSettings(person, settings);
    const app = await session.drive([product.command]);
    const window = await app.page();
    await look(window);
    await failedFor(window, /sha512 checksum mismatch/);
    expect(feed.asked.at(-1)).toMatch(/\.deb$/);
    signalTo(app.pid, 'SIGTERM');
    expect(await app.exit()).toEqual([0, null]);
  } finally {
    await feed.stop();
  }
  expect(await installedVersion()).toBe(versionOf('this'));
});

test('a feed that is not there is said, and found once it is', async ({ session, product, person }) => {
  const gone = await startFeed();
  await gone.stop();
  writeSettings(person, { updates: { feed: gone.address, automatic: false } });
  const app = await session.drive([product.command]);
  const window = await app.page();
  await look(window);
  await failedFor(window, /ERR_CONNECTION_REFUSED/);

  const feed = await startFeed();
  try {
    const address = window.getByRole('textbox', { name: 'Address of the updates' });
    await address.fill(feed.address);
    await address.press('Enter');
    await window.getByRole('button', { name: 'Check for updates' }).click();
    await expect(window.getByText(`Version ${versionOf('next')} is ready.`)).toBeVisible();
    // A session that ends waits for no installer.
    signalTo(app.pid, 'SIGTERM');
    expect(await app.exit(2_000)).toEqual([0, null]);
  } finally {
    await feed.stop();
  }
  expect(await installedVersion()).toBe(versionOf('this'));
});

test('who dismisses the question for a password keeps the version, is told so, and is not asked at the end', async ({
  session,
  product,
  person,
}) => {
  // What asks: on a desktop with an agent a window, here a stand-in that is dismissed as one dismisses that.
  const programs = join(person.home, 'programs');
  const asked = join(person.home, 'asked');
  mkdirSync(programs);
  const dismissed = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${asked}'\nexit 126\n`;
  writeFileSync(join(programs, 'pkexec'), dismissed, { mode: 0o755 });
  giveTo(person, programs);
  const questions = (): string[] =>
    existsSync(asked) ? readFileSync(asked, 'utf8').split('\n').filter(Boolean) : [];

  const feed = await startFeed();
  try {
    writeSettings(person, { updates: { feed: feed.address, automatic: false } });
    const path = { PATH: `${programs}:${session.desktop.env['PATH'] ?? ''}` };
    const app = await session.drive([product.command], path);
    const window = await app.page();
    await look(window);
    await window.getByRole('button', { name: 'Restart now' }).click();
    await failedFor(
      window,
      /pkexec/,
      `Version ${versionOf('next')} is here, and was not installed. You keep the version you have.`,
    );
    expect(questions()[0]).toContain('dpkg -i');
    const before = questions().length;
    await (await app.tray()).click('Quit');
    expect(await app.exit()).toEqual([0, null]);
    expect(questions()).toHaveLength(before);
  } finally {
    await feed.stop();
    rmSync(programs, { recursive: true });
    rmSync(asked, { force: true });
  }
  expect(await installedVersion()).toBe(versionOf('this'));
});

test.describe('unpacked', () => {
  test.use({ productName: 'unpacked' });

  test('a copy from an archive says that it is replaced by hand', async ({ session, product, person }) => {
    writeSettings(person, { updates: { feed: 'http://127.0.0.1:9/', automatic: false } });
    const app = await session.drive([product.command]);
    const window = await app.page();
    await look(window);
    await expect(window.getByText('This copy was unpacked from an archive')).toBeVisible();
  });
});
