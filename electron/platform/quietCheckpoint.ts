import type { Clock, History, Logger, Stop } from '../core/ports.ts';

/** Without anything written for so long, the disk may take its time. Milliseconds. */
export const quietMs = 2_000;

/** Has the history's log written into its file in a quiet moment, instead of in the middle of a notification. */
export function checkpointWhenQuiet(
  history: Pick<History, 'checkpoint'>,
  clock: Clock,
  logger: Logger,
): { wrote(): void; stop: Stop } {
  let wroteAtMs = 0;
  let waiting: Stop | null = null;

  function look(): void {
    waiting = null;
    const leftMs = wroteAtMs + quietMs - clock.monotonicMs();
    if (leftMs > 0) {
      waiting = clock.after(leftMs, look);
      return;
    }
    try {
      history.checkpoint();
    } catch (error) {
      // The log keeps all of it, and the next quiet moment comes.
      logger.warn('the log of the history was not written into its file', { error });
    }
  }

  return {
    wrote() {
      wroteAtMs = clock.monotonicMs();
      waiting ??= clock.after(quietMs, look);
    },
    stop: () => waiting?.(),
  };
}
