import type { Clock, History, Logger, LongWork, NewestMessage, OneWork, Stop } from '../core/ports.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * What the history needs now and then: words of older rows made findable, and rows beyond what is kept removed. In
 * small steps, with pauses, so that nobody notices; it can be stopped at any of them.
 */

const firstAfterMs = 30_000;
const everyMs = 60 * 60_000;
/** Rows of one step, and the pause after it. */
const stepRows = 200;
/** Fewer rows than this are soon done, and no work to speak of. */
const longFrom = 5_000;
const pauseMs = 50;
const dayMs = 86_400_000;

export function keepHouse(parts: {
  history: History;
  clock: Clock;
  logger: Logger;
  settings: () => Settings;
  work: LongWork;
  /** Rows went, with these as the newest message of each messenger. */
  removed: (newest: readonly NewestMessage[]) => void;
}): Stop {
  const { history, clock, logger } = parts;
  let next: Stop = clock.after(firstAfterMs, work);
  let indexing: { work: OneWork; total: number } | null = null;

  function work(): void {
    // Apart: a full disk that stops the one must not keep the other from making room.
    const more = attempt(index) || attempt(tidy);
    next = clock.after(more ? pauseMs : everyMs, work);
  }

  function attempt(step: () => boolean): boolean {
    try {
      return step();
    } catch (error) {
      logger.error('the history cannot be tidied', { error });
      indexing?.work.end();
      indexing = null;
      return false;
    }
  }

  /** False when there is nothing left to do. */
  function index(): boolean {
    const left = history.indexSome(stepRows);
    if (left > 0) return goOn(left);
    indexing?.work.end();
    indexing = null;
    return false;
  }

  function tidy(): boolean {
    const { keepDays, keepEvents } = parts.settings().history;
    const { rows, newest } = history.removeSome({
      beforeMs: clock.nowMs() - keepDays * dayMs,
      keep: keepEvents,
      limit: stepRows,
    });
    if (rows > 0) parts.removed(newest);
    return rows > 0;
  }

  /** Stopped by the person, it goes on at the next start or in an hour: what is indexed stays so. */
  function goOn(left: number): boolean {
    if (indexing === null && left > longFrom)
      indexing = { work: parts.work.begin('index', left), total: left };
    indexing?.work.progress(indexing.total - left);
    if (indexing?.work.stopped() !== true) return true;
    indexing.work.end();
    indexing = null;
    return false;
  }

  return () => {
    next();
    indexing?.work.end();
  };
}
