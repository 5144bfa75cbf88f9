import type { Toaster } from '../core/ports.ts';
import type { Store } from '../core/state/store.ts';
import { askDesktopServices } from '../platform/freedesktop/desktopServices.ts';
import type { SessionBus } from '../platform/freedesktop/sessionBus.ts';

/** Finds out who shows tray icons and notifications; `bus` is null where the system always does both. */
export async function checkDesktop(store: Store, toaster: Toaster, bus: SessionBus | null): Promise<void> {
  const services =
    bus === null
      ? { trayHost: true, notifications: (await toaster.service()) !== null }
      : await askDesktopServices(bus);
  const service = services.notifications ? await toaster.service() : null;
  store.update((state) => ({
    ...state,
    trayHost: services.trayHost,
    notifications: { available: services.notifications, service },
  }));
}
