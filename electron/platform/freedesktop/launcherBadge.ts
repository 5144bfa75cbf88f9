import type { SessionBus } from './sessionBus.ts';

/**
 * The number on the app's icon in docks (KDE, Ubuntu's dock, Plank, Dash to Dock): a signal of Unity's LauncherEntry
 * API, which whoever draws a dock listens to. Nobody answers, and nobody needs to.
 */
export function createLauncherBadge(bus: SessionBus): (count: number) => void {
  let shown = 0;
  return (count) => {
    if (count === shown) return;
    shown = count;
    bus.emit({
      path: '/online/chatapp/notifier',
      interface: 'com.canonical.Unity.LauncherEntry',
      member: 'Update',
      signature: 'sa{sv}',
      body: [
        'application://chatapp-notifier.desktop',
        [
          ['count', ['x', count]],
          ['count-visible', ['b', count > 0]],
        ],
      ],
    });
  };
}
