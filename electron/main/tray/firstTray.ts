import { nativeTheme, Tray } from 'electron/main';
import { trayIcon } from './trayIcon.ts';

/** The icon before anything is known: it runs, and does not listen yet. Its menu comes with the program. */
export function firstTray(assets: string): Tray {
  const tray = new Tray(trayIcon(assets, 'notListening', 0, panel()));
  tray.setToolTip('ChatApp Notifier');
  return tray;
}

/** Panels follow the system's theme, not the one chosen for the window. */
export function panel(): 'light' | 'dark' {
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}
