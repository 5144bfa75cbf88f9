import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronExecutable } from '../support/desktop/launchApp.ts';
import { customerOf } from './cast.ts';
import { expect, serverFlags, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** Starting, starting again, and starting on what an earlier start left behind. */

const execute = promisify(execFile);

test('settings and events survive a restart', async ({ start, simulator }) => {
  const first = await start({ keepUserData: true });
  await windowView(first.window).goTo('settings');
  await first.window.getByRole('switch', { name: 'Chats opened or closed' }).click({ force: true });
  await first.window.getByRole('radio', { name: 'Sender only' }).click({ force: true });
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Remember me' });
  await windowView(first.window).goTo('events');
  await expect(windowView(first.window).rows()).toContainText('Remember me');
  await first.close();

  const { window } = await start({ userData: first.userData, signedIn: false, listening: true });
  await expect(windowView(window).rows()).toContainText('Remember me');
  await windowView(window).goTo('settings');
  await expect(window.getByRole('switch', { name: 'Chats opened or closed' })).not.toBeChecked();
  await expect(window.getByRole('radio', { name: 'Sender only' })).toBeChecked();
  await expect(window.getByRole('switch', { name: 'Messages from customers' })).toBeChecked();
});

test('a damaged settings file is said and kept aside, and the app starts', async ({ start }) => {
  const first = await start({ signedIn: false, keepUserData: true });
  await first.close();
  await writeFile(join(first.userData, 'settings.json'), '{"theme": "dark", ');
  const { window } = await start({ userData: first.userData, signedIn: false });
  await expect(windowView(window).trouble()).toContainText('settings');
  const aside = (await readdir(first.userData)).filter((name) => name.startsWith('settings.damaged-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(first.userData, aside[0] ?? ''), 'utf8')).toBe('{"theme": "dark", ');
});

test('a second start wakes the first and ends', async ({ start, simulator, desktop }) => {
  const first = await start({ args: ['--hidden'] });
  expect(await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  const opened = first.app.waitForEvent('window');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [process.cwd(), `--user-data-dir=${first.userData}`, ...root, ...serverFlags(simulator)];
  await execute(await electronExecutable(), args, { env: { ...desktop.env } });
  await expect(windowView(await opened).drawn()).toBeVisible();
  expect(simulator.connections()).toBe(1);
});

test('a flag that cannot be understood is explained, and nothing is started', async ({ desktop }) => {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [process.cwd(), ...root, '--server-port=many', '--language=xx', '--ca-file'];
  const failed = await execute(await electronExecutable(), args, { env: { ...desktop.env } }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 2 });
  expect(String((failed as { stderr?: string }).stderr)).toContain(
    '--server-port takes a number from 1 to 65535',
  );
  expect(String((failed as { stderr?: string }).stderr)).toContain('--language takes system, en or ru');
  expect(String((failed as { stderr?: string }).stderr)).toContain('--ca-file needs a value');
});

test('SIGTERM ends it cleanly', async ({ start }) => {
  const app = await start();
  const child = app.app.process();
  const ended = once(child, 'exit');
  process.kill(app.pid, 'SIGTERM');
  expect(await ended).toEqual([0, null]);
});
