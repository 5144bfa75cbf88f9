import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ToastResult, ToastSignal } from '../../electron/core/ports.ts';
import { startBusMonitor, type BusMonitor } from '../support/desktop/busMonitor.ts';
import {
  dunstScreen,
  setXfceExpiry,
  xfceScreen,
  type NotificationScreen,
} from '../support/desktop/notificationScreen.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { client, limitMs, shown, toast } from '../support/toasterClient.ts';

/** The Linux toaster against the real notification services, each on a bus and a screen of its own. */

const buttons = 4;

const services = [
  { name: 'dunst', screenOf: dunstScreen },
  { name: 'xfce4-notifyd', screenOf: xfceScreen },
] as const;

describe.each(services)('$name', ({ name, screenOf }) => {
  /** A test of what one of the services alone does; for the other there is none. */
  const only =
    (service: (typeof services)[number]['name']) =>
    (title: string, run: () => Promise<void>): void => {
      if (service === name) test(title, run);
    };
  let desktop: Desktop;
  let screen: NotificationScreen;
  let monitor: BusMonitor;

  beforeAll(async () => {
    desktop = await startDesktop({
      notifications: name,
      panel: 'none',
      windowManager: 'none',
      keyring: false,
    });
    screen = screenOf(desktop);
  });
  afterAll(() => desktop.stop());
  beforeEach(async () => {
    monitor = await startBusMonitor(desktop.busAddress);
  });
  afterEach(async () => {
    monitor.stop();
    // What a test left on the screen goes with the service that shows it.
    await desktop.stopNotifications();
    await desktop.startNotifications();
  });

  const onScreen = (count: number): Promise<void> =>
    expect.poll(() => screen.count(), { timeout: limitMs }).toBe(count);
  const told = (signals: ToastSignal[]) => expect.poll(() => signals, { timeout: limitMs });

  test('the same id changes the notification in place; a withdrawn one goes without a word', async () => {
    const { toaster, signals } = client(desktop);
    expect(await toaster.show(toast('anna', { body: 'one' }))).toEqual(shown);
    expect(await toaster.show(toast('anna', { body: 'two', again: true }))).toEqual(shown);
    expect(await toaster.show(toast('boris'))).toEqual(shown);
    const [first, second] = monitor.notifications();
    expect(second).toMatchObject({ body: 'two', id: first?.id, replacesId: first?.id });
    await onScreen(2);
    toaster.withdraw('anna');
    await onScreen(1);
    expect(toaster.marks().map(({ id }) => id)).toEqual(['boris']);
    expect(signals).toEqual([]);
  });

  test('nothing of the sender is taken for markup, and what no bus carries is left out', async () => {
    const { toaster } = client(desktop);
    const text = 'Tom & <b>bold</b> \0<img src="x">\uD800 &amp;';
    expect(await toaster.show(toast('anna', { title: text, body: text, footer: '<u>foot</u>' }))).toEqual(
      shown,
    );
    const [sent] = monitor.notifications();
    expect(sent?.summary).toBe('Tom & <b>bold</b> <img src="x">\uFFFD &amp;');
    expect(sent?.body).toBe(
      'Tom &amp; &lt;b&gt;bold&lt;/b&gt; &lt;img src="x"&gt;\uFFFD &amp;amp;\n&lt;u&gt;foot&lt;/u&gt;',
    );
    expect(sent?.hints.get('suppress-sound')).toBe(true);
  });

  test('a click opens, and is all that is told', async () => {
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    await onScreen(1);
    await screen.press(0, buttons);
    await told(signals).toEqual([{ id: 'anna', signal: 'clicked' }]);
    await onScreen(0);
    expect(toaster.marks()).toEqual([]);
    // Nothing more of it: the next one is answered after all that the close caused.
    await toaster.show(toast('boris'));
    expect(signals).toHaveLength(1);
  });

  test('a notification that a person closes is told as dismissed', async () => {
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    await onScreen(1);
    await screen.dismiss();
    await told(signals).toEqual([{ id: 'anna', signal: 'dismissed' }]);
  });

  test('do not disturb is told, and what it keeps back is delivered all the same', async () => {
    const { toaster } = client(desktop);
    await screen.doNotDisturb(true);
    try {
      expect(await toaster.show(toast('anna'))).toEqual({ result: 'delivered', doNotDisturb: true });
      // xfce4-notifyd shows critical ones all the same, dunst does not.
      expect(await toaster.show(toast('urgent', { urgency: 'critical' }))).toEqual({
        result: 'delivered',
        doNotDisturb: name === 'dunst',
      });
      await onScreen(name === 'dunst' ? 0 : 1);
    } finally {
      await screen.doNotDisturb(false);
    }
  });

  test('a service that stands still: few calls, an answer in time, and afterwards each toast once, as it is by then', async () => {
    const { toaster, signals } = client(desktop, 400);
    await toaster.show(toast('standing'));
    monitor.clear();
    desktop.pauseNotifications();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const results: Promise<ToastResult>[] = [];
    for (const body of ['one', 'two', 'three']) {
      for (const id of ids) results.push(toaster.show(toast(id, { body })));
    }
    const kinds = (await Promise.all(results)).map(({ result }) => result);
    expect(new Set(kinds)).toEqual(new Set(['pending']));
    expect(monitor.notifications()).toHaveLength(4);
    // One that is under way, one that waits, one that stood before.
    for (const id of ['a', 'f', 'standing']) toaster.withdraw(id);
    desktop.continueNotifications();
    for (const id of ['b', 'c', 'd', 'e']) {
      await monitor.waitForNotification(({ summary, body }) => summary === id && body === 'three');
    }
    await onScreen(4);
    expect(await toaster.show(toast('b', { body: 'four' }))).toMatchObject({ result: 'delivered' });
    await onScreen(4);
    expect(
      toaster
        .marks()
        .map(({ id }) => id)
        .toSorted((one, other) => one.localeCompare(other)),
    ).toEqual(['b', 'c', 'd', 'e']);
    expect(new Set(signals.map(({ signal }) => signal))).toEqual(new Set(['shown']));
    expect(new Set(signals.map(({ id }) => id))).toEqual(new Set(['b', 'c', 'd', 'e']));
  });

  test('the next run of the app hears the clicks on what this one showed', async () => {
    const first = client(desktop);
    await first.toaster.show(toast('anna', { body: 'still here' }));
    const marks = first.toaster.marks();
    first.end();
    const second = client(desktop);
    expect(await second.toaster.adopt(marks)).toEqual(['anna']);
    // dunst tells only whoever showed it last.
    if (name === 'dunst') {
      const again = await monitor.waitForNotification(({ replacesId }) => replacesId !== 0);
      expect(again).toMatchObject({ body: 'still here', id: again.replacesId });
    }
    await onScreen(1);
    await screen.press(0, buttons);
    await told(second.signals).toEqual([{ id: 'anna', signal: 'clicked' }]);
  });

  test('a mark of another service, another bus, or of nothing is not adopted', async () => {
    const first = client(desktop);
    await first.toaster.show(toast('anna'));
    const [mark] = first.toaster.marks();
    const otherBus = { id: 'anna', mark: mark?.mark.replace(/"busId":"\w/, '"busId":"x') ?? '' };
    const second = client(desktop);
    expect(await second.toaster.adopt([otherBus, { id: 'boris', mark: '{' }])).toEqual([]);
    await desktop.stopNotifications();
    await desktop.startNotifications();
    expect(await second.toaster.adopt(first.toaster.marks())).toEqual([]);
    expect(await second.toaster.adopt(mark === undefined ? [] : [mark])).toEqual([]);
  });

  test('a service that ends takes its notifications with it; the next one is used', async () => {
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    await desktop.stopNotifications();
    await told(signals).toEqual([{ id: 'anna', signal: 'closed' }]);
    expect(await toaster.show(toast('boris'))).toMatchObject({ result: 'noService' });
    await desktop.startNotifications();
    expect(await toaster.show(toast('anna'))).toEqual(shown);
    expect(monitor.notifications().at(-1)?.replacesId).toBe(0);
    await onScreen(1);
  });

  only('dunst')('what dunst has put away meanwhile does not come back', async () => {
    const first = client(desktop);
    await first.toaster.show(toast('anna'));
    const marks = first.toaster.marks();
    first.end();
    await screen.dismiss();
    const second = client(desktop);
    expect(await second.toaster.adopt(marks)).toEqual([]);
    await onScreen(0);
  });

  only('xfce4-notifyd')('each button does what it says', async () => {
    const { toaster, signals } = client(desktop);
    for (const [index, action] of [
      [1, 'reply'],
      [2, 'snooze'],
      [3, 'mute'],
    ] as const) {
      await toaster.show(toast(action));
      await onScreen(1);
      await screen.press(index, buttons);
      await told(signals).toContainEqual({ id: action, signal: 'button', action });
      await onScreen(0);
    }
    expect(signals).toHaveLength(3);
  });

  only('xfce4-notifyd')('one whose time is over is told as expired, once', async () => {
    await setXfceExpiry(desktop, 1);
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    await told(signals).toEqual([{ id: 'anna', signal: 'expired' }]);
    expect(toaster.marks()).toEqual([]);
    toaster.withdraw('anna');
    await monitor.waitForSignal(({ kind }) => kind === 'close call');
    await setXfceExpiry(desktop, 10);
    expect(await toaster.show(toast('boris'))).toEqual(shown);
    expect(signals).toHaveLength(1);
  });
});
