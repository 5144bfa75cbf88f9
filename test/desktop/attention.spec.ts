import { customerOf, nameOf } from './cast.ts';
import { expect, services, test } from './fixtures.ts';
import { companyChannel } from '../simulator/socket/protocol.ts';
import { liveNotifications } from '../support/desktop/liveNotifications.ts';
import { windowView } from '../support/windowView.ts';

/** The notification of one chat, on every service: it changes in place, goes when it is answered, and its buttons act. */

const lines = { sales: 1229, flowers: 1230 };

for (const service of services) {
  test.describe(service, () => {
    test.use({ service });

    test('a second message of a chat changes its notification in place', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      await start({ args: ['--hidden'] });
      const anna = customerOf(simulator, 'grWhatsApp', lines.sales);
      simulator.message({ customer: anna, text: 'One' });
      const first = await monitor.waitForNotification(({ body }) => body.startsWith('One'));
      expect(first.replacesId).toBe(0);
      simulator.message({ customer: anna, text: 'Two' });
      const second = await monitor.waitForNotification(({ body }) => body.includes('Two'));
      expect(second.body).toBe('2 messages · Two\nWhatsApp · Oak &amp; Iris Sales');
      expect(second.replacesId).toBe(first.id);
      expect(second.id).toBe(first.id);
      await expect.poll(() => popups.count()).toBe(1);
    });

    test("a colleague's answer takes it away, and the row says whose it was", async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const { window } = await start();
      const anna = customerOf(simulator, 'grWhatsApp', lines.sales);
      // ChatApp gives the author of an answer by number; the name is known from what it told of them before.
      const colleague = { id: 687, fullName: 'Sam Sample' };
      await simulator.waitForSubscription(companyChannel(simulator.account.companyId));
      simulator.sendEvent({
        kind: 'employeeStatus',
        items: [{ employee: colleague, status: 'online', shift: 'open' }],
      });
      simulator.message({ customer: anna, text: 'Hello?' });
      const shown = await monitor.waitForNotification(({ body }) => body.startsWith('Hello?'));
      await expect.poll(() => popups.count()).toBe(1);
      simulator.message({ customer: anna, side: 'out', employeeId: colleague.id, text: 'Hello!' });
      await monitor.waitForSignal((signal) => signal.kind === 'close call' && signal.id === shown.id);
      await expect.poll(() => popups.count()).toBe(0);
      const row = windowView(window).rows().filter({ hasText: 'Hello?' });
      await expect(row).toContainText('answered · Sam Sample');
      await row.click();
      await expect(windowView(window).detail()).toContainText('Answered by Sam Sample.');
    });

    test('a click opens the event in the window', async ({ start, simulator, monitor, popups }) => {
      const app = await start({ args: ['--hidden'] });
      simulator.message({ customer: customerOf(simulator, 'telegram'), text: 'Not this one' });
      const anna = customerOf(simulator, 'grWhatsApp', lines.sales);
      await monitor.waitForNotification(({ body }) => body.startsWith('Not this one'));
      await popups.dismiss();
      await monitor.waitForSignal(({ kind }) => kind === 'closed');
      simulator.message({ customer: anna, text: 'Is the oak table still there?' });
      const shown = await monitor.waitForNotification(({ body }) => body.startsWith('Is the oak'));
      await popups.choose(shown.actions, 'Open');
      const window = await app.page();
      await expect(windowView(window).detail()).toContainText('Is the oak table still there?');
      await expect(window.getByRole('option', { selected: true })).toContainText(nameOf(anna));
      await expect.poll(() => popups.count()).toBe(0);
    });

    test('"Reply" opens the window at the chat, with the box for the answer', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const app = await start({ args: ['--hidden'] });
      simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Do you deliver?' });
      const shown = await monitor.waitForNotification(({ body }) => body.startsWith('Do you deliver?'));
      await popups.choose(shown.actions, 'Reply');
      const window = await app.page();
      await expect(windowView(window).detail()).toContainText('Do you deliver?');
      await expect(window.getByRole('textbox', { name: 'Your answer' })).toBeEnabled();
      await expect.poll(() => popups.count()).toBe(0);
    });

    test('"Snooze 15 min" holds the chat, and only that one', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const { window } = await start();
      const anna = customerOf(simulator, 'grWhatsApp', lines.sales);
      simulator.message({ customer: anna, text: 'First' });
      const shown = await monitor.waitForNotification(({ body }) => body.startsWith('First'));
      await popups.choose(shown.actions, 'Snooze 15 min');
      await expect.poll(() => popups.count()).toBe(0);
      await expect(window.getByRole('region', { name: 'Quiet now' })).toContainText(nameOf(anna));
      simulator.message({ customer: anna, text: 'Second' });
      simulator.message({ customer: customerOf(simulator, 'telegram', lines.sales), text: 'Another chat' });
      await monitor.waitForNotification(({ body }) => body.startsWith('Another chat'));
      expect(monitor.notifications()).toHaveLength(2);
      const row = windowView(window).rows().filter({ hasText: 'Second' });
      await expect(row).toContainText('held');
      await row.click();
      await expect(windowView(window).detail()).toContainText('because its chat or line was quiet');
    });

    test('"Mute line" silences the line, and only that one', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      const { window } = await start();
      simulator.message({ customer: customerOf(simulator, 'grWhatsApp', lines.sales), text: 'First' });
      const shown = await monitor.waitForNotification(({ body }) => body.startsWith('First'));
      await popups.choose(shown.actions, 'Mute line');
      await expect.poll(() => popups.count()).toBe(0);
      await expect(window.getByRole('region', { name: 'Quiet now' })).toContainText(
        'Muted: Oak & Iris Sales',
      );
      simulator.message({ customer: customerOf(simulator, 'telegram', lines.sales), text: 'Same line' });
      simulator.message({ customer: customerOf(simulator, 'avito', lines.flowers), text: 'Other line' });
      const other = await monitor.waitForNotification(({ body }) => body.startsWith('Other line'));
      expect(monitor.notifications()).toHaveLength(2);
      expect(liveNotifications(monitor).map(({ id }) => id)).toEqual([other.id]);
      await windowView(window).rows().filter({ hasText: 'Same line' }).click();
      await expect(windowView(window).detail()).toContainText('muted');
    });
  });
}
