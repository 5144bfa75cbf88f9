import { chatStatusItem } from '../simulator/payloads.ts';
import { dunst } from '../support/desktop/screen.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** The main job: a frame on the socket, a notification on the screen, a click that leads to the event. */

test('a message is notified, and a click on the notification opens it', async ({
  start,
  simulator,
  monitor,
  desktop,
}) => {
  const app = await start({ args: ['--hidden'] });
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Is the oak table still there?' });
  const shown = await monitor.waitForNotification(({ summary }) => summary === nameOf(anna));
  expect(shown.body).toBe('Is the oak table still there?\nWhatsApp · Oak &amp; Iris Sales');
  expect(shown.hints.get('urgency')).toBe(1);
  expect(shown.appName).toBe('ChatApp Notifier');

  await dunst.action(desktop.env, 0);
  const window = await app.page();
  await expect(windowView(window).detail()).toContainText('Is the oak table still there?');
  await expect(
    window.getByRole('option', { selected: true }).or(window.getByRole('row', { selected: true })),
  ).toContainText(nameOf(anna));
  const focused = await app.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.isVisible(),
  );
  expect(focused).toBe(true);
});

test('a closed chat is notified, and a click opens it in the window that is there', async ({
  start,
  simulator,
  monitor,
  desktop,
}) => {
  const { window } = await start();
  const ivan = customerOf(simulator, 'telegram');
  // ChatApp names the chat by its id only; the name is known from what was said before.
  simulator.message({ customer: ivan, side: 'out', text: 'Goodbye' });
  simulator.sendEvent({
    kind: 'chatStatus',
    lineId: ivan.lineId,
    messengerType: ivan.messengerType,
    items: [chatStatusItem('close', ivan.chatId)],
  });
  const shown = await monitor.waitForNotification(({ summary }) => summary.startsWith('Chat closed'));
  expect(shown.summary).toContain(nameOf(ivan));
  expect(shown.hints.get('urgency')).toBe(1);
  await dunst.action(desktop.env, 0);
  await expect(windowView(window).detail()).toContainText('Chat closed');
});

test('the same message twice is one row and one notification', async ({ start, simulator, monitor }) => {
  const { window } = await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, id: 'SAME', text: 'Only once, please' });
  simulator.message({ customer: anna, id: 'SAME', text: 'Only once, please' });
  // The next message tells that both frames before it were handled.
  const other = customerOf(simulator, 'telegram');
  simulator.message({ customer: other, text: 'A moment later' });
  await monitor.waitForNotification(({ body }) => body.startsWith('A moment later'));
  await expect(windowView(window).rows()).toHaveCount(2);
  expect(monitor.notifications().filter(({ body }) => body.includes('Only once'))).toHaveLength(1);
});

test('a second message of a chat changes its notification in place', async ({
  start,
  simulator,
  monitor,
}) => {
  await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'One' });
  const first = await monitor.waitForNotification(({ body }) => body.startsWith('One'));
  simulator.message({ customer: anna, text: 'Two' });
  const second = await monitor.waitForNotification(({ body }) => body.includes('Two'));
  expect(second.body).toContain('2 messages · Two');
  expect(second.replacesId).toBe(first.id);
});

test('markup of a sender is never interpreted, neither by the service nor in the window', async ({
  start,
  simulator,
  monitor,
}) => {
  const { window } = await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  const text = '<b>bold</b> <img src=x onerror="document.title=1"> &amp; <a href="https://example.com">x</a>';
  simulator.message({ customer: anna, text });
  const shown = await monitor.waitForNotification(({ summary }) => summary === nameOf(anna));
  expect(shown.body).toContain('&lt;b&gt;bold&lt;/b&gt; &lt;img');
  await windowView(window).rows().first().click();
  await expect(windowView(window).detail()).toContainText(text);
  expect(await window.locator('img[src="x"], a[href="https://example.com"]').count()).toBe(0);
  expect(await window.title()).toBe('ChatApp Notifier');
});

test('an answer from anywhere takes the notification away', async ({ start, simulator, monitor }) => {
  await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Hello?' });
  const shown = await monitor.waitForNotification(({ body }) => body.startsWith('Hello?'));
  simulator.message({ customer: anna, side: 'out', text: 'Hello!' });
  await monitor.waitForSignal((signal) => signal.kind === 'closed' && signal.id === shown.id);
});

test('a kind that is switched off is listed and not notified', async ({ start, simulator, monitor }) => {
  const { window } = await start();
  await windowView(window).goTo('settings');
  await window.getByRole('switch', { name: 'Messages from customers' }).click({ force: true });
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Quietly' });
  await windowView(window).goTo('events');
  await expect(windowView(window).rows()).toContainText('Quietly');
  expect(monitor.notifications()).toHaveLength(0);
});
