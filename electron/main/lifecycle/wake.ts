import { net, powerMonitor } from 'electron/main';
import type { Clock, Stop } from '../../core/ports.ts';

/**
 * Moments after which nothing may be taken for alive any more: the computer woke or was unlocked, the network came back,
 * the clock jumped (some sleeps are told by nothing else).
 */

/** Linux tells suspend and resume twice; what comes together is one moment. Milliseconds. */
const gatherMs = 1_000;
const lookEveryMs = 5_000;
/** A look that comes this much later than it should means that the computer slept, or its clock was set. */
const jumpMs = 30_000;
const stallMs = 2_000;

/** `stall`: this process stood still for a while, and a server may have dropped what it could not hand over. */
export type WakeReason = 'resume' | 'unlock' | 'online' | 'clock' | 'stall';

export function watchWake(clock: Clock, woke: (reason: WakeReason) => void): Stop {
  let timer: NodeJS.Timeout | undefined;
  const soon = (reason: WakeReason) => (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => woke(reason), gatherMs);
  };
  const resume = soon('resume');
  const unlock = soon('unlock');
  powerMonitor.on('resume', resume);
  powerMonitor.on('unlock-screen', unlock);

  let online = net.isOnline();
  let wallMs = clock.nowMs();
  let monotonicMs = clock.monotonicMs();
  const look = setInterval(() => {
    const wallSpan = clock.nowMs() - wallMs;
    const monotonicSpan = clock.monotonicMs() - monotonicMs;
    wallMs += wallSpan;
    monotonicMs += monotonicSpan;
    if (Math.abs(wallSpan - monotonicSpan) > jumpMs || monotonicSpan > jumpMs + lookEveryMs) soon('clock')();
    else if (monotonicSpan > lookEveryMs + stallMs) soon('stall')();
    const now = net.isOnline();
    // "Online" promises nothing; it only says that trying is worth it.
    if (now && !online) soon('online')();
    online = now;
  }, lookEveryMs);

  return () => {
    clearTimeout(timer);
    clearInterval(look);
    powerMonitor.removeListener('resume', resume);
    powerMonitor.removeListener('unlock-screen', unlock);
  };
}
