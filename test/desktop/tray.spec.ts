import { customerOf, nameOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** The tray, as the panel sees it. */

test('icon, tooltip and menu follow the connection and the unread', async ({ start, simulator }) => {
  const app = await start({ signedIn: false });
  const tray = await app.tray();
  const signedOut = await tray.icon();
  expect(await tray.tooltip()).toContain('Signed out');
  await app.close();

  const second = await start();
  const item = await second.tray();
  await item.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
  const listening = await item.icon();
  expect(listening?.hash).not.toBe(signedOut?.hash);
  expect(await item.labels()).toEqual([
    'Listening to 12 channels',
    'Open ChatApp Notifier',
    '---',
    'No events yet',
    '---',
    'Lines',
    'Pause notifications',
    'Mute a line',
    '---',
    'Settings…',
    'Quit',
  ]);

  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Tom & Jerry_x' });
  await item.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  const unread = await item.icon();
  expect(unread?.hash).not.toBe(listening?.hash);
  expect(await item.labels()).toContain(`• ${nameOf(anna)}: Tom & Jerry_x`);

  await simulator.refuseConnections(true);
  simulator.kill();
  await item.waitUntil(({ tooltip }) => tooltip.includes('Not listening'));
  expect((await item.icon())?.hash).not.toBe(unread?.hash);
  expect(await item.labels()).toContain('Try again now');

  await simulator.listenAgain();
  await item.click('Try again now');
  await item.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
  expect((await item.icon())?.hash).toBe(unread?.hash);
});

test('a recent event opens from the menu, and everything is marked as read there', async ({
  start,
  simulator,
}) => {
  const app = await start({ args: ['--hidden'] });
  const tray = await app.tray();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'From the menu' });
  simulator.message({ customer: customerOf(simulator, 'telegram'), text: 'Another' });
  await tray.waitUntil(({ tooltip }) => tooltip.includes('2 unread'));
  await tray.click(`• ${nameOf(anna)}: From the menu`);
  const window = await app.page();
  await expect(windowView(window).detail()).toContainText('From the menu');
  await tray.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  await tray.click('Mark all as read');
  await tray.waitUntil(({ tooltip }) => tooltip.includes('Nothing unread'));
});

test('closing the window leaves the app in the tray; a left click brings it back; Quit ends it', async ({
  start,
  simulator,
  monitor,
}) => {
  const app = await start();
  const tray = await app.tray();
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0);
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Still there?' });
  await monitor.waitForNotification(({ body }) => body.startsWith('Still there?'));
  await tray.activate();
  await expect(windowView(await app.page()).rows()).toContainText('Still there?');
  const ended = app.app.waitForEvent('close');
  await tray.click('Quit');
  await ended;
});
