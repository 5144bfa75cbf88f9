import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock, Logger, Stop } from '../../core/ports.ts';

/**
 * Gives back what the start, a storm and a window have used and nobody needs any more. V8 keeps it for a next time that may
 * come in hours: 15 MB of 60 (measured).
 */

/** After the start, a storm or the window's end, for what is still under way then. Milliseconds. */
const settleMs = 10_000;

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

export function createRest(
  clock: Clock,
  logger: Logger,
  busy: () => boolean,
): { soon(): void; stormed(): void; stop: Stop } {
  let waiting: Stop | null = null;

  function rest(): void {
    waiting = null;
    // Its end will ask again.
    if (busy()) return;
    const beganMs = clock.monotonicMs();
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    if (typeof collect !== 'function') return;
    // Collects as V8 does before it gives up: code that has not run for long goes, too.
    setFlagsFromString('--semi-space-growth-factor=1');
    (collect as Collect)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    logger.info('at rest', { tookMs: Math.round(clock.monotonicMs() - beganMs) });
  }

  function soon(): void {
    waiting?.();
    waiting = clock.after(settleMs, rest);
  }

  return {
    soon,
    /** Young objects get room, so that not all of them must be moved every millisecond; until it is over. */
    stormed() {
      setFlagsFromString('--semi-space-growth-factor=2');
      soon();
    },
    stop: () => waiting?.(),
  };
}
