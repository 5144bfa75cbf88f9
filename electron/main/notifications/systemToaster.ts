import type { Clock, Logger, Toaster, ToastSignal } from '../../core/ports.ts';
import type { SessionBus } from '../../platform/freedesktop/sessionBus.ts';
import { createFreedesktopToaster } from '../../platform/freedesktop/toaster.ts';
import { createElectronToaster } from './electronToaster.ts';

/** Notifications in the system's own way: over D-Bus on Linux, through Electron elsewhere. */
export function createSystemToaster(parts: {
  bus: SessionBus;
  iconFile: string;
  clock: Clock;
  logger: Logger;
  tell: (signal: ToastSignal) => void;
}): Toaster {
  const { bus, iconFile, clock, logger, tell } = parts;
  if (process.platform !== 'linux') return createElectronToaster(iconFile, tell);
  const about = { appName: 'ChatApp Notifier', iconFile, desktopEntry: 'chatapp-notifier', clock };
  return createFreedesktopToaster(bus, about, tell, logger);
}
