import { lineIds } from '../simulator/cast.ts';
import { readEvents, readState } from '../demo/appView.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, services, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** Quiet that a person asked for: of the system, and of the app. */

for (const service of services) {
  test.describe(service, () => {
    test.use({ service });

    test("the system's do-not-disturb keeps it off the screen, and the row says so", async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const { window } = await start();
      await popups.doNotDisturb(true);
      const anna = customerOf(simulator, 'grWhatsApp', lineIds.sales);
      simulator.message({ customer: anna, text: 'Not now' });
      await monitor.waitForNotification(({ body }) => body.startsWith('Not now'));
      await expect
        .poll(async () => (await readEvents(window)).map(({ outcome }) => outcome))
        .toEqual(['doNotDisturb']);
      expect(await popups.count()).toBe(0);
      // It is no trouble: nothing is missing.
      expect((await readState(window)).notifications.available).toBe(true);
      await expect(windowView(window).trouble()).not.toContainText('notification');

      await popups.doNotDisturb(false);
      // dunst shows then what it kept back; xfce4-notifyd keeps it in its log only.
      await expect.poll(() => popups.count()).toBe(service === 'dunst' ? 1 : 0);
      await expect
        .poll(async () => {
          simulator.message({ customer: customerOf(simulator, 'avito'), text: 'Now' });
          const newest = (await readEvents(window)).find(({ outcome }) => outcome === 'delivered');
          return newest?.verdict;
        })
        .toMatch(/show|update/);
      await expect.poll(() => popups.count()).toBe(service === 'dunst' ? 2 : 1);
      const notNow = (await readEvents(window)).filter(({ chat }) => chat?.id === anna.chatId);
      expect(notNow.map(({ outcome }) => outcome)).toEqual(['doNotDisturb']);
    });
  });
}

test('a pause from the tray holds what comes, and its end tells of it once', async ({
  start,
  simulator,
  monitor,
}) => {
  const app = await start();
  const tray = await app.tray();
  const { icon: listening } = await tray.waitUntil(({ tooltip }) =>
    tooltip.includes('Listening to 12 channels'),
  );
  const submenu = await tray.find('Pause notifications');
  expect(submenu?.children.map(({ label }) => label)).toEqual(['15 minutes', '1 hour', 'Until tomorrow']);
  await tray.click('15 minutes');
  const paused = await tray.waitUntil(({ labels }) => labels.includes('Resume notifications'));
  expect(paused.tooltip).toContain('Paused until ');
  expect(paused.icon).toBeDefined();
  expect(paused.icon?.hash).not.toBe(listening?.hash);

  const anna = customerOf(simulator, 'grWhatsApp', lineIds.sales);
  const vera = customerOf(simulator, 'telegramBot', lineIds.flowers);
  for (const text of ['One', 'Two']) simulator.message({ customer: anna, text });
  simulator.message({ customer: vera, text: 'Roses' });
  await expect(windowView(app.window).rows()).toHaveCount(3);
  await expect
    .poll(async () => (await readEvents(app.window)).map(({ verdict, reason }) => `${verdict} ${reason}`))
    .toEqual(['hold paused', 'hold paused', 'hold paused']);
  await tray.waitUntil(({ tooltip }) => tooltip.includes('3 unread'));

  await tray.click('Resume notifications');
  const summary = await monitor.waitForNotification(() => true);
  expect(summary.summary).toBe('While notifications were paused');
  expect(summary.body).toMatch(/^3 messages in 2 chats\n/);
  for (const person of [anna, vera]) expect(summary.body).toContain(nameOf(person));
  simulator.message({ customer: customerOf(simulator, 'telegram', lineIds.workshop), text: 'Afterwards' });
  await monitor.waitForNotification(({ body }) => body.startsWith('Afterwards'));
  expect(monitor.notifications()).toHaveLength(2);
  await tray.waitUntil(({ labels }) => labels.includes('Pause notifications'));
});
