import { app } from 'electron/main';
import type { Clock, Logger, Stop } from '../core/ports.ts';
import type { Store } from '../core/state/store.ts';
import { createLauncherBadge } from '../platform/freedesktop/launcherBadge.ts';
import { paced } from '../platform/paced.ts';
import type { SessionBus } from '../platform/freedesktop/sessionBus.ts';
import type { SettingResult } from '../shared/contract.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { SettingChange } from '../shared/settings.ts';
import { createShortcut } from './system/shortcut.ts';
import { applyStartAtLogin } from './system/startAtLogin.ts';
import { createUpdates, type Updates } from './system/updates.ts';
import type { MainWindow } from './window/mainWindow.ts';

/** What the app asks of the desktop besides its tray icon: starting with it, keys, a number on its icon, updates. */
export interface System {
  updates: Updates;
  /** Tries what only the desktop can grant; null where it is granted, or none of its business. */
  refuses(change: SettingChange): Extract<SettingResult, 'taken'> | null;
  /** A setting has changed. */
  applied(path: string): void;
  stop: Stop;
}

/** A number that is read cannot change faster than this. Milliseconds. */
const badgeEveryMs = 250;

export function composeSystem(parts: {
  store: Store;
  clock: Clock;
  logger: Logger;
  bus: SessionBus;
  window: MainWindow;
  translate: () => Translate;
  problem: (error: unknown) => void;
}): System {
  const { store, window, problem } = parts;
  const settings = (): ReturnType<Store['get']>['settings'] => store.get().settings;
  const setDesktop = (change: Partial<ReturnType<Store['get']>['desktop']>): void =>
    store.update((state) => ({ ...state, desktop: { ...state.desktop, ...change } }));

  const shortcut = createShortcut(() => window.toggle(), problem);
  const useShortcut = (keys: string | null): boolean => {
    const had = shortcut.use(keys);
    setDesktop({ shortcut: keys === null ? 'off' : had ? 'on' : 'taken' });
    return had;
  };
  useShortcut(settings().shortcut);

  let applying: Promise<void> = Promise.resolve();
  /** One after the other: of two quick changes the last one holds. */
  const startAtLogin = (): void => {
    applying = applying.then(async () =>
      setDesktop({ startAtLogin: await applyStartAtLogin(settings().startAtLogin, problem) }),
    );
  };
  // Also at every start: the program may lie elsewhere now. Not wanted, there is nothing to take back: the entry may be
  // that of another copy of the app.
  if (settings().startAtLogin) startAtLogin();

  const updates = createUpdates({
    clock: parts.clock,
    logger: parts.logger,
    settings: () => settings().updates,
    get: () => store.get().update,
    set: (update) => store.update((state) => ({ ...state, update })),
    translate: parts.translate,
  });

  const launcherBadge =
    process.platform === 'linux'
      ? createLauncherBadge(parts.bus)
      : (count: number) => void app.setBadgeCount(count);
  let badge = 0;
  let stopped = false;
  // Later than the notification it counts, and not with every message of a storm.
  const drawBadge = paced(parts.clock, badgeEveryMs, () => {
    if (stopped) return;
    launcherBadge(badge);
    window.badge(badge);
  });
  const stopBadge = store.subscribe(({ value }) => {
    if (value.unread === badge) return;
    badge = value.unread;
    drawBadge();
  });

  return {
    updates,
    refuses(change) {
      if (change.path !== 'shortcut') return null;
      const { value } = change;
      // Anything else is refused by its schema.
      if (value !== null && typeof value !== 'string') return null;
      if (shortcut.use(value)) return null;
      // What was ours before still is; what was not is still somebody else's.
      const kept = settings().shortcut === null ? 'off' : 'taken';
      setDesktop({ shortcut: shortcut.current() === null ? kept : 'on' });
      return 'taken';
    },
    applied(path) {
      if (path === 'shortcut') useShortcut(settings().shortcut);
      if (path === 'startAtLogin') startAtLogin();
      if (path.startsWith('updates.')) updates.changed();
    },
    stop() {
      stopped = true;
      stopBadge();
      shortcut.stop();
      updates.stop();
      launcherBadge(0);
    },
  };
}
