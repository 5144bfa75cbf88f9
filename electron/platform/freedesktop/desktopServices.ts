import type { Stop } from '../../core/ports.ts';
import { variantValue, type SessionBus } from './sessionBus.ts';

/** Who is there to show a tray icon and notifications, asked again whenever one of them comes or goes. */

const watcher = 'org.kde.StatusNotifierWatcher';
const notifications = 'org.freedesktop.Notifications';

export interface DesktopServices {
  trayHost: boolean;
  notifications: boolean;
}

export async function askDesktopServices(bus: SessionBus): Promise<DesktopServices> {
  const [hosted, owned, activatable] = await Promise.all([
    hasTrayHost(bus),
    bus.nameHasOwner(notifications),
    isActivatable(bus),
  ]);
  return { trayHost: hosted, notifications: owned || activatable };
}

/** A watcher without a host shows nothing to anybody. */
async function hasTrayHost(bus: SessionBus): Promise<boolean> {
  if (!(await bus.nameHasOwner(watcher))) return false;
  const answer = await bus.call({
    destination: watcher,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [watcher, 'IsStatusNotifierHostRegistered'],
  });
  return answer.ok && variantValue(answer.body[0]) === true;
}

/** A notification service that is not running is started by the bus when it is called, if it is installed so. */
async function isActivatable(bus: SessionBus): Promise<boolean> {
  const answer = await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'ListActivatableNames',
  });
  return answer.ok && Array.isArray(answer.body[0]) && answer.body[0].includes(notifications);
}

export function watchDesktopServices(bus: SessionBus, changed: () => void): Stop {
  const stops = [watcher, notifications].map((name) =>
    bus.onSignal(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`,
      ({ member, body }) => {
        if (member === 'NameOwnerChanged' && body[0] === name) changed();
      },
    ),
  );
  stops.push(
    bus.onSignal(`type='signal',interface='${watcher}'`, (signal) => {
      if (signal.interface === watcher && signal.member.startsWith('StatusNotifierHost')) changed();
    }),
  );
  return () => stops.forEach((stop) => stop());
}
