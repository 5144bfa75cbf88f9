import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { electronExecutable } from '../support/desktop/launchApp.ts';
import { connectToBus } from '../support/desktop/sessionBus.ts';
import { findTrayItem } from '../support/desktop/trayItem.ts';
import { startSystemBus } from '../support/desktop/systemBus.ts';
import { startConnectProxy } from '../support/connectProxy.ts';
import { dunst } from '../support/desktop/screen.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { customerOf } from './cast.ts';
import { windowView } from '../support/windowView.ts';
import { allListening, expect, serverFlags, test } from './fixtures.ts';

/** What the real app does about what it could not hear. */

test('what came while the app was closed is there at the next start, in one summary that opens the list', async ({
  start,
  simulator,
  monitor,
  desktop,
}) => {
  const first = await start({ keepUserData: true });
  // The first catch-up only learns where to begin.
  await windowView(first.window).goTo('lines');
  await first.window.getByRole('button', { name: 'What happened' }).click();
  await expect(first.window.getByText('Looked for what was missed').first()).toBeVisible();
  await first.close();
  const customers = simulator.cast.customers.filter(({ name }) => name !== null).slice(0, 5);
  for (const customer of customers) simulator.message({ customer, text: `Missed by ${customer.key}` });

  const second = await start({
    userData: first.userData,
    signedIn: false,
    listening: true,
    args: ['--hidden'],
  });
  const summary = await monitor.waitForNotification(
    ({ summary: title }) => title === 'While you were away',
    15_000,
  );
  expect(summary.body).toMatch(/^5 messages in 5 chats\n.+ and 2 more$/);
  expect(monitor.notifications()).toHaveLength(1);
  await dunst.action(desktop.env, 0);
  const window = await second.page();
  await expect(windowView(window).rows()).toHaveCount(5);
});

test('after a sleep the link is proven anew, once, and what was missed is fetched', async ({
  start,
  simulator,
  desktop,
  monitor,
}) => {
  const systemBus = await startSystemBus();
  try {
    const app = await start({ env: { ...desktop.env, DBUS_SYSTEM_BUS_ADDRESS: systemBus.address } });
    await waitFor(
      async () => (await systemBus.isHeard()) || undefined,
      () => 'the app does not listen to logind',
      15_000,
    );
    await windowView(app.window).goTo('lines');
    await app.window.getByRole('button', { name: 'What happened' }).click();
    await expect(app.window.getByText('Looked for what was missed').first()).toBeVisible();
    const links = simulator.totalConnections;
    systemBus.sleep();
    simulator.dropEvents(true);
    const [customer] = simulator.cast.customers;
    if (customer === undefined) throw new Error('nobody in the cast');
    simulator.message({ customer, text: 'While you slept' });
    simulator.dropEvents(false);
    systemBus.wake();
    await monitor.waitForNotification(({ body }) => body.startsWith('While you slept'), 15_000);
    await allListening(simulator);
    expect(simulator.totalConnections).toBe(links + 1);
    expect(simulator.connections()).toBe(1);
    // Chromium ends every debugging session at a suspend, Playwright's too; the window itself is asked instead.
    const words = (): Promise<string> =>
      app.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
      );
    await expect.poll(words).toContain('Everything proven anew');
    await app.close();
  } finally {
    await systemBus.stop();
  }
});

test('a computer that is shut down ends it cleanly, with everything written', async ({
  start,
  simulator,
  desktop,
}) => {
  const systemBus = await startSystemBus();
  try {
    const first = await start({ keepUserData: true });
    await first.close();
    // Without Playwright: a process that is being debugged waits for its debugger at the end.
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = spawn(
      await electronExecutable(),
      [process.cwd(), `--user-data-dir=${first.userData}`, ...root, ...serverFlags(simulator), '--hidden'],
      { env: { ...desktop.env, DBUS_SYSTEM_BUS_ADDRESS: systemBus.address }, stdio: 'ignore' },
    );
    const ended = once(app, 'exit');
    const bus = await connectToBus(desktop.busAddress);
    const tray = await findTrayItem(bus, app.pid ?? 0);
    await tray.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
    await waitFor(
      async () => (await systemBus.isHeard()) || undefined,
      () => 'the app does not listen to logind',
      15_000,
    );
    simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Just before' });
    await tray.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
    bus.disconnect();
    systemBus.shutDown();
    expect(await ended).toEqual([0, null]);
    // What is written in time leaves no journal behind.
    expect(await readdir(first.userData)).not.toContain('history.db-wal');
    const { window } = await start({ userData: first.userData, signedIn: false, listening: true });
    await expect(windowView(window).rows()).toContainText('Just before');
  } finally {
    await systemBus.stop();
  }
});

test("socket and REST leave through the system's proxy, and its loss is said", async ({
  start,
  simulator,
  monitor,
}) => {
  const proxy = await startConnectProxy(null);
  try {
    // What a system's settings are on a desktop that has some; loopback is not left out, so that it is used here.
    const args = [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'];
    const app = await start({ args });
    expect([...proxy.asked].toSorted((one, other) => one.localeCompare(other))).toEqual(
      [`localhost:${simulator.apiPort}`, `localhost:${simulator.port}`].toSorted((one, other) =>
        one.localeCompare(other),
      ),
    );
    const [customer] = simulator.cast.customers;
    if (customer === undefined) throw new Error('nobody in the cast');
    simulator.message({ customer, text: 'Through the proxy' });
    await monitor.waitForNotification(({ body }) => body.startsWith('Through the proxy'));
    proxy.stop();
    const tray = await app.tray();
    await tray.waitUntil(({ tooltip }) => tooltip.includes('Not listening: '), 15_000);
  } finally {
    proxy.stop();
  }
});
