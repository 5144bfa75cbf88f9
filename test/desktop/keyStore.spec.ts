import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readState } from '../demo/appView.ts';
import { connectToBus } from '../support/desktop/sessionBus.ts';
import { startDesktop } from '../support/desktop/virtualDesktop.ts';
import { windowView } from '../support/windowView.ts';
import { allListening, expect, test } from './fixtures.ts';

/** A key store that waits for its password: Electron's own way would stand still until somebody has typed it. */

/** What the desktop of the tests locks its key store with. */
const password = 'desktop';

test('a locked key store is said, holds nothing up, and is used as soon as it is opened', async ({
  start,
  simulator,
}) => {
  const desktop = await startDesktop({
    notifications: 'dunst',
    panel: 'xfce',
    windowManager: 'xfwm4',
    keyring: true,
  });
  try {
    const first = await start({ env: desktop.env, keepUserData: true });
    await first.close();

    const bus = await connectToBus(desktop.busAddress);
    const secrets = {
      destination: 'org.freedesktop.secrets',
      path: '/org/freedesktop/secrets',
      interface: 'org.freedesktop.Secret.Service',
    };
    const [collection] = await bus.call({
      ...secrets,
      member: 'ReadAlias',
      signature: 's',
      body: ['default'],
    });
    await bus.call({ ...secrets, member: 'Lock', signature: 'ao', body: [[collection]] });
    bus.disconnect();

    const app = await start({
      env: desktop.env,
      userData: first.userData,
      signedIn: false,
      listening: false,
    });
    const tray = await app.tray();
    await tray.waitUntil(({ tooltip }) => tooltip.includes('Waiting for the key store’s password'));
    expect(await tray.labels()).toContain('Enter the password…');
    await expect(windowView(app.window).trouble()).toContainText('Your key store is locked.');
    await expect(windowView(app.window).welcome()).toHaveCount(0);
    // Nobody here shows the question; asking again must not hold it up either.
    await app.window.getByRole('button', { name: 'Enter the password' }).click();
    await windowView(app.window).goTo('settings');
    expect(await readState(app.window)).toMatchObject({ keyStore: 'locked', accounts: [] });
    expect(simulator.connections()).toBe(0);

    await unlock(desktop.env);
    await allListening(simulator);
    await tray.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
    await expect(windowView(app.window).trouble()).not.toContainText('key store');
    await app.close();
  } finally {
    await desktop.stop();
  }
});

/**
 * Opens it as the login screen does, over the daemon's control socket: one byte for the credentials, then the length of
 * it all, the operation and the password. Source: gnome-keyring's `gkr-pam-client.c`.
 */
async function unlock(env: Readonly<Record<string, string>>): Promise<void> {
  const unlocking = 1;
  const socket = connect(join(env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'));
  await once(socket, 'connect');
  const head = Buffer.alloc(12);
  head.writeUInt32BE(head.length + password.length, 0);
  head.writeUInt32BE(unlocking, 4);
  head.writeUInt32BE(password.length, 8);
  socket.write(Buffer.from([0]));
  socket.write(Buffer.concat([head, Buffer.from(password)]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.readUInt32BE(4)).toBe(0);
}
