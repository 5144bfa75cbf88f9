import { windowView } from '../support/windowView.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { startAgain } from './secondStart.ts';

/** The command line and the app's own addresses: by a second start while it runs, and by the first. */

test('--status prints the state of the running app, and --pause and --resume change it', async ({
  start,
  desktop,
  simulator,
}) => {
  const app = await start({ args: ['--hidden'] });
  const order = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { code, stdout } = await startAgain(desktop, app.userData, args);
    expect(code).toBe(0);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  expect(await order('--status')).toMatchObject({
    running: true,
    status: 'listening',
    channels: { listening: 12, total: 12 },
    unread: 0,
    pausedUntil: null,
  });
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'One' });
  const tray = await app.tray();
  await tray.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  const status = await order('--status');
  expect(status).toMatchObject({ unread: 1, waiting: 1 });
  // For monitors, not for messages.
  expect(JSON.stringify(status)).not.toContain('One');
  const said = await startAgain(desktop, app.userData, ['--pause', '1h']);
  expect(said).toMatchObject({ code: 0, stdout: '' });
  await tray.waitUntil(({ tooltip }) => tooltip.includes('Paused until'));
  const until = Date.parse(String((await order('--status'))['pausedUntil']));
  expect(Math.round((until - Date.now()) / 60_000)).toBe(60);
  await startAgain(desktop, app.userData, ['--resume']);
  await tray.waitUntil(({ tooltip }) => !tooltip.includes('Paused'));
  const shown = app.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((one) => one.isVisible()),
  );
  expect(await shown).toBe(false);
});

test('a start that is to stay hidden shows nothing of the app that runs, and hands over no tokens', async ({
  start,
  desktop,
}) => {
  const app = await start({ args: ['--hidden'] });
  const windows = (): Promise<number> =>
    app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await startAgain(desktop, app.userData, ['--hidden'])).toMatchObject({ code: 0 });
  // One start is heard after the other: when this one was answered, that one was, too.
  await startAgain(desktop, app.userData, ['--status']);
  expect(await windows()).toBe(0);
  const refused = await startAgain(desktop, app.userData, ['--hidden', '--import-tokens=tokens.json']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('runs already');
  const opened = app.app.waitForEvent('window');
  await startAgain(desktop, app.userData, []);
  await opened;
});

test('an order to an app that does not run says so and starts nothing', async ({ start, desktop }) => {
  const first = await start({ signedIn: false, keepUserData: true });
  await first.close();
  expect(await startAgain(desktop, first.userData, ['--status'])).toMatchObject({
    code: 3,
    stdout: '{"running":false}\n',
  });
  const paused = await startAgain(desktop, first.userData, ['--pause=1h']);
  expect(paused.code).toBe(3);
  expect(paused.stderr).toContain('is not running');
  expect((await startAgain(desktop, first.userData, ['--help'])).stdout).toContain('--pause TIME');
  expect((await startAgain(desktop, first.userData, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('addresses lead to an event’s chat, a line and a page, whoever hands them over', async ({
  start,
  desktop,
  simulator,
}) => {
  const app = await start();
  const view = windowView(app.window);
  const customer = customerOf(simulator, 'grWhatsApp');
  const other = simulator.cast.customers.find(({ lineId }) => lineId !== customer.lineId);
  if (other === undefined) throw new Error('all of the cast is on one line');
  simulator.message({ customer, text: 'About the table' });
  simulator.message({ customer: other, text: 'Of another line' });
  await expect(view.rows()).toHaveCount(2);

  const chat = ['chat', customer.lineId, customer.messengerType, customer.chatId]
    .map((part) => encodeURIComponent(String(part)))
    .join('/');
  await startAgain(desktop, app.userData, [`chatapp-notifier://${chat}`]);
  await expect(view.detail()).toContainText('About the table');
  await expect(view.detail()).toContainText(nameOf(customer));

  await startAgain(desktop, app.userData, [`chatapp-notifier://line/${other.lineId}`]);
  await expect(view.rows()).toHaveCount(1);
  await expect(view.rows()).toContainText('Of another line');

  await startAgain(desktop, app.userData, ['chatapp-notifier://settings']);
  await expect(app.window.getByRole('heading', { name: 'Settings' })).toBeVisible();

  // Not one of ours: the window comes, as with any second start, and nothing else.
  await startAgain(desktop, app.userData, ['chatapp-notifier://erase/everything']);
  await expect(app.window.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('an address starts an app that does not run, at what it names', async ({ start, simulator }) => {
  const first = await start({ keepUserData: true });
  const customer = customerOf(simulator, 'telegram');
  simulator.message({ customer, text: 'Cold start' });
  await expect(windowView(first.window).rows()).toHaveCount(1);
  await first.close();
  const chat = [customer.lineId, customer.messengerType, customer.chatId]
    .map((part) => encodeURIComponent(String(part)))
    .join('/');
  const { window } = await start({
    userData: first.userData,
    signedIn: false,
    args: [`chatapp-notifier://chat/${chat}`],
  });
  await expect(windowView(window).detail()).toContainText('Cold start');
});
