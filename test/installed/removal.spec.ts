import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo } from '../support/desktop/desktopParts.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';
import { autostartEntryOf, dataFolder } from './support/belongings.ts';
import { install, installedVersion, packed, purge, versionOf } from './support/packages.ts';
import { mainProcessesOf, signalTo } from './support/processes.ts';
import { desktopEntry, installedExecutable } from './support/product.ts';
import { runWell } from './support/programs.ts';
import { isThere, mentions, systemPaths } from './support/remains.ts';

/** The package in the system: what it brings, and that it takes all of it with it. */

test.beforeEach(({ noInstalling }) => {
  test.skip(noInstalling !== undefined, noInstalling);
});

test('what is installed is whole, in its places, and known to the desktop', async ({ product, session }) => {
  expect(await runWell('dpkg', ['--verify', 'chatapp-notifier'])).toBe('');
  expect(await installedVersion()).toBe(versionOf('this'));
  const own = { user: lstatSync(product.executable).uid, mode: lstatSync(product.executable).mode & 0o7777 };
  expect(own).toEqual({ user: 0, mode: 0o755 });
  const checked = await session.run('desktop-file-validate', [desktopEntry]);
  expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
  const asked = await session.run('xdg-mime', ['query', 'default', 'x-scheme-handler/chatapp-notifier']);
  expect(asked.stdout.trim()).toBe('chatapp-notifier.desktop');
  // Nothing else was taken over.
  expect(readFileSync(desktopEntry, 'utf8')).toContain('MimeType=x-scheme-handler/chatapp-notifier;\n');
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    expect(existsSync(`/usr/share/icons/hicolor/${size}x${size}/apps/chatapp-notifier.png`)).toBe(true);
});

test('the actions of its icon do what they say', async ({ signedIn, session }) => {
  const app = await signedIn();
  const act = async (name: string): Promise<void> => {
    const [, section = ''] = readFileSync(desktopEntry, 'utf8').split(`[Desktop Action ${name}]\n`);
    const [program = '', ...args] = (/^Exec=(.*)$/m.exec(section)?.[1] ?? '').split(' ');
    expect(await session.run(program, args)).toMatchObject({ code: 0 });
  };
  const tray = await app.tray();
  await act('pause');
  await tray.waitUntil(({ tooltip }) => tooltip.includes('Paused'));
  await act('resume');
  await tray.waitUntil(({ tooltip }) => !tooltip.includes('Paused'));
  await act('settings');
  const window = await app.page();
  await expect(window.getByRole('switch', { name: 'Start when I sign in to this computer' })).toBeVisible();
});

test('removed, it leaves nothing in the system, nor anything that would start it', async ({
  session,
  person,
  product,
}) => {
  await purge();
  const before = await systemPaths();
  expect(mentions()).toEqual([]);

  await install(packed('this', '.deb'));
  const app = await session.drive([product.command, '--language=en']);
  const view = windowView(await app.page());
  await view.goTo('settings');
  await view.page
    .getByRole('switch', { name: 'Start when I sign in to this computer' })
    .click({ force: true });
  await expect.poll(() => existsSync(autostartEntryOf(person))).toBe(true);
  expect(mentions()).not.toEqual([]);
  signalTo(app.pid, 'SIGTERM');
  await app.exit();

  await purge();
  const after = await systemPaths();
  expect([...after].filter((path) => !before.has(path))).toEqual([]);
  expect([...before].filter((path) => !after.has(path))).toEqual([]);
  expect(mentions()).toEqual([]);
  for (const path of ['/usr/bin/chatapp-notifier', installedExecutable, desktopEntry])
    expect(isThere(path)).toBe(false);
  expect(isThere(autostartEntryOf(person))).toBe(false);
  // What is theirs stays theirs, as with every package.
  expect(existsSync(join(dataFolder(person), 'settings.json'))).toBe(true);
});

test('it takes nobody else’s autostart entries with it, and follows no link out of a home', async ({
  person,
  product,
}) => {
  expect(existsSync(product.executable)).toBe(true);
  const folder = join(person.home, '.config', 'autostart');
  mkdirSync(folder, { recursive: true });
  const entry = autostartEntryOf(person);
  const other = join(person.home, 'precious');
  writeFileSync(other, 'X-ChatApp-Notifier-Autostart=true\n');
  symlinkSync(other, entry);
  giveTo(person, folder);
  await purge();
  expect(existsSync(other)).toBe(true);
  rmSync(entry, { force: true });

  await install(packed('this', '.deb'));
  writeFileSync(entry, '[Desktop Entry]\nType=Application\nName=Mine\nExec=chatapp-notifier\n');
  await purge();
  expect(existsSync(entry)).toBe(true);
  rmSync(other);
});

test('removed while it runs, it goes on until it ends, and nothing breaks', async ({ signedIn, product }) => {
  const app = await signedIn();
  await purge();
  expect(mainProcessesOf(product.executable).map(({ pid }) => pid)).toEqual([app.pid]);
  signalTo(app.pid, 'SIGTERM');
  expect(await app.exit()).toEqual([0, null]);
});
