import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  startNotificationStandIn,
  type NotificationStandIn,
} from '../support/desktop/notificationStandIn.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { client, limitMs, shown, toast } from '../support/toasterClient.ts';

/** The Linux toaster against a service as Plasma's, which is not to be had here. */

describe('a service that keeps what expired and takes answers', () => {
  let desktop: Desktop;
  let service: NotificationStandIn;

  beforeAll(async () => {
    desktop = await startDesktop({
      notifications: 'none',
      panel: 'none',
      windowManager: 'none',
      keyring: false,
    });
  });
  afterAll(() => desktop.stop());
  beforeEach(async () => {
    service = await startNotificationStandIn(desktop.busAddress);
    onTestFinished(() => service.stop());
  });

  const numbers = (): number[] => [...service.standing.keys()];

  test('an answer is written into the notification', async () => {
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    expect(service.standing.get(1)?.actions).toEqual([
      'default',
      'Open',
      'inline-reply',
      'Reply',
      'snooze',
      'Snooze',
      'mute',
      'Mute',
    ]);
    expect(service.standing.get(1)?.hints.get('x-kde-reply-placeholder-text')).toBe('Answer');
    await toaster.show(toast('boris', { reply: null }));
    expect(service.standing.get(2)?.actions).toContain('reply');
    expect(service.standing.get(2)?.actions).not.toContain('inline-reply');
    service.act(1, 'unheard-of');
    service.reply(1, 'Good morning');
    await expect
      .poll(() => signals, { timeout: limitMs })
      .toEqual([{ id: 'anna', signal: 'replied', text: 'Good morning' }]);
    await expect.poll(numbers).toEqual([2]);
  });

  test('one that expired is still clicked, withdrawn and handed on; its end is told once', async () => {
    const first = client(desktop);
    for (const id of ['anna', 'boris', 'clara']) await first.toaster.show(toast(id));
    for (const number of [1, 1, 2]) service.expire(number);
    service.act(1, 'default');
    await expect
      .poll(() => first.signals, { timeout: limitMs })
      .toEqual([
        { id: 'anna', signal: 'expired' },
        { id: 'boris', signal: 'expired' },
        { id: 'anna', signal: 'clicked' },
      ]);
    const marks = first.toaster.marks();
    first.end();
    const second = client(desktop);
    expect(new Set(await second.toaster.adopt(marks))).toEqual(new Set(['boris', 'clara']));
    service.act(2, 'mute');
    await expect
      .poll(() => second.signals, { timeout: limitMs })
      .toEqual([{ id: 'boris', signal: 'button', action: 'mute' }]);
    second.toaster.withdraw('clara');
    await expect.poll(numbers).toEqual([]);
    expect(second.signals).toHaveLength(1);
  });

  test('"again" comes anew, since a change in place would be silent; nobody is told that the old one went', async () => {
    const { toaster, signals } = client(desktop);
    await toaster.show(toast('anna'));
    await toaster.show(toast('anna', { title: 'changed' }));
    expect(numbers()).toEqual([1]);
    await toaster.show(toast('anna', { title: 'noticed', again: true }));
    expect([...service.standing].map(([number, { summary }]) => [number, summary])).toEqual([[2, 'noticed']]);
    service.dismiss(2);
    await expect.poll(() => signals, { timeout: limitMs }).toEqual([{ id: 'anna', signal: 'dismissed' }]);
  });

  test('its own do-not-disturb is told', async () => {
    const { toaster } = client(desktop);
    service.inhibit();
    expect(await toaster.show(toast('anna'))).toEqual({ result: 'delivered', doNotDisturb: true });
    expect(await toaster.show(toast('boris', { urgency: 'critical' }))).toEqual(shown);
  });

  test('of what waits only the newest is sent, and withdrawn before it was shown it does not come', async () => {
    const { toaster } = client(desktop);
    const results = ['one', 'two', 'three'].map((title) => toaster.show(toast('anna', { title })));
    toaster.withdraw('anna');
    const last = toaster.show(toast('anna', { title: 'four' }));
    expect((await Promise.all(results)).map(({ result }) => result)).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
    expect(await last).toEqual(shown);
    expect([...service.standing.values()].map(({ summary }) => summary)).toEqual(['four']);
    expect(service.calls()).toBe(1);
  });
});
