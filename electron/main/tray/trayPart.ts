import type { Tray } from 'electron/main';
import type { Clock, History } from '../../core/ports.ts';
import type { Store } from '../../core/state/store.ts';
import { recentRows, trayView, type TrayAction, type TrayView } from '../../core/state/view.ts';
import { paced } from '../../platform/paced.ts';
import { everyEvent } from '../../shared/eventFilter.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { systemZone } from '../appearance.ts';
import { createTray } from './tray.ts';

/** A menu that is read cannot change faster than this; a storm would redraw it with every message. Milliseconds. */
const trayEveryMs = 500;

/** The tray icon, drawn anew some moments after somebody says that something has changed. */
export interface TrayPart {
  drawSoon(): void;
  attract(): void;
  destroy(): void;
}

export function createTrayPart(parts: {
  assets: string;
  clock: Clock;
  store: Store;
  history: History;
  translate: () => Translate;
  act: (action: TrayAction) => void;
  /** The icon that is there already. */
  icon: Tray | null;
}): TrayPart {
  const { assets, clock, store, history, act } = parts;
  const view = (): TrayView => {
    const rows = recentRows((limit) => history.page({ beforeRow: null, limit, filter: everyEvent }).rows);
    const moment = { nowMs: clock.nowMs(), zone: systemZone() };
    return trayView(store.get(), rows, parts.translate(), moment);
  };
  const tray = createTray(assets, view(), act, parts.icon);
  let gone = false;
  const drawSoon = paced(clock, trayEveryMs, () => {
    if (!gone) tray.draw(view());
  });
  return {
    drawSoon,
    attract: () => tray.attract(),
    destroy() {
      gone = true;
      tray.destroy();
    },
  };
}
