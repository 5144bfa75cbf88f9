import { existsSync, readFileSync } from 'node:fs';
import { customerOf, nameOf } from '../desktop/cast.ts';
import type { Person } from '../support/desktop/desktopEnvironment.ts';
import { dunst } from '../support/desktop/screen.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';
import { autostartEntryOf } from './support/belongings.ts';
import { confinement, mainProcessesOf, processesOf, signalTo } from './support/processes.ts';
import { productNames, type Product } from './support/product.ts';
import { allListening } from './support/signIn.ts';

/** A person's way with the product, from the first start to the end of the day. */

/** How long the app may take to go when a session ends. */
const leaveLimitMs = 2_000;

function expectSandbox(product: Product, person: Person): void {
  const all = processesOf(product.executable);
  expect(all.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
  const renderers = all.filter(({ command }) => command.includes(' --type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const { pid } of renderers)
    expect(confinement(pid)).toEqual({ user: person.uid, seccomp: '2', noNewPrivileges: '1' });
}

for (const productName of productNames) {
  test.describe(productName, () => {
    test.use({ productName });

    test('signs in, notifies, and a click on the notification opens the event', async ({
      signedIn,
      simulator,
      monitor,
      desktop,
    }) => {
      const app = await signedIn();
      const window = await app.page();
      const anna = customerOf(simulator, 'grWhatsApp');
      simulator.message({ customer: anna, text: 'Is the oak table still there?' });
      const shown = await monitor.waitForNotification(({ summary }) => summary === nameOf(anna));
      expect(shown.body).toContain('Is the oak table still there?');
      expect(shown.hints.get('desktop-entry')).toBe('chatapp-notifier');
      await dunst.action(desktop.env, 0);
      await expect(windowView(window).detail()).toContainText('Is the oak table still there?');
    });

    test('runs in its sandbox, as the person who started it', async ({ signedIn, product, person }) => {
      await signedIn();
      expectSandbox(product, person);
    });

    test('ends in order when it is told to', async ({ signedIn }) => {
      const app = await signedIn();
      signalTo(app.pid, 'SIGTERM');
      expect(await app.exit(leaveLimitMs)).toEqual([0, null]);
    });

    test('started from its icon, it is still signed in: window, tray, notification, a click, Quit', async ({
      signedIn,
      session,
      product,
      simulator,
      monitor,
      desktop,
      person,
    }) => {
      const first = await signedIn();
      signalTo(first.pid, 'SIGTERM');
      await first.exit();

      session.start(product.launch);
      const app = await session.runningApp(product.executable);
      const tray = await app.tray();
      await allListening(simulator);
      await tray.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
      await expect.poll(() => session.windowTitles()).toEqual(['ChatApp Notifier']);
      expectSandbox(product, person);

      const anna = customerOf(simulator, 'grWhatsApp');
      simulator.message({ customer: anna, text: 'Started by hand' });
      await monitor.waitForNotification(({ body }) => body.includes('Started by hand'));
      await tray.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
      await dunst.action(desktop.env, 0);
      await tray.waitUntil(({ tooltip }) => tooltip.includes('Nothing unread'));
      await tray.click('Quit');
      await app.ended();
    });

    test('its tray menu opens the event, the settings, and ends it', async ({ signedIn, simulator }) => {
      const app = await signedIn();
      const view = windowView(await app.page());
      const tray = await app.tray();
      const anna = customerOf(simulator, 'grWhatsApp');
      simulator.message({ customer: anna, text: 'From the menu' });
      await tray.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
      await tray.click(`• ${nameOf(anna)}: From the menu`);
      await expect(view.detail()).toContainText('From the menu');
      await tray.click('Settings…');
      await expect(
        view.page.getByRole('switch', { name: 'Start when I sign in to this computer' }),
      ).toBeVisible();
      await tray.click('Quit');
      expect(await app.exit()).toEqual([0, null]);
    });

    test('its addresses lead into the app that runs, and start one that does not', async ({
      signedIn,
      session,
      product,
      simulator,
    }) => {
      const app = await signedIn();
      const view = windowView(await app.page());
      const anna = customerOf(simulator, 'grWhatsApp');
      const address = `chatapp-notifier://chat/${anna.lineId}/${anna.messengerType}/${encodeURIComponent(anna.chatId)}`;
      const open = async (link: string): Promise<void> => {
        const [program, ...args] = product.open(link);
        expect(await session.run(program, args)).toMatchObject({ code: 0 });
      };

      simulator.message({ customer: anna, text: 'Followed while it runs' });
      await expect(view.rows()).toContainText('Followed while it runs');
      await open(address);
      await expect(view.detail()).toContainText('Followed while it runs');

      simulator.message({ customer: customerOf(simulator, 'telegram'), text: 'Not this one' });
      simulator.message({ customer: anna, text: 'Followed from nothing' });
      const tray = await app.tray();
      await open('chatapp-notifier://settings');
      await tray.waitUntil(({ tooltip }) => tooltip.includes('2 unread'));
      await tray.click('Quit');
      await app.exit();

      const [program, ...args] = product.open(address);
      session.start([program, ...args]);
      const cold = await session.runningApp(product.executable);
      // What is read is what was opened: the newest of that chat, and nothing else.
      await (await cold.tray()).waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
      await expect.poll(() => session.windowTitles()).toEqual(['ChatApp Notifier']);
    });

    test('starts with the session once that is wished, hidden in the tray, and no longer when it is not', async ({
      signedIn,
      session,
      product,
      simulator,
      monitor,
      person,
    }) => {
      const first = await signedIn();
      const view = windowView(await first.page());
      await view.goTo('settings');
      const wish = view.page.getByRole('switch', { name: 'Start when I sign in to this computer' });
      await wish.click({ force: true });
      await expect.poll(() => existsSync(autostartEntryOf(person))).toBe(true);
      const checked = await session.run('desktop-file-validate', [autostartEntryOf(person)]);
      expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
      signalTo(first.pid, 'SIGTERM');
      await first.exit();

      // What a session starts, and of it only what is this person's own.
      session.start(['dex', '--autostart', '--environment', 'XFCE'], { XDG_CONFIG_DIRS: '/nonexistent' });
      const app = await session.runningApp(product.executable);
      const tray = await app.tray();
      await allListening(simulator);
      simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Since the morning' });
      await monitor.waitForNotification(({ body }) => body.includes('Since the morning'));
      expect(mainProcessesOf(product.executable).map(({ command }) => command)).toEqual([
        `${product.executable} --hidden`,
      ]);
      // A window that was on its way would be there by the time another start has been answered.
      expect(await session.run(product.command, ['--status'])).toMatchObject({ code: 0 });
      expect(await session.windowTitles()).toEqual([]);
      await tray.activate();
      await expect.poll(() => session.windowTitles()).toEqual(['ChatApp Notifier']);
      await tray.click('Quit');
      await app.ended();

      const last = await session.drive([product.command]);
      const again = windowView(await last.page());
      await again.goTo('settings');
      await again.page
        .getByRole('switch', { name: 'Start when I sign in to this computer' })
        .click({ force: true });
      await expect.poll(() => existsSync(autostartEntryOf(person))).toBe(false);
    });

    test('takes orders from the command line', async ({ signedIn, session, product, simulator, monitor }) => {
      const order = (...args: string[]) => session.run(product.command, args);
      expect(await order('--status')).toMatchObject({ code: 3, stdout: '{"running":false}\n' });
      expect(await order('--pause', '1h')).toMatchObject({ code: 3 });
      const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
      expect(await order('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
      expect((await order('--help')).stdout).toContain('--pause TIME');
      expect(await order('--server-port=many')).toMatchObject({ code: 2 });

      await signedIn();
      const status = async (...args: string[]): Promise<Record<string, unknown>> =>
        JSON.parse((await order(...args)).stdout || '{}') as Record<string, unknown>;
      expect(await status('--status')).toMatchObject({
        running: true,
        version,
        status: 'listening',
        channels: { listening: 12, total: 12 },
        pausedUntil: null,
      });
      expect(await order('--pause', '1h')).toMatchObject({ code: 0 });
      const paused = await status('--status');
      expect(Date.parse(String(paused['pausedUntil']))).toBeGreaterThan(Date.now());
      simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'While it is paused' });
      await expect.poll(async () => (await status('--status'))['unread']).toBe(1);
      expect(monitor.notifications()).toEqual([]);
      await order('--resume');
      expect(await status('--status')).toMatchObject({ pausedUntil: null });
      simulator.message({ customer: customerOf(simulator, 'telegram'), text: 'After the pause' });
      await monitor.waitForNotification(({ body }) => body.includes('After the pause'));
    });
  });
}
