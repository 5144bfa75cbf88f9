import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostIsRegistered } from '../support/desktop/desktopParts.ts';
import { startProcess, type OwnProcess } from '../support/desktop/ownProcess.ts';
import { connectToBus } from '../support/desktop/sessionBus.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';

/** Another panel than the one of all other tests: LXQt's, with a tray of its own making (Qt). */

const configuration = `panels=panel1

[panel1]
plugins=statusnotifier
position=Bottom
panelSize=40

[statusnotifier]
type=statusnotifier
alignment=Right
`;

async function startPanel(desktop: Desktop): Promise<OwnProcess> {
  const folder = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'lxqt');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'panel.conf'), configuration);
  const panel = await startProcess('lxqt-panel', ['lxqt-panel'], {
    env: { ...desktop.env, QT_QPA_PLATFORM: 'xcb' },
    logFile: join(desktop.runDirectory, 'log', 'lxqt-panel'),
  });
  const bus = await connectToBus(desktop.busAddress);
  await waitFor(
    async () => (await hostIsRegistered(bus)) || undefined,
    () => `LXQt's panel registered no tray host: ${panel.logTail()}`,
    15_000,
  );
  bus.disconnect();
  return panel;
}

test('the tray works in LXQt’s panel, too, and comes back with it', async ({ start, simulator }) => {
  const desktop = await startDesktop({
    notifications: 'dunst',
    panel: 'none',
    windowManager: 'xfwm4',
    keyring: true,
  });
  let panel = await startPanel(desktop);
  try {
    const app = await start({ env: desktop.env, args: ['--hidden'] });
    const tray = await app.tray();
    await tray.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
    const listening = await tray.icon();
    simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Tom & Jerry <b>' });
    const unread = await tray.waitUntil(
      ({ tooltip, labels }) =>
        tooltip.includes('1 unread') && labels.some((label) => label.includes('Tom & Jerry <b>')),
    );
    expect(unread.icon?.hash).not.toBe(listening?.hash);

    await panel.stop();
    panel = await startPanel(desktop);
    const back = await app.tray();
    await back.waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
    await back.activate();
    await expect(windowView(await app.page()).rows()).toContainText('Tom & Jerry');
    const ended = once(app.app.process(), 'exit');
    await back.click('Quit');
    expect((await ended)[0]).toBe(0);
  } finally {
    await panel.stop();
    await desktop.stop();
  }
});
