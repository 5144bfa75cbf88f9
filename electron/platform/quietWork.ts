import type { Clock, History, Logger, Stop } from '../core/ports.ts';

/**
 * What storing an event leaves for later, so that its notification does not wait for it: its words made findable (half
 * of the work of storing it), and the log written into the file, which waits for the disk.
 */

/** Without anything written for so long, the disk may take its time. Milliseconds. */
const quietMs = 2_000;
/** Rows whose words are made findable in one go; measured: 4 ms on a slow machine. */
const stepRows = 50;
/** The pause after such a step: among events that arrive, and in a quiet moment. Milliseconds. */
const busyPauseMs = 250;
const quietPauseMs = 10;

export function workWhenQuiet(
  history: Pick<History, 'indexNew' | 'checkpoint'>,
  clock: Clock,
  logger: Logger,
): { wrote(): void; stop: Stop } {
  let wroteAtMs = clock.monotonicMs();
  // An earlier run may have ended before its quiet moment.
  let waiting: Stop | null = clock.after(quietMs, look);

  function look(): void {
    const leftMs = wroteAtMs + quietMs - clock.monotonicMs();
    if (index()) waiting = clock.after(leftMs > 0 ? busyPauseMs : quietPauseMs, look);
    else if (leftMs > 0) waiting = clock.after(leftMs, look);
    else {
      waiting = null;
      checkpoint();
    }
  }

  /** False when there is nothing left to do. */
  function index(): boolean {
    try {
      return history.indexNew(stepRows);
    } catch (error) {
      // The next event or search tries again.
      logger.warn('the words of new events are not findable yet', { error });
      return false;
    }
  }

  function checkpoint(): void {
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
