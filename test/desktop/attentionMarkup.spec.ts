import { connectToBus } from '../support/desktop/sessionBus.ts';
import type { SeenNotification } from '../support/desktop/busMonitor.ts';
import { readScreen } from '../support/desktop/screen.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import { customer, lineIds } from '../simulator/cast.ts';
import { expect, services, test } from './fixtures.ts';

/** What a sender writes is shown as they wrote it, by services that interpret markup. */

const text = '<b>bold</b> <img src=x> &amp; <a href="https://evil.example">x</a>';
const name = '<i>Bobby</i> & <img src=x>';
const footer = 'WhatsApp · Oak & Iris Sales';
/** Where both services show theirs: the upper right corner, below the panel. */
const corner = { x: 820, y: 36, width: 460, height: 300 };

/** What markup cannot be made of, written another way than the app writes it. */
const literally = (plain: string): string =>
  plain.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

interface Sent {
  id: number;
  picture: string;
}

for (const service of services) {
  test.describe(service, () => {
    test.use({ service });

    test('markup of a sender is on the screen as text', async ({
      start,
      simulator,
      monitor,
      desktop,
      popups,
    }) => {
      await start({ args: ['--hidden'] });
      const bobby = customer('bobby', 700, name, lineIds.sales, 'grWhatsApp');
      simulator.message({ customer: bobby, text });
      const shown = await monitor.waitForNotification(({ body }) => body.includes('bold'));
      const bus = await connectToBus(desktop.busAddress);
      const onNotifications = {
        destination: 'org.freedesktop.Notifications',
        path: '/org/freedesktop/Notifications',
        interface: 'org.freedesktop.Notifications',
      };

      /** The same notification with another body, as somebody else would send it. */
      async function send(body: string): Promise<number> {
        const hints = [
          ['desktop-entry', ['s', 'chatapp-notifier']],
          ['urgency', ['y', 1]],
          ['suppress-sound', ['b', true]],
        ];
        const { appName, icon, summary, actions } = shown;
        const [id] = await bus.call({
          ...onNotifications,
          member: 'Notify',
          signature: 'susssasa{sv}i',
          body: [appName, 0, icon, summary, body, actions, hints, -1],
        });
        return Number(id);
      }
      const close = (id: number | undefined): Promise<readonly unknown[]> =>
        bus.call({ ...onNotifications, member: 'CloseNotification', signature: 'u', body: [id] });

      /** What is drawn when it is all drawn: twice the same. */
      async function drawn(): Promise<string> {
        await expect.poll(() => popups.count()).toBe(1);
        let before = '';
        await expect
          .poll(async () => {
            const now = await cornerOf(desktop);
            const same = now === before;
            before = now;
            return same;
          })
          .toBe(true);
        return before;
      }
      async function exchange(id: number | undefined, body: string): Promise<Sent> {
        await close(id);
        await expect.poll(() => popups.count()).toBe(0);
        const next = await send(body);
        return { id: next, picture: await drawn() };
      }

      const [list] = await bus.call({ ...onNotifications, member: 'GetCapabilities' });
      expect(list).toContain('body-markup');
      expect(shown.summary).toBe(name);
      expect(shown.body).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
      expect(unescaped(shown)).toBe(`${text}\n${footer}`);

      const asShown = await drawn();
      const asText = await exchange(shown.id, literally(`${text}\n${footer}`));
      const interpreted = await exchange(asText.id, `${text}\n${literally(footer)}`);
      expect(asShown === asText.picture, 'the screen shows what was written').toBe(true);
      expect(asShown === interpreted.picture, 'and that is not what markup looks like').toBe(false);
      await close(interpreted.id);
      bus.disconnect();
    });
  });
}

async function cornerOf({ env }: Desktop): Promise<string> {
  const picture = await readScreen(env, corner);
  const pixels: number[] = [];
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const { red, green, blue } = picture.pixel(x, y);
      pixels.push(red, green, blue);
    }
  }
  return Buffer.from(pixels).toString('base64');
}

/** What a service makes of it. */
function unescaped({ body }: SeenNotification): string {
  return body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
