import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { invoke, readState } from '../demo/appView.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';

/** What the app asks of the desktop: to be started with it, keys, a number on its icon. */

const execute = promisify(execFile);
const limitMs = 10_000;

test('it is started with the session when it is wanted, hidden, and no longer when it is not', async ({
  start,
  desktop,
}) => {
  const { window } = await start({ signedIn: false });
  await windowView(window).goTo('settings');
  const file = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'chatapp-notifier.desktop');
  expect(existsSync(file)).toBe(false);
  const wanted = window.getByRole('switch', { name: 'Start when I sign in to this computer' });
  await wanted.click({ force: true });
  await waitFor(
    () => existsSync(file) || undefined,
    () => `${file} did not appear`,
    limitMs,
  );
  const entry = await readFile(file, 'utf8');
  expect(entry).toMatch(/^Exec=.* --hidden$/m);
  expect(entry).toMatch(/^X-ChatApp-Notifier-Autostart=true$/m);
  await wanted.click({ force: true });
  await waitFor(
    () => !existsSync(file) || undefined,
    () => `${file} is still there`,
    limitMs,
  );
});

test('keys of its own show and close the window; keys that another has are refused', async ({
  start,
  desktop,
}) => {
  const press = (keys: string): Promise<unknown> =>
    execute('xdotool', ['key', keys], { env: { ...desktop.env } });
  const first = await start({ signedIn: false });
  await windowView(first.window).goTo('settings');
  const set = (app: typeof first, value: string): Promise<{ result: string }> =>
    invoke(app.window, 'settings.change', { path: 'shortcut', value });
  expect(await set(first, 'Ctrl+Alt+J')).toEqual({ result: 'ok' });
  await first.window.bringToFront();
  const closed = first.window.waitForEvent('close');
  await press('ctrl+alt+j');
  await closed;
  const opened = first.app.waitForEvent('window');
  await press('ctrl+alt+j');
  const page = await opened;
  await expect(windowView(page).drawn()).toBeVisible();

  const second = await start({ signedIn: false });
  expect(await set(second, 'Ctrl+Alt+K')).toEqual({ result: 'ok' });
  expect(await set(second, 'Ctrl+Alt+J')).toEqual({ result: 'taken' });
  // It keeps the keys that it had, which are what its settings say.
  expect(await readState(second.window)).toMatchObject({
    settings: { shortcut: 'Ctrl+Alt+K' },
    desktop: { shortcut: 'on' },
  });
  const gone = second.window.waitForEvent('close');
  await second.window.bringToFront();
  await press('ctrl+alt+k');
  await gone;
});

test('docks are told the number of unread', async ({ start, desktop, simulator }) => {
  const listener = spawn(
    'dbus-monitor',
    ['--session', "type='signal',interface='com.canonical.Unity.LauncherEntry'"],
    { env: { ...desktop.env }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let heard = '';
  listener.stdout.on('data', (part: Buffer) => (heard += part.toString()));
  try {
    await waitFor(
      () => heard.includes('NameAcquired') || undefined,
      () => 'dbus-monitor does not listen',
      limitMs,
    );
    await start({ args: ['--hidden'] });
    simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'One' });
    await waitFor(
      () => /"count"[^"]*int64 1\b/.test(heard) || undefined,
      () => `no dock was told of one unread:\n${heard}`,
      limitMs,
    );
    expect(heard).toContain('application://chatapp-notifier.desktop');
  } finally {
    listener.kill();
  }
});
