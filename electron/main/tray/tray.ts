import { Menu, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron/main';
import type { Stop } from '../../core/ports.ts';
import type { TrayAction, TrayItem, TrayView } from '../../core/state/view.ts';
import { panel } from './firstTray.ts';
import { trayIcon } from './trayIcon.ts';

/** Draws the tray view; every change sets the whole menu again, since Linux panels are told of nothing less. */
export interface TrayIcon {
  draw(view: TrayView): void;
  /** Blinks for some seconds: somebody waits too long. */
  attract(): void;
  destroy(): void;
}

/** @param standing the icon that is there already */
export function createTray(
  assets: string,
  first: TrayView,
  act: (action: TrayAction) => void,
  standing: Tray | null,
): TrayIcon {
  let view = first;
  const tray = standing ?? new Tray(icon());
  if (standing !== null) standing.setImage(icon());
  let drawnMenu = '';
  let drawnIcon = iconKey();
  tray.on('click', () => act({ type: 'open' }));
  drawTexts();
  const stopTheme = watchTheme(() => drawIcon());

  function iconKey(): string {
    return [view.shape, Math.min(view.unread, 10), panel()].join(' ');
  }

  function icon(): Electron.NativeImage {
    return trayIcon(assets, view.shape, view.unread, panel());
  }

  function drawIcon(): void {
    if (iconKey() === drawnIcon) return;
    drawnIcon = iconKey();
    tray.setImage(icon());
  }

  function drawTexts(): void {
    tray.setToolTip(view.tooltip);
    const menu = JSON.stringify(view.menu);
    if (menu === drawnMenu) return;
    drawnMenu = menu;
    tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => menuItem(item, act))));
  }

  let blinking: NodeJS.Timeout | null = null;
  let blinksLeft = 0;
  function blink(): void {
    blinksLeft -= 1;
    if (blinksLeft <= 0) return stopBlinking();
    // Between the icon and itself without its badge: the shape, which says whether one is listened to, stays.
    tray.setImage(trayIcon(assets, view.shape, blinksLeft % 2 === 0 ? view.unread : 0, panel()));
  }
  function stopBlinking(): void {
    if (blinking !== null) clearInterval(blinking);
    blinking = null;
    tray.setImage(icon());
  }

  return {
    attract() {
      blinksLeft = blinks;
      blinking ??= setInterval(blink, blinkMs);
    },
    draw(next) {
      view = next;
      drawIcon();
      drawTexts();
    },
    destroy() {
      stopTheme();
      if (blinking !== null) clearInterval(blinking);
      tray.destroy();
    },
  };
}

const blinkMs = 600;
const blinks = 16;

function watchTheme(changed: () => void): Stop {
  nativeTheme.on('updated', changed);
  return () => nativeTheme.removeListener('updated', changed);
}

function menuItem(item: TrayItem, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: plain(item.label), enabled: false };
    case 'menu':
      return { label: plain(item.label), submenu: item.items.map((inner) => menuItem(inner, act)) };
    case 'check':
      // The panel shows what it is told anew after every change, not what was clicked.
      return {
        type: 'checkbox',
        label: plain(item.label),
        checked: item.checked,
        click: () => act(item.action),
      };
    case 'action':
      return { label: plain(item.label), click: () => act(item.action) };
  }
}

/** A single `&` marks a shortcut letter and would vanish. */
function plain(label: string): string {
  return label === '' ? ' ' : label.replace(/&/g, '&&');
}
