import { join } from 'node:path';
import { app, Menu, Tray } from 'electron/main';

/** The least a tray app can be: an icon and a menu. */

app.on('window-all-closed', () => undefined);
process.on('SIGTERM', () => app.quit());

/** Electron forgets an icon that nobody holds. */
const icons = new Set();
void app.whenReady().then(() => {
  const tray = new Tray(join(import.meta.dirname, '../../../../electron/assets/tray-dark@1x.png'));
  tray.setToolTip('Empty');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
  icons.add(tray);
});
