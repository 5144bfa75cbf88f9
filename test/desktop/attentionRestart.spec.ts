import { readEvents } from '../demo/appView.ts';
import { liveNotifications } from '../support/desktop/liveNotifications.ts';
import { lineIds } from '../simulator/cast.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, services, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** What one run of the app left on the screen belongs to the next. */

for (const service of services) {
  test.describe(service, () => {
    test.use({ service });

    test('after a restart an answer still takes a notification away, and a click still opens its event', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const first = await start({ keepUserData: true });
      const anna = customerOf(simulator, 'grWhatsApp', lineIds.sales);
      const vera = customerOf(simulator, 'telegramBot', lineIds.flowers);
      simulator.message({ customer: anna, text: 'Before the restart' });
      simulator.message({ customer: vera, text: 'Roses, please' });
      const ofAnna = await monitor.waitForNotification(({ body }) => body.startsWith('Before'));
      const ofVera = await monitor.waitForNotification(({ body }) => body.startsWith('Roses'));
      // Only what the app knows to be on the screen can be handed on.
      await expect
        .poll(async () => (await readEvents(first.window)).map(({ outcome }) => outcome))
        .toEqual(['delivered', 'delivered']);
      await first.close();
      await expect.poll(() => popups.count()).toBe(2);

      const second = await start({
        userData: first.userData,
        signedIn: false,
        listening: true,
        args: ['--hidden'],
      });
      await expect.poll(() => popups.count()).toBe(2);
      simulator.message({ customer: anna, side: 'out', text: 'Answered afterwards' });
      await monitor.waitForSignal((signal) => signal.kind === 'close call' && signal.id === ofAnna.id);
      await expect.poll(() => popups.count()).toBe(1);
      expect(liveNotifications(monitor).map(({ id }) => id)).toEqual([ofVera.id]);

      await popups.choose(ofVera.actions, 'Open');
      const window = await second.page();
      await expect(windowView(window).detail()).toContainText('Roses, please');
      await expect(window.getByRole('option', { selected: true })).toContainText(nameOf(vera));
      await expect.poll(() => popups.count()).toBe(0);
      // Told again in place at most, for a service that else would not tell of the click: never a new one.
      const fresh = monitor.notifications().filter(({ replacesId }) => replacesId === 0);
      expect(fresh.map(({ id }) => id)).toEqual([ofAnna.id, ofVera.id]);
    });
  });
}
