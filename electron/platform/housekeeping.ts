import type { Clock, History, Logger, Stop } from '../core/ports.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * What the history needs now and then: words of older rows made findable, and rows beyond what is kept removed. In
 * small steps, with pauses, so that nobody notices; it can be stopped at any of them.
 */

const firstAfterMs = 30_000;
const everyMs = 60 * 60_000;
/** Rows of one step, and the pause after it. */
const stepRows = 500;
const pauseMs = 50;
const dayMs = 86_400_000;

export function keepHouse(parts: {
  history: History;
  clock: Clock;
  logger: Logger;
  settings: () => Settings;
  /** Rows went. */
  changed: () => void;
}): Stop {
  const { history, clock, logger } = parts;
  let next: Stop = clock.after(firstAfterMs, work);

  function work(): void {
    try {
      if (step()) {
        next = clock.after(pauseMs, work);
        return;
      }
    } catch (error) {
      logger.error('the history cannot be tidied', { error });
    }
    next = clock.after(everyMs, work);
  }

  /** False when there is nothing left to do. */
  function step(): boolean {
    if (history.indexSome(stepRows) > 0) return true;
    const { keepDays, keepEvents } = parts.settings().history;
    const removed = history.removeSome({
      beforeMs: clock.nowMs() - keepDays * dayMs,
      keep: keepEvents,
      limit: stepRows,
    });
    if (removed > 0) parts.changed();
    return removed > 0;
  }

  return () => next();
}
