import dbusNative from '@homebridge/dbus-native';
import { expect, test } from 'vitest';
import { watchScreenLock } from '../../electron/platform/freedesktop/screenLock.ts';
import { createSessionBus } from '../../electron/platform/freedesktop/sessionBus.ts';
import { startDesktop } from '../support/desktop/virtualDesktop.ts';

/** What the package offers for owning a name; its own types leave it out. */
interface Client {
  requestName(name: string, flags: number, done: (problem: unknown) => void): void;
  exportInterface(object: object, path: string, description: object): void;
  sendSignal(path: string, of: string, name: string, signature: string, body: unknown[]): void;
  connection: { end(): void };
}
const library = dbusNative as unknown as { createClient(options: { busAddress: string }): Client };
const saver = 'org.xfce.ScreenSaver';
const path = '/org/xfce/ScreenSaver';

async function startSaver(busAddress: string, active: boolean): Promise<Client> {
  const client = library.createClient({ busAddress });
  const object = { GetActive: () => active };
  client.exportInterface(object, path, { name: saver, methods: { GetActive: ['', 'b'] } });
  await new Promise((resolve) => client.requestName(saver, 0, resolve));
  return client;
}

test('a covered screen is told: from the start, at every change, and when its saver goes', async () => {
  const desktop = await startDesktop({
    notifications: 'none',
    panel: 'none',
    windowManager: 'none',
    keyring: false,
  });
  const bus = createSessionBus(desktop.busAddress);
  const told: boolean[] = [];
  try {
    const first = await startSaver(desktop.busAddress, true);
    const stop = watchScreenLock(bus, (locked) => void told.push(locked));
    await expect.poll(() => told).toEqual([true]);
    for (const active of [true, false, true]) first.sendSignal(path, saver, 'ActiveChanged', 'b', [active]);
    await expect.poll(() => told).toEqual([true, false, true]);
    first.connection.end();
    await expect.poll(() => told).toEqual([true, false, true, false]);
    const second = await startSaver(desktop.busAddress, true);
    await expect.poll(() => told).toEqual([true, false, true, false, true]);
    stop();
    second.connection.end();
    expect(await bus.nameHasOwner('org.freedesktop.DBus')).toBe(true);
    expect(told).toHaveLength(5);
  } finally {
    bus.stop();
    await desktop.stop();
  }
});
