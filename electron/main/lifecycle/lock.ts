import { powerMonitor } from 'electron/main';
import type { Stop } from '../../core/ports.ts';

/** Whether the screen is locked, where Electron tells (Windows and macOS; Linux has `freedesktop/screenLock.ts`). */
export function watchLock(tell: (locked: boolean) => void): Stop {
  const locked = (): void => tell(true);
  const unlocked = (): void => tell(false);
  powerMonitor.on('lock-screen', locked);
  powerMonitor.on('unlock-screen', unlocked);
  return () => {
    powerMonitor.removeListener('lock-screen', locked);
    powerMonitor.removeListener('unlock-screen', unlocked);
  };
}
