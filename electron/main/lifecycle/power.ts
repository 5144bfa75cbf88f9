import { powerMonitor } from 'electron/main';
import type { Stop } from '../../core/ports.ts';

/** Linux tells each of these twice; what is called must take that. One second gathers them. */
const gatherMs = 1_000;

/** Calls once after a sleep or an unlock: whatever was alive before has to prove itself. */
export function watchWake(woke: () => void): Stop {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(woke, gatherMs);
  };
  powerMonitor.on('resume', later);
  powerMonitor.on('unlock-screen', later);
  return () => {
    clearTimeout(timer);
    powerMonitor.removeListener('resume', later);
    powerMonitor.removeListener('unlock-screen', later);
  };
}
